import { describe, expect, test } from "vitest";
import { at, day, did, of, orderPicture } from "../../../test/support/rule-table.ts";
import type { Fact } from "../fact.ts";
import { evidenceOf } from "../rules/evidence.ts";
import { orderMarks } from "./order-marks.ts";
import { monthPeriod } from "./period.ts";

const NOW = at("12-10 10:00");
const NOVEMBER = monthPeriod("2026-11", NOW, "America/Mexico_City");
const WAYBILL = { required: ["waybill"], perCustomer: {} } as const;
const HOUR = 3_600_000;
const DAY = 24 * HOUR;

function marks(
  facts: readonly Fact[],
  more: { readonly hadCase?: boolean; readonly refused?: string; readonly now?: string } = {},
) {
  if (!NOVEMBER) throw new Error("November has begun.");
  const picture = orderPicture(facts);
  const { hadCase = false, refused, now } = more;
  const found = orderMarks(
    { picture, hadCase, refused: new Set(refused === undefined ? [] : [refused]) },
    (own, delivery) => evidenceOf(own, delivery, WAYBILL).completeAt,
    NOVEMBER,
    now === undefined ? NOW : at(now),
  );
  if (!found) throw new Error("An order that was placed has marks.");
  return found;
}

const placed = (on = "11-20", quantity = 10) =>
  did("order.placed", "11-10 09:00", { promisedOn: day(on), legalEntity: "MX", ...of(quantity) });
const came = (when: string, quantity = 10, more: Record<string, unknown> = {}) =>
  did("delivery.delivered", when, { ...of(quantity, more) });
const proof = (when: string) => did("evidence.attached", when, { kind: "waybill" });
const billed = (when: string) => did("invoice.issued", when, { totalMinor: 100_000 });

describe("on time in full", () => {
  test.each<[says: string, facts: readonly Fact[], is: boolean | null]>([
    ["on the day", [placed(), came("11-20 23:00")], true],
    ["the day after in UTC is still the day here", [placed(), came("11-20 19:00")], true],
    ["a day late", [placed(), came("11-21 00:10")], false],
    ["short", [placed(), came("11-20 10:00", 9)], false],
    [
      "in two deliveries, both on time",
      [
        placed(),
        came("11-19 10:00", 6),
        did("delivery.delivered", "11-20 10:00", { deliveryId: "ENT-2", ...of(4) }),
      ],
      true,
    ],
    [
      "the second one late",
      [
        placed(),
        came("11-19 10:00", 6),
        did("delivery.delivered", "11-21 10:00", { deliveryId: "ENT-2", ...of(4) }),
      ],
      false,
    ],
    ["due and never delivered", [placed()], false],
    [
      "moved to a later day and kept then",
      [
        placed(),
        did("order.promised", "11-19 10:00", { promisedOn: day("11-25") }),
        came("11-25 10:00"),
      ],
      false,
    ],
    [
      "came back afterwards: it had come",
      [placed(), came("11-20 10:00"), did("delivery.returned", "11-22 10:00")],
      true,
    ],
    ["due in another month", [placed("12-02"), came("12-02 10:00")], null],
    ["cancelled", [placed(), did("order.cancelled", "11-12 10:00")], null],
    ["never promised", [did("order.placed", "11-10 09:00", of(10)), came("11-20 10:00")], null],
    [
      "without quantities: delivered is delivered",
      [
        did("order.placed", "11-10 09:00", { promisedOn: day("11-20") }),
        did("delivery.delivered", "11-20 10:00"),
      ],
      true,
    ],
    [
      "without quantities: one delivery is still to come",
      [
        did("order.placed", "11-10 09:00", { promisedOn: day("11-20") }),
        did("delivery.delivered", "11-20 10:00"),
        did("delivery.planned", "11-18 10:00", { deliveryId: "ENT-2" }),
      ],
      false,
    ],
  ])("%s", (_says, facts, is) => {
    expect(marks(facts).onTimeInFull).toBe(is);
  });

  test("until its day is over it may still come", () => {
    expect(marks([placed()], { now: "11-20 18:00" }).onTimeInFull).toBeNull();
    expect(marks([placed()], { now: "11-21 00:01" }).onTimeInFull).toBe(false);
  });
});

describe("a perfect order", () => {
  const right = [placed(), came("11-20 10:00"), proof("11-20 11:00"), billed("11-20 12:00")];
  test.each<[says: string, facts: readonly Fact[], is: boolean | null]>([
    ["all of it right", right, true],
    ["not billed yet, and nothing wrong", right.slice(0, 3), true],
    ["late", [placed(), came("11-21 10:00"), proof("11-21 11:00")], false],
    ["without its proof", [placed(), came("11-20 10:00")], false],
    [
      "some of it refused at the door",
      [placed("11-20", 9), came("11-20 10:00", 10, { rejectedQuantity: 1 }), proof("11-20 11:00")],
      false,
    ],
    ["brought back", [...right, did("delivery.returned", "11-23 10:00")], false],
    [
      "a credit note on its invoice",
      [...right, did("invoice.credited", "11-23 10:00", { totalMinor: 5 })],
      false,
    ],
    ["not due in the month", [placed("12-02"), came("12-02 10:00"), proof("12-02 10:00")], null],
  ])("%s", (_says, facts, is) => {
    expect(marks(facts).perfect).toBe(is);
  });

  test("an invoice that was ever refused", () => {
    expect(marks(right, { refused: "FAC-1" }).perfect).toBe(false);
    expect(marks(right, { refused: "FAC-2" }).perfect).toBe(true);
  });
});

describe("billable in 24 h, and from delivery to proof", () => {
  test.each<[says: string, facts: readonly Fact[], billable: (boolean | null)[], ms: number[]]>([
    [
      "a proof within the day",
      [placed(), came("11-20 10:00"), proof("11-21 10:00")],
      [true],
      [DAY],
    ],
    [
      "a minute later",
      [placed(), came("11-20 10:00"), proof("11-21 10:01")],
      [false],
      [DAY + 60_000],
    ],
    ["never proven", [placed(), came("11-20 10:00")], [false], []],
    [
      "delivered in another month",
      [placed(), came("12-01 10:00"), proof("12-01 11:00")],
      [null],
      [],
    ],
    ["not delivered", [placed(), did("delivery.dispatched", "11-20 10:00")], [null], []],
    [
      "brought back whole: nothing to bill",
      [placed(), came("11-20 10:00"), did("delivery.returned", "11-20 12:00")],
      [null],
      [],
    ],
  ])("%s", (_says, facts, billable, ms) => {
    expect(marks(facts)).toMatchObject({ billable, proofMs: ms });
  });

  test("what was delivered less than a day ago is left out while it waits", () => {
    const facts = [placed(), came("11-20 10:00")];
    expect(marks(facts, { now: "11-21 09:59" }).billable).toEqual([null]);
    expect(marks(facts, { now: "11-21 10:00" }).billable).toEqual([false]);
  });
});

describe("from order to invoice", () => {
  test.each<[says: string, facts: readonly Fact[], ms: number[]]>([
    ["ten days", [placed(), billed("11-20 09:00")], [10 * DAY]],
    ["issued in another month", [placed(), billed("12-01 09:00")], []],
    ["cancelled", [placed(), billed("11-20 09:00"), did("invoice.cancelled", "11-21 09:00")], []],
    ["dated before its order", [placed(), billed("11-09 09:00")], []],
    [
      "over two orders: it counts for the other one",
      [placed(), did("invoice.issued", "11-20 09:00", { orderIds: ["PED-0", "PED-1"] })],
      [],
    ],
  ])("%s", (_says, facts, ms) => {
    expect(marks(facts).toInvoiceMs).toEqual(ms);
  });
});

describe("without incident", () => {
  const paid = [
    placed(),
    came("11-20 10:00"),
    billed("11-20 12:00"),
    did("invoice.paid", "11-28 10:00", { amountMinor: 100_000 }),
  ];
  test("closed by its payment, with and without a case", () => {
    expect(marks(paid).withoutIncident).toBe(true);
    expect(marks(paid, { hadCase: true }).withoutIncident).toBe(false);
  });

  test.each<[says: string, facts: readonly Fact[]]>([
    ["not paid yet", paid.slice(0, 3)],
    [
      "paid in another month",
      [...paid.slice(0, 3), did("invoice.paid", "12-02 10:00", { amountMinor: 100_000 })],
    ],
    ["paid in part", [...paid.slice(0, 3), did("invoice.paid", "11-28 10:00", { amountMinor: 1 })]],
    [
      "another delivery is to come",
      [...paid, did("delivery.planned", "11-21 10:00", { deliveryId: "ENT-2" })],
    ],
    ["cancelled", [placed(), did("order.cancelled", "11-12 10:00")]],
  ])("is not asked of an order that is %s", (_says, facts) => {
    expect(marks(facts).withoutIncident).toBeNull();
  });
});
