import type { ReasonCode } from "../fact.ts";
import type { InvoiceState } from "../invoice.ts";
import { isWithin, type Period } from "./period.ts";

/** A credit note; its reason is that of the request it carries out. */
export type CreditNote = { readonly minor: number; readonly reason: ReasonCode | null };

export type CreditNoteRate = {
  readonly count: number;
  readonly creditedMinor: number;
  readonly invoicedMinor: number;
  /** Credited for a reason that somebody told, and of it what better work had spared. */
  readonly explainedMinor: number;
  readonly avoidableMinor: number;
  readonly byReason: readonly { readonly reason: ReasonCode; readonly minor: number }[];
};

// An invoice that says what was agreed and what was delivered is not credited for these. What the
// goods were like and what the customer did is not known before.
const AVOIDABLE: ReadonlySet<ReasonCode> = new Set([
  "REF",
  "LEG",
  "REC",
  "DEL",
  "PRI",
  "QTY",
  "ITM",
  "PAY",
  "FIN",
]);

/** An invoice's credit notes of the period. */
export function creditNotesOf(invoice: InvoiceState, period: Period): readonly CreditNote[] {
  return invoice.credits
    .filter(({ at, currency }) => isWithin(at, period) && currency === invoice.currency)
    .map(({ totalMinor, requestId }) => ({
      minor: totalMinor ?? 0,
      reason: invoice.requests.find(({ id }) => id === requestId)?.reasonCode ?? null,
    }));
}

/** Value credited ÷ value invoiced, how many notes, and for which reasons; null of nothing. */
export function creditNoteRate(
  notes: readonly CreditNote[],
  invoicedMinor: number,
): CreditNoteRate | null {
  if (notes.length === 0 && invoicedMinor <= 0) return null;
  const byReason = new Map<ReasonCode, number>();
  for (const { minor, reason } of notes) {
    if (reason !== null) byReason.set(reason, (byReason.get(reason) ?? 0) + minor);
  }
  const told = [...byReason].map(([reason, minor]) => ({ reason, minor }));
  const sum = (some: readonly { readonly minor: number }[]) =>
    some.reduce((all, { minor }) => all + minor, 0);
  return {
    count: notes.length,
    creditedMinor: sum(notes),
    invoicedMinor,
    explainedMinor: sum(told),
    avoidableMinor: sum(told.filter(({ reason }) => AVOIDABLE.has(reason))),
    byReason: told.toSorted((a, b) => b.minor - a.minor),
  };
}
