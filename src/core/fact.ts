import { z } from "zod";
import { BILLING_FACTS } from "./billing-facts.ts";
import { GOODS_FACTS } from "./goods-facts.ts";
import { PEOPLE_FACTS } from "./people-facts.ts";

export {
  EVIDENCE_KINDS,
  EvidenceKind,
  InstantField,
  REASON_CODES,
  ReasonCode,
  Team,
  TEAMS,
} from "./fact-fields.ts";
export type { BilledLine, Group, MovedLine, OrderLine, ReceivedLine } from "./fact-fields.ts";

/**
 * Everything that can happen. A fact is named by (source, externalId), so that hearing it twice
 * changes nothing, and is about one subject. It may arrive late, twice or out of order.
 */
export const Fact = z.discriminatedUnion("type", [
  ...GOODS_FACTS,
  ...BILLING_FACTS,
  ...PEOPLE_FACTS,
]);
export type Fact = z.output<typeof Fact>;
export type FactInput = z.input<typeof Fact>;
export type FactType = Fact["type"];
export type FactOf<T extends FactType> = Extract<Fact, { type: T }>;

// Who did these is known only in chat: no other system may tell them in somebody's name.
const BY_PEOPLE = /^(answer|comment|credit|silence|maintenance|duty|delegate|account)\./;

/** Whether only a person, in chat, can make this happen. */
export function isByPeople(type: string): boolean {
  return BY_PEOPLE.test(type) || type === "customer.credit-tallied";
}

export const SUBJECT_TYPES = [
  "customer",
  "order",
  "delivery",
  "invoice",
  "payment",
  "source",
  "office",
] as const;
export type SubjectType = (typeof SUBJECT_TYPES)[number];
/** "order:PED-1042": one text names a subject everywhere. */
export type SubjectKey = `${SubjectType}:${string}`;

/** Our own arrangements: silences, maintenance, duty, delegates, linked accounts. */
export const OFFICE: SubjectKey = "office:main";

/** The one subject whose state this fact evolves. */
export function subjectOf(fact: Fact): SubjectKey {
  if ("group" in fact) return `${fact.group.type}:${fact.group.id}`;
  if ("office" in fact) return OFFICE;
  if ("customerId" in fact) return `customer:${fact.customerId}`;
  if ("deliveryId" in fact) return `delivery:${fact.deliveryId}`;
  if ("paymentId" in fact) return `payment:${fact.paymentId}`;
  if ("invoiceId" in fact) return `invoice:${fact.invoiceId}`;
  return `order:${fact.orderId}`;
}

/** The orders this fact names; it may know none (a credit note names only its invoice). */
export function ordersOf(fact: Fact): readonly string[] {
  if ("group" in fact) return fact.group.type === "order" ? [fact.group.id] : [];
  if ("orderIds" in fact) return fact.orderIds;
  if ("orderId" in fact && fact.orderId) return [fact.orderId];
  return [];
}

/** The customers an order's facts name: whose policy it follows. */
export function customersOf(fact: Fact): readonly SubjectKey[] {
  if (fact.type !== "order.placed" && fact.type !== "order.changed") return [];
  const ids = new Set([fact.payerId, fact.buyerId]);
  return [...ids].filter((id) => id !== undefined).map((id): SubjectKey => `customer:${id}`);
}

/** Facts fold in this order, whatever the order in which they came. */
export function factOrder(a: Fact, b: Fact): number {
  return compare(foldKey(a), foldKey(b));
}

/** A text that sorts as facts fold: (occurred-at, source, external id). */
export function foldKey(fact: Pick<Fact, "occurredAt" | "source" | "externalId">): string {
  return `${fact.occurredAt}\u0001${fact.source}\u0001${fact.externalId}`;
}

/** Code-unit order: the same in every process and locale. */
export function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
