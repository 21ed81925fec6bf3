import type { Calendar, Span } from "./business-calendar.ts";
import { addDays, epochMs, type Instant, instantOf, type LocalDate } from "./calendar.ts";
import { dayHolding } from "./zone-days.ts";

/** A century: no clock of a case runs longer, so whoever gets here asked for nonsense. */
const MAX_DAYS = 40_000;

/** Whether the calendar is open at that instant; at the closing minute it is closed. */
export function isOpen(at: Instant, calendar: Calendar): boolean {
  const ms = epochMs(at);
  const spans = calendar.spansOn(dayHolding(ms, calendar.zone));
  return spans.some(({ fromMs, toMs }) => fromMs <= ms && ms < toMs);
}

/** The first open instant from that one on: itself while it is open. */
export function nextOpening(at: Instant, calendar: Calendar): Instant {
  return addBusinessTime(at, 0, calendar);
}

/**
 * The first open instant by which so many open milliseconds have passed. What would end at the
 * closing minute ends at the next opening: nothing is due when nobody is there.
 * Throws RangeError when `ms` is negative or reaches more than a century ahead.
 */
export function addBusinessTime(from: Instant, ms: number, calendar: Calendar): Instant {
  if (!(ms >= 0)) throw new RangeError(`Business time cannot be ${ms} ms.`);
  let leftMs = ms;
  for (const { fromMs, toMs } of spansFrom(from, calendar)) {
    if (leftMs < toMs - fromMs) return instantOf(fromMs + leftMs);
    leftMs -= toMs - fromMs;
  }
  throw new RangeError(`${ms} ms of business time from ${from} are more than a century away.`);
}

/**
 * Open milliseconds from one instant to another, negative when the second is the earlier one.
 * Throws RangeError when they are more than a century apart.
 */
export function businessMsBetween(from: Instant, to: Instant, calendar: Calendar): number {
  if (to < from) return 0 - businessMsBetween(to, from, calendar);
  const endMs = epochMs(to);
  const lastDay = dayHolding(endMs, calendar.zone);
  let sumMs = 0;
  for (const { fromMs, toMs } of spansFrom(from, calendar, lastDay)) {
    sumMs += Math.max(0, Math.min(toMs, endMs) - fromMs);
  }
  return sumMs;
}

/** What is open from an instant on, the first piece cut at it. */
function* spansFrom(at: Instant, calendar: Calendar, lastDay?: LocalDate): Generator<Span> {
  const atMs = epochMs(at);
  let date = dayHolding(atMs, calendar.zone);
  for (let days = 0; days < MAX_DAYS; days += 1) {
    for (const { fromMs, toMs } of calendar.spansOn(date)) {
      if (toMs > atMs) yield { fromMs: Math.max(fromMs, atMs), toMs };
    }
    if (date === lastDay) return;
    date = addDays(date, 1);
  }
  if (lastDay !== undefined) throw new RangeError(`${at} and ${lastDay} are over a century apart.`);
}
