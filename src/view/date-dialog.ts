import { addDays, localDate } from "../core/calendar.ts";
import type { Input } from "./card.ts";
import type { Reader, Speech } from "./reader.ts";

/** Tomorrow is what most people answer, and today's end is near. */
export function dateInput({ now, zone }: Reader, { text }: Speech): Input {
  return {
    kind: "date",
    id: "on",
    label: text.dialog.date,
    initial: addDays(localDate(now, zone), 1),
  };
}
