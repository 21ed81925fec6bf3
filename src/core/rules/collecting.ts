import { addDays, addHours, endOfDay, type Instant, type LocalDate } from "../calendar.ts";
import type { InvoiceState } from "../invoice.ts";
import type { PaymentPromise } from "../invoice-money.ts";
import type { Money } from "../money.ts";
import { sum } from "../order.ts";
import { orderIn } from "../picture.ts";
import { dueOn, isLive, isPaid, outstanding } from "../receivable.ts";
import type { InvoiceView } from "../rule.ts";

/** Issued, not cancelled, and something of it is still to be paid. */
export function isUnpaid(invoice: InvoiceState): boolean {
  return isLive(invoice) && !isPaid(invoice);
}

/** Unpaid, and nobody objects to it: it can be asked for. */
export function isCollectable(invoice: InvoiceState): boolean {
  return isUnpaid(invoice) && invoice.disputedAt === null;
}

/**
 * The day by which an invoice must be paid: as it says itself, else so many days after its issue as
 * its order, the agreement of that order, or its customer grants. Null where nobody said.
 */
export function dueDay({ invoice, customer, zone, picture }: InvoiceView): LocalDate | null {
  const order = picture.kind === "order" ? orderIn(picture)?.order : undefined;
  const agreementId = order?.agreementId ?? invoice.agreementId;
  const agreed = agreementId === null ? undefined : customer?.agreements[agreementId];
  const days = order?.paymentDays ?? agreed?.paymentDays ?? customer?.paymentDays ?? null;
  return dueOn(invoice, zone, days);
}

/** The customer's last promise to pay, while it is not kept. */
export type OpenPromise = {
  readonly promise: PaymentPromise;
  /** What of it did not come; null where nobody told an amount. */
  readonly missing: Money | null;
  readonly paidMinor: number;
  /** From when on it is broken: the end of the promised day, and the grace. */
  readonly brokenAt: Instant;
};

/**
 * Payments since the promise count towards it, partial ones too; a newer promise replaces an older
 * one. Null where there is none, or it was kept.
 */
export function openPromise(
  invoice: InvoiceState,
  zone: string,
  graceHours: number,
): OpenPromise | null {
  const promise = invoice.promises.at(-1);
  if (!promise || !isUnpaid(invoice)) return null;
  const paid = invoice.paid.filter(({ at }) => at >= promise.at);
  const paidMinor = sum(paid.map(({ minor }) => minor ?? 0));
  const left = outstanding(invoice);
  if (promise.minor !== null && promise.minor <= paidMinor) return null;
  const minor =
    promise.minor === null
      ? (left?.minor ?? 0)
      : Math.min(promise.minor - paidMinor, left?.minor ?? promise.minor - paidMinor);
  return {
    promise,
    missing: left && { minor, currency: left.currency },
    paidMinor,
    brokenAt: addHours(endOfDay(promise.on, zone), graceHours),
  };
}

const WEEKEND: ReadonlySet<number> = new Set([0, 6]);

/**
 * The last day on which the customer could object, where our legal entity's country has silence
 * count as acceptance after so many business days: from the day it was filed, or else issued, on.
 * Saturdays and Sundays do not count; holidays are not known here, so the day is the earliest it
 * can be. Null where nothing is configured for the legal entity.
 */
export function tacitDay(
  { filedAt, issuedAt, legalEntity }: InvoiceState,
  dayOf: (instant: Instant) => LocalDate,
  businessDays: Readonly<Record<string, number>>,
): LocalDate | null {
  const days = legalEntity === null ? undefined : businessDays[legalEntity];
  const from = filedAt ?? issuedAt;
  if (days === undefined || from === null) return null;
  let day = dayOf(from);
  for (let left = days; left > 0;) {
    day = addDays(day, 1);
    if (!WEEKEND.has(new Date(`${day}T00:00:00Z`).getUTCDay())) left -= 1;
  }
  return day;
}
