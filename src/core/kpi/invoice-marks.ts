import { type Bucket, bucketOf } from "../aging.ts";
import { epochMs, type Instant, instantOf, localDate } from "../calendar.ts";
import type { InvoiceState } from "../invoice.ts";
import { dueOn, isLive, netTotal, outstanding } from "../receivable.ts";
import { asOf } from "./as-of.ts";
import { type CreditNote, creditNotesOf } from "./credit-note-rate.ts";
import { type Filing, filingOf } from "./filing-turnaround.ts";
import { isWithin, type Period } from "./period.ts";
import type { Scope } from "./scope.ts";

/** An invoice, with what only its order, its customer and its history tell. */
export type InvoiceSeen = {
  readonly invoice: InvoiceState;
  /** The invoice's own, or else its order's. */
  readonly legalEntity: string | null;
  /** Where its customer's days begin (IANA), and in how many days it pays; null: nobody said. */
  readonly zone: string;
  readonly paymentDays: number | null;
  readonly wasRejected: boolean;
};

/** What one invoice adds to the figures of its legal entity and currency; minor units. */
export type InvoiceMarks = {
  readonly scope: Scope;
  readonly openingMinor: number;
  readonly closingMinor: number;
  /** In which bucket of days past due the closing amount is. */
  readonly bucket: Bucket;
  /** When it was issued, and what it is worth net of its notes; null while it was not. */
  readonly issuedAt: Instant | null;
  readonly netMinor: number;
  readonly salesMinor: number;
  readonly invoicedMinor: number;
  readonly filing: Filing | null;
  readonly creditNotes: readonly CreditNote[];
};

type Span = Pick<Period, "from" | "until">;

/** Null where nobody told its currency: then it is in no figure. */
export function invoiceMarks(seen: InvoiceSeen, period: Period): InvoiceMarks | null {
  const { invoice, legalEntity, zone, paymentDays } = seen;
  const { currency } = invoice;
  if (currency === null) return null;
  const closing = asOf(invoice, period.until);
  // The end of a period that is over is the first instant of the next day.
  const today = localDate(instantOf(epochMs(period.until) - 1), zone);
  return {
    scope: { legalEntity, currency },
    openingMinor: owedMinor(asOf(invoice, period.from)),
    closingMinor: owedMinor(closing),
    bucket: bucketOf(dueOn(invoice, zone, paymentDays), today),
    issuedAt: isLive(closing) ? closing.issuedAt : null,
    netMinor: netTotal(closing)?.minor ?? 0,
    salesMinor: salesMinor(invoice, period, period.until),
    invoicedMinor: isSold(closing, period) ? (invoice.totalMinor ?? 0) : 0,
    filing: filingOf(invoice, seen.wasRejected, period),
    creditNotes: creditNotesOf(invoice, period),
  };
}

/**
 * What was sold on credit in a period by this invoice, as far as it stood at an instant: invoiced
 * and debited less credited.
 */
export function salesMinor(invoice: InvoiceState, period: Span, at: Instant): number {
  const then = asOf(invoice, at);
  return isSold(then, period) ? (netTotal(then)?.minor ?? 0) : 0;
}

function isSold(then: InvoiceState, period: Span): boolean {
  return isLive(then) && isWithin(then.issuedAt, period);
}

function owedMinor(invoice: InvoiceState): number {
  return outstanding(invoice)?.minor ?? 0;
}
