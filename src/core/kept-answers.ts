import type { FactOf } from "./fact.ts";
import type { Answer } from "./order.ts";

const KEPT_ANSWERS = 100;

/** The answers known so far and one more; of very many the least needed is let go. */
export function withAnswer(
  answers: readonly Answer[],
  fact: FactOf<"answer.given">,
): readonly Answer[] {
  const { type: _type, source: _source, externalId: _id, occurredAt, ...given } = fact;
  const all = [...answers, { ...given, at: occurredAt }];
  return all.length > KEPT_ANSWERS ? all.toSpliced(leastNeeded(all), 1) : all;
}

/**
 * The oldest answer that its person gave again, or else the oldest: only the last of a kind counts,
 * and whoever presses one button a hundred times must not undo what others answered.
 */
function leastNeeded(answers: readonly Answer[]): number {
  const last = new Map(answers.map((answer, index) => [kindOfAnswer(answer), index]));
  const repeated = answers.findIndex((answer, index) => last.get(kindOfAnswer(answer)) !== index);
  return Math.max(0, repeated);
}

function kindOfAnswer({ action, rule, subject, personId }: Answer): string {
  return JSON.stringify([action, rule, subject, personId]);
}
