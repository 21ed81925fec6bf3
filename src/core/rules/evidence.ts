import { z } from "zod";
import { type Instant, latest, localDate } from "../calendar.ts";
import { demandedEvidence } from "../customer.ts";
import type { DeliveryState } from "../delivery.ts";
import { EvidenceKind } from "../fact.ts";
import { answerSince } from "../order.ts";
import type { OrderPicture } from "../picture.ts";

const kinds = z.array(EvidenceKind);

/** The part of the rules file that says which proofs a delivery must have. */
export const evidencePolicy = {
  /** Demanded for every customer nobody said otherwise about. */
  required: kinds.default([]),
  perCustomer: z.record(z.string(), kinds).default({}),
};
export type EvidencePolicy = {
  readonly required: readonly EvidenceKind[];
  readonly perCustomer: Readonly<Record<string, readonly EvidenceKind[]>>;
};

/** Which proofs a delivery must have: the customer's own policy, the rules file, its default. */
export function requiredEvidence(
  { order, customer, zone }: Pick<OrderPicture, "order" | "customer" | "zone">,
  deliveredAt: Instant,
  policy: EvidencePolicy,
): readonly EvidenceKind[] {
  for (const id of [order.payerId, order.buyerId]) {
    const own = id !== null && Object.hasOwn(policy.perCustomer, id) && policy.perCustomer[id];
    if (own) return own;
  }
  const demanded = customer && demandedEvidence(customer, localDate(deliveredAt, zone));
  return demanded ?? policy.required;
}

/** A delivery's proofs; `completeAt` is null while one that is required is absent. */
export function evidenceOf(
  picture: OrderPicture,
  delivery: DeliveryState,
  policy: EvidencePolicy,
): {
  readonly required: readonly EvidenceKind[];
  readonly present: readonly EvidenceKind[];
  readonly completeAt: Instant | null;
} {
  const { deliveredAt } = delivery;
  if (deliveredAt === null) return { required: [], present: [], completeAt: null };
  const required = requiredEvidence(picture, deliveredAt, policy);
  if (required.length === 0) return { required, present: [], completeAt: deliveredAt };
  const present = required.filter((kind) => delivery.evidence.some((one) => one.kind === kind));
  if (present.length === required.length) {
    const firsts = required.map((kind) => delivery.evidence.find((one) => one.kind === kind)?.at);
    return { required, present, completeAt: latest(deliveredAt, ...firsts) };
  }
  const subject = `delivery:${delivery.id}`;
  const { answers } = picture.order;
  const waived = answerSince(answers, ["waive"], deliveredAt, "evidence-missing", subject);
  return { required, present, completeAt: waived?.at ?? null };
}
