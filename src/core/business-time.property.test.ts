import Holidays from "date-holidays";
import fc from "fast-check";
import { expect, test } from "vitest";
import { calendar, calendarWith } from "../../test/support/business-calendars.ts";
import type { CalendarSpec } from "./business-calendar.ts";
import { addBusinessTime, businessMsBetween, isOpen, nextOpening } from "./business-time.ts";
import { epochMs, instantOf } from "./calendar.ts";

const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;
const parameters = { numRuns: 600, seed: 20_261_126 };
const businessMs = fc.oneof(
  fc.constantFrom(0, 1, MINUTE_MS, 9 * HOUR_MS),
  fc.integer({ min: 0, max: 120 * HOUR_MS }),
);

test("time that is added is the time between, and ends while it is open", () => {
  const given = calendarWith((at) => fc.tuple(at, businessMs));
  fc.assert(
    fc.property(given, ([spec, [from, ms]]) => {
      const cal = calendar(spec);
      const end = addBusinessTime(from, ms, cal);
      expect(end >= from).toBe(true);
      expect(isOpen(end, cal)).toBe(true);
      expect(businessMsBetween(from, end, cal)).toBe(ms);
      expect(businessMsBetween(end, from, cal)).toBe(0 - ms);
    }),
    parameters,
  );
});

test("the time between two instants leads from one to the other, or to the next opening", () => {
  const given = calendarWith((at) => fc.tuple(at, fc.integer({ min: 0, max: 240 * HOUR_MS })));
  fc.assert(
    fc.property(given, ([spec, [from, later]]) => {
      const cal = calendar(spec);
      const to = instantOf(epochMs(from) + later);
      const between = businessMsBetween(from, to, cal);
      expect(addBusinessTime(from, between, cal)).toBe(nextOpening(to, cal));
      expect(between).toBeLessThanOrEqual(later);
    }),
    parameters,
  );
});

test("adding is monotone and additive, and so is what lies between", () => {
  const given = calendarWith((at) => fc.tuple(at, at, at, businessMs, businessMs));
  fc.assert(
    fc.property(given, ([spec, [one, two, three, x, y]]) => {
      const cal = calendar(spec);
      const [a = one, b = two, c = three] = [one, two, three].sort();
      const half = addBusinessTime(a, x, cal);
      expect(addBusinessTime(half, y, cal)).toBe(addBusinessTime(a, x + y, cal));
      expect(addBusinessTime(b, x, cal) >= half).toBe(true);
      if (x > 0) expect(half > nextOpening(a, cal)).toBe(true);
      const [ab, bc] = [businessMsBetween(a, b, cal), businessMsBetween(b, c, cal)];
      expect(ab + bc).toBe(businessMsBetween(a, c, cal));
      expect(Math.min(ab, bc)).toBeGreaterThanOrEqual(0);
    }),
    // Instants years apart: the days between are all worked out.
    { ...parameters, numRuns: 40 },
  );
});

const DAYS = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"];
const SHORT = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

/** The same rule said again without any arithmetic: what does the clock on the wall show? */
function onTheWall({ timeZone, hours, country, holidays, workingDays }: CalendarSpec) {
  const format = new Intl.DateTimeFormat("en-US", {
    timeZone,
    hourCycle: "h23",
    weekday: "short",
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
  });
  const law = country === undefined ? null : new Holidays(country, { types: ["public"] });
  const legal = new Map<string, readonly string[]>();
  const restsFrom = (date: string): string | null => {
    if (holidays?.includes(date)) return "00:00";
    const year = date.slice(0, 4);
    if (law && !legal.has(year))
      legal.set(
        year,
        law.getHolidays(year).map((one) => one.date),
      );
    const found = legal.get(year)?.filter((one) => one.startsWith(date)) ?? [];
    return found.map((one) => one.slice(11, 16)).sort()[0] ?? null;
  };
  return (ms: number): boolean => {
    const shown = Object.fromEntries(format.formatToParts(ms).map((one) => [one.type, one.value]));
    const date = `${shown["year"]}-${shown["month"]}-${shown["day"]}`;
    const time = `${shown["hour"]}:${shown["minute"]}`;
    const within = (ranges: readonly string[] | undefined) =>
      (ranges ?? []).some((range) => {
        const [opens = "", closes = ""] = range.split("-");
        return opens <= time && time < closes;
      });
    if (workingDays?.[date]) return within(workingDays[date]);
    const rests = restsFrom(date);
    if (rests !== null && rests <= time) return false;
    const weekday = SHORT.at((DAYS.indexOf(shown["weekday"] ?? "") + 6) % 7) ?? "";
    const inWeek = ["tue", "wed", "thu", "fri"].includes(weekday) ? "tue-fri" : weekday;
    return within(hours[inWeek]);
  };
}

test("minute by minute it is open exactly when the clock on the wall says so", () => {
  let openMinutes = 0;
  let closedMinutes = 0;
  fc.assert(
    fc.property(
      calendarWith((at) => at),
      ([spec, at]) => {
        const cal = calendar(spec);
        const wall = onTheWall(spec);
        const from = Math.floor(epochMs(at) / MINUTE_MS) * MINUTE_MS;
        let sum = 0;
        for (let minute = 0; minute < 1_800; minute += 1) {
          const ms = from + minute * MINUTE_MS;
          const open = wall(ms);
          if (isOpen(instantOf(ms), cal) !== open) {
            throw new Error(`${instantOf(ms)} should be ${open ? "open" : "closed"}`);
          }
          sum += open ? MINUTE_MS : 0;
        }
        openMinutes += sum / MINUTE_MS;
        closedMinutes += 1_800 - sum / MINUTE_MS;
        const end = instantOf(from + 1_800 * MINUTE_MS);
        expect(businessMsBetween(instantOf(from), end, cal)).toBe(sum);
      },
    ),
    { ...parameters, numRuns: 120 },
  );
  expect(Math.min(openMinutes, closedMinutes)).toBeGreaterThan(20_000);
});
