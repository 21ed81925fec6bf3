import { readFile, stat } from "node:fs/promises";
import { basename } from "node:path";
import type { Fact } from "../../core/fact.ts";
import { checkFact } from "../check-fact.ts";
import type { OnBytes, Reading, RejectedRow, SkippedFile } from "../../app/import-facts.ts";
import { unreadable } from "../reading.ts";
import { despatchAdvice, receiptAdvice } from "./delivery-documents.ts";
import type { Acceptance, Context, Draft, Told } from "./document.ts";
import { applicationResponse, creditNote, debitNote, invoice } from "./invoice-documents.ts";
import { order, orderCancellation, orderChange, orderResponse } from "./order-documents.ts";
import { remittanceAdvice } from "./payment-documents.ts";
import { type Element, parseXml } from "./xml.ts";

export type UblOptions = {
  readonly source: string;
  /** Days and times that carry no offset are taken in this zone. */
  readonly zone: string;
  readonly onBytes?: OnBytes;
};

/** The kinds of document that tell facts, by the local name of their root element. */
const KINDS: Readonly<Record<string, (document: Element, context: Context) => Told>> = {
  Order: order,
  OrderChange: orderChange,
  OrderCancellation: orderCancellation,
  OrderResponse: orderResponse,
  OrderResponseSimple: orderResponse,
  DespatchAdvice: despatchAdvice,
  ReceiptAdvice: receiptAdvice,
  Invoice: invoice,
  CreditNote: creditNote,
  DebitNote: debitNote,
  RemittanceAdvice: remittanceAdvice,
  ApplicationResponse: applicationResponse,
};

const MAX_BYTES = 10_000_000;
const DOCUMENTS_PER_READING = 200;

/** The facts one document tells, for callers that have its text at hand. */
export function tellUbl(text: string, context: Context): Told {
  const document = parseXml(text);
  if ("refused" in document) return document;
  const tell = Object.hasOwn(KINDS, document.name) ? KINDS[document.name] : undefined;
  return tell?.(document, context) ?? { skipped: `${document.name} documents tell no facts` };
}

/**
 * Reads UBL 2.x documents, one per file. A document that cannot be read is rejected and the others
 * go on. Acceptances of orders come last: they promise the date that the order itself asked for,
 * when that order is among the documents.
 */
export async function* readUbl(
  paths: readonly string[],
  { source, zone, onBytes }: UblOptions,
): AsyncGenerator<Reading> {
  const pile: Pile = { facts: [], rejected: [], skipped: [], rows: 0 };
  const asked = new Map<string, Asked[]>();
  const accepted: (Acceptance & { readonly file: string })[] = [];
  for (const path of paths) {
    const file = basename(path);
    const told = await tellFile(path, { zone }, onBytes);
    pile.rows += 1;
    if ("refused" in told) pile.rejected.push(rejection(file, null, told.refused, null));
    else if ("skipped" in told) pile.skipped.push({ file, reason: told.skipped });
    else {
      for (const draft of told.drafts) check(pile, file, source, draft);
      if (told.asked) remember(asked, told.asked);
      if (told.accepted) accepted.push({ ...told.accepted, file });
    }
    if (pile.rows >= DOCUMENTS_PER_READING) yield emptied(pile);
  }
  for (const { orderId, draft, file } of accepted) {
    const promisedOn = askedOn(asked.get(orderId) ?? [], draft.occurredAt);
    if (promisedOn !== undefined) check(pile, file, source, { ...draft, promisedOn });
    else {
      const reason = `accepts order ${orderId} without a date, and no document here names one`;
      pile.skipped.push({ file, reason });
    }
  }
  yield emptied(pile);
}

type Pile = { facts: Fact[]; rejected: RejectedRow[]; skipped: SkippedFile[]; rows: number };
type Asked = { readonly orderId: string; readonly at: string; readonly on: string | undefined };

function remember(asked: Map<string, Asked[]>, one: Asked): void {
  const known = asked.get(one.orderId);
  if (known) known.push(one);
  else asked.set(one.orderId, [one]);
}

/** The day asked for last, by the order or a change of it, when the acceptance was written. */
function askedOn(asked: readonly Asked[], at: string): string | undefined {
  return asked
    .filter((one) => one.at <= at && one.on !== undefined)
    .toSorted((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0))
    .at(-1)?.on;
}

async function tellFile(
  path: string,
  context: Context,
  onBytes: OnBytes | undefined,
): Promise<Told> {
  try {
    const { size } = await stat(path);
    if (size > MAX_BYTES) {
      onBytes?.(size);
      return { refused: `is over ${MAX_BYTES / 1e6} MB: no single document is that large` };
    }
    const bytes = await readFile(path);
    onBytes?.(bytes.length);
    return tellUbl(decode(bytes), context);
  } catch (error) {
    if (error instanceof TypeError) return { refused: "is not written in UTF-8 or UTF-16" };
    throw unreadable(path, error);
  }
}

/** UTF-8, or UTF-16 where the bytes begin with its mark; the XML declaration is not trusted. */
function decode(bytes: Buffer): string {
  const mark = bytes.subarray(0, 2).toString("hex");
  const encoding = mark === "fffe" ? "utf-16le" : mark === "feff" ? "utf-16be" : "utf-8";
  return new TextDecoder(encoding, { fatal: true }).decode(bytes);
}

function check(pile: Pile, file: string, source: string, draft: Draft): void {
  const checked = checkFact({ ...draft, source });
  if ("fact" in checked) pile.facts.push(checked.fact);
  else pile.rejected.push(rejection(file, draft.externalId, checked.reason, draft));
}

function rejection(
  file: string,
  externalId: string | null,
  reason: string,
  body: unknown,
): RejectedRow {
  return { file, line: null, externalId, reason, body };
}

function emptied(pile: Pile): Reading {
  const reading = { ...pile };
  pile.facts = [];
  pile.rejected = [];
  pile.skipped = [];
  pile.rows = 0;
  return reading;
}
