import { describe, expect, test } from "vitest";
import { createFormat, money } from "../../src/text/format.ts";

const ZONE = "America/Mexico_City";
const NOW = "2026-11-22T20:00:00.000Z"; // Sunday, 14:00 in Mexico City.
const es = createFormat("es", ZONE, NOW);
const en = createFormat("en", ZONE, NOW);

test.each([
  [18_400_000, "MXN", "MXN 184,000.00"],
  [1_230_050, "MXN", "MXN 12,300.50"],
  [18_400_000, "COP", "COP 184.000"],
  [18_400_050, "COP", "COP 184.000,50"],
  [184_000, "CLP", "CLP 184.000"],
  [-5_000, "USD", "USD -50.00"],
  [1_500, "KWD", "KWD 1.500"],
])("%d of %s is written %s, as its country writes it", (minor, currency, written) => {
  expect(money({ minor, currency })).toBe(written);
});

describe("an instant", () => {
  test.each([
    ["2026-11-22T23:00:00Z", "hoy 17:00", "las 17:00", "today 17:00", "17:00"],
    ["2026-11-23T15:00:00Z", "mañana 09:00", "mañana 09:00", "tomorrow 09:00", "tomorrow 09:00"],
    ["2026-11-22T00:05:00Z", "ayer 18:05", "ayer 18:05", "yesterday 18:05", "yesterday 18:05"],
    [
      "2026-11-19T20:10:00Z",
      "jue 19 nov, 14:10",
      "jue 19 nov, 14:10",
      "Thu 19 Nov, 14:10",
      "Thu 19 Nov, 14:10",
    ],
  ])("%s is told in the reader's zone and language", (instant, when, at, whenEn, atEn) => {
    expect([es.when(instant), es.at(instant), en.when(instant), en.at(instant)]).toEqual([
      when,
      at,
      whenEn,
      atEn,
    ]);
  });

  test("is recorded without its weekday, with the year only when it is another", () => {
    expect(es.stamp("2026-11-22T21:02:00Z")).toBe("22 nov 15:02");
    expect(en.stamp("2026-11-22T21:02:00Z")).toBe("22 Nov 15:02");
    expect(es.stamp("2025-01-02T21:02:00Z")).toBe("2 ene 2025 15:02");
  });
});

test.each([
  [3.2 * 86_400_000, "3.2 días", "3.2 days"],
  [86_400_000, "1 día", "1 day"],
  [5 * 3_600_000, "5 h", "5 h"],
  // Rounded down, like all that has passed.
  [3.29 * 86_400_000, "3.2 días", "3.2 days"],
  [0, "1 min", "1 min"],
])("%d ms of waiting are %s", (ms, spanish, english) => {
  expect([es.span(ms), en.span(ms)]).toEqual([spanish, english]);
});

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

describe("whole units only: nobody reads two days before two days have passed", () => {
  test.each([
    ["seconds", 59_999, "ahora", "now"],
    ["not yet two minutes", 2 * MINUTE - 1, "hace 1 min", "1 min ago"],
    ["not yet an hour", HOUR - 1, "hace 59 min", "59 min ago"],
    ["an hour and a half", 1.5 * HOUR, "hace 1 h", "1 h ago"],
    ["not yet a day", DAY - 1, "hace 23 h", "23 h ago"],
    ["a day", DAY, "hace 1 día", "1 day ago"],
    ["39 hours", 39 * HOUR, "hace 1 día", "1 day ago"],
    ["two days", 2 * DAY, "hace 2 días", "2 days ago"],
  ])("%s ago", (_what, ms, spanish, english) => {
    const then = new Date(Date.parse(NOW) - ms).toISOString();
    expect([es.relative(then), en.relative(then)]).toEqual([spanish, english]);
    if (ms >= MINUTE) expect(`hace ${es.elapsed(ms)}`).toBe(spanish);
  });

  test.each([
    ["a deadline of eight hours that was just set", 8 * HOUR - 1_000, "8 h", "8 h"],
    ["a minute later", 8 * HOUR - MINUTE, "7 h", "7 h"],
    ["the last minute", 1, "1 min", "1 min"],
    ["39 hours", 39 * HOUR, "1 día", "1 day"],
    ["two days", 2 * DAY, "2 días", "2 days"],
  ])("what is left of %s", (_what, ms, spanish, english) => {
    expect([es.left(ms), en.left(ms)]).toEqual([spanish, english]);
    const then = new Date(Date.parse(NOW) + ms).toISOString();
    if (ms >= MINUTE) expect(es.relative(then)).toBe(`en ${spanish}`);
  });
});
