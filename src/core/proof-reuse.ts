import type { Instant } from "./calendar.ts";
import type { DeliveryState } from "./delivery.ts";
import type { Fact } from "./fact.ts";

/** That a file, by its digest, was given as proof of a delivery. */
export type ProofUse = {
  readonly deliveryId: string;
  readonly sha256: string;
  readonly at: Instant;
};

/** That a file given as proof of `deliveryId` had been given before, for one of another order. */
export type EarlierUse = {
  readonly deliveryId: string;
  readonly sha256: string;
  /** The delivery it was given for last before. */
  readonly usedFor: string;
};

/** The files that prove a delivery, each once, by when it came first. */
export function proofsOf({ id: deliveryId, evidence }: DeliveryState): readonly ProofUse[] {
  const first = new Map<string, ProofUse>();
  for (const { sha256, at } of evidence) {
    if (sha256 && !first.has(sha256)) first.set(sha256, { deliveryId, sha256, at });
  }
  return [...first.values()];
}

/** The uses that these facts tell of. */
export function usesIn(facts: readonly Fact[]): readonly ProofUse[] {
  return facts.flatMap((fact) => {
    if (fact.type !== "evidence.attached" || fact.sha256 === undefined) return [];
    const { deliveryId, sha256, occurredAt: at } = fact;
    return [{ deliveryId, sha256, at }];
  });
}

/**
 * A delivery as it is judged: its proofs whose file had proven another order's delivery are reused.
 * What somebody or something looked at is as they found it.
 */
export function withReuse(delivery: DeliveryState, earlier: readonly EarlierUse[]): DeliveryState {
  if (earlier.length === 0) return delivery;
  const usedFor = new Map(
    earlier
      .filter(({ deliveryId }) => deliveryId === delivery.id)
      .map((use) => [use.sha256, use.usedFor]),
  );
  if (usedFor.size === 0) return delivery;
  const evidence = delivery.evidence.map((proof) => {
    const other = proof.sha256 ? usedFor.get(proof.sha256) : undefined;
    if (other === undefined || proof.checkedAt) return proof;
    return { ...proof, problem: "reused" as const, problemDetail: other, checkedAt: proof.at };
  });
  return { ...delivery, evidence };
}
