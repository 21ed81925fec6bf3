import { z } from "zod";
import {
  Currency,
  DateField,
  EvidenceKind,
  fact,
  Id,
  InstantField,
  lines,
  Minor,
  MovedLine,
  OrderLine,
  ReceivedLine,
  ShortText,
  Zone,
} from "./fact-fields.ts";

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
  /** Where the goods leave from. */
  warehouse: Id.optional(),
  /** The agreement whose terms apply. */
  agreementId: Id.optional(),
  requestedOn: DateField.optional(),
  totalMinor: Minor.optional(),
  /** Agreed off the whole order, before tax. */
  discountMinor: Minor.optional(),
  paymentDays: z.int().min(0).max(3650).optional(),
  /** To whom the invoice must be made out (RFC, NIT, RUC…). */
  taxId: z.string().max(40).optional(),
  lines: lines(OrderLine).optional(),
};
const aboutDelivery = { deliveryId: Id, orderId: Id.optional() };

const Sha256 = z.string().regex(/^[0-9a-f]{64}$/, "is not a SHA-256 in lower-case hex");

/** What may be wrong with a proof that is there. */
const PROOF_PROBLEMS = [
  "unreadable",
  "wrong-order",
  "reused",
  "wrong-place",
  "wrong-time",
  "quantity-differs",
] as const;
export const ProofProblem = z.enum(PROOF_PROBLEMS);
export type ProofProblem = z.infer<typeof ProofProblem>;

/** Orders, deliveries and their proofs. */
export const GOODS_FACTS = [
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
  /** The customer wrote or called back about it. */
  fact("order.replied", { orderId: Id, text: ShortText.optional() }),
  fact("delivery.planned", {
    ...aboutDelivery,
    plannedOn: DateField.optional(),
    warehouse: Id.optional(),
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
    /** Of the file's bytes: two proofs with one digest are one photo used twice. */
    sha256: Sha256.optional(),
    by: ShortText.optional(),
  }),
  /** Somebody or something looked at a proof; without a problem it is good. */
  fact("evidence.checked", {
    ...aboutDelivery,
    kind: EvidenceKind,
    sha256: Sha256.optional(),
    problem: ProofProblem.optional(),
    detail: ShortText.optional(),
  }),
] as const;
