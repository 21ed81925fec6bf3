import type { Calendar } from "./business-calendar.ts";
import { addBusinessTime } from "./business-time.ts";
import { addHours, earliest, type Instant } from "./calendar.ts";
import {
  acknowledge,
  advance,
  escalateNow,
  type Fired,
  type Moved,
  resume,
  type Running,
  snooze,
  startEscalation,
} from "./escalation.ts";
import type { Notified, Policy } from "./escalation-policy.ts";
import type { Team } from "./fact.ts";
import type { Finding } from "./finding.ts";
import type { Answer } from "./order.ts";

const HOUR_MS = 3_600_000;

/** When teams work, and which policy holds for what. */
export type CaseTime = {
  calendarOf(team: Team): Calendar;
  policyOf(finding: Finding): Policy;
};

/** A step of the policy that was taken: whom it reached is told beside. */
export type Step = Pick<Fired, "step" | "notify" | "repeat" | "dueAt" | "late">;

export type Ticked = {
  readonly running: Running | null;
  /** The steps that came due, each once; after a downtime there are several. */
  readonly due: readonly Step[];
  /** An acknowledgement that led nowhere ran out. */
  readonly expired: boolean;
};

/** What a clock says that was not looked at, or just began. */
export const NOTHING_DUE = { due: [], expired: false } as const;

/**
 * The deadline on a card: in hours in which the team works, as its steps of escalation are; of the
 * wall where nobody says when that is.
 */
export function deadlineOf(
  { team, answerWithinHours: hours }: Finding,
  since: Instant,
  time: CaseTime | null,
): Instant {
  if (!time) return addHours(since, hours);
  return addBusinessTime(since, hours * HOUR_MS, time.calendarOf(team));
}

/** The clock of a case whose ball just came to this finding's team. */
export function startClock(time: CaseTime | null, first: Finding, now: Instant): Running | null {
  return time && startEscalation(time.policyOf(first), time.calendarOf(first.team), now);
}

/**
 * The clock after these answers, in their order, and after the time up to `now`. Answers given
 * before the ball came are of another clock.
 */
export function tick(
  running: Running | null,
  answers: readonly Answer[],
  calendar: Calendar | null,
  now: Instant,
  woken: boolean,
): Ticked {
  if (!running || !calendar) return { running, ...NOTHING_DUE };
  const moves: Moved[] = [];
  let at = running;
  const take = (moved: Moved) => {
    moves.push(moved);
    at = moved.running;
  };
  for (const answer of answers) {
    if (answer.at < running.startedAt) continue;
    if (answer.action === "acknowledge") take(acknowledge(at, calendar, answer.at));
    if (answer.action === "snooze" && answer.until) {
      take(snooze(at, calendar, answer.at, answer.until));
    }
    if (answer.action === "wake") take(resume(at, calendar, answer.at));
    if (answer.action === "escalate") take(escalateNow(at, calendar, answer.at));
  }
  if (woken) take(resume(at, calendar, now));
  take(advance(at, calendar, now));
  return {
    running: at,
    due: eachOnce(moves.flatMap(({ fired }) => fired.map(stepOf))),
    expired: moves.at(-1)?.resumed?.by === "acknowledged",
  };
}

/** Who was not told a step yet is not told that it is said again; of repetitions the newest. */
function eachOnce(due: readonly Step[]): readonly Step[] {
  const byStep = new Map<number, Step>();
  for (const one of due) {
    if (byStep.get(one.step)?.repeat !== 0) byStep.set(one.step, one);
  }
  return [...byStep.values()];
}

function stepOf({ step, notify, repeat, dueAt, late }: Fired): Step {
  return { step, notify, repeat, dueAt, late };
}

/** When time alone moves the clock next; null when it stands for good. */
export function clockDueAt(running: Running | null): Instant | null {
  return running && earliest(running.nextAt, running.paused?.resumesAt);
}

/** The steps that are still to come, for a card that says who hears of it next. */
export function nextStep(
  running: Running | null,
): { readonly notify: Notified; readonly at: Instant } | null {
  if (!running?.nextAt) return null;
  const { steps } = running.policy;
  const notify = steps[Math.min(running.fired, steps.length - 1)]?.notify;
  return notify ? { notify, at: running.nextAt } : null;
}
