import type { WakeCondition } from "../core/people-facts.ts";

/** The words of a card, and of the log in its thread. */

export type CardText = {
  readonly customer: string;
  readonly held: string;
  readonly atRisk: string;
  readonly ball: string;
  readonly deadline: string;
  readonly cost: string;
  readonly evidence: string;
  readonly why: string;
  readonly more: string;
  readonly asleepTag: string;
  readonly closedTag: string;
  /** For a rule that this version no longer knows. */
  readonly unknownTag: string;
  /** "resuelto", when no rule tells what its end looks like. */
  readonly resolved: string;
  /** What ended a case that its order took along. */
  readonly orderCancelled: string;
  ballSince(team: string, held: string): string;
  timeLeft(when: string, left: string): string;
  timeOver(when: string, late: string): string;
  /** Delivered and not collected: how late the money is, and for whom when that is another team. */
  lateCash(span: string, whose: string | null): string;
  /** Not delivered yet: nothing can be billed meanwhile. */
  idleDays(span: string): string;
  also(facts: string): string;
  asleepUntil(when: string, wake: string | null): string;
  assigned(name: string): string;
  watched(names: string): string;
  /** Who hears of it next, and when, unless somebody takes the case. */
  nextStep(who: string, when: string): string;
  silencedUntil(when: string, by: string, reason: string | null): string;
  /** The case rests on a source that does not speak; `at` is when it last did. */
  quietSource(source: string, at: string): string;
  /** Under the card of somebody whom the case no longer concerns. */
  readonly leftHere: string;
  /** Under a card whose times are not those of the reader's usual clock. */
  onClock(clock: string): string;
  /** "Última respuesta: …" with the line of what was done. */
  lastAnswer(line: string): string;
  readyToBill(from: string, to: string): string;
  heldBy(list: string): string;
  readonly confirmTitle: string;
  readonly confirmYes: string;
  readonly confirmNo: string;
  confirmText(action: string, subject: string, amount: string | null): string;
  summary(parts: SummaryParts): string;
  closedSummary(parts: {
    subject: string;
    resolved: string;
    stamp: string;
    who: string | null;
    next: string | null;
  }): string;
};

type SummaryParts = {
  readonly tag: string;
  readonly subject: string;
  readonly fact: string;
  readonly customer: string | null;
  readonly amount: string | null;
  readonly age: string;
  readonly team: string;
  readonly deadline: string;
};

export type LogText = {
  /** What somebody wrote; the text may be nothing but files. */
  commented(who: string, text: string): string;
  opened(tag: string, team: string, title: string): string;
  added(title: string): string;
  cleared(resolved: string): string;
  passed(from: string, to: string, title: string): string;
  answered(who: string, did: string, detail: string | null): string;
  readonly woke: Readonly<Record<WakeCondition["when"] | "time", string>>;
  /** Taken, and nothing came of it. */
  readonly expired: string;
  /**
   * A step of the policy: whom it reached; `names` is null when nobody has that role. `skipped`:
   * whom the steps below would have told, had somebody looked in time.
   */
  notified(who: string, names: string | null, again: boolean, skipped: string | null): string;
  passedOver(who: string, dueAt: string): string;
  silenced(when: string, by: string, reason: string | null): string;
  readonly unsilenced: string;
  /** Before the silence was over. */
  readonly heardAgain: string;
  closed(held: string | null): string;
  who(name: string, team: string): string;
};
