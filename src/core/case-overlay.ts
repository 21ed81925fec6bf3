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
  readonly assignee: Signer | null;
  readonly watchers: readonly Signer[];
};

export const NO_OVERLAY: Overlay = { snooze: null, assignee: null, watchers: [] };

const MAX_WATCHERS = 20;

/** The overlay after more answers, in their order. */
export function overlay(was: Overlay, answers: readonly Answer[], signals: Signals): Overlay {
  let { snooze, assignee, watchers } = was;
  for (const answer of answers) {
    const signer = { personId: answer.personId, personName: answer.personName };
    switch (answer.action) {
      case "snooze":
        if (answer.until) {
          const { at, until, wakeWhen = null } = answer;
          snooze = { at, until, wakeWhen, etaAt: signals.etaAt };
        }
        break;
      case "acknowledge":
      case "escalate":
      case "wake":
        snooze = null;
        break;
      case "assign":
        assignee = answer.to ?? null;
        break;
      case "watch":
        watchers = [...without(watchers, signer), signer].slice(-MAX_WATCHERS);
        break;
      case "unwatch":
        watchers = without(watchers, signer);
        break;
      default:
    }
  }
  return { snooze, assignee, watchers };
}

function without(watchers: readonly Signer[], { personId }: Signer): readonly Signer[] {
  return watchers.filter((one) => one.personId !== personId);
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
  const last = answers.findLast(
    ({ action, at }) => at >= since && (MOVES as readonly string[]).includes(action),
  );
  if (last?.action === "escalate") return "escalated";
  if (last?.action !== "acknowledge") return "open";
  // Without a clock nothing expires.
  return running === null || running.paused?.by === "acknowledged" ? "acknowledged" : "open";
}

const MOVES = ["acknowledge", "escalate", "snooze", "wake"] as const;
