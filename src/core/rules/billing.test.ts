import { describe, expect, test } from "vitest";
import { did, of, orderPicture } from "../../../test/support/rule-table.ts";
import type { Fact } from "../fact.ts";
import { billedLines, correctedMinor, isOwed, netOf, rebatedMinor } from "./billing.ts";
import { isShared } from "../receivable.ts";

type Fields = Readonly<Record<string, unknown>>;
const placed = did("order.placed", "11-02 09:00");
const issued = (more: Fields = of(10)) =>
  did("invoice.issued", "11-03 09:00", { totalMinor: 1_000, ...more });
const credited = (more: Fields, creditNoteId = "NC-1") =>
  did("invoice.credited", "11-05 09:00", { creditNoteId, ...more });
const requested = (requestId: string, reasonCode: string) =>
  did("credit.requested", "11-04 09:00", { requestId, reasonCode, amountMinor: 100, proofs: [] });

const invoicesOf = (...facts: readonly Fact[]) => orderPicture([placed, ...facts]).invoices;
function invoiceOf(...facts: readonly Fact[]) {
  const [invoice] = invoicesOf(...facts);
  if (!invoice) throw new Error("There is no invoice.");
  return invoice;
}
const billed = (...facts: readonly Fact[]) =>
  billedLines(invoiceOf(...facts))?.map(({ quantity }) => quantity) ?? null;

test.each<[string, readonly Fact[], readonly number[] | null]>([
  ["its lines", [issued()], [10]],
  ["unknown without lines", [issued({})], null],
  ["unknown with none", [issued({ lines: [] })], null],
  [
    "less the lines that were credited",
    [issued(), credited({ totalMinor: 1, ...of(3) })],
    [10, -3],
  ],
  [
    "less the same share of every line as of the total",
    [issued(), credited({ totalMinor: 250 })],
    [10, -2.5],
  ],
  [
    "less that share, where a note has no line",
    [issued(), credited({ totalMinor: 250, lines: [] })],
    [10, -2.5],
  ],
  [
    "less a share no finer than cents are",
    [issued(of(1)), credited({ totalMinor: 333 })],
    [1, -0.33],
  ],
  ["unknown where a note tells nothing", [issued(), credited({})], null],
  [
    "unknown where the invoice told no total",
    [issued({ totalMinor: undefined, ...of(10) }), credited({ totalMinor: 5 })],
    null,
  ],
  [
    "all of it, where a note corrects a price",
    [issued(), requested("SNC-1", "PRI"), credited({ totalMinor: 250, requestId: "SNC-1" })],
    [10],
  ],
  [
    "less the goods that a request was about",
    [
      issued(),
      requested("SNC-0", "PRI"),
      requested("SNC-1", "QTY"),
      credited({ totalMinor: 250, requestId: "SNC-1" }),
    ],
    [10, -2.5],
  ],
])("what an invoice bills is %s", (_what, facts, quantities) => {
  expect(billed(...facts)).toEqual(quantities);
});

test.each<[string, readonly Fact[], boolean]>([
  ["issued", [issued()], true],
  ["a draft", [did("invoice.drafted", "11-03 09:00")], false],
  ["credited in part", [issued(), credited(of(3))], true],
  ["credited by all its goods", [issued(), credited({ totalMinor: 900, ...of(10) })], false],
  ["credited by all its money", [issued({}), credited({ totalMinor: 1_000 })], false],
  ["credited, nobody knows of how much", [issued({ totalMinor: undefined }), credited({})], true],
  ["cancelled", [issued(), did("invoice.cancelled", "11-05 09:00")], false],
])("an invoice that is %s is owed or not", (_what, facts, owed) => {
  expect(isOwed(invoiceOf(...facts))).toBe(owed);
});

describe("what was credited", () => {
  const facts = [
    issued(),
    requested("SNC-1", "PRI"),
    requested("SNC-2", "QTY"),
    credited({ totalMinor: 1, requestId: "SNC-1" }, "NC-1"),
    credited({ totalMinor: 20, requestId: "SNC-2" }, "NC-2"),
    credited({ totalMinor: 300 }, "NC-3"),
    credited({ totalMinor: 4_000, ...of(1) }, "NC-4"),
    credited({ totalMinor: 50_000, ...of(0) }, "NC-5"),
    credited({}, "NC-6"),
  ];

  test("for its price, and for no goods, is what its notes or their requests say", () => {
    expect(rebatedMinor(invoiceOf(...facts))).toBe(50_001);
  });

  test("and may correct a price is what is not known to be for goods", () => {
    expect(correctedMinor(invoiceOf(...facts))).toBe(50_301);
  });
});

test("what is left of several invoices adds up in one currency alone", () => {
  const second = (more: Fields) => issued({ invoiceId: "FAC-2", ...more });
  expect(netOf(invoicesOf(issued(), second({})))).toEqual({ minor: 2_000, currency: "MXN" });
  expect(netOf(invoicesOf(issued(), second({ totalMinor: undefined })))).toMatchObject({
    minor: 1_000,
  });
  expect(netOf(invoicesOf(issued(), second({ currency: "USD" })))).toBeNull();
  expect(netOf([])).toBeNull();
});

test("an invoice over several orders is shared", () => {
  expect(isShared(invoiceOf(issued()))).toBe(false);
  expect(isShared(invoiceOf(issued({ orderIds: ["PED-1", "PED-2"] })))).toBe(true);
});
