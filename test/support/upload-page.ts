import type { Database } from "../../src/db/connect.ts";
import { linksFrom } from "../../src/compose/upload-links.ts";
import type { Press } from "../../src/app/ports.ts";
import type { Case } from "../../src/core/case.ts";
import { findingKey } from "../../src/core/finding.ts";
import type { Lang } from "../../src/text/format.ts";

type Place = { readonly url: string; readonly database: Pick<Database, "pool"> };

export type Asked = {
  readonly userId: string;
  readonly userName?: string;
  readonly channelId?: string | null;
  readonly action?: Press["action"];
  readonly lang?: Lang;
  readonly shownAt?: string;
};

/** The press that a button on an order's newest case stands for. */
export async function pressOn(
  { database: { pool } }: Pick<Place, "database">,
  orderId: string,
  { userId, userName = "luis", channelId = "C0LOGISTICA", action = "attach-proof", shownAt }: Asked,
): Promise<Press> {
  const { rows } = await pool.query<{ body: Case }>(
    `SELECT body FROM cases WHERE group_id = $1 ORDER BY opened_at DESC LIMIT 1`,
    [orderId],
  );
  const c = rows[0]?.body;
  if (!c) throw new Error(`${orderId} has no case.`);
  const finding = c.findings.find(({ actions }) => actions.includes(action));
  return {
    who: { platform: "slack", userId, userName, channelId },
    action,
    caseId: c.id,
    finding: finding ? findingKey(finding) : null,
    ...(shownAt ? { shownAt } : {}),
  };
}

/** The link that a card's button gives one person. */
export async function linkFor(place: Place, orderId: string, asked: Asked): Promise<string> {
  const links = await linksFrom(place.database.pool, place.url);
  return links.make(await pressOn(place, orderId, asked), asked.lang ?? "es");
}

export type Page = {
  readonly status: number;
  readonly headers: Headers;
  readonly html: string;
  /** What a person reads, without the markup. */
  readonly text: string;
};

export async function open(link: string): Promise<Page> {
  return pageIn(await fetch(link));
}

type File = { readonly name: string; readonly bytes: Buffer };

/** Sends the page's form as a browser would, the choosers that were left empty included. */
export async function sendForm(
  link: string,
  fields: Readonly<Record<string, string>>,
  files: readonly File[],
  headers: Readonly<Record<string, string>> = {},
): Promise<Page> {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  form.append("files", new Blob([]), "");
  for (const { name, bytes } of files)
    form.append("files", new Blob([new Uint8Array(bytes)]), name);
  return pageIn(await fetch(link, { method: "POST", body: form, headers }));
}

async function pageIn(response: Response): Promise<Page> {
  const html = await response.text();
  const body = html.slice(html.indexOf("<body>"));
  const text = body
    .replaceAll(/<[^>]*>/g, " ")
    .replaceAll("&#39;", "'")
    .replaceAll("&quot;", '"')
    .replaceAll("&amp;", "&")
    .replaceAll(/\s+/g, " ")
    .trim();
  return { status: response.status, headers: response.headers, html, text };
}
