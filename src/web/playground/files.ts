import { randomBytes } from "node:crypto";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { StoredFile } from "./message.ts";

/**
 * Past this, an upload is refused; Slack itself takes 1 GB, but this is a workspace for trying out.
 */
export const FILE_MAX_BYTES = 25 * 1024 * 1024;

const types: Readonly<Record<string, readonly [mimetype: string, pretty: string]>> = {
  jpg: ["image/jpeg", "JPEG"],
  png: ["image/png", "PNG"],
  gif: ["image/gif", "GIF"],
  webp: ["image/webp", "WebP"],
  heic: ["image/heic", "HEIC"],
  pdf: ["application/pdf", "PDF"],
  xml: ["application/xml", "XML"],
  csv: ["text/csv", "CSV"],
  text: ["text/plain", "Plain Text"],
  zip: ["application/zip", "Zip"],
  xlsx: ["application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "Excel Spreadsheet"],
  docx: [
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "Word Document",
  ],
};
const aliases: Readonly<Record<string, string>> = { jpeg: "jpg", txt: "text" };

/**
 * Bytes of uploaded files: in a folder beside the journal, or in memory when there is no journal.
 */
export type FileShelf = {
  put(id: string, bytes: Buffer): void;
  get(id: string): Buffer | undefined;
};

export function fileShelf(folder: string | undefined): FileShelf {
  if (folder === undefined) {
    const shelf = new Map<string, Buffer>();
    return { put: (id, bytes) => void shelf.set(id, bytes), get: (id) => shelf.get(id) };
  }
  mkdirSync(folder, { recursive: true });
  return {
    put: (id, bytes) => writeFileSync(join(folder, id), bytes),
    get(id) {
      try {
        return readFileSync(join(folder, id));
      } catch {
        return undefined;
      }
    },
  };
}

export function newFile(o: {
  name: string;
  size: number;
  userId: string;
  nowMs: number;
  title?: string;
}): StoredFile {
  const filetype = filetypeOf(o.name);
  const [mimetype, pretty] = types[filetype] ?? ["application/octet-stream", "Binary"];
  const created = Math.floor(o.nowMs / 1000);
  return {
    id: `F${randomBytes(6).toString("hex").toUpperCase()}`,
    created,
    timestamp: created,
    name: o.name,
    title: o.title ?? o.name,
    mimetype,
    filetype,
    pretty_type: pretty,
    user: o.userId,
    size: o.size,
    mode: "hosted",
    channels: [],
  };
}

/** Slack's short type name, from the file's name: "jpg", "pdf", else "binary". */
function filetypeOf(name: string): string {
  const ending = name.includes(".") ? (name.split(".").at(-1) ?? "").toLowerCase() : "";
  const type = (Object.hasOwn(aliases, ending) && aliases[ending]) || ending;
  return Object.hasOwn(types, type) ? type : "binary";
}

/** The file object of Slack's API, its URLs pointing at this server under `base`. */
export function fileObject(file: StoredFile, base: string): Record<string, unknown> {
  const url = `${base}/files/${file.id}/${encodeURIComponent(file.name)}`;
  return {
    ...file,
    editable: false,
    is_external: false,
    external_type: "",
    is_public: file.channels.length > 0,
    public_url_shared: false,
    display_as_bot: false,
    username: "",
    url_private: url,
    url_private_download: `${url}?download=1`,
    permalink: url,
    has_rich_preview: false,
    file_access: "visible",
  };
}
