import { addHours, type Instant } from "./calendar.ts";
import { type EvidenceKind, type Fact, type FactOf, type SubjectKey, subjectOf } from "./fact.ts";
import { withAnswer } from "./kept-answers.ts";
import type { Money } from "./money.ts";
import type { Answer } from "./order.ts";
import type { Recurring } from "./people-facts.ts";

/** A credit note that was asked for, as it counts towards what one customer may be credited. */
type TalliedCredit = Money & {
  readonly requestId: string;
  readonly at: Instant;
};

export type CustomerState = {
  readonly id: string;
  readonly name: string | null;
  readonly timeZone: string | null;
  readonly taxId: string | null;
  /** Proofs demanded before an invoice is accepted; null where nobody said. */
  readonly evidence: readonly EvidenceKind[] | null;
  readonly creditLimit: Money | null;
  readonly paymentDays: number | null;
  readonly wantsReminder: boolean;
  readonly leadDays: number | null;
  /** ISO 8601 weekdays on which its route runs; null where nobody said. */
  readonly routeDays: readonly number[] | null;
  readonly agreements: Readonly<Record<string, Agreement>>;
  readonly credits: readonly TalliedCredit[];
  readonly answers: readonly Answer[];
};

export type Agreement = {
  readonly describedAt: Instant;
  readonly currency: string | null;
  readonly paymentDays: number | null;
  readonly payerId: string | null;
  readonly taxId: string | null;
  readonly prices: readonly { readonly sku: string; readonly unitMinor: number }[] | null;
  readonly discountShare: number | null;
  readonly evidence: readonly EvidenceKind[] | null;
  readonly validFrom: string | null;
  readonly validTo: string | null;
  readonly recurring: Recurring | null;
  /** Periods that were billed, or need no invoice. */
  readonly settled: readonly string[];
};

// No window of credit notes is longer. Kept by age and never by number: whoever wants an amount
// forgotten has only to ask for many small ones.
const TALLIED_HOURS = 366 * 24;
const KEPT_PERIODS = 120;

export function newCustomer(id: string): CustomerState {
  return {
    id,
    name: null,
    timeZone: null,
    taxId: null,
    evidence: null,
    creditLimit: null,
    paymentDays: null,
    wantsReminder: false,
    leadDays: null,
    routeDays: null,
    agreements: {},
    credits: [],
    answers: [],
  };
}

export function evolveCustomer(customer: CustomerState, fact: Fact): CustomerState {
  switch (fact.type) {
    case "customer.described":
      return describe(customer, fact);
    case "agreement.described":
      return withAgreement(customer, fact.agreementId, agreed(customer, fact));
    case "agreement.settled": {
      const known = customer.agreements[fact.agreementId] ?? unheardOf(fact.occurredAt);
      const settled = [...new Set([...known.settled, fact.period])].slice(-KEPT_PERIODS);
      return withAgreement(customer, fact.agreementId, { ...known, settled });
    }
    case "customer.credit-tallied":
      return { ...customer, credits: withTally(customer.credits, fact) };
    case "answer.given":
      return { ...customer, answers: withAnswer(customer.answers, fact) };
    default:
      return customer;
  }
}

function withTally(
  credits: CustomerState["credits"],
  fact: FactOf<"customer.credit-tallied">,
): CustomerState["credits"] {
  const { requestId, amountMinor: minor, currency, counts, occurredAt } = fact;
  const told = credits.find((one) => one.requestId === requestId);
  // Another amount is as good as another request: it counts from when it was asked for.
  const at = told?.minor === minor ? told.at : occurredAt;
  const oldest = addHours(occurredAt, -TALLIED_HOURS);
  const others = credits.filter((one) => one.requestId !== requestId && one.at >= oldest);
  return counts ? [...others, { requestId, minor, currency, at }] : others;
}

function describe(customer: CustomerState, fact: FactOf<"customer.described">): CustomerState {
  const { creditLimitMinor: minor, creditCurrency: currency } = fact;
  return {
    ...customer,
    name: fact.name,
    timeZone: fact.timeZone ?? customer.timeZone,
    taxId: fact.taxId ?? customer.taxId,
    evidence: fact.evidence ?? customer.evidence,
    creditLimit:
      minor !== undefined && currency !== undefined ? { minor, currency } : customer.creditLimit,
    paymentDays: fact.paymentDays ?? customer.paymentDays,
    wantsReminder: fact.wantsReminder ?? customer.wantsReminder,
    leadDays: fact.leadDays ?? customer.leadDays,
    routeDays: fact.routeDays ?? customer.routeDays,
  };
}

function withAgreement(customer: CustomerState, id: string, agreement: Agreement): CustomerState {
  return { ...customer, agreements: { ...customer.agreements, [id]: agreement } };
}

/** An agreement is told whole each time: what it no longer says, it no longer holds. */
function agreed(customer: CustomerState, fact: FactOf<"agreement.described">): Agreement {
  return {
    describedAt: fact.occurredAt,
    currency: fact.currency ?? null,
    paymentDays: fact.paymentDays ?? null,
    payerId: fact.payerId ?? null,
    taxId: fact.taxId ?? null,
    prices: fact.prices ?? null,
    discountShare: fact.discountShare ?? null,
    evidence: fact.evidence ?? null,
    validFrom: fact.validFrom ?? null,
    validTo: fact.validTo ?? null,
    recurring: fact.recurring ?? null,
    settled: customer.agreements[fact.agreementId]?.settled ?? [],
  };
}

/** Known only because one of its periods was billed. */
function unheardOf(at: Instant): Agreement {
  return {
    describedAt: at,
    currency: null,
    paymentDays: null,
    payerId: null,
    taxId: null,
    prices: null,
    discountShare: null,
    evidence: null,
    validFrom: null,
    validTo: null,
    recurring: null,
    settled: [],
  };
}

/** What the customer's agreements in force on a day demand, over what it demands itself. */
export function demandedEvidence(
  customer: CustomerState | null,
  on: string,
): readonly EvidenceKind[] | null {
  if (!customer) return null;
  const inForce = Object.values(customer.agreements).filter(
    (agreement) => agreement.evidence !== null && isInForce(agreement, on),
  );
  if (inForce.length === 0) return customer.evidence;
  return [...new Set(inForce.flatMap((agreement) => agreement.evidence ?? []))];
}

export function isInForce({ validFrom, validTo }: Agreement, on: string): boolean {
  return (validFrom === null || validFrom <= on) && (validTo === null || validTo >= on);
}

const POLICY = [
  "timeZone",
  "evidence",
  "taxId",
  "paymentDays",
  "wantsReminder",
  "leadDays",
  "routeDays",
] as const;

/** The customers whose policy these facts may change: what all their orders are judged by. */
export function policiesIn(facts: readonly Fact[]): readonly SubjectKey[] {
  const changing = facts.filter(
    (fact) =>
      fact.type === "agreement.described" ||
      (fact.type === "customer.described" && POLICY.some((field) => fact[field] !== undefined)),
  );
  return [...new Set(changing.map(subjectOf))];
}
