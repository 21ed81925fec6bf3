import { addDays, epochMs, type LocalDate } from "../calendar.ts";

const WEEK_DAYS = 7;

/** The day of the week as ISO 8601 numbers it: 1 is Monday. */
export function weekdayOf(date: LocalDate): number {
  return new Date(epochMs(date)).getUTCDay() || WEEK_DAYS;
}

/** Whether a route runs on that day; one without days of its own runs on all. */
export function runsOn(date: LocalDate, routeDays: readonly number[]): boolean {
  return routeDays.length === 0 || routeDays.includes(weekdayOf(date));
}

/** The first day on which the route runs, from that day on. */
export function nextRouteDay(from: LocalDate, routeDays: readonly number[]): LocalDate {
  let day = from;
  for (let tried = 1; tried < WEEK_DAYS && !runsOn(day, routeDays); tried += 1) {
    day = addDays(day, 1);
  }
  return day;
}
