import { z } from "zod";
import { earliest, type Instant, latest, localDate } from "../calendar.ts";
import { demandedEvidence } from "../customer.ts";
import type { DeliveryState } from "../delivery.ts";
import type { Evidence } from "../delivery-evidence.ts";
import { EvidenceKind } from "../fact.ts";
import { type Answer, answerSince } from "../order.ts";
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

export type EvidenceSeen = {
  readonly required: readonly EvidenceKind[];
  /** Required, and proven. */
  readonly present: readonly EvidenceKind[];
  /** Required and attached, with a problem in every one that came: the newest of each kind. */
  readonly rejected: readonly Evidence[];
  /** Since when the first of these is rejected. */
  readonly rejectedAt: Instant | null;
  /** Null while one that is required is absent or rejected. */
  readonly completeAt: Instant | null;
};

const NONE = { required: [], present: [], rejected: [], rejectedAt: null } as const;

/** A delivery's proofs: those that prove something, and those with a problem that nobody accepted. */
export function evidenceOf(
  picture: OrderPicture,
  delivery: DeliveryState,
  policy: EvidencePolicy,
): EvidenceSeen {
  const { deliveredAt } = delivery;
  if (deliveredAt === null) return { ...NONE, completeAt: null };
  const required = requiredEvidence(picture, deliveredAt, policy);
  if (required.length === 0) return { ...NONE, completeAt: deliveredAt };
  const { answers } = picture.order;
  const proofs = required.map((kind) => proofOf(delivery, kind, answers));
  const bad = proofs.flatMap(({ goodAt, all }) => (goodAt === null ? all : []));
  const rejected = proofs.flatMap(({ goodAt, all }) => (goodAt === null ? all.slice(-1) : []));
  const waived = answerSince(
    answers,
    ["waive"],
    deliveredAt,
    "evidence-missing",
    aboutIt(delivery),
  );
  const times = proofs.map(({ goodAt, all }) =>
    // A waiver is of what never came; what came and is no good, somebody must accept.
    all.length === 0 ? (waived?.at ?? null) : goodAt,
  );
  return {
    required,
    present: required.filter((_kind, index) => proofs[index]?.goodAt !== null),
    rejected,
    rejectedAt: earliest(...bad.map(({ checkedAt }) => latest(deliveredAt, checkedAt))),
    completeAt: times.includes(null) ? null : latest(deliveredAt, ...times),
  };
}

/** Whether a delivery has a proof of this kind that is good, or that somebody accepted. */
export function isProven(
  { order }: Pick<OrderPicture, "order">,
  delivery: DeliveryState,
  kind: EvidenceKind,
): boolean {
  return proofOf(delivery, kind, order.answers).goodAt !== null;
}

/** When a kind was first proven, and every proof of it. */
function proofOf(
  delivery: DeliveryState,
  kind: EvidenceKind,
  answers: readonly Answer[],
): { readonly goodAt: Instant | null; readonly all: readonly Evidence[] } {
  const all = delivery.evidence.filter((one) => one.kind === kind);
  return { all, goodAt: earliest(...all.map((one) => goodSince(one, delivery, answers))) };
}

/** Null while it has a problem; one that an approver accepted is good since then. */
function goodSince(
  proof: Evidence,
  delivery: DeliveryState,
  answers: readonly Answer[],
): Instant | null {
  if (proof.problem === null) return proof.at;
  const since = latest(proof.at, proof.checkedAt) ?? proof.at;
  const accepted = answerSince(
    answers,
    ["accept-proof"],
    since,
    "evidence-rejected",
    aboutIt(delivery),
  );
  return accepted?.at ?? null;
}

function aboutIt(delivery: DeliveryState): string {
  return `delivery:${delivery.id}`;
}
