import { describe, expect, test } from "vitest";
import { day, did, orderPicture } from "../../../test/support/rule-table.ts";
import {
  agreedDiscountMinor,
  agreedUnitMinor,
  agreementOf,
  isPricedByAgreement,
  lineSum,
  orderedAt,
  pricedAt,
} from "./agreed-prices.ts";

const customer = did("customer.described", "11-01 09:00");
const agreed = (more: object = {}) =>
  did("agreement.described", "11-01 09:00", {
    currency: "MXN",
    prices: [
      { sku: "HAR-25", unitMinor: 700 },
      { sku: "AZU-50", unitMinor: 1_200 },
    ],
    ...more,
  });
const placed = (more: object = {}) =>
  did("order.placed", "11-10 09:00", { agreementId: "CON-1", ...more });
const under = (order: object = {}, agreement: object = {}) =>
  orderPicture([customer, agreed(agreement), placed(order)]);
const line = (more: object) => ({ lineId: "1", quantity: 10, ...more });

describe("an agreement", () => {
  test("holds for an order of its days, and for no order that was not placed", () => {
    expect(agreementOf(under())).toMatchObject({ currency: "MXN" });
    expect(agreementOf(under({}, { validTo: day("11-09") }))).toBeNull();
    expect(agreementOf(under({ agreementId: undefined }))).toBeNull();
    const changed = did("order.changed", "11-10 09:00", { agreementId: "CON-1", buyerId: "CLI-1" });
    expect(agreementOf(orderPicture([customer, agreed(), changed]))).toBeNull();
  });

  test("prices its articles, in its currency", () => {
    const at = (sku: string | undefined, agreement: object = {}) =>
      pricedAt({ sku }, under({}, agreement));
    expect(at("AZU-50")).toBe(1_200);
    expect(at("SAL-10")).toBeNull();
    expect(at(undefined)).toBeNull();
    expect(at("AZU-50", { currency: "USD" })).toBeNull();
    expect(at("AZU-50", { currency: undefined })).toBe(1_200);
    expect(at("AZU-50", { prices: undefined })).toBeNull();
  });

  test("prices an invoice of which it prices every line", () => {
    const invoiced = (lines: readonly object[] | undefined) => {
      const issued = did("invoice.issued", "11-12 09:00", { lines });
      const picture = orderPicture([customer, agreed(), placed(), issued]);
      return picture.invoices.map((one) => isPricedByAgreement(one, picture));
    };
    const [sugar, salt] = [line({ sku: "AZU-50" }), line({ lineId: "2", sku: "SAL-10" })];
    expect(invoiced([sugar])).toEqual([true]);
    expect(invoiced([sugar, salt])).toEqual([false]);
    expect(invoiced([])).toEqual([false]);
    expect(invoiced(undefined)).toEqual([false]);
  });
});

describe("the price of an order's line", () => {
  const at = (lines: readonly object[], asked: Parameters<typeof orderedAt>[0]) =>
    orderedAt(asked, orderPicture([placed({ lines })]));
  const priced = (sku: string, quantity: number, amountMinor?: number, more: object = {}) =>
    line({ sku, quantity, amountMinor, ...more });

  test("is that of its article, wherever it stands", () => {
    const lines = [priced("HAR-25", 4, 2_800), priced("AZU-50", 10, 12_500, { lineId: "2" })];
    expect(at(lines, { sku: "AZU-50", lineId: "1" })).toBe(1_250);
    expect(at(lines, { sku: "SAL-10", lineId: "1" })).toBeNull();
  });

  test("is that of its line, where one of them names no article", () => {
    const lines = [
      line({ quantity: 4, amountMinor: 2_800 }),
      priced("AZU-50", 10, 12_500, { lineId: "2" }),
    ];
    expect(at(lines, { sku: "HAR-25", lineId: "1" })).toBe(700);
    expect(at(lines, { lineId: "2" })).toBe(1_250);
    expect(at(lines, { lineId: "3" })).toBeNull();
  });

  test("is none where its lines have several, or one of them tells none", () => {
    const two = (quantity: number, amountMinor?: number) => [
      priced("AZU-50", 10, 12_500),
      priced("AZU-50", quantity, amountMinor, { lineId: "2" }),
    ];
    expect(at(two(2, 2_500), { sku: "AZU-50" })).toBe(1_250);
    expect(at(two(2, 2_600), { sku: "AZU-50" })).toBeNull();
    expect(at(two(2), { sku: "AZU-50" })).toBeNull();
    expect(at([priced("AZU-50", 0, 2_600)], { sku: "AZU-50" })).toBeNull();
  });

  test("is per unit: a price per box says nothing of kilograms", () => {
    const lines = [priced("AZU-50", 10, 12_500, { unit: "XBX" })];
    expect(at(lines, { sku: "AZU-50", unit: "KGM" })).toBeNull();
    expect(at(lines, { sku: "AZU-50", unit: "XBX" })).toBe(1_250);
    expect(at(lines, { sku: "AZU-50" })).toBe(1_250);
    expect(at([priced("AZU-50", 10, 12_500)], { sku: "AZU-50", unit: "KGM" })).toBe(1_250);
  });

  test("gives way to the agreement's", () => {
    const picture = under({ lines: [priced("AZU-50", 10, 99_000), priced("SAL-10", 10, 5_000)] });
    expect(agreedUnitMinor(line({ sku: "AZU-50" }) as never, picture)).toBe(1_200);
    expect(agreedUnitMinor(line({ sku: "SAL-10" }) as never, picture)).toBe(500);
  });
});

describe("what was agreed off an invoice", () => {
  const off = (order: object, agreement: object | null, lines: readonly object[] | undefined) => {
    const issued = did("invoice.issued", "11-12 09:00", { lines });
    const terms = agreement ? [agreed(agreement)] : [];
    const picture = orderPicture([customer, ...terms, placed(order), issued]);
    return picture.invoices.map((one) => agreedDiscountMinor(one, picture));
  };
  const half = [line({ amountMinor: 5_005 })];
  const ordered = { lines: [line({ amountMinor: 10_010 })], discountMinor: 900 };

  test("is the agreement's share of its lines, or its part of the order's discount", () => {
    expect(off(ordered, { discountShare: 0.1 }, half)).toEqual([501]);
    expect(off(ordered, {}, half)).toEqual([450]);
    expect(off(ordered, null, half)).toEqual([450]);
  });

  test("is unknown where nobody told a discount, or amounts", () => {
    expect(off({ lines: ordered.lines }, null, half)).toEqual([null]);
    expect(off({ discountMinor: 900 }, null, half)).toEqual([null]);
    expect(off(ordered, { discountShare: 0.1 }, undefined)).toEqual([null]);
    expect(off(ordered, null, undefined)).toEqual([null]);
  });
});

test("lines add up where each tells its amount", () => {
  expect(lineSum([{ amountMinor: 1 }, { amountMinor: 2 }])).toBe(3);
  expect(lineSum([{ amountMinor: 1 }, {}])).toBeNull();
  expect(lineSum([])).toBeNull();
  expect(lineSum(null)).toBeNull();
});
