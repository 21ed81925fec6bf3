import { z } from "zod";
import { isTimeZone } from "./calendar.ts";

/**
 * Everything that can happen. A fact is named by (source, externalId), so that hearing it twice
 * changes nothing, and is about one subject. It may arrive late, twice or out of order.
 */

// PostgreSQL stores no NUL, and a control character in a number is a broken export.
const Name = z
  .string()
  .trim()
  .min(1)
  // oxlint-disable-next-line no-control-regex -- they are what it looks for
  .regex(/^[^\u0000-\u001f\u007f]+$/, "has control characters");
const Id = Name.max(128);
const ShortText = z
  .string()
  .max(300)
  // oxlint-disable-next-line no-control-regex -- likewise
  .regex(/^[^\u0000]*$/, "has NUL characters");
export const InstantField = z.iso
  .datetime({ offset: true, error: "is not an ISO 8601 instant with an offset" })
  .transform((text) => (isUtcToMs(text) ? text : new Date(text).toISOString()));

/** Whether an ISO 8601 instant is written as Remo writes it: most are, and need no rewriting. */
function isUtcToMs(text: string): boolean {
  return text.length === "2026-01-05T06:00:00.000Z".length && text.endsWith("Z");
}
const DateField = z.iso.date({ error: "is not a date (YYYY-MM-DD)" });
const Minor = z.int().min(-1e15).max(1e15);
const Currency = z.string().regex(/^[A-Z]{3}$/, "is not an ISO 4217 code such as MXN");
const Quantity = z.number().min(0).max(1e12);
const Zone = z.string().refine(isTimeZone, "is not an IANA time zone such as America/Bogota");

export const EVIDENCE_KINDS = ["waybill", "signature", "photo", "stamp"] as const;
export const EvidenceKind = z.enum(EVIDENCE_KINDS);
export type EvidenceKind = z.infer<typeof EvidenceKind>;

/** One line; `sku` and `lineId` join order, delivery and invoice lines, whichever both sides have. */
const OrderLine = z.object({
  lineId: Id,
  sku: Id.optional(),
  description: ShortText.optional(),
  quantity: Quantity,
  unit: z.string().max(12).optional(),
  amountMinor: Minor.optional(),
});
const MovedLine = z.object({
  lineId: Id.optional(),
  sku: Id.optional(),
  quantity: Quantity,
  unit: z.string().max(12).optional(),
  /** Ordered, not in this delivery, still to come (UBL BackorderQuantity). */
  backorderQuantity: Quantity.optional(),
});
/** `quantity` is what was received; what was rejected may be in it or beside it. */
const ReceivedLine = MovedLine.extend({
  rejectedQuantity: Quantity.optional(),
  shortQuantity: Quantity.optional(),
});
const BilledLine = MovedLine.omit({ backorderQuantity: true }).extend({
  amountMinor: Minor.optional(),
});
export type OrderLine = z.infer<typeof OrderLine>;
export type MovedLine = z.infer<typeof MovedLine>;
export type ReceivedLine = z.infer<typeof ReceivedLine>;
export type BilledLine = z.infer<typeof BilledLine>;

const envelope = { source: Id, externalId: Name.max(256), occurredAt: InstantField };
const lines = <T extends z.ZodType>(line: T) => z.array(line).max(2_000);

function fact<Type extends string, Shape extends z.ZodRawShape>(type: Type, shape: Shape) {
  return z.object({ type: z.literal(type), ...envelope, ...shape });
}

const orderTerms = {
  /** Who placed it, where it goes and who pays may be three parties. */
  buyerId: Id.optional(),
  shipToId: Id.optional(),
  payerId: Id.optional(),
  /** Which of our own companies sells. */
  legalEntity: Id.optional(),
  customerName: ShortText.optional(),
  salesRep: ShortText.optional(),
  address: ShortText.optional(),
  requestedOn: DateField.optional(),
  totalMinor: Minor.optional(),
  lines: lines(OrderLine).optional(),
};
const invoiceTerms = {
  invoiceId: Id,
  orderIds: z.array(Id).max(200).default([]),
  payerId: Id.optional(),
  legalEntity: Id.optional(),
  currency: Currency,
  totalMinor: Minor.optional(),
  dueOn: DateField.optional(),
  lines: lines(BilledLine).optional(),
};
const aboutDelivery = { deliveryId: Id, orderId: Id.optional() };

const GROUP_TYPES = ["order", "source"] as const;
const Group = z.object({ type: z.enum(GROUP_TYPES), id: Id });
/** What a case is about: its findings share this group. */
export type Group = z.infer<typeof Group>;

export const TEAMS = ["sales", "logistics", "collections", "controller", "administrator"] as const;
export const Team = z.enum(TEAMS);
export type Team = z.infer<typeof Team>;

export const Fact = z.discriminatedUnion("type", [
  fact("customer.described", {
    customerId: Id,
    name: ShortText,
    timeZone: Zone.optional(),
    /** The proofs this customer demands before it accepts an invoice. */
    evidence: z.array(EvidenceKind).optional(),
  }),
  fact("agreement.described", {
    agreementId: Id,
    customerId: Id,
    currency: Currency.optional(),
    paymentDays: z.int().min(0).max(3650).optional(),
    evidence: z.array(EvidenceKind).optional(),
    validFrom: DateField.optional(),
    validTo: DateField.optional(),
  }),
  fact("order.placed", {
    orderId: Id,
    ...orderTerms,
    currency: Currency,
    promisedOn: DateField.optional(),
    timeZone: Zone.optional(),
  }),
  fact("order.changed", { orderId: Id, ...orderTerms, requestedBy: ShortText.optional() }),
  fact("order.promised", {
    orderId: Id,
    promisedOn: DateField,
    reason: ShortText.optional(),
    by: ShortText.optional(),
  }),
  fact("order.cancelled", { orderId: Id, reason: ShortText.optional() }),
  fact("order.reinstated", { orderId: Id, reason: ShortText.optional() }),
  fact("delivery.planned", {
    ...aboutDelivery,
    plannedOn: DateField.optional(),
    reason: ShortText.optional(),
    lines: lines(MovedLine).optional(),
  }),
  fact("delivery.released", aboutDelivery),
  fact("delivery.dispatched", {
    ...aboutDelivery,
    carrier: ShortText.optional(),
    lines: lines(MovedLine).optional(),
  }),
  fact("delivery.eta", { ...aboutDelivery, etaAt: InstantField }),
  fact("delivery.delivered", {
    ...aboutDelivery,
    receivedBy: ShortText.optional(),
    lines: lines(ReceivedLine).optional(),
  }),
  fact("delivery.failed", { ...aboutDelivery, reason: ShortText.optional() }),
  fact("delivery.returned", {
    ...aboutDelivery,
    reason: ShortText.optional(),
    lines: lines(MovedLine).optional(),
  }),
  fact("delivery.cancelled", { ...aboutDelivery, reason: ShortText.optional() }),
  fact("evidence.attached", {
    ...aboutDelivery,
    kind: EvidenceKind,
    name: ShortText,
    mediaType: z.string().max(100).optional(),
    sizeBytes: z.int().min(0).optional(),
    /** Of the file's bytes, lower-case hex: two proofs with one digest are one photo used twice. */
    sha256: z
      .string()
      .regex(/^[0-9a-f]{64}$/, "is not a SHA-256 in lower-case hex")
      .optional(),
    by: ShortText.optional(),
  }),
  fact("invoice.drafted", invoiceTerms),
  fact("invoice.issued", invoiceTerms),
  fact("invoice.filed", { invoiceId: Id, with: ShortText.optional() }),
  fact("invoice.accepted", { invoiceId: Id }),
  fact("invoice.rejected", { invoiceId: Id, reason: ShortText.optional() }),
  fact("invoice.disputed", { invoiceId: Id, reason: ShortText.optional() }),
  fact("invoice.cancelled", { invoiceId: Id, reason: ShortText.optional() }),
  fact("invoice.paid", { invoiceId: Id, amountMinor: Minor.optional() }),
  fact("invoice.credited", {
    invoiceId: Id,
    creditNoteId: Id,
    currency: Currency,
    totalMinor: Minor.optional(),
    reason: ShortText.optional(),
    lines: lines(BilledLine).optional(),
  }),
  fact("answer.given", {
    group: Group,
    action: z.string().max(40),
    rule: z.string().max(60).optional(),
    /** What the answered finding was about: an order may have two deliveries in trouble. */
    subject: z.string().max(140).optional(),
    personId: Id,
    personName: ShortText,
    team: Team,
    reason: ShortText.optional(),
    on: DateField.optional(),
    until: InstantField.optional(),
    invoiceId: Id.optional(),
    evidence: z.array(EvidenceKind).optional(),
  }),
]);
export type Fact = z.output<typeof Fact>;
export type FactInput = z.input<typeof Fact>;
export type FactType = Fact["type"];
export type FactOf<T extends FactType> = Extract<Fact, { type: T }>;

export type SubjectType = "customer" | "order" | "delivery" | "invoice" | "source";
/** "order:PED-1042": one text names a subject everywhere. */
export type SubjectKey = `${SubjectType}:${string}`;

/** The one subject whose state this fact evolves. */
export function subjectOf(fact: Fact): SubjectKey {
  if ("group" in fact) return `${fact.group.type}:${fact.group.id}`;
  if ("customerId" in fact) return `customer:${fact.customerId}`;
  if ("deliveryId" in fact) return `delivery:${fact.deliveryId}`;
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
