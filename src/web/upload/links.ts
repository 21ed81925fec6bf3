import { createHmac, timingSafeEqual } from "node:crypto";
import { z } from "zod";
import type { Press } from "../../app/ports.ts";
import { type ActionId, actionSpec, isActionId } from "../../core/action.ts";
import { formSpec } from "../../core/form.ts";
import type { Lang } from "../../text/format.ts";
import { findingToken } from "../../view/finding-token.ts";

const LIFETIME_MS = 60 * 60_000;
/** Longer than any link of ours: nothing longer is even checked. */
const MAX_TOKEN = 2_000;
/** What is signed says what it is for: the same key could sign something else one day. */
const PURPOSE = "remo upload link 1";

const BROKEN = { dead: "broken" } as const;

export type Link = {
  readonly press: Press;
  /** Its reader's when it was made: who changes theirs reads the page in the new one. */
  readonly lang: Lang;
  /** Epoch milliseconds. */
  readonly expiresAt: number;
};

/** Only one of ours says in which language its reader reads. */
export type DeadLink =
  | { readonly dead: "broken" }
  | { readonly dead: "expired"; readonly lang: Lang };

export type UploadLinks = {
  /** The address of a page on which this press is finished with files, for one hour. */
  make(press: Press, lang: Lang): string;
  read(token: string): Link | DeadLink;
};

export type UploadLinkOptions = {
  readonly secret: Buffer;
  /** Without a slash at its end. */
  readonly publicUrl: string;
  /** Epoch milliseconds, of the real clock whatever the playground's says. */
  readonly nowMs?: () => number;
};

const Payload = z.strictObject({
  p: z.enum(["slack", "teams"]),
  u: z.string().min(1),
  n: z.string(),
  ch: z.string().nullable(),
  a: z.string().refine(isActionId),
  c: z.string().min(1),
  f: z.string().nullable(),
  at: z.string().optional(),
  l: z.enum(["es", "en"]),
  x: z.int(),
});

/**
 * Links that stand for one person's press of one button: whoever holds one may finish that press
 * and nothing else, until it expires. The desk checks it again like any other press.
 */
export function uploadLinks({
  secret,
  publicUrl,
  nowMs = Date.now,
}: UploadLinkOptions): UploadLinks {
  const sign = (written: string) =>
    createHmac("sha256", secret).update(`${PURPOSE}.${written}`).digest();
  return {
    make({ who, action, caseId, finding, shownAt }, lang) {
      if (!takesFiles(action)) throw new Error(`"${action}" asks for no files.`);
      const payload: z.input<typeof Payload> = {
        p: who.platform,
        u: who.userId,
        n: who.userName.slice(0, 100),
        ch: who.channelId,
        a: action,
        c: caseId,
        f: finding === null || finding.startsWith("~") ? finding : findingToken(finding),
        ...(shownAt === undefined ? {} : { at: shownAt }),
        l: lang,
        x: nowMs() + LIFETIME_MS,
      };
      const written = Buffer.from(JSON.stringify(payload)).toString("base64url");
      return `${publicUrl}/upload/${written}.${sign(written).toString("base64url")}`;
    },
    read(token) {
      const [written = "", signature = "", ...rest] = token.slice(0, MAX_TOKEN).split(".");
      const given = Buffer.from(signature, "base64url");
      const due = sign(written);
      if (rest.length > 0 || given.length !== due.length) return BROKEN;
      const link = timingSafeEqual(given, due) ? linkIn(written) : null;
      if (link === null) return BROKEN;
      return link.expiresAt > nowMs() ? link : { dead: "expired", lang: link.lang };
    },
  };
}

/** Signed by us, but perhaps by another version of us. */
function linkIn(written: string): Link | null {
  const parsed = Payload.safeParse(JSON.parse(Buffer.from(written, "base64url").toString()));
  if (!parsed.success) return null;
  const { p, u, n, ch, a, c, f, at, l, x } = parsed.data;
  // An action without a dialog would count as soon as somebody looked at its page.
  if (!isActionId(a) || !takesFiles(a)) return null;
  const who = { platform: p, userId: u, userName: n, channelId: ch };
  const press = { who, action: a, caseId: c, finding: f, ...(at ? { shownAt: at } : {}) };
  return { press, lang: l, expiresAt: x };
}

function takesFiles(action: ActionId): boolean {
  const { form } = actionSpec(action);
  if (form === "none") return false;
  const { needs, may } = formSpec(form);
  return [...needs, ...may].includes("files");
}
