import { describe, expect, test } from "vitest";
import { accountPicture, at, did, of } from "../../test/support/rule-table.ts";
import type { Fact } from "./fact.ts";
import { exposuresOf, passedAt } from "./exposure.ts";

const customer = did("customer.described", "11-01 09:00");
const placed = (
  orderId: string,
  totalMinor: number | undefined,
  more: object = {},
  wall = "11-02 09:00",
) => did("order.placed", wall, { orderId, totalMinor, ...more });
const issued = (totalMinor: number | undefined, more: object = {}) =>
  did("invoice.issued", "11-05 09:00", { payerId: "CLI-1", totalMinor, ...more });
const of1 = (...facts: readonly Fact[]) => exposuresOf(accountPicture([customer, ...facts]));
const summed = (...facts: readonly Fact[]) =>
  of1(...facts).map((one) => [one.currency, one.ordersMinor, one.receivablesMinor, one.totalMinor]);

describe("what a customer owes or will owe", () => {
  test.each<[string, readonly Fact[], readonly unknown[]]>([
    ["an order", [placed("PED-1", 900)], [["MXN", 900, 0, 900]]],
    ["an order invoiced in part", [placed("PED-1", 900), issued(300)], [["MXN", 600, 300, 900]]],
    ["an order invoiced whole", [placed("PED-1", 900), issued(900)], [["MXN", 0, 900, 900]]],
    ["an order invoiced beyond it", [placed("PED-1", 900), issued(950)], [["MXN", 0, 950, 950]]],
    [
      "an order with a cancelled invoice",
      [placed("PED-1", 900), issued(900), did("invoice.cancelled", "11-06 09:00")],
      [["MXN", 900, 0, 900]],
    ],
    ["an order invoiced for nobody knows how much", [placed("PED-1", 900), issued(undefined)], []],
    [
      "an order invoiced in another currency",
      [placed("PED-1", 900), issued(50, { currency: "USD" })],
      [["USD", 0, 50, 50]],
    ],
    [
      "an order in one invoice with another order",
      [placed("PED-1", 900), issued(300, { orderIds: ["PED-1", "PED-2"] })],
      [["MXN", 0, 300, 300]],
    ],
    ["an order of no known total", [placed("PED-1", undefined)], []],
    [
      "an order whose lines tell amounts",
      [placed("PED-1", undefined, of(10, { amountMinor: 700 }))],
      [["MXN", 700, 0, 700]],
    ],
    [
      "a cancelled order whose goods arrived",
      [
        placed("PED-1", 900),
        did("delivery.delivered", "11-03 09:00", of(10)),
        did("order.cancelled", "11-04 09:00"),
      ],
      [],
    ],
    [
      "two currencies, by code",
      [placed("PED-1", 900, { currency: "USD" }), placed("PED-2", 500)],
      [
        ["MXN", 500, 0, 500],
        ["USD", 900, 0, 900],
      ],
    ],
  ])("of %s", (_what, facts, expected) => {
    expect(summed(...facts)).toEqual(expected);
  });

  test("is less what was paid and applied to nothing, in its currency", () => {
    const paid = (paymentId: string, currency: string) =>
      did("payment.received", "11-06 09:00", { paymentId, currency, amountMinor: 200 });
    expect(of1(placed("PED-1", 900), paid("PAG-1", "MXN"), paid("PAG-2", "USD"))).toMatchObject([
      { unappliedMinor: 200, totalMinor: 700 },
    ]);
  });

  test("knows its newest open order", () => {
    const newer = placed("PED-2", 500, {}, "11-03 09:00");
    expect(of1(placed("PED-1", 900), newer, issued(10))[0]?.lastOrderAt).toBe(at("11-03 09:00"));
    expect(of1(placed("PED-1", 900), issued(900))[0]?.lastOrderAt).toBeNull();
  });
});

test("a limit was passed by the document that went beyond it, oldest first", () => {
  const second = placed("PED-2", 500, {}, "11-03 09:00");
  const [exposure] = of1(second, placed("PED-1", 900));
  if (!exposure) throw new Error("Nothing stands open.");
  expect(passedAt(exposure, 899)).toBe(at("11-02 09:00"));
  expect(passedAt(exposure, 900)).toBe(at("11-03 09:00"));
  expect(passedAt(exposure, 1_399)).toBe(at("11-03 09:00"));
  expect(passedAt(exposure, 1_400)).toBeNull();
  expect(passedAt({ ...exposure, unappliedMinor: 1 }, 1_399)).toBeNull();
});
