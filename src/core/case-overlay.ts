import type { CaseState } from "./action.ts";
import type { Instant } from "./calendar.ts";
import type { Signer } from "./credit-request.ts";
import type { Running } from "./escalation.ts";
import type { Money } from "./money.ts";
import type { Answer } from "./order.ts";
import type { WakeCondition } from "./people-facts.ts";

/** What may wake a snoozed case, as it is known now. */
export type Signals = {
  readonly etaAt: Instant | null;
  readonly repliedAt: Instant | null;
};

export type Snooze = {
  readonly at: Instant;
  readonly until: Instant;
  readonly wakeWhen: WakeCondition | null;
  /** The estimate when it was snoozed: another one wakes it. */
  readonly etaAt: Instant | null;
};

/** What people made of a case, besides answering its findings. */
export type Overlay = {
  readonly snooze: Snooze | null;
  /** The last snooze that was asked for, be it over or not: it begins once. */
  readonly snoozedAt: Instant | null;
  readonly assignee: Signer | null;
  readonly watchers: readonly Signer[];
};

export const NO_OVERLAY: Overlay = {
  snooze: null,
  snoozedAt: null,
  assignee: null,
  watchers: [],
};

const MAX_WATCHERS = 20;

/**
 * The overlay by the answers given since the case opened, in the order in which they were given.
 * For each thing the last answer about it counts, so that it does not matter which of them was heard
 * first; what no answer in sight is about stays as it was.
 */
export function overlay(was: Overlay, answers: readonly Answer[], signals: Signals): Overlay {
  const assigned = answers.findLast(({ action }) => action === "assign");
  return {
    ...snoozeBy(was, answers, signals),
    assignee: assigned ? (assigned.to ?? null) : was.assignee,
    watchers: watchersBy(was.watchers, answers),
  };
}

function snoozeBy(
  was: Overlay,
  answers: readonly Answer[],
  signals: Signals,
): Pick<Overlay, "snooze" | "snoozedAt"> {
  const { snooze, snoozedAt } = was;
  const last = answers.findLast(({ action }) => isMove(action));
  if (!last) return { snooze, snoozedAt };
  const { action, at, until, wakeWhen = null } = last;
  if (action !== "snooze" || !until) return { snooze: null, snoozedAt };
  if (snoozedAt !== null && at <= snoozedAt) return { snooze, snoozedAt };
  return { snooze: { at, until, wakeWhen, etaAt: signals.etaAt }, snoozedAt: at };
}

function watchersBy(was: readonly Signer[], answers: readonly Answer[]): readonly Signer[] {
  const byPerson = new Map(was.map((one) => [one.personId, one]));
  for (const { action, personId, personName } of answers) {
    if (action !== "watch" && action !== "unwatch") continue;
    // Taken out first, so that whoever began last stands last.
    byPerson.delete(personId);
    if (action === "watch") byPerson.set(personId, { personId, personName });
  }
  return [...byPerson.values()].slice(-MAX_WATCHERS);
}

/** Why a snoozed case wakes now: its time came, its condition came true; null while it sleeps. */
export function wakes(
  snooze: Snooze | null,
  signals: Signals,
  amount: Money | null,
  now: Instant,
): WakeCondition["when"] | "time" | null {
  if (!snooze) return null;
  if (snooze.until <= now) return "time";
  switch (snooze.wakeWhen?.when) {
    case "eta-changes":
      return signals.etaAt === snooze.etaAt ? null : "eta-changes";
    case "amount-passes":
      return (amount?.minor ?? 0) > snooze.wakeWhen.minor ? "amount-passes" : null;
    case "customer-replies":
      return (signals.repliedAt ?? "") > snooze.at ? "customer-replies" : null;
    default:
      return null;
  }
}

/**
 * The state a card shows. The last of taking, snoozing, waking and escalating counts, as long as
 * the clock still pauses for it.
 */
export function stateOf(
  answers: readonly Answer[],
  since: Instant,
  snooze: Snooze | null,
  running: Running | null,
): Exclude<CaseState, "closed"> {
  if (snooze) return "snoozed";
  const last = answers.findLast(({ action, at }) => at >= since && isMove(action));
  if (last?.action === "escalate") return "escalated";
  if (last?.action !== "acknowledge") return "open";
  // Without a clock nothing expires.
  return running === null || running.paused?.by === "acknowledged" ? "acknowledged" : "open";
}

const MOVES: readonly string[] = ["acknowledge", "escalate", "snooze", "wake"];

function isMove(action: string): boolean {
  return MOVES.includes(action);
}
