import fc from "fast-check";
import { expect, test } from "vitest";
import { type Line, overBy, quantityOf, unitOf } from "./quantities.ts";

const line = (quantity: number, more: Partial<Line> = {}): Line => ({ quantity, ...more }) as Line;
const [A, B] = [{ sku: "AZU-50" }, { sku: "HAR-25" }];
const [ONE, TWO] = [{ lineId: "1" }, { lineId: "2" }];

test.each<[string, readonly Line[], readonly Line[], readonly Line[], number | null]>([
  ["of the same line", [line(10, ONE)], [line(8, ONE)], [line(10, ONE)], 2],
  ["less than nothing is none", [line(8, ONE)], [line(10, ONE)], [line(10, ONE)], 0],
  [
    "too much of one line does not make up for too little of another",
    [line(10, ONE), line(5, TWO)],
    [line(7, ONE), line(8, TWO)],
    [line(10, ONE), line(8, TWO)],
    3,
  ],
  [
    "one line told in two parts is one",
    [line(6, ONE), line(6, ONE)],
    [line(10, ONE)],
    [line(10, ONE)],
    2,
  ],
  [
    "line ids of another document are not those of the reference: articles count",
    [line(10, { lineId: "7", ...A })],
    [line(8, { ...ONE, ...A })],
    [line(10, { ...ONE, ...A })],
    2,
  ],
  [
    "a line id whose article is another one says nothing: articles count",
    [line(10, { ...ONE, ...A }), line(4, { ...TWO, ...B })],
    [line(10, { ...TWO, ...A }), line(1, { ...ONE, ...B })],
    [line(10, { ...ONE, ...A }), line(4, { ...TWO, ...B })],
    3,
  ],
  [
    "a line id without its article is believed",
    [line(10, ONE)],
    [line(8, { ...ONE, ...A })],
    [line(10, { ...ONE, ...A })],
    2,
  ],
  [
    "a line id whose article nobody ordered by name is believed",
    [line(10, { ...ONE, ...B })],
    [line(8, { ...ONE, ...A })],
    [line(10, ONE)],
    2,
  ],
  [
    "goods that the reference does not know count for nothing",
    [line(10, A), line(3, { sku: "FLETE" })],
    [line(8, A)],
    [line(10, A)],
    2,
  ],
  [
    "articles of which one side knows none are not compared by article",
    [line(10, { sku: "X" })],
    [line(8, A)],
    [line(10, A)],
    2,
  ],
  ["nothing on the other side is too little of everything", [line(10, A)], [], [line(10, A)], 10],
  [
    "a line without article leaves only the units",
    [line(10), line(2, A)],
    [line(8, A)],
    [line(8, A)],
    4,
  ],
  [
    "articles without line ids are told apart",
    [line(10, A), line(5, B)],
    [line(7, A), line(8, B)],
    [line(10, A), line(8, B)],
    3,
  ],
  [
    "without a reference the lesser side is one",
    [line(10, A), line(3, { sku: "FLETE" })],
    [line(8, A)],
    [],
    2,
  ],
  [
    "units alone tell goods apart",
    [line(10, { unit: "KGM" }), line(2, { unit: "XBX" })],
    [line(8, { unit: "KGM" }), line(4, { unit: "XBX" })],
    [],
    2,
  ],
  [
    "where one names no unit, all are one kind",
    [line(10, { unit: "KGM" }), line(2)],
    [line(8, { unit: "KGM" })],
    [],
    4,
  ],
  [
    "boxes are not compared with kilograms",
    [line(10, { ...A, unit: "XBX" })],
    [line(8, { ...A, unit: "KGM" })],
    [line(10, A)],
    null,
  ],
  [
    "goods that do not count may be in any unit",
    [line(10, { ...A, unit: "KGM" }), line(1, { sku: "FLETE", unit: "XBX" })],
    [line(8, { ...A, unit: "KGM" }), line(1, { sku: "FLETE", unit: "C62" })],
    [line(10, { ...A, unit: "KGM" })],
    2,
  ],
])("%s", (_says, more, less, reference, over) => {
  expect(overBy(more, less, reference)).toBe(over);
});

test("lines share a unit or none", () => {
  const kg = { unit: "KGM" };
  expect(unitOf([line(1, kg), line(2, kg)])).toBe("KGM");
  expect(unitOf([line(1, kg), line(2, { unit: "XBX" })])).toBeNull();
  expect(unitOf([line(1, kg), line(2)])).toBeNull();
  expect(unitOf([line(1)])).toBeNull();
  expect(unitOf([])).toBeNull();
  expect(quantityOf([line(0.1), line(0.2)])).toBe(0.3);
});

const someLines = fc.uniqueArray(
  fc.record({
    lineId: fc.constantFrom("1", "2", "3", "4"),
    sku: fc.constantFrom("AZU-50", "HAR-25", undefined),
    unit: fc.constantFrom("CJA", "PZA", undefined),
    quantity: fc.double({ min: 0, max: 1e6, noNaN: true }),
  }),
  { selector: ({ lineId }) => lineId, minLength: 2 },
);

test("lines that go one by one, and the same in another order, come to the same", () => {
  fc.assert(
    fc.property(
      someLines,
      fc.array(fc.double({ min: 0, max: 1e6, noNaN: true }), { minLength: 4, maxLength: 4 }),
      fc.boolean(),
      (reference, told, isEmpty) => {
        const more = reference.map((one, at) => ({ ...one, quantity: told[at] ?? 0 }));
        const less = isEmpty ? [] : reference;
        const turned = overBy(more.toReversed(), less, reference) ?? Number.NaN;
        expect(overBy(more, less, reference)).toBeCloseTo(turned, 4);
      },
    ),
  );
});
