import { addDays, endOfDay, type Instant, type LocalDate } from "../calendar.ts";
import type { Recurring } from "../people-facts.ts";

const WEEK_DAYS = 7;

export type Period = {
  /** As an invoice names it: "2026-10" for a calendar month, else its first day. */
  readonly name: string;
  readonly from: LocalDate;
  /** Its last day. */
  readonly to: LocalDate;
};

/** The n-th period of a recurring agreement, counted from 0. */
export function periodAt({ every, from }: Recurring, n: number): Period {
  const first = every === "week" ? addDays(from, n * WEEK_DAYS) : addMonths(from, n);
  const next = every === "week" ? addDays(first, WEEK_DAYS) : addMonths(from, n + 1);
  const isMonth = every === "month" && from.endsWith("-01");
  return { name: isMonth ? first.slice(0, 7) : first, from: first, to: addDays(next, -1) };
}

/** The same day so many months later, or the last one of a month that has no such day. */
function addMonths(date: LocalDate, months: number): LocalDate {
  const [year = 0, month = 1, day = 1] = date.split("-").map(Number);
  const last = new Date(Date.UTC(year, month + months, 0)).getUTCDate();
  const moved = new Date(Date.UTC(year, month - 1 + months, Math.min(day, last)));
  return moved.toISOString().slice(0, 10);
}

/** From when on the invoice of a period is late: so many days after the period ended. */
export function lateFrom(period: Period, graceDays: number, zone: string): Instant {
  return endOfDay(addDays(period.to, graceDays), zone);
}

/**
 * How many periods are late at `now`. `isLate` says it of one; it is true up to some period and
 * false from there on, so that an agreement of many years takes few questions.
 */
export function lateCount(isLate: (n: number) => boolean): number {
  let above = 1;
  while (isLate(above - 1)) above *= 2;
  let below = Math.floor(above / 2);
  while (below < above) {
    const middle = Math.floor((below + above) / 2);
    if (isLate(middle)) below = middle + 1;
    else above = middle;
  }
  return below;
}

/** Whether a period was billed or needs no invoice, by either of its names. */
export function isSettled({ name, from }: Period, settled: readonly string[]): boolean {
  return settled.includes(name) || settled.includes(from);
}
