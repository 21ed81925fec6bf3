import { describe, expect, it } from "vitest";
import { addHours, endOfDay, instantOf, localDate } from "./calendar.ts";

const ZONES = [
  "America/Mexico_City",
  "America/St_Johns",
  "Asia/Kathmandu",
  "Australia/Lord_Howe",
  "Pacific/Apia",
  "Pacific/Kiritimati",
  "UTC",
];

/** What Intl says, instant by instant. */
function byIntl(instant: string, timeZone: string): string {
  const options = { timeZone, year: "numeric", month: "2-digit", day: "2-digit" } as const;
  return new Intl.DateTimeFormat("en-CA", options).format(Date.parse(instant));
}

describe("the local date of an instant", () => {
  it.each(ZONES)("is what Intl says in %s, at every quarter of an hour", (zone) => {
    // Through a change of the clocks, and the day that Samoa left out.
    for (const start of ["2026-03-07T00:00:00.000Z", "2011-12-29T00:00:00.000Z"]) {
      for (let quarter = 0; quarter < 4 * 24 * 3; quarter += 1) {
        const instant = addHours(start, quarter / 4);
        expect(localDate(instant, zone)).toBe(byIntl(instant, zone));
      }
    }
  });

  it.each(ZONES)("changes just when the day ends in %s", (zone) => {
    const end = endOfDay("2026-11-19", zone);
    expect(localDate(end, zone)).toBe("2026-11-20");
    expect(localDate(instantOf(Date.parse(end) - 1), zone)).toBe("2026-11-19");
  });
});
