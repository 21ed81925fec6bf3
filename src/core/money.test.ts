import { expect, test } from "vitest";
import { minorDigits, parseMinor, share } from "./money.ts";

test.each([
  ["1234.5", "MXN", 123_450],
  [" 12 ", "MXN", 1_200],
  ["12.", "MXN", 1_200],
  ["+0.07", "MXN", 7],
  ["-12.34", "MXN", -1_234],
  ["1.994", "MXN", 199],
  ["1.995", "MXN", 200],
  ["1.999", "MXN", 200],
  ["-1.995", "MXN", -200],
  ["1500", "CLP", 1_500],
  ["1500.5", "CLP", 1_501],
  ["1.2345", "KWD", 1_235],
  ["0.12344", "CLF", 1_234],
  ["", "MXN", null],
  ["12,5", "MXN", null],
  ["1e3", "MXN", null],
  ["x12", "MXN", null],
  ["12x", "MXN", null],
  ["--1", "MXN", null],
  ["90071992547409.91", "MXN", 9_007_199_254_740_991],
  ["90071992547409.92", "MXN", null],
])("%j in %s is so many minor units", (text, currency, minor) => {
  expect(parseMinor(text, currency)).toBe(minor);
});

test.each([
  ["MXN", 2],
  ["COP", 2],
  ["CLP", 0],
  ["XOF", 0],
  ["BHD", 3],
  ["CLF", 4],
  ["UYW", 4],
])("%s has so many digits", (currency, digits) => {
  expect(minorDigits(currency)).toBe(digits);
});

test("a share is rounded to the minor unit, and of nothing it is nothing", () => {
  const total = { minor: 1_001, currency: "MXN" };
  expect(share(total, 10, 100)).toEqual({ minor: 100, currency: "MXN" });
  expect(share(total, 1, 2)).toEqual({ minor: 501, currency: "MXN" });
  expect(share(total, 5, 0)).toEqual({ minor: 0, currency: "MXN" });
});
