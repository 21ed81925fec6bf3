import { type EarlierUse, proofsOf, type ProofUse } from "../core/proof-reuse.ts";
import type { AskedProof, Changes } from "./store.ts";
import type { Loaded } from "./pictures.ts";

/**
 * The proofs of these orders whose file had proven another order before: one question, and none
 * where no proof has a digest.
 */
export async function earlierUsesIn(
  loaded: Loaded,
  isAsked: (orderKey: string) => boolean,
  ask: (proofs: readonly AskedProof[]) => Promise<readonly EarlierUse[]>,
): Promise<readonly EarlierUse[]> {
  const proofs: AskedProof[] = [];
  for (const { subject } of loaded.values()) {
    if (subject.kind !== "delivery") continue;
    const { orderId, evidence } = subject.state;
    if (orderId === null || evidence.length === 0 || !isAsked(`order:${orderId}`)) continue;
    for (const proof of proofsOf(subject.state)) proofs.push({ ...proof, orderId });
  }
  return proofs.length > 0 ? ask(proofs) : [];
}

/** The proofs of deliveries whose order is told only now: it is as if they came now. */
export function usesLinked(loaded: Loaded, links: Changes["links"]): readonly ProofUse[] {
  return links.flatMap(({ subjectKey }) => {
    const subject = loaded.get(subjectKey)?.subject;
    return subject?.kind === "delivery" ? proofsOf(subject.state) : [];
  });
}
