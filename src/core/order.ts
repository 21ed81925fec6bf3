import type { Instant, LocalDate } from "./calendar.ts";
import type { Fact, FactOf, OrderLine } from "./fact.ts";
import { withAnswer } from "./kept-answers.ts";
import type { Money } from "./money.ts";

export type Answer = Omit<
  FactOf<"answer.given">,
  "type" | "source" | "externalId" | "occurredAt"
> & {
  readonly at: Instant;
};

/** What one change touched, with the values before and after, for a person to confirm. */
export type OrderChange = {
  readonly at: Instant;
  readonly requestedBy: string | null;
  readonly address?: { readonly before: string | null; readonly after: string };
  readonly requestedOn?: { readonly before: LocalDate | null; readonly after: LocalDate };
  readonly quantity?: { readonly before: number; readonly after: number };
  readonly cancelled?: true;
};

export type OrderState = {
  readonly id: string;
  /** Which sources told of it, a few at most. */
  readonly heardFrom: readonly string[];
  /** Null until the order itself was heard of: its other facts may come first. */
  readonly placedAt: Instant | null;
  readonly buyerId: string | null;
  readonly shipToId: string | null;
  readonly payerId: string | null;
  readonly legalEntity: string | null;
  readonly customerName: string | null;
  readonly salesRep: string | null;
  readonly currency: string | null;
  readonly totalMinor: number | null;
  readonly lines: readonly OrderLine[];
  readonly address: string | null;
  readonly warehouse: string | null;
  readonly agreementId: string | null;
  readonly discountMinor: number | null;
  readonly paymentDays: number | null;
  readonly taxId: string | null;
  readonly timeZone: string | null;
  readonly requestedOn: LocalDate | null;
  readonly firstPromisedOn: LocalDate | null;
  /** The latest promise: the one that can break. */
  readonly promisedOn: LocalDate | null;
  readonly promisedAt: Instant | null;
  readonly cancelledAt: Instant | null;
  readonly cancelReason: string | null;
  /** When the customer last wrote or called about it. */
  readonly repliedAt: Instant | null;
  readonly changes: readonly OrderChange[];
  readonly answers: readonly Answer[];
};

// Both lists are looked at from their end; the facts themselves keep everything.
const KEPT_CHANGES = 20;

export function newOrder(id: string): OrderState {
  return {
    id,
    heardFrom: [],
    placedAt: null,
    buyerId: null,
    shipToId: null,
    payerId: null,
    legalEntity: null,
    customerName: null,
    salesRep: null,
    currency: null,
    totalMinor: null,
    lines: [],
    address: null,
    warehouse: null,
    agreementId: null,
    discountMinor: null,
    paymentDays: null,
    taxId: null,
    timeZone: null,
    requestedOn: null,
    firstPromisedOn: null,
    promisedOn: null,
    promisedAt: null,
    cancelledAt: null,
    cancelReason: null,
    repliedAt: null,
    changes: [],
    answers: [],
  };
}

/** The order after one more fact; facts of other subjects leave it as it is. */
export function evolveOrder(order: OrderState, fact: Fact): OrderState {
  switch (fact.type) {
    case "order.placed":
      return place(order, fact);
    case "order.changed":
      return change(order, fact);
    case "order.promised":
      return promise(order, fact.promisedOn, fact.occurredAt);
    case "order.cancelled":
      return {
        ...order,
        cancelledAt: fact.occurredAt,
        cancelReason: fact.reason ?? null,
        changes: [
          ...order.changes,
          { at: fact.occurredAt, requestedBy: null, cancelled: true as const },
        ].slice(-KEPT_CHANGES),
      };
    case "order.reinstated":
      return { ...order, cancelledAt: null, cancelReason: null };
    case "order.replied":
      return { ...order, repliedAt: fact.occurredAt };
    case "answer.given":
      return { ...order, answers: withAnswer(order.answers, fact) };
    default:
      return order;
  }
}

type Terms = FactOf<"order.changed"> | FactOf<"order.placed">;

function withTerms(order: OrderState, fact: Terms): OrderState {
  return {
    ...order,
    buyerId: fact.buyerId ?? order.buyerId,
    shipToId: fact.shipToId ?? order.shipToId,
    payerId: fact.payerId ?? order.payerId,
    legalEntity: fact.legalEntity ?? order.legalEntity,
    customerName: fact.customerName ?? order.customerName,
    salesRep: fact.salesRep ?? order.salesRep,
    address: fact.address ?? order.address,
    warehouse: fact.warehouse ?? order.warehouse,
    agreementId: fact.agreementId ?? order.agreementId,
    discountMinor: fact.discountMinor ?? order.discountMinor,
    paymentDays: fact.paymentDays ?? order.paymentDays,
    taxId: fact.taxId ?? order.taxId,
    requestedOn: fact.requestedOn ?? order.requestedOn,
    totalMinor: fact.totalMinor ?? order.totalMinor,
    lines: fact.lines ? revisedLines(order.lines, fact) : order.lines,
  };
}

/** A change names only the lines it revises; placing names them all. */
function revisedLines(lines: readonly OrderLine[], fact: Terms): readonly OrderLine[] {
  const named = fact.lines ?? [];
  if (fact.type === "order.placed") return named;
  const revised = new Map(lines.map((line) => [line.lineId, line]));
  for (const line of named) revised.set(line.lineId, { ...revised.get(line.lineId), ...line });
  return [...revised.values()];
}

function place(order: OrderState, fact: FactOf<"order.placed">): OrderState {
  const placed = {
    ...withTerms(order, fact),
    placedAt: order.placedAt ?? fact.occurredAt,
    currency: fact.currency,
    timeZone: fact.timeZone ?? order.timeZone,
  };
  return fact.promisedOn ? promise(placed, fact.promisedOn, fact.occurredAt) : placed;
}

function promise(order: OrderState, on: LocalDate, at: Instant): OrderState {
  return {
    ...order,
    firstPromisedOn: order.firstPromisedOn ?? on,
    promisedOn: on,
    // A system that repeats the date it promised has promised nothing new.
    promisedAt: on === order.promisedOn ? order.promisedAt : at,
  };
}

function change(order: OrderState, fact: FactOf<"order.changed">): OrderState {
  const next = withTerms(order, fact);
  const before = orderedQuantity(order);
  const after = orderedQuantity(next);
  const touched: OrderChange = {
    at: fact.occurredAt,
    requestedBy: fact.requestedBy ?? null,
    ...(next.address !== null && next.address !== order.address
      ? { address: { before: order.address, after: next.address } }
      : {}),
    ...(next.requestedOn !== null && next.requestedOn !== order.requestedOn
      ? { requestedOn: { before: order.requestedOn, after: next.requestedOn } }
      : {}),
    ...(before !== after ? { quantity: { before, after } } : {}),
  };
  const matters = touched.address ?? touched.requestedOn ?? touched.quantity;
  return matters ? { ...next, changes: [...order.changes, touched].slice(-KEPT_CHANGES) } : next;
}

/** The sum over lines, in whatever units the lines carry: it compares, it does not measure. */
export function orderedQuantity(order: OrderState): number {
  return sum(order.lines.map((line) => line.quantity));
}

export function orderTotal(order: OrderState): Money | null {
  if (order.currency === null) return null;
  const lineAmounts = order.lines.map((line) => line.amountMinor);
  const fromLines = lineAmounts.some((minor) => minor !== undefined)
    ? sum(lineAmounts.map((minor) => minor ?? 0))
    : null;
  const minor = order.totalMinor ?? fromLines;
  return minor === null ? null : { minor, currency: order.currency };
}

/** Adds quantities without the dust that binary fractions leave (0.1 + 0.2). */
export function sum(quantities: readonly number[]): number {
  let total = 0;
  for (const quantity of quantities) total += quantity;
  return dusted(total);
}

export function dusted(quantity: number): number {
  return Math.round(quantity * 1e6) / 1e6;
}

/**
 * The newest answer of one of these actions at or after an instant. With a rule or a subject,
 * answers to another rule or about another subject do not count.
 */
export function answerSince(
  answers: readonly Answer[],
  actions: readonly string[],
  since: Instant,
  rule?: string,
  subject?: string,
): Answer | null {
  const fits = (answer: Answer) =>
    answer.at >= since &&
    actions.includes(answer.action) &&
    (rule === undefined || answer.rule === undefined || answer.rule === rule) &&
    (subject === undefined || answer.subject === undefined || answer.subject === subject);
  return answers.findLast(fits) ?? null;
}
