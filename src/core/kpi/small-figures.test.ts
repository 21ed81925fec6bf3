import { expect, test } from "vitest";
import { rateOf } from "./rate.ts";
import { spreadOf } from "./spread.ts";
import { blockedByTeam } from "./blocked.ts";
import { disputesOf } from "./dispute-turnaround.ts";
import { monthPeriod } from "./period.ts";
import { at } from "../../../test/support/rule-table.ts";

test.each([
  ["what is undecided does not count", [true, false, null, true], { part: 2, whole: 3 }],
  ["all undecided is no data", [null, null], null],
  ["nothing is no data", [], null],
  ["all failed is zero, which is data", [false], { part: 0, whole: 1 }],
])("a rate: %s", (_says, outcomes, is) => {
  expect(rateOf(outcomes)).toEqual(is);
});

test.each([
  ["nothing is no data", [], null],
  ["one", [5], { count: 1, medianMs: 5, p90Ms: 5 }],
  ["the middle of two is between them", [4, 2], { count: 2, medianMs: 3, p90Ms: 4 }],
  [
    "nine in ten take no longer than the ninth of ten",
    [10, 1, 9, 2, 8, 3, 7, 4, 6, 5],
    { count: 10, medianMs: 5.5, p90Ms: 9 },
  ],
])("a spread: %s", (_says, durations, is) => {
  expect(spreadOf(durations)).toEqual(is);
});

test("blocked amounts are added by team, and never across currencies or legal entities", () => {
  const mexico = { legalEntity: "MX", currency: "MXN" };
  const dollars = { legalEntity: "MX", currency: "USD" };
  const colombia = { legalEntity: "CO", currency: "USD" };
  expect(
    blockedByTeam([
      { team: "logistics", ...mexico, minor: 100 },
      { team: "logistics", ...dollars, minor: 5 },
      { team: "collections", ...mexico, minor: 30 },
      { team: "logistics", ...mexico, minor: 50 },
      { team: "logistics", ...colombia, minor: 7 },
    ]),
  ).toEqual([
    { team: "logistics", ...mexico, minor: 150, cases: 2 },
    { team: "collections", ...mexico, minor: 30, cases: 1 },
    { team: "logistics", ...colombia, minor: 7, cases: 1 },
    { team: "logistics", ...dollars, minor: 5, cases: 1 },
  ]);
});

const NOVEMBER = monthPeriod("2026-11", at("12-15 10:00"), "America/Mexico_City");
const HOUR = 3_600_000;

test.each([
  ["opened and closed", ["+11-10 08:00", "-11-10 20:00"], { closedMs: [12 * HOUR], openMs: [] }],
  ["closed in another month", ["+10-10 08:00", "-10-30 08:00"], { closedMs: [], openMs: [] }],
  [
    "opened before, closed within",
    ["+10-31 08:00", "-11-01 08:00"],
    { closedMs: [24 * HOUR], openMs: [] },
  ],
  ["still open at its end", ["+11-30 12:00"], { closedMs: [], openMs: [12 * HOUR] }],
  [
    "closed after its end: open then",
    ["+11-30 12:00", "-12-02 12:00"],
    { closedMs: [], openMs: [12 * HOUR] },
  ],
  [
    "told twice is one dispute",
    ["+11-10 08:00", "+11-10 10:00", "-11-10 12:00"],
    { closedMs: [4 * HOUR], openMs: [] },
  ],
  [
    "objected to again is another dispute",
    ["+11-10 08:00", "-11-10 09:00", "+11-11 08:00", "-11-11 10:00"],
    { closedMs: [HOUR, 2 * HOUR], openMs: [] },
  ],
  ["accepted without an objection is none", ["-11-10 08:00"], { closedMs: [], openMs: [] }],
])("disputes: %s", (_says, events, is) => {
  if (!NOVEMBER) throw new Error("November has begun.");
  const told = events.map((one) => ({
    invoiceId: "FAC-1",
    at: at(one.slice(1)),
    opens: one.startsWith("+"),
  }));
  expect(disputesOf(told, NOVEMBER)).toEqual(is);
});
