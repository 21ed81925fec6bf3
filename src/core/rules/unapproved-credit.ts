import { epochMs, type Instant, instantOf } from "../calendar.ts";
import { carriedOut, mayBePosted, ROUNDING_MINOR } from "../credit-match.ts";
import { compare } from "../fact.ts";
import { type CreditRequest, namesOn } from "../credit-request.ts";
import type { InvoiceState } from "../invoice.ts";
import type { Credit } from "../invoice-money.ts";

/** What is wrong with a note that the ERP posted. */
type Unapproved =
  /** Nobody asked for it. */
  | { readonly why: "no-request" }
  /** It was asked for, and nobody approved it yet, or it was rejected or taken back. */
  | { readonly why: "not-approved"; readonly requestId: string }
  /** More than was approved. */
  | { readonly why: "exceeds"; readonly requestId: string; readonly approvedMinor: number }
  /** Whoever asked for it or approved it posted it as well. */
  | {
      readonly why: "same-person";
      readonly requestId: string;
      readonly as: "requester" | "approver";
    };

/** The notes of an invoice that no approved request explains, with what is wrong with each. */
export function unapprovedNotes(
  invoice: InvoiceState,
  from: Instant | null,
): readonly UnapprovedNote[] {
  const matched = carriedOut(invoice);
  const found = invoice.credits
    .toSorted((a, b) => compare(sinceOf(a), sinceOf(b)) || compare(a.id, b.id))
    .flatMap((note) => {
      const request = matched.get(note.id) ?? null;
      const fault = request ? faultOf(note, request) : unasked(note, invoice, from);
      return fault && note.ratifiedAt === null ? [{ note, fault }] : [];
    });
  // A finding is named by its since: notes dated by the day alone must not share a name.
  return found.map((one, index) => {
    const before = found.slice(0, index).filter(({ note }) => sinceOf(note) === sinceOf(one.note));
    return { ...one, since: instantOf(epochMs(sinceOf(one.note)) + before.length) };
  });
}

type UnapprovedNote = {
  readonly note: Credit;
  readonly fault: Unapproved;
  readonly since: Instant;
};

function sinceOf({ at, sentBackAt }: Credit): Instant {
  return sentBackAt ?? at;
}

function unasked(note: Credit, invoice: InvoiceState, from: Instant | null): Unapproved | null {
  return isWatched(note, invoice, from) ? { why: "no-request" } : null;
}

/** Notes of before approvals were in use were nobody's to approve. */
function isWatched(note: Credit, { requests }: InvoiceState, from: Instant | null): boolean {
  if (from !== null && note.at >= from) return true;
  return requests.some(({ requestedAt }) => requestedAt <= note.at);
}

function faultOf(note: Credit, request: CreditRequest): Unapproved | null {
  const requestId = request.id;
  if (!mayBePosted(request)) return { why: "not-approved", requestId };
  if ((note.totalMinor ?? 0) > request.amountMinor + ROUNDING_MINOR) {
    return { why: "exceeds", requestId, approvedMinor: request.amountMinor };
  }
  const { postedBy } = note;
  if (postedBy === null) return null;
  if (postedBy === request.by.personId) return { why: "same-person", requestId, as: "requester" };
  return request.approvals.flatMap(namesOn).includes(postedBy)
    ? { why: "same-person", requestId, as: "approver" }
    : null;
}
