import { describe, expect, test } from "vitest";
import { accountPicture, did, of, orderPicture } from "../../../test/support/rule-table.ts";
import type { Fact } from "../fact.ts";
import { earlierTwin } from "./twins.ts";

const customer = did("customer.described", "11-01 09:00");
const placed = did("order.placed", "11-02 09:00", { totalMinor: 9_000, ...of(10) });
const issued = (invoiceId: string, more: object = {}, wall = "11-03 09:00") =>
  did("invoice.issued", wall, { invoiceId, totalMinor: 9_000, ...more });

/** The invoice that the last of these repeats, on the order's picture. */
function repeats(id: string, ...facts: readonly Fact[]): string | null {
  const picture = orderPicture([placed, ...facts]);
  const invoice = picture.invoices.find((one) => one.id === id);
  if (!invoice) throw new Error(`There is no ${id}.`);
  return earlierTwin(invoice, picture)?.id ?? null;
}

describe("two invoices of an order", () => {
  const first = issued("FAC-5");
  const again = (more: object = {}) => issued("FAC-2", more, "11-04 09:00");

  test("are twins where all that matters is the same, and the later repeats the earlier", () => {
    expect(repeats("FAC-2", first, again())).toBe("FAC-5");
    expect(repeats("FAC-5", first, again())).toBeNull();
  });

  test("of one instant come by their number", () => {
    expect(repeats("FAC-5", first, issued("FAC-2"))).toBe("FAC-2");
    expect(repeats("FAC-2", first, issued("FAC-2"))).toBeNull();
  });

  test("and a third: the first of all is repeated", () => {
    const third = issued("FAC-1", {}, "11-05 09:00");
    expect(repeats("FAC-1", again(), first, third)).toBe("FAC-5");
  });

  test.each<[string, object, string | null]>([
    ["another amount", { totalMinor: 9_001 }, null],
    ["another currency", { currency: "USD" }, null],
    ["another payer", { payerId: "CLI-2" }, null],
    ["the order's own buyer as payer", { payerId: "CLI-1" }, "FAC-5"],
    ["another order besides", { orderIds: ["PED-1", "PED-2"] }, null],
    ["the same goods", of(10), "FAC-5"],
  ])("with %s", (_what, more, twin) => {
    expect(repeats("FAC-2", first, again(more))).toBe(twin);
  });

  test("that tell other goods are none; the same goods in another order of lines are", () => {
    const goods = (...skus: readonly string[]) => ({
      lines: skus.map((sku, i) => ({ lineId: `${i}`, sku, quantity: 20 })),
    });
    const known = (a: object, b: object) =>
      repeats("FAC-2", issued("FAC-5", a), issued("FAC-2", b, "11-04 09:00"));
    expect(known(goods("A", "B"), goods("B", "A"))).toBe("FAC-5");
    expect(known(goods("A"), goods("B"))).toBeNull();
    const unnamed = { lines: [{ lineId: "1", quantity: 20 }] };
    expect(known(goods("A"), unnamed)).toBe("FAC-5");
  });

  test("of no amount, or of none to pay, are none", () => {
    const both = (totalMinor: number | undefined) =>
      repeats("FAC-2", issued("FAC-5", { totalMinor }), again({ totalMinor }));
    expect(both(undefined)).toBeNull();
    expect(both(0)).toBeNull();
    expect(both(1)).toBeNull();
    expect(both(4_501)).toBe("FAC-5");
  });

  test("that are not both owed are none", () => {
    const cancelled = (invoiceId: string) => did("invoice.cancelled", "11-05 09:00", { invoiceId });
    expect(repeats("FAC-2", first, again(), cancelled("FAC-5"))).toBeNull();
    expect(repeats("FAC-2", first, again(), cancelled("FAC-2"))).toBeNull();
    const drafted = did("invoice.drafted", "11-04 09:00", {
      invoiceId: "FAC-2",
      totalMinor: 9_000,
    });
    expect(repeats("FAC-2", first, drafted)).toBeNull();
  });

  test("that together bill no more than was ordered are its parts", () => {
    const halves = { totalMinor: 4_500 };
    expect(repeats("FAC-2", issued("FAC-5", halves), again(halves))).toBeNull();
    const lines = (quantity: number) => ({ totalMinor: 9_000, ...of(quantity) });
    expect(repeats("FAC-2", issued("FAC-5", lines(5)), again(lines(5)))).toBeNull();
    expect(repeats("FAC-2", issued("FAC-5", lines(6)), again(lines(6)))).toBe("FAC-5");
  });

  test("in another currency than the order are no parts of it", () => {
    const dollars = { totalMinor: 10, currency: "USD" };
    expect(repeats("FAC-2", issued("FAC-5", dollars), again(dollars))).toBe("FAC-5");
  });
});

describe("two invoices of an account", () => {
  const onAccount = (more: object) => {
    const terms = { orderIds: [], payerId: "CLI-1", ...more };
    const picture = accountPicture([
      customer,
      issued("FAC-5", terms),
      issued("FAC-2", terms, "11-04 09:00"),
    ]);
    const invoice = picture.receivables.find(({ id }) => id === "FAC-2");
    if (!invoice) throw new Error("There is no FAC-2.");
    return earlierTwin(invoice, picture)?.id ?? null;
  };

  test.each<[string, object, string | null]>([
    ["a period of an agreement", { agreementId: "CON-1", period: "2026-10" }, "FAC-5"],
    ["an agreement, without a period", { agreementId: "CON-1" }, null],
    ["a period, without an agreement", { period: "2026-10" }, null],
    ["nothing", {}, null],
  ])("that name %s are twins or not", (_what, more, twin) => {
    expect(onAccount(more)).toBe(twin);
  });
});
