import { addHours } from "./calendar.ts";
import type { CreditRequest } from "./credit-request.ts";
import { compare } from "./fact.ts";
import type { InvoiceState } from "./invoice.ts";
import type { Credit } from "./invoice-money.ts";
import { sum } from "./order.ts";

/** A note may differ from its request by rounding: a hundred of the smallest units. */
export const ROUNDING_MINOR = 100;
// Many ERPs date a note by its day alone, hours before the request of that day.
const DATED_EARLIER_HOURS = 24;

/**
 * Which request each credit note carries out, by the note's id: the one it names, or else the
 * earliest approved one of the same amount that no other note carries out. Whatever the order in
 * which notes were told, the outcome is one.
 */
export function carriedOut(
  invoice: Pick<InvoiceState, "credits" | "requests">,
): ReadonlyMap<string, CreditRequest> {
  const found = new Map<string, CreditRequest>();
  if (invoice.requests.length === 0) return found;
  const taken = new Set<string>();
  const take = (note: Credit, request: CreditRequest | undefined) => {
    if (!request || taken.has(request.id)) return;
    taken.add(request.id);
    found.set(note.id, request);
  };
  const notes = invoice.credits.toSorted((a, b) => compare(a.at, b.at) || compare(a.id, b.id));
  for (const note of notes) {
    if (note.requestId === null) continue;
    take(
      note,
      invoice.requests.find((one) => one.id === note.requestId && isInCurrency(note, one)),
    );
  }
  for (const note of notes) {
    if (note.requestId !== null) continue;
    take(
      note,
      invoice.requests.find((request) => !taken.has(request.id) && fits(note, request)),
    );
  }
  return found;
}

/** Approved, and neither taken back nor refused: it may be posted. */
export function mayBePosted(request: CreditRequest): boolean {
  const { approvedAt, withdrawnAt, rejected } = request;
  return approvedAt !== null && withdrawnAt === null && rejected === null;
}

function fits(note: Credit, request: CreditRequest): boolean {
  if (!mayBePosted(request) || note.totalMinor === null) return false;
  if (!isInCurrency(note, request)) return false;
  if (note.at < addHours(request.requestedAt, -DATED_EARLIER_HOURS)) return false;
  return Math.abs(note.totalMinor - request.amountMinor) <= ROUNDING_MINOR;
}

/** As many dollars as pesos were approved is not what was approved. */
function isInCurrency(note: Credit, request: CreditRequest): boolean {
  return note.currency === request.currency;
}

/** What was credited with somebody's approval, before or after the fact. */
export function approvedMinor(invoice: InvoiceState): number {
  const matched = carriedOut(invoice);
  const isApproved = (note: Credit) => {
    const request = matched.get(note.id);
    return note.ratifiedAt !== null || (request !== undefined && mayBePosted(request));
  };
  return sum(invoice.credits.filter(isApproved).map((note) => note.totalMinor ?? 0));
}

/** Whether a note carries this request out. */
export function isPosted(request: CreditRequest, invoice: InvoiceState): boolean {
  if (invoice.credits.length === 0) return false;
  return [...carriedOut(invoice).values()].some(({ id }) => id === request.id);
}
