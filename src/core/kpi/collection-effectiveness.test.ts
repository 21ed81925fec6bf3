import { expect, test } from "vitest";
import { collectionEffectiveness, monthsIn } from "./collection-effectiveness.ts";

const QUARTER = {
  openingMinor: 6_200,
  salesMinor: 10_890,
  months: 3,
  closingMinor: 6_340,
  closingCurrentMinor: 3_590,
};

test.each([
  ["the worked example", QUARTER, 55.9],
  ["all that was due came in", { ...QUARTER, closingMinor: 3_590 }, 100],
  [
    "nothing came in",
    { ...QUARTER, salesMinor: 0, closingMinor: 6_200, closingCurrentMinor: 0 },
    0,
  ],
  [
    "nothing was due: no data",
    { ...QUARTER, openingMinor: 0, salesMinor: 0, closingMinor: 0, closingCurrentMinor: 0 },
    null,
  ],
])("CEI, %s", (_says, of, is) => {
  const percent = collectionEffectiveness(of);
  expect(percent && Math.round(percent * 10) / 10).toBe(is);
});

test.each([
  [7, 1],
  [28, 1],
  [31, 1],
  [90, 3],
])("%i days are %i months of sales", (days, months) => {
  expect(monthsIn(days)).toBe(months);
});
