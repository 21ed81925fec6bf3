import { addHours, type Instant } from "../calendar.ts";
import type { ReasonCode } from "../fact.ts";
import type { InvoiceState } from "../invoice.ts";
import type { Credit } from "../invoice-money.ts";
import type { Money } from "../money.ts";
import { type Answer, answerSince, sum } from "../order.ts";
import { isLive, netTotal } from "../receivable.ts";
import { type Line, quantityOf } from "./quantities.ts";

const HOURS_PER_DAY = 24;

/** Issued, not cancelled, and not credited in full: the customer still owes on it. */
export function isOwed(invoice: InvoiceState): boolean {
  if (!isLive(invoice)) return false;
  if (invoice.credits.length === 0) return true;
  const lines = billedLines(invoice);
  if (lines && quantityOf(lines) <= 0) return false;
  const net = netTotal(invoice);
  return net === null || net.minor > 0;
}

/** What is billed, credited lines being negative; null where the documents do not tell. */
export function billedLines(invoice: InvoiceState): readonly Line[] | null {
  if (!invoice.lines || invoice.lines.length === 0) return null;
  const all: Line[] = [...invoice.lines];
  for (const note of invoice.credits) {
    const credited = creditedLines(invoice, note);
    if (!credited) return null;
    for (const line of credited) all.push({ ...line, quantity: -line.quantity });
  }
  return all;
}

// A request for these reasons corrects what was charged: no goods came back with it.
const NO_GOODS: ReadonlySet<ReasonCode> = new Set(["PRI", "PAY", "FIN", "LEG", "REF", "PPD"]);

/**
 * A credit note without lines credits the same share of every line as of the total, unless the
 * request it carries out says that it credits no goods.
 */
export function creditedLines(invoice: InvoiceState, note: Credit): readonly Line[] | null {
  if (note.lines && note.lines.length > 0) return note.lines;
  if (isOfGoods(invoice, note) === false) return [];
  if (note.totalMinor === null || !invoice.totalMinor || !invoice.lines) return null;
  const part = note.totalMinor / invoice.totalMinor;
  // Amounts are rounded to cents: the quantity they stand for is no finer than that.
  return invoice.lines.map((line) => ({
    ...line,
    quantity: Math.round(line.quantity * part * 100) / 100,
  }));
}

/** Whether a credit note is for goods; null where neither its lines nor its request tell. */
function isOfGoods(invoice: InvoiceState, note: Credit): boolean | null {
  if (note.lines && note.lines.length > 0) return quantityOf(note.lines) > 0;
  const request = invoice.requests.find(({ id }) => id === note.requestId);
  return request ? !NO_GOODS.has(request.reasonCode) : null;
}

/** Credited for its price and not for goods, as its notes or their requests say. */
export function rebatedMinor(invoice: InvoiceState): number {
  const notes = invoice.credits.filter((note) => isOfGoods(invoice, note) === false);
  return sum(notes.map((note) => note.totalMinor ?? 0));
}

/** Credited, and not known to be for goods: what may correct a price. */
export function correctedMinor(invoice: InvoiceState): number {
  const notes = invoice.credits.filter((note) => isOfGoods(invoice, note) !== true);
  return sum(notes.map((note) => note.totalMinor ?? 0));
}

/** What is left to pay on these invoices; null where none told, or their currencies differ. */
export function netOf(invoices: readonly InvoiceState[]): Money | null {
  const totals = invoices.map(netTotal).filter((total) => total !== null);
  const [first] = totals;
  if (!first || totals.some((total) => total.currency !== first.currency)) return null;
  return { minor: totals.reduce((all, { minor }) => all + minor, 0), currency: first.currency };
}

/** Until when a person's "hold" keeps this rule silent; null where nobody asked for it. */
export function heldUntil(
  answers: readonly Answer[],
  rule: string,
  holdDays: number,
): Instant | null {
  const hold = answerSince(answers, ["hold"], "", rule);
  return hold && addHours(hold.at, holdDays * HOURS_PER_DAY);
}
