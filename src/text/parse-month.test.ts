import { expect, test } from "vitest";
import { dayAfterMonth, parseMonth } from "./parse-month.ts";

const o = { now: "2026-11-18T16:00:00.000Z", zone: "America/Mexico_City" } as const;

test.each([
  ["", "2026-11"],
  ["2026-11", "2026-11"],
  ["2026-1", "2026-01"],
  ["11/2026", "2026-11"],
  ["noviembre", "2026-11"],
  ["Nov", "2026-11"],
  ["december", "2025-12"],
  ["octubre de 2024", "2024-10"],
  ["oct 2024", "2024-10"],
  ["2026-13", null],
  ["0/2026", null],
  ["1999-05", null],
  ["noviembro", null],
  ["lunes", null],
])("«%s»", (typed, expected) => {
  expect(parseMonth(typed, { ...o, lang: "es" })).toBe(expected);
});

test("a month ends where the next one begins", () => {
  expect([dayAfterMonth("2026-11"), dayAfterMonth("2026-12")]).toEqual([
    "2026-12-01",
    "2027-01-01",
  ]);
});
