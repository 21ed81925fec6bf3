import { addHours, type Instant, latest } from "./calendar.ts";
import { carriedOut, isPosted } from "./credit-match.ts";
import type { CreditPolicy } from "./credit-policy.ts";
import type { CreditRequest } from "./credit-request.ts";
import type { CustomerState } from "./customer.ts";
import type { InvoiceState } from "./invoice.ts";
import type { Money } from "./money.ts";
import { sum } from "./order.ts";
import type { Picture } from "./picture.ts";
import { netTotal } from "./receivable.ts";

const HOURS_PER_DAY = 24;

/** What the ladder looks at: an invoice, its customer, and what else of that customer is known. */
export type CreditView = {
  readonly invoice: InvoiceState;
  readonly invoices: readonly InvoiceState[];
  readonly customer: CustomerState | null;
  /** Who is credited; null where nobody said who pays. */
  readonly customerId: string | null;
};

/** The view of one invoice in a picture; null when the picture does not show it. */
export function creditView(picture: Picture | null, invoiceId: string): CreditView | null {
  if (picture === null || picture.kind === "source") return null;
  const invoices = picture.kind === "order" ? picture.invoices : allOf(picture);
  const invoice = invoices.find(({ id }) => id === invoiceId);
  if (!invoice) return null;
  const { customer } = picture;
  const customerId =
    picture.kind === "order"
      ? (picture.order.payerId ?? picture.order.buyerId ?? invoice.payerId)
      : picture.customer.id;
  return { invoice, invoices, customer, customerId };
}

function allOf({ receivables, invoices }: Extract<Picture, { kind: "account" }>) {
  return [...new Map([...receivables, ...invoices].map((one) => [one.id, one])).values()];
}

/** Where a request stands. Only an undecided one expires. */
export type RequestStage = "waiting" | "approved" | "posted" | "rejected" | "withdrawn" | "expired";

export function stageOf(
  request: CreditRequest,
  invoice: InvoiceState,
  now: Instant,
  policy: Pick<CreditPolicy, "expiresDays">,
): RequestStage {
  if (isPosted(request, invoice)) return "posted";
  if (request.withdrawnAt !== null) return "withdrawn";
  if (request.rejected !== null) return "rejected";
  if (request.approvedAt !== null) return "approved";
  return now >= expiryOf(request, policy) ? "expired" : "waiting";
}

/** Since when its amount has been asked for. */
export function askedAt({ requestedAt, amendedAt }: CreditRequest): Instant {
  return latest(requestedAt, amendedAt) ?? requestedAt;
}

export function expiryOf(
  request: CreditRequest,
  { expiresDays }: Pick<CreditPolicy, "expiresDays">,
): Instant {
  return addHours(askedAt(request), expiresDays * HOURS_PER_DAY);
}

/**
 * What may still be asked for: invoiced and debited less credited, less what other requests in
 * force ask for. Null when an amount among them was never told, or the invoice owes nothing.
 */
export function creditable(
  invoice: InvoiceState,
  now: Instant,
  policy: Pick<CreditPolicy, "expiresDays">,
  except: { readonly id: string | null; readonly onlyApproved?: boolean },
): Money | null {
  const net = netTotal(invoice);
  if (!net || invoice.issuedAt === null || invoice.cancelledAt !== null) return null;
  if (invoice.credits.some(({ totalMinor }) => totalMinor === null)) return null;
  const promised = invoice.requests
    .filter(({ id }) => id !== except.id)
    .filter((request) => {
      const stage = stageOf(request, invoice, now, policy);
      return stage === "approved" || (stage === "waiting" && except.onlyApproved !== true);
    })
    .map(({ amountMinor }) => amountMinor);
  return { minor: Math.max(0, net.minor - sum(promised)), currency: net.currency };
}

export type Asked = Money & { readonly id: string; readonly at: Instant };
/** What else was asked for or credited within the window, and how often. */
export type Windowed = { readonly count: number; readonly minor: number };

/**
 * Everything that counts with a request: other requests in force and notes nobody asked for, of
 * its invoice and of its customer, in its currency, from so many days before it on. What comes
 * after it counts as well, so that two halves asked for together are one whole. `carriedOutId`: the
 * request that a note is judged instead of.
 */
export function windowOf(
  view: CreditView,
  asked: Asked,
  policy: CreditPolicy,
  carriedOutId?: string,
): Windowed {
  const from = addHours(asked.at, -policy.windowDays * HOURS_PER_DAY);
  const counted = new Map<string, Money & { readonly at: Instant }>();
  for (const one of view.customer?.credits ?? []) {
    counted.set(one.requestId, one);
  }
  for (const invoice of view.invoices) {
    for (const [id, one] of askedOn(invoice, asked.at, policy)) {
      if (one === null) counted.delete(id);
      else counted.set(id, one);
    }
  }
  counted.delete(asked.id);
  if (carriedOutId !== undefined) counted.delete(carriedOutId);
  const within = [...counted.values()].filter(
    ({ at, currency }) => at >= from && currency === asked.currency,
  );
  return { count: within.length, minor: sum(within.map(({ minor }) => minor)) };
}

type Entry = readonly [id: string, counts: (Money & { readonly at: Instant }) | null];

function askedOn(invoice: InvoiceState, at: Instant, policy: CreditPolicy): readonly Entry[] {
  const requests = invoice.requests.map((request): Entry => {
    const { id, amountMinor: minor, currency } = request;
    const over = ["rejected", "withdrawn", "expired"];
    if (over.includes(stageOf(request, invoice, at, policy))) return [id, null];
    return [id, { minor, currency, at: askedAt(request) }];
  });
  const { currency } = invoice;
  if (currency === null) return requests;
  const matched = carriedOut(invoice);
  const unasked = invoice.credits
    .filter((note) => !matched.has(note.id))
    .map((note): Entry => [
      noteKey(note.id),
      { minor: note.totalMinor ?? 0, currency, at: note.at },
    ]);
  return [...requests, ...unasked];
}

/** The name under which a note that nobody asked for is tallied. */
export function noteKey(creditNoteId: string): string {
  return `note:${creditNoteId}`.slice(0, 128);
}
