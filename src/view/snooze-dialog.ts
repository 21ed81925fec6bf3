import { addDays, addHours, epochMs, localDate, startOfDay } from "../core/calendar.ts";
import type { Input } from "./card.ts";
import type { Reader, Speech } from "./reader.ts";

const MORNING_HOUR = 8;

/** An hour, four, tomorrow morning, the morning a week from now: as instants. */
export function snoozeInput({ now, zone }: Reader, { text, f }: Speech): Input {
  const today = localDate(now, zone);
  const morning = (days: number) => addHours(startOfDay(addDays(today, days), zone), MORNING_HOUR);
  const untils = [addHours(now, 1), addHours(now, 4), morning(1), morning(3), morning(7)];
  return {
    kind: "choice",
    id: "until",
    label: text.dialog.until,
    choices: untils.map((until) => ({
      value: until,
      label: text.dialog.snoozeFor(f.left(epochMs(until) - epochMs(now)), f.when(until)),
    })),
    initial: morning(1),
  };
}
