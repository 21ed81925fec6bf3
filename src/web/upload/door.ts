import type { Request, Response } from "express";
import { langOf } from "../../app/desk/asker.ts";
import type { Desk, Directory, Reply, Submission } from "../../app/ports.ts";
import type { Lang } from "../../text/format.ts";
import { textFor } from "../../text/text.ts";
import type { Dialog } from "../../view/card.ts";
import type { DeadLink, Link, UploadLinks } from "./links.ts";
import { formPage, outcomePage } from "./page.ts";
import { RECEIVE_LIMITS, type ReceiveLimits, receiveForm, type Trouble } from "./receive.ts";
import { createTurns } from "./turns.ts";

/** Forms received at the same time: each may wait on disk with five files. */
const AT_ONCE = 8;
/** What is still read of a request that was refused, so that its browser shows the answer. */
const DRAIN_BYTES = 300 * 1024 * 1024;
const MB = 1024 * 1024;
const MINUTE_MS = 60_000;

export type DoorOptions = {
  readonly desk: Pick<Desk, "press" | "submit">;
  readonly links: UploadLinks;
  readonly directory: Pick<Directory, "personOf" | "channel" | "lang">;
  /** Under which browsers know this server. */
  readonly publicUrl: string;
  /** Where files wait until their form is read. */
  readonly folder: string;
  readonly limits?: Partial<ReceiveLimits>;
  /** Epoch milliseconds. */
  readonly nowMs?: () => number;
  /** Told of what broke inside; the person only learns that nothing changed. */
  readonly onError: (error: unknown) => void;
};

type Answer = { readonly status: number; readonly page: string };
type Handler = (request: Request, response: Response) => Promise<void>;

/** What the page answers, as Express handlers: `show` changes nothing, `take` submits. */
export function uploadDoor(options: DoorOptions): {
  readonly show: Handler;
  readonly take: Handler;
} {
  const o = { nowMs: Date.now, ...options, limits: { ...RECEIVE_LIMITS, ...options.limits } };
  const mayTurn = createTurns(o.nowMs);
  let inHand = 0;
  const guarded =
    (work: (link: Link, request: Request) => Promise<Answer>): Handler =>
    async (request, response) => {
      const token = String(request.params["token"]);
      const read = o.links.read(token);
      if ("dead" in read) return answer(request, response, deadLink(read, request));
      // The page speaks as the desk will, though the person changed their language since.
      const lang = langOf(read.press.who, o.directory);
      const link = { ...read, lang };
      if (!mayTurn(token)) return answer(request, response, troubled("too-often", lang, o.limits));
      const said = await work(link, request).catch((error: unknown): Answer => {
        o.onError(error);
        return { status: 500, page: troublePage(lang, textFor(lang).answer.failed) };
      });
      answer(request, response, said);
    };
  return {
    show: guarded(async (link) => shown(link, await o.desk.press(link.press), o)),
    take: guarded(async (link, request) => {
      if (isForeign(request, o.publicUrl)) return troubled("not-this-page", link.lang, o.limits);
      if (inHand >= AT_ONCE) return troubled("busy", link.lang, o.limits);
      inHand += 1;
      try {
        return await taken(link, request, o);
      } finally {
        inHand -= 1;
      }
    }),
  };
}

type Needs = DoorOptions & { readonly limits: ReceiveLimits; nowMs(): number };

async function taken(link: Link, request: Request, o: Needs): Promise<Answer> {
  const form = await receiveForm(request, o.limits, o.folder);
  if (typeof form === "string") return troubled(form, link.lang, o.limits);
  try {
    const reply = await o.desk.submit(link.press, form.submission);
    return await told(link, reply, form.submission, o);
  } finally {
    await form.dispose();
  }
}

/** What the desk says to looking at the page: its form, or why there is none. */
function shown(link: Link, reply: Reply, o: Needs): Answer {
  if (reply.kind === "dialog") return formAnswer(200, link, reply.dialog, o);
  return { status: 200, page: refusal(link.lang, sentenceOf(reply)) };
}

/** What the desk says to a submission, with all that was typed when something is to be mended. */
async function told(link: Link, reply: Reply, values: Submission, o: Needs): Promise<Answer> {
  if (reply.kind === "note") return { status: 409, page: refusal(link.lang, sentenceOf(reply)) };
  const now = await o.desk.press(link.press);
  if (reply.kind === "done") {
    const { upload } = textFor(link.lang);
    const page = outcomePage({
      lang: link.lang,
      title: upload.doneTitle,
      sentence: sentenceOf(reply),
      tone: "done",
      more: upload.mayClose,
      // The case may want another proof.
      ...(now.kind === "dialog" ? { again: upload.another } : {}),
    });
    return { status: 200, page };
  }
  if (now.kind !== "dialog") return { status: 409, page: refusal(link.lang, sentenceOf(now)) };
  const errors = reply.kind === "invalid" ? reply.errors : {};
  return formAnswer(422, link, now.dialog, o, { values, errors });
}

function formAnswer(
  status: number,
  { press, lang, expiresAt }: Link,
  dialog: Dialog,
  o: Needs,
  filled: { readonly values: Submission; readonly errors: Readonly<Record<string, string>> } = {
    values: {},
    errors: {},
  },
): Answer {
  const { who, action } = press;
  const name = o.directory.personOf(who.platform, who.userId)?.name ?? who.userName;
  const minutesLeft = Math.max(1, Math.round((expiresAt - o.nowMs()) / MINUTE_MS));
  return { status, page: formPage({ lang, dialog, action, name, minutesLeft, ...filled }) };
}

function sentenceOf(reply: Reply): string {
  if (reply.kind === "invalid") return Object.values(reply.errors).join(" ");
  if (reply.kind === "dialog") return reply.dialog.intro;
  // The page draws the mark that a message writes.
  return reply.note.text.replace(/^✅ /u, "");
}

function refusal(lang: Lang, sentence: string): string {
  const title = textFor(lang).upload.refusedTitle;
  return outcomePage({ lang, title, sentence, tone: "refused" });
}

function troublePage(lang: Lang, sentence: string): string {
  const { upload } = textFor(lang);
  const title = upload.troubleTitle;
  return outcomePage({ lang, title, sentence, tone: "trouble", again: upload.goBack });
}

function troubled(
  what: Trouble | "too-often" | "busy" | "not-this-page",
  lang: Lang,
  limits: ReceiveLimits,
): Answer {
  const { upload } = textFor(lang);
  const said = (status: number, sentence: string) => ({
    status,
    page: troublePage(lang, sentence),
  });
  switch (what) {
    case "too-much":
      return said(413, upload.tooMuch(Math.floor(limits.totalBytes / MB)));
    case "too-slow":
      return said(408, upload.tooSlow(Math.round(limits.totalMs / MINUTE_MS)));
    case "cut-off":
      return said(400, upload.cutOff);
    case "not-a-form":
      return said(415, upload.notThisPage);
    case "not-this-page":
      return said(403, upload.notThisPage);
    case "too-often":
      return said(429, upload.tooOften);
    case "busy":
      return said(503, upload.busy);
    default:
      return what satisfies never;
  }
}

/** For a link that stands for nothing, or no longer: in its reader's language, or the browser's. */
export function deadLink(link: DeadLink, request: Request): Answer {
  const browser = request.acceptsLanguages("es", "en") === "en" ? "en" : "es";
  const lang = link.dead === "expired" ? link.lang : browser;
  const { upload } = textFor(lang);
  const about = { title: upload.linkTitle, sentence: upload[link.dead], tone: "refused" } as const;
  const status = link.dead === "expired" ? 410 : 403;
  return { status, page: outcomePage({ lang, ...about }) };
}

/** The token is the right; a form on somebody else's page has no business using it all the same. */
function isForeign(request: Request, publicUrl: string): boolean {
  if (request.get("sec-fetch-site") === "cross-site") return true;
  const origin = request.get("origin");
  // A page that sends no referrer sends the origin "null".
  if (origin === undefined || origin === "null" || !URL.canParse(origin)) return false;
  return origin !== new URL(publicUrl).origin && new URL(origin).host !== request.get("host");
}

/** Answers; what is left of the request is read and thrown away, within limits. */
function answer(request: Request, response: Response, said: Answer): void {
  send(response, said);
  let left = DRAIN_BYTES;
  request.on("error", () => undefined);
  request.on("data", (chunk: Buffer) => {
    left -= chunk.length;
    if (left < 0) request.destroy();
  });
}

export function send(response: Response, { status, page }: Answer): void {
  if (response.headersSent || response.destroyed) return;
  if (status === 429 || status === 503) response.set("retry-after", "60");
  response.status(status).type("html").send(page);
}
