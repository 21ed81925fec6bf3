import type { Instant } from "./calendar.ts";
import {
  aboutRequest,
  type About,
  afterAll,
  type Made,
  moneyOf,
  nextRequestId,
  tally,
  typed,
} from "./credit-facts.ts";
import type { CreditRefusal } from "./credit-refusal.ts";
import { creditable, creditView, type CreditView, stageOf } from "./credit-view.ts";
import type { DecideContext } from "./decide-context.ts";
import type { Fact, ReasonCode, Team } from "./fact.ts";
import type { Person } from "./may.ts";
import type { Money } from "./money.ts";
import { isLive } from "./receivable.ts";

/** Somebody asks that an invoice be credited. */
export type Asking = {
  readonly invoiceId: string;
  readonly person: Person;
  /** For which of their teams. */
  readonly team: Team;
  readonly amount: Money;
  readonly reasonCode: ReasonCode;
  readonly reason: string | undefined;
  /** SHA-256 of the files that support it. */
  readonly proofs: readonly string[];
  /** The finding that it answers. */
  readonly answers: { readonly rule: string; readonly subject: string } | null;
};

/**
 * A request, or why it is none. Asked again by the same person for the same reason while nobody
 * decided, it changes the amount of the first one.
 */
export function decideAsking(
  asking: Asking,
  now: Instant,
  context: DecideContext,
): Made | CreditRefusal {
  const view = creditView(context.picture, asking.invoiceId);
  if (!view) return { refused: "no-invoice", invoiceId: asking.invoiceId };
  const at = afterAll(view.invoice, now);
  const own = view.invoice.requests.find(
    (one) =>
      one.by.personId === asking.person.id &&
      one.reasonCode === asking.reasonCode &&
      stageOf(one, view.invoice, now, context.credit) === "waiting",
  );
  if (own) {
    const about = { view, request: own, person: asking.person, at };
    return decideAmending(about, asking, context);
  }
  const refusal = roomFor(view, asking.amount, null, now, context);
  if (refusal) return refusal;
  const id = nextRequestId(view.invoice);
  const { amount, reasonCode, proofs, team } = asking;
  const requested: Fact = {
    type: "credit.requested",
    ...aboutRequest({ view, request: { id }, person: asking.person, at }, "requested"),
    amountMinor: amount.minor,
    currency: amount.currency,
    reasonCode,
    ...typed("reason", asking.reason),
    proofs: [...proofs],
    team,
    ...(asking.answers ? { answers: asking.answers } : {}),
  };
  const counted = tally(view, id, amount, true, at);
  const facts = [requested, ...counted, ...expiredTallies(view, at, context)];
  return { facts, answer: { requestId: id, amount } };
}

/** Another amount for a request in force: whatever was approved is to be approved again. */
export function decideAmending(
  about: About,
  asked: {
    readonly amount: Money;
    readonly reason?: string | undefined;
    readonly proofs?: readonly string[];
  },
  context: DecideContext,
): Made | CreditRefusal {
  const { view, request, at } = about;
  const { amount } = asked;
  if (amount.minor === request.amountMinor) {
    return { refused: "already-requested", requestId: request.id, amount };
  }
  const refusal = roomFor(view, amount, request.id, at, context);
  if (refusal) return refusal;
  const amended: Fact = {
    type: "credit.amended",
    ...aboutRequest(about, "amended"),
    amountMinor: amount.minor,
    currency: amount.currency,
    ...typed("reason", asked.reason),
    proofs: [...(asked.proofs ?? [])],
  };
  const facts = [amended, ...tally(view, request.id, amount, true, at)];
  return { facts, answer: { requestId: request.id, amount } };
}

/** Never more than the invoice less what was credited and what is asked for already. */
function roomFor(
  view: CreditView,
  amount: Money,
  except: string | null,
  now: Instant,
  context: DecideContext,
): CreditRefusal | null {
  const { invoice } = view;
  if (!isLive(invoice)) return { refused: "not-in-force", invoiceId: invoice.id };
  const left = creditable(invoice, now, context.credit, { id: except });
  if (!left) return { refused: "total-unknown", invoiceId: invoice.id };
  if (left.currency !== amount.currency)
    return { refused: "other-currency", currency: left.currency };
  return amount.minor > left.minor ? { refused: "over-credit", invoiceId: invoice.id, left } : null;
}

/** Requests of this invoice that nobody decided in time stop counting against its customer. */
function expiredTallies(view: CreditView, at: Instant, { credit }: DecideContext): readonly Fact[] {
  return view.invoice.requests
    .filter((one) => stageOf(one, view.invoice, at, credit) === "expired")
    .flatMap((one) => tally(view, one.id, moneyOf(one), false, at));
}
