import type { Calendar } from "./business-calendar.ts";
import { addBusinessTime, businessMsBetween } from "./business-time.ts";
import { epochMs, type Instant, latest } from "./calendar.ts";
import type { Notified, Policy } from "./escalation-policy.ts";

const MINUTE_MS = 60_000;
/** Who did not react to a hundred reminders will not react to one more. */
const MAX_REPEATS = 100;
/** A sweep comes every few seconds: what fires later than this did not fire as it should. */
const PUNCTUAL_MS = 60_000;

type PauseReason = "acknowledged" | "snoozed";

/** A clock inside a case: plain JSON. What is scheduled in it moves only by a pause. */
export type Running = {
  /** As it was when the ball came. */
  readonly policy: Policy;
  readonly startedAt: Instant;
  /** How often it fired: steps, then repetitions of the last one. */
  readonly fired: number;
  /** When the next one is due; null while paused, and after the last one. */
  readonly nextAt: Instant | null;
  readonly paused: {
    readonly by: PauseReason;
    readonly at: Instant;
    /** Business milliseconds that were left to the next step. */
    readonly leftMs: number;
    /** When time alone goes on: expiry or end of the snooze; null: on a condition. */
    readonly resumesAt: Instant | null;
  } | null;
};

export type Fired = {
  /** Index in the policy's steps. */
  readonly step: number;
  readonly notify: Notified;
  /** 0 for the step itself, then 1, 2 … for each time it is said again. */
  readonly repeat: number;
  readonly dueAt: Instant;
  /** Milliseconds of the clock on the wall from its due instant to now. */
  readonly lateMs: number;
  /** Later than sweeps explain: it was missed and is made up for. */
  readonly late: boolean;
};

export type Moved = {
  readonly running: Running;
  /**
   * What came due, in that order. Every step is in it once; of several repetitions that were missed,
   * only the newest. Whom of them to tell after a downtime decides who looks (`tick`).
   */
  readonly fired: readonly Fired[];
  /** The pause that ended, and when. */
  readonly resumed: { readonly by: PauseReason; readonly at: Instant } | null;
  /** The next instant at which time alone changes anything; null: never. */
  readonly recheckAt: Instant | null;
};

/** The ball came, or was passed to another team: a new clock in the calendar of that team. */
export function startEscalation(policy: Policy, calendar: Calendar, at: Instant): Running {
  const firstMs = (policy.steps[0]?.afterMinutes ?? 0) * MINUTE_MS;
  const nextAt = addBusinessTime(at, firstMs, calendar);
  return { policy, startedAt: at, fired: 0, nextAt, paused: null };
}

/**
 * What time alone did up to `now`. Called late or often, it ends the same: steps are counted from
 * the instants at which they were due, not from when somebody looked.
 */
export function advance(running: Running, calendar: Calendar, now: Instant): Moved {
  const resumesAt = running.paused?.resumesAt ?? null;
  const by = running.paused?.by;
  if (by === undefined || resumesAt === null || resumesAt > now) {
    return fireDue(running, calendar, now);
  }
  const moved = fireDue(goOn(running, calendar, resumesAt), calendar, now);
  return { ...moved, resumed: { by, at: resumesAt } };
}

/** Somebody works on it: paused until the acknowledgement expires. What was due before, fires. */
export function acknowledge(running: Running, calendar: Calendar, at: Instant): Moved {
  const expiresMs = running.policy.ackExpiresMinutes * MINUTE_MS;
  return pause(running, calendar, at, "acknowledged", addBusinessTime(at, expiresMs, calendar));
}

/**
 * Paused until an instant, or with null until `resume` is called. What was due before, fires. An
 * instant that is past pauses nothing.
 */
export function snooze(
  running: Running,
  calendar: Calendar,
  at: Instant,
  until: Instant | null,
): Moved {
  return pause(running, calendar, at, "snoozed", until && latest(at, until));
}

/** Ends a pause before its time: a condition came true, or somebody escalated by hand. */
export function resume(running: Running, calendar: Calendar, at: Instant): Moved {
  const moved = advance(running, calendar, at);
  const { paused } = moved.running;
  if (paused === null) return moved;
  // While it is paused nothing was due, so what fires now is all there is.
  const next = fireDue(goOn(moved.running, calendar, at), calendar, at);
  return { ...next, resumed: { by: paused.by, at } };
}

/**
 * Somebody escalates by hand: what was due fires, and then the next step at once; the one after it
 * is counted from now. With every step behind, the last is said again, however often it was.
 */
export function escalateNow(running: Running, calendar: Calendar, at: Instant): Moved {
  const { running: awake, fired, resumed } = resume(running, calendar, at);
  const { policy, fired: count } = awake;
  const waitMs = waitAfter(policy, count + 1);
  const nextAt = waitMs === null ? null : addBusinessTime(at, waitMs, calendar);
  return {
    running: { ...awake, fired: count + 1, nextAt },
    fired: [...fired, firedOf(policy, count, at, at)],
    resumed,
    recheckAt: nextAt,
  };
}

function pause(
  running: Running,
  calendar: Calendar,
  at: Instant,
  by: PauseReason,
  resumesAt: Instant | null,
): Moved {
  const moved = advance(running, calendar, at);
  const { paused, nextAt } = moved.running;
  const leftMs = paused?.leftMs ?? leftOf(nextAt, calendar, at);
  const next: Running = { ...moved.running, nextAt: null, paused: { by, at, leftMs, resumesAt } };
  return { ...moved, running: next, recheckAt: resumesAt };
}

/** With every step behind, nothing is left: a pause that led nowhere ends by saying the last again. */
function leftOf(nextAt: Instant | null, calendar: Calendar, at: Instant): number {
  return nextAt === null ? 0 : Math.max(0, businessMsBetween(at, nextAt, calendar));
}

function goOn(running: Running, calendar: Calendar, at: Instant): Running {
  if (running.paused === null) return running;
  const repeats = running.fired - running.policy.steps.length;
  const nextAt =
    repeats < MAX_REPEATS ? addBusinessTime(at, running.paused.leftMs, calendar) : null;
  return { ...running, nextAt, paused: null };
}

function fireDue(running: Running, calendar: Calendar, now: Instant): Moved {
  const { policy } = running;
  const fired: Fired[] = [];
  let { fired: count, nextAt } = running;
  while (nextAt !== null && nextAt <= now) {
    const one = firedOf(policy, count, nextAt, now);
    if (one.repeat > 1 && (fired.at(-1)?.repeat ?? 0) > 0) fired.pop();
    fired.push(one);
    count += 1;
    const waitMs = waitAfter(policy, count);
    nextAt = waitMs === null ? null : addBusinessTime(nextAt, waitMs, calendar);
  }
  return {
    running: fired.length === 0 ? running : { ...running, fired: count, nextAt },
    fired,
    resumed: null,
    recheckAt: nextAt ?? running.paused?.resumesAt ?? null,
  };
}

function firedOf(policy: Policy, count: number, dueAt: Instant, now: Instant): Fired {
  const last = policy.steps.length - 1;
  const step = Math.min(count, last);
  const lateMs = epochMs(now) - epochMs(dueAt);
  return {
    step,
    notify: policy.steps[step]?.notify ?? "owner",
    repeat: Math.max(0, count - last),
    dueAt,
    lateMs,
    late: lateMs > PUNCTUAL_MS,
  };
}

/** Business milliseconds from one firing to the next, when `count` have fired; null: no more. */
function waitAfter({ steps, repeatLastEveryMinutes }: Policy, count: number): number | null {
  const [before, next] = [steps[count - 1], steps[count]];
  if (before && next) return (next.afterMinutes - before.afterMinutes) * MINUTE_MS;
  if (repeatLastEveryMinutes === null || count - steps.length >= MAX_REPEATS) return null;
  return repeatLastEveryMinutes * MINUTE_MS;
}
