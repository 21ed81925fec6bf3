import type { Lang } from "./format.ts";

const LOCALE: Readonly<Record<Lang, string>> = { es: "es-MX", en: "en-GB" };

// A Monday: the days of any week have the same names.
const MONDAY_MS = Date.UTC(2024, 0, 1);
const DAY_MS = 86_400_000;

/** "lunes", "Monday": the names of ISO 8601 weekdays, from Monday on. */
export function weekdays(lang: Lang, days: readonly number[]): readonly string[] {
  const name = new Intl.DateTimeFormat(LOCALE[lang], { weekday: "long", timeZone: "UTC" });
  return days.toSorted((a, b) => a - b).map((day) => name.format(MONDAY_MS + (day - 1) * DAY_MS));
}
