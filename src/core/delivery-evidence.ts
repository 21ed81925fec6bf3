import type { Instant } from "./calendar.ts";
import type { EvidenceKind, FactOf } from "./fact.ts";
import type { ProofProblem } from "./goods-facts.ts";

export type Evidence = {
  readonly kind: EvidenceKind;
  readonly name: string;
  readonly sha256: string | null;
  readonly at: Instant;
  readonly by: string | null;
  /** What the last look at it found wrong; null when it is good, or nobody looked. */
  readonly problem: ProofProblem | null;
  readonly problemDetail: string | null;
  readonly checkedAt: Instant | null;
};

const KEPT_EVIDENCE = 100;

export function withAttached(
  evidence: readonly Evidence[],
  fact: FactOf<"evidence.attached">,
): readonly Evidence[] {
  // The same bytes again are one proof, no better than it was.
  const isTold = evidence.some(
    (one) => one.kind === fact.kind && one.sha256 !== null && one.sha256 === fact.sha256,
  );
  if (isTold) return evidence;
  const proof: Evidence = {
    kind: fact.kind,
    name: fact.name,
    sha256: fact.sha256 ?? null,
    at: fact.occurredAt,
    by: fact.by ?? null,
    problem: null,
    problemDetail: null,
    checkedAt: null,
  };
  return [...evidence, proof].slice(-KEPT_EVIDENCE);
}

/** A check is about the proof with its digest, or else about the newest one of its kind. */
export function withChecked(
  evidence: readonly Evidence[],
  fact: FactOf<"evidence.checked">,
): readonly Evidence[] {
  const fits = (one: Evidence) =>
    one.kind === fact.kind && (fact.sha256 === undefined || one.sha256 === fact.sha256);
  const meant = evidence.findLastIndex(fits);
  const result = {
    problem: fact.problem ?? null,
    problemDetail: fact.detail ?? null,
    checkedAt: fact.occurredAt,
  };
  return evidence.map((one, index) => (index === meant ? { ...one, ...result } : one));
}
