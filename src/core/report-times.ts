import { z } from "zod";
import {
  addDays,
  type Instant,
  instantOfWallClock,
  localDate,
  type LocalDate,
} from "./calendar.ts";

const WEEKDAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"] as const;

const NO_HOUR = { error: "is not an hour from 0 to 23" };

/** The part of remo.yaml that says when the weekly reports come. */
export const Digests = z.strictObject({
  enabled: z.boolean().default(true),
  weekday: z.enum(WEEKDAYS, { error: `is not one of ${WEEKDAYS.join(", ")}` }).default("mon"),
  hour: z.int(NO_HOUR).min(0, NO_HOUR).max(23, NO_HOUR).default(8),
});
export type Digests = z.infer<typeof Digests>;

/** The last instant, now or before, at which a weekly report was due. `zone` is IANA. */
export function lastDueAt({ weekday, hour }: Digests, now: Instant, zone: string): Instant {
  const today = localDate(now, zone);
  const back = (isoWeekday(today) - 1 - WEEKDAYS.indexOf(weekday) + 7) % 7;
  const day = addDays(today, -back);
  const at = instantAt(day, hour, zone);
  return at <= now ? at : instantAt(addDays(day, -7), hour, zone);
}

/** The first instant after now at which one is due. */
export function nextDueAt(digests: Digests, now: Instant, zone: string): Instant {
  const last = lastDueAt(digests, now, zone);
  return instantAt(addDays(localDate(last, zone), 7), digests.hour, zone);
}

/** Monday is 1, as in ISO 8601. */
function isoWeekday(date: LocalDate): number {
  return new Date(`${date}T00:00:00Z`).getUTCDay() || 7;
}

function instantAt(day: LocalDate, hour: number, zone: string): Instant {
  return instantOfWallClock(`${day}T${String(hour).padStart(2, "0")}:00:00`, zone);
}
