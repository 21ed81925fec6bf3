import { daysBetween } from "../aging.ts";
import {
  addDays,
  endOfDay,
  type Instant,
  localDate,
  type LocalDate,
  startOfDay,
} from "../calendar.ts";

/** The days that figures are of: from the first instant of one day up to `until`, exclusive. */
export type Period = {
  readonly fromOn: LocalDate;
  /** Its last day, which may not be over yet. */
  readonly toOn: LocalDate;
  readonly from: Instant;
  readonly until: Instant;
  readonly days: number;
};

/** So many days with today as the last one, up to now. `zone` (IANA) is where days begin. */
export function lastDays(days: number, now: Instant, zone: string): Period {
  const today = localDate(now, zone);
  return periodOf(addDays(today, 1 - days), today, now, zone);
}

/** The seven whole days before the day of an instant: what a weekly digest tells of. */
export function weekBefore(at: Instant, zone: string): Period {
  const day = localDate(at, zone);
  return periodOf(addDays(day, -7), addDays(day, -1), at, zone);
}

/** A month ("2026-11"), up to now while it lasts; null where it has not begun. */
export function monthPeriod(month: string, now: Instant, zone: string): Period | null {
  const fromOn = `${month}-01`;
  const today = localDate(now, zone);
  if (fromOn > today) return null;
  const toOn = addDays(firstOfNext(month), -1);
  return periodOf(fromOn, toOn < today ? toOn : today, now, zone);
}

/** The month that a day is in, as far as that day, and then whole months back: the newest first. */
export function monthsBack(toOn: LocalDate, count: number, zone: string): readonly Period[] {
  const months: Period[] = [];
  let last = toOn;
  while (months.length < count) {
    const fromOn = `${last.slice(0, 7)}-01`;
    months.push(periodOf(fromOn, last, endOfDay(last, zone), zone));
    last = addDays(fromOn, -1);
  }
  return months;
}

export function isWithin(
  at: Instant | null,
  { from, until }: Pick<Period, "from" | "until">,
): boolean {
  return at !== null && at >= from && at < until;
}

function periodOf(fromOn: LocalDate, toOn: LocalDate, now: Instant, zone: string): Period {
  const end = endOfDay(toOn, zone);
  return {
    fromOn,
    toOn,
    from: startOfDay(fromOn, zone),
    until: end < now ? end : now,
    days: daysBetween(fromOn, toOn) + 1,
  };
}

function firstOfNext(month: string): LocalDate {
  return `${addDays(`${month}-28`, 4).slice(0, 7)}-01`;
}
