import { addDays, type Instant, latest, localDate, type LocalDate } from "./calendar.ts";
import { isPosted } from "./credit-match.ts";
import type { CreditRequest } from "./credit-request.ts";
import type { InvoiceState } from "./invoice.ts";
import type { Money } from "./money.ts";
import { sum } from "./order.ts";

/** Issued and not cancelled: what the customer owes rests on it. */
export function isLive(invoice: InvoiceState): boolean {
  return invoice.issuedAt !== null && invoice.cancelledAt === null;
}

/** An invoice over several orders: its lines do not say which order each is of. */
export function isShared(invoice: InvoiceState): boolean {
  return invoice.orderIds.length > 1;
}

/** Invoiced less credited, over all lines; null where the invoice told no quantities. */
export function netQuantity(invoice: InvoiceState): number | null {
  if (!invoice.lines) return null;
  const credited = invoice.credits.flatMap((note) => note.lines ?? []);
  return sum([
    ...invoice.lines.map((line) => line.quantity),
    ...credited.map((line) => -line.quantity),
  ]);
}

/** Invoiced and debited less credited, in money; null where the invoice told no total. */
export function netTotal(invoice: InvoiceState): Money | null {
  if (invoice.currency === null || invoice.totalMinor === null) return null;
  return {
    minor: invoice.totalMinor + debitedMinor(invoice) - creditedMinor(invoice),
    currency: invoice.currency,
  };
}

function creditedMinor(invoice: InvoiceState): number {
  return sum(invoice.credits.map((note) => note.totalMinor ?? 0));
}

export function debitedMinor(invoice: InvoiceState): number {
  return sum(invoice.debits.map((note) => note.totalMinor));
}

/** What was withheld as tax: paid to the authority in our name, not to us. */
function withheldMinor(invoice: InvoiceState): number {
  return sum(invoice.withholdings.map(({ minor }) => minor));
}

export function paidMinor(invoice: InvoiceState): number {
  return sum(invoice.paid.map(({ minor }) => minor ?? 0));
}

/**
 * What is still to be paid: invoiced + debited − credited − withheld − paid. Null where no total
 * was told, or nothing is owed because it was never issued or was cancelled. Never below zero.
 */
export function outstanding(invoice: InvoiceState): Money | null {
  const net = netTotal(invoice);
  if (!net || !isLive(invoice)) return null;
  if (invoice.paid.some(({ minor }) => minor === null)) return { ...net, minor: 0 };
  const left = net.minor - withheldMinor(invoice) - paidMinor(invoice);
  return { minor: Math.max(0, left), currency: net.currency };
}

/** Paid in full, or paid without anybody telling how much. */
export function isPaid(invoice: InvoiceState): boolean {
  if (!isLive(invoice)) return false;
  const left = outstanding(invoice);
  return left === null ? invoice.paid.length > 0 : left.minor === 0;
}

export function lastPaidAt(invoice: InvoiceState): Instant | null {
  return latest(...invoice.paid.map(({ at }) => at));
}

/**
 * The day by which it must be paid: as the invoice says, or so many days after it was issued; null
 * where nobody said either. `zone` (IANA) is where its days begin.
 */
export function dueOn(
  invoice: InvoiceState,
  zone: string,
  paymentDays: number | null,
): LocalDate | null {
  if (invoice.dueOn !== null) return invoice.dueOn;
  const days = invoice.paymentDays ?? paymentDays;
  if (days === null || invoice.issuedAt === null) return null;
  return addDays(localDate(invoice.issuedAt, zone), days);
}

/** Neither rejected, withdrawn nor carried out: it waits for approval or for posting. */
export function isPending(request: CreditRequest, invoice: InvoiceState): boolean {
  if (request.rejected !== null || request.withdrawnAt !== null) return false;
  return !isPosted(request, invoice);
}

/** Nothing is left to do about it: cancelled, or paid with every certificate at hand. */
export function isSettled(invoice: InvoiceState): boolean {
  if (invoice.requests.some((request) => isPending(request, invoice))) return false;
  if (invoice.cancelledAt !== null) return true;
  return isPaid(invoice) && invoice.withholdings.every((one) => one.certifiedAt !== null);
}
