import { addDays, addHours, epochMs, localDate, startOfDay } from "../core/calendar.ts";
import type { Input } from "./card.ts";
import type { Reader, Speech } from "./reader.ts";

const MORNING_HOUR = 8;
const DAY_MS = 86_400_000;

/** An hour, four, tomorrow morning, the morning a week from now: as instants. */
export function untilInput({ now, zone }: Reader, { text, f }: Speech): Input {
  const today = localDate(now, zone);
  const morning = (days: number) => addHours(startOfDay(addDays(today, days), zone), MORNING_HOUR);
  const untils = [
    ...[addHours(now, 1), addHours(now, 4), morning(1)].map((until) => ({
      until,
      awayMs: epochMs(until) - epochMs(now),
    })),
    // Beyond tomorrow people count nights, whatever the hour is now.
    ...[3, 7].map((days) => ({ until: morning(days), awayMs: days * DAY_MS })),
  ];
  return {
    kind: "choice",
    id: "until",
    label: text.dialog.field.until,
    choices: untils.map(({ until, awayMs }) => ({
      value: until,
      label: text.dialog.snoozeFor(f.left(awayMs), f.when(until)),
    })),
    initial: morning(1),
  };
}
