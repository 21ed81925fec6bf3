import { type Command, decide, type Refusal } from "../core/answer.ts";
import { localDate } from "../core/calendar.ts";
import type { Case } from "../core/case.ts";
import { takeAnswer } from "./flow.ts";
import type { Flow } from "./flow-context.ts";
import type { Reads } from "./ports.ts";

export type Answered = { readonly done: Case } | { readonly refusal: Refusal };

/** Takes a person's answer to a case: checked again, under lock, on the case as it is now. */
export function createAnswer(
  flow: Flow,
  reads: Pick<Reads, "caseById">,
): (command: Command, caseId: string) => Promise<Answered> {
  return async (command, caseId) => {
    const seen = await reads.caseById(caseId);
    if (!seen) return { refusal: { refused: "gone", case: null } };
    const now = flow.clock.now();
    const today = localDate(now, flow.zone);
    const { decision, case: after } = await takeAnswer(flow, seen.group, now, (current, context) =>
      // A new case of the same order is not the one on the reader's screen.
      decide(current?.id === caseId ? current : null, command, now, today, context),
    );
    if ("refused" in decision) return { refusal: withLatest(decision, seen) };
    return { done: after ?? seen };
  };
}

/** The case is closed by now: the refusal tells how, from the last that was stored. */
function withLatest(refusal: Refusal, seen: Case): Refusal {
  return refusal.refused === "gone" && refusal.case === null
    ? { refused: "gone", case: seen }
    : refusal;
}
