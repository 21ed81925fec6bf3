import { z } from "zod";
import { FileUnreadable, type FileTrouble, type IncomingFile } from "../../app/ports.ts";

/** A phone's photo is 3 to 8 MB. */
export const MAX_FILE_BYTES = 25 * 1024 * 1024;
const TIMEOUT_MS = 20_000;

/** What a file needs to be fetched later: small enough to travel in a dialog's metadata. */
export const FileRef = z.object({
  n: z.string().max(300),
  m: z.string().max(100),
  s: z.number(),
  u: z.string().max(1_000),
});
export type FileRef = z.infer<typeof FileRef>;

/** A file object of Slack's, as far as it matters here. */
export const SlackFile = z
  .object({
    name: z.string().nullish(),
    mimetype: z.string().nullish(),
    size: z.number().nullish(),
    url_private_download: z.string().nullish(),
    url_private: z.string().nullish(),
  })
  .transform((file): FileRef => ({
    n: (file.name ?? "").slice(0, 120) || "file",
    m: (file.mimetype ?? "application/octet-stream").slice(0, 100),
    s: file.size ?? 0,
    u: file.url_private_download ?? file.url_private ?? "",
  }));

export type FileSource = { readonly botToken: string; readonly apiUrl: string };

/** The file as the desk sees it; its bytes are fetched when they are asked for. */
export function incomingFile(ref: FileRef, source: FileSource): IncomingFile {
  return {
    name: ref.n,
    mediaType: ref.m,
    sizeBytes: ref.s,
    read: () => download(ref, source),
  };
}

/** The bot's token goes to Slack's own file hosts and nowhere else. */
export function mayFetch(url: string, apiUrl: string): boolean {
  if (!URL.canParse(url)) return false;
  const { protocol, host } = new URL(url);
  const api = new URL(apiUrl);
  if (host === api.host) return protocol === api.protocol;
  return protocol === "https:" && (host === "files.slack.com" || host === `files.${api.host}`);
}

async function download(ref: FileRef, { botToken, apiUrl }: FileSource): Promise<Uint8Array> {
  if (!mayFetch(ref.u, apiUrl)) throw new FileUnreadable("gone", `not one of Slack's: ${ref.u}`);
  if (ref.s > MAX_FILE_BYTES) throw new FileUnreadable("too-large", `${ref.s} bytes`);
  const response = await fetch(ref.u, {
    headers: { authorization: `Bearer ${botToken}` },
    // A redirect would carry the token elsewhere, and Slack redirects only to its login page.
    redirect: "manual",
    signal: AbortSignal.timeout(TIMEOUT_MS),
  }).catch((error: unknown) => {
    throw new FileUnreadable("slow", String(error));
  });
  const trouble = troubleIn(response);
  if (trouble) {
    await response.body?.cancel();
    throw new FileUnreadable(trouble, `HTTP ${response.status}`);
  }
  const bytes = await bytesOf(response);
  if (looksLikeHtml(bytes)) throw new FileUnreadable("no-right", "a login page came instead");
  if (!isProofType(bytes)) throw new FileUnreadable("wrong-type", "neither a photo nor a PDF");
  return bytes;
}

function troubleIn(response: Response): FileTrouble | null {
  const { status } = response;
  if (status >= 300 && status < 400) return "no-right";
  if (status === 401 || status === 403) return "no-right";
  if (status === 404 || status === 410) return "gone";
  if (status !== 200) return "slow";
  // Without files:read Slack answers 200 with the page where a person would sign in.
  if (response.headers.get("content-type")?.startsWith("text/html")) return "no-right";
  return Number(response.headers.get("content-length") ?? 0) > MAX_FILE_BYTES ? "too-large" : null;
}

async function bytesOf(response: Response): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  try {
    for await (const chunk of response.body ?? []) {
      size += chunk.length;
      if (size > MAX_FILE_BYTES)
        throw new FileUnreadable("too-large", `over ${MAX_FILE_BYTES} bytes`);
      chunks.push(chunk);
    }
  } catch (error) {
    if (error instanceof FileUnreadable) throw error;
    throw new FileUnreadable("slow", String(error));
  }
  return Buffer.concat(chunks);
}

function looksLikeHtml(bytes: Uint8Array): boolean {
  const start = Buffer.from(bytes.subarray(0, 64)).toString("latin1").trimStart().toLowerCase();
  return start.startsWith("<!doctype html") || start.startsWith("<html");
}

/** JPEG, PNG, WebP, HEIC and PDF by their first bytes; names and declared types can say anything. */
export function isProofType(bytes: Uint8Array): boolean {
  const head = Buffer.from(bytes.subarray(0, 16)).toString("latin1");
  return (
    head.startsWith("\u00ff\u00d8\u00ff") ||
    head.startsWith("\u0089PNG\r\n\u001a\n") ||
    (head.startsWith("RIFF") && head.slice(8, 12) === "WEBP") ||
    (head.slice(4, 8) === "ftyp" && /^(heic|heix|mif1|msf1|hevc)/.test(head.slice(8, 12))) ||
    head.startsWith("%PDF-")
  );
}
