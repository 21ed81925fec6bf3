import { z } from "zod";
import { FileUnreadable, type IncomingFile } from "../../app/ports.ts";
import type { Incoming } from "./activity.ts";
import type { FileShelf } from "./needs.ts";

/** A phone's photo is 3 to 8 MB. */
const MAX_FILE_BYTES = 25 * 1024 * 1024;
const MOST_FILES = 5;
const TIMEOUT_MS = 20_000;
const DOWNLOAD = "application/vnd.microsoft.teams.file.download.info";

const Download = z.object({ downloadUrl: z.string().max(4_000) });

/** A kept file as it travels in a form. */
export const KeptFile = z.object({
  n: z.string().max(300),
  m: z.string().max(100),
  s: z.number(),
  d: z.string().length(64),
});
export type KeptFile = z.infer<typeof KeptFile>;

/** Teams' own file hosts: the address of a file in somebody's chat is a key to it. */
export function isTeamsFileHost(url: string): boolean {
  if (!URL.canParse(url)) return false;
  const { protocol, hostname } = new URL(url);
  return protocol === "https:" && /(^|\.)sharepoint\.(com|us|cn)$/.test(hostname);
}

/** The files of a message in a personal chat; Teams hands over none from a channel. */
export function filesIn({ attachments }: Incoming, shelf: FileShelf): readonly IncomingFile[] {
  return (attachments ?? [])
    .filter(({ contentType }) => contentType === DOWNLOAD)
    .slice(0, MOST_FILES)
    .flatMap(({ name, content }) => {
      const read = Download.safeParse(content);
      if (!read.success) return [];
      const { downloadUrl } = read.data;
      return [
        {
          name: (name ?? "file").slice(0, 120),
          mediaType: "application/octet-stream",
          sizeBytes: 0,
          read: () => download(downloadUrl, shelf),
        },
      ];
    });
}

/** A file that was kept when it came, as the desk sees it. */
export function keptFile({ n, m, s, d }: KeptFile, shelf: FileShelf): IncomingFile {
  return {
    name: n,
    mediaType: m,
    sizeBytes: s,
    async read() {
      const bytes = await shelf.read(d);
      if (bytes) return bytes;
      throw new FileUnreadable("gone", "not kept");
    },
  };
}

/** No token goes along: the address itself is the right to read, for a few minutes. */
async function download(url: string, shelf: FileShelf): Promise<Uint8Array> {
  if (!shelf.mayFetch(url)) throw new FileUnreadable("gone", "not one of Teams' file hosts");
  const response = await fetch(url, {
    redirect: "error",
    signal: AbortSignal.timeout(TIMEOUT_MS),
  }).catch((error: unknown) => {
    throw new FileUnreadable("slow", String(error));
  });
  if (response.status !== 200) {
    await response.body?.cancel();
    const gone = response.status === 404 || response.status === 410;
    const barred = response.status === 401 || response.status === 403;
    throw new FileUnreadable(gone ? "gone" : barred ? "no-right" : "slow", `${response.status}`);
  }
  return bytesOf(response);
}

async function bytesOf(response: Response): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body ?? []) {
    size += chunk.length;
    if (size > MAX_FILE_BYTES)
      throw new FileUnreadable("too-large", `over ${MAX_FILE_BYTES} bytes`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
