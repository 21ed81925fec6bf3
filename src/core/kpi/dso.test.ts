import { expect, test } from "vitest";
import { bestPossibleDso } from "./best-possible-dso.ts";
import { dso } from "./dso.ts";
import { dsoCountback } from "./dso-countback.ts";

const rounded = (days: number | null) => days && Math.round(days * 100) / 100;

test.each<[says: string, receivable: number, sales: number, days: number, is: number | null]>([
  ["receivables ÷ sales × days", 10_869, 17_674, 90, 55.35],
  ["nothing is owed", 0, 17_674, 90, 0],
  ["sold nothing: no data, and not infinite", 10_869, 0, 90, null],
  ["credited more than sold: no data", 10_869, -5, 90, null],
])("DSO, %s", (_says, receivable, sales, days, is) => {
  expect(rounded(dso(receivable, sales, days))).toBe(is);
});

test("the best possible DSO is of what is not due yet", () => {
  expect(rounded(bestPossibleDso(6_000, 17_674, 90))).toBe(30.55);
  expect(bestPossibleDso(6_000, 0, 90)).toBeNull();
});

const month = (salesMinor: number, days: number) => ({ salesMinor, days });

test.each<[says: string, receivable: number, months: [number, number][], is: number | null]>([
  // 1 200 covers June's 500 (30 days) and May's 400 (31), and 300 of April's 600: half of its 30.
  [
    "whole months, then a share of the last",
    1_200,
    [
      [500, 30],
      [400, 31],
      [600, 30],
    ],
    76,
  ],
  [
    "less than the newest month sold",
    250,
    [
      [500, 30],
      [400, 31],
    ],
    15,
  ],
  [
    "exactly a month",
    500,
    [
      [500, 30],
      [400, 31],
    ],
    30,
  ],
  [
    "a month without sales has its days all the same",
    600,
    [
      [500, 30],
      [0, 31],
      [200, 28],
    ],
    75,
  ],
  [
    "a month of credits takes nothing off",
    600,
    [
      [500, 30],
      [-50, 31],
      [200, 28],
    ],
    75,
  ],
  ["nothing is owed", 0, [[500, 30]], 0],
  [
    "the months do not reach",
    5_000,
    [
      [500, 30],
      [400, 31],
    ],
    null,
  ],
  [
    "nothing was ever sold",
    100,
    [
      [0, 30],
      [0, 31],
    ],
    null,
  ],
  ["no month is known", 100, [], null],
])("DSO by countback, %s", (_says, receivable, months, is) => {
  expect(
    dsoCountback(
      receivable,
      months.map(([sales, days]) => month(sales, days)),
    ),
  ).toBe(is);
});
