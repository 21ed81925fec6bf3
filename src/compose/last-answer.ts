import type { IncomingMessage, ServerResponse } from "node:http";
import { z } from "zod";
import type { Lang } from "../text/format.ts";
import { HTTP_WORDS } from "../text/http-words.ts";

/** An address may be kilobytes long; a sentence is not. */
const MOST_OF_ADDRESS = 80;

const WithStatus = z.object({ status: z.int().min(400).max(599) });

type Answer = { readonly status: number; readonly sentence: string };

/**
 * Answers what no router answered, or what one of them broke on: one sentence, as JSON, or as a
 * small page to a browser. It is the last of all, however late a router is added.
 */
export function lastAnswer(
  request: IncomingMessage,
  response: ServerResponse,
  error: unknown,
  report: (error: unknown) => void,
): void {
  const status = error === undefined ? 404 : (WithStatus.safeParse(error).data?.status ?? 500);
  if (status >= 500) report(error);
  // Half of an answer is out: nothing can be said any more but that it ends here.
  if (response.headersSent) {
    request.socket.destroy();
    return;
  }
  const isBrowser = request.headers.accept?.includes("text/html") ?? false;
  const lang = isBrowser ? languageOf(request) : "en";
  const answer = { status, sentence: sentenceFor(status, request, lang) };
  const [type, body] = isBrowser
    ? (["text/html", pageOf(answer, lang)] as const)
    : (["application/json", `${JSON.stringify({ error: answer.sentence })}\n`] as const);
  response.writeHead(status, {
    "content-type": `${type}; charset=utf-8`,
    "content-length": Buffer.byteLength(body),
    "cache-control": "no-store",
    "content-security-policy": "default-src 'none'; style-src 'unsafe-inline'",
    "x-content-type-options": "nosniff",
  });
  response.end(body);
}

function sentenceFor(status: number, { method, url }: IncomingMessage, lang: Lang): string {
  const words = HTTP_WORDS[lang];
  if (status >= 500) return words.broken;
  if (status !== 404) return words.unreadable;
  const path = (url ?? "/").replace(/\?.*$/, "");
  const cut = path.length > MOST_OF_ADDRESS ? `${path.slice(0, MOST_OF_ADDRESS)}…` : path;
  return words.nothingAt(`${method ?? "GET"} ${cut}`);
}

/** The first that the browser's user reads, of those there are. */
function languageOf({ headers }: IncomingMessage): Lang {
  const first = /\b(?:es|en)\b/i.exec(headers["accept-language"] ?? "")?.[0].toLowerCase();
  return first === "es" ? "es" : "en";
}

const STYLE =
  ":root{color-scheme:light dark}body{font:1rem/1.5 system-ui,sans-serif;max-width:36rem;" +
  "margin:20vh auto;padding:0 1.5rem}h1{font-size:1rem;font-weight:600}";

function pageOf({ status, sentence }: Answer, lang: Lang): string {
  return (
    `<!doctype html><html lang="${lang}"><meta charset="utf-8">` +
    `<meta name="viewport" content="width=device-width, initial-scale=1">` +
    `<title>Remo · ${status}</title><style>${STYLE}</style>` +
    `<h1>Remo · ${status}</h1><p>${escaped(sentence)}</p></html>\n`
  );
}

function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
