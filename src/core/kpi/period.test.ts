import { expect, test } from "vitest";
import { lastDays, monthPeriod, monthsBack, weekBefore } from "./period.ts";

const ZONE = "America/Mexico_City";
// Monday 23 November 2026, 08:00 in Mexico City.
const MONDAY = "2026-11-23T14:00:00.000Z";

test("the last days end now, and today is one of them", () => {
  expect(lastDays(30, MONDAY, ZONE)).toEqual({
    fromOn: "2026-10-25",
    toOn: "2026-11-23",
    from: "2026-10-25T06:00:00.000Z",
    until: MONDAY,
    days: 30,
  });
});

test("a weekly report is of the seven whole days before", () => {
  expect(weekBefore(MONDAY, ZONE)).toEqual({
    fromOn: "2026-11-16",
    toOn: "2026-11-22",
    from: "2026-11-16T06:00:00.000Z",
    until: "2026-11-23T06:00:00.000Z",
    days: 7,
  });
});

test.each([
  ["2026-10", "2026-10-31", "2026-11-01T06:00:00.000Z", 31],
  ["2026-11", "2026-11-23", MONDAY, 23],
  ["2026-02", "2026-02-28", "2026-03-01T06:00:00.000Z", 28],
  ["2025-12", "2025-12-31", "2026-01-01T06:00:00.000Z", 31],
])("the month %s ends on %s", (month, toOn, until, days) => {
  expect(monthPeriod(month, MONDAY, ZONE)).toMatchObject({
    fromOn: `${month}-01`,
    toOn,
    until,
    days,
  });
});

test("a month that has not begun has no figures", () => {
  expect(monthPeriod("2026-12", MONDAY, ZONE)).toBeNull();
});

test("months back: the one a day is in as far as that day, then whole ones", () => {
  expect(
    monthsBack("2026-01-10", 3, ZONE).map(({ fromOn, toOn, days }) => [fromOn, toOn, days]),
  ).toEqual([
    ["2026-01-01", "2026-01-10", 10],
    ["2025-12-01", "2025-12-31", 31],
    ["2025-11-01", "2025-11-30", 30],
  ]);
});
