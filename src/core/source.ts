import type { Instant } from "./calendar.ts";
import type { Fact } from "./fact.ts";
import { withAnswer } from "./kept-answers.ts";
import type { Answer } from "./order.ts";

/** A feed as heard: the one state that rests on when facts came, not on when they happened. */
export type SourceState = {
  readonly id: string;
  readonly heardAt: Instant | null;
  readonly answers: readonly Answer[];
};

export function newSource(id: string): SourceState {
  return { id, heardAt: null, answers: [] };
}

export function evolveSource(source: SourceState, fact: Fact): SourceState {
  if (fact.type !== "answer.given") return source;
  return { ...source, answers: withAnswer(source.answers, fact) };
}

/** The source spoke: what it said is other subjects' affair. */
export function heard(source: SourceState, at: Instant): SourceState {
  return source.heardAt !== null && source.heardAt >= at ? source : { ...source, heardAt: at };
}
