import {
  addDays,
  addHours,
  type Instant,
  instantOfWallClock,
  type LocalDate,
  localDate,
} from "../../core/calendar.ts";

/** The story's calendar: days are counted from the anchor's own day in a zone, which is day 0. */
export type Moments = {
  /** A wall-clock time of a day, such as `on(-3, "14:10")`. Days before 0 are before the anchor. */
  readonly on: (day: number, time: string) => Instant;
  /** So many seconds after the anchor: what happens while somebody watches. */
  readonly after: (seconds: number) => Instant;
  readonly hoursAfter: (hours: number) => Instant;
  readonly date: (day: number) => LocalDate;
};

export function momentsFrom(anchor: Instant, zone: string): Moments {
  const today = localDate(anchor, zone);
  return {
    on: (day, time) => instantOfWallClock(`${addDays(today, day)}T${time}:00`, zone),
    after: (seconds) => addHours(anchor, seconds / 3600),
    hoursAfter: (hours) => addHours(anchor, hours),
    date: (day) => addDays(today, day),
  };
}
