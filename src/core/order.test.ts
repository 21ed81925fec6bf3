import { describe, expect, test } from "vitest";
import { answered, at, day, did, of } from "../../test/support/rule-table.ts";
import type { Fact } from "./fact.ts";
import { answerSince, evolveOrder, newOrder, orderedQuantity, orderTotal, sum } from "./order.ts";

type Fields = Readonly<Record<string, unknown>>;

const order = (...facts: readonly Fact[]) => facts.reduce(evolveOrder, newOrder("PED-1"));
const placed = (more: Fields = {}) => did("order.placed", "11-10 09:00", more);
const changed = (more: Fields, wall = "11-10 10:00") => did("order.changed", wall, more);

describe("what is told of an order", () => {
  const terms = {
    buyerId: "CLI-1",
    shipToId: "CLI-3",
    payerId: "CLI-2",
    legalEntity: "MX1",
    customerName: "Bajío",
    salesRep: "Ana",
    address: "Av. Central 120",
    warehouse: "CEDIS",
    agreementId: "CON-1",
    discountMinor: 100,
    paymentDays: 30,
    taxId: "DBA010101AB1",
    requestedOn: day("11-19"),
    totalMinor: 5_000,
  };

  test("stays where a change leaves it out, and gives way where it does not", () => {
    const all = placed({ ...terms, externalId: "1" });
    expect(order(all, changed({}))).toMatchObject(terms);
    const others = Object.fromEntries(
      Object.entries(terms).map(([key, value]) => [
        key,
        typeof value === "number" ? 0 : key === "requestedOn" ? day("11-20") : `${value}X`,
      ]),
    );
    expect(order(all, changed({ ...others, externalId: "2" }))).toMatchObject(others);
  });

  test("was placed when it was first told", () => {
    const again = did("order.placed", "11-12 09:00", { timeZone: "America/Tijuana" });
    expect(order(placed(), again)).toMatchObject({
      placedAt: at("11-10 09:00"),
      timeZone: "America/Tijuana",
    });
  });

  test("placing names all its lines, and a change only those that it revises", () => {
    const two = {
      lines: [
        { lineId: "1", sku: "A", quantity: 10, amountMinor: 100 },
        { lineId: "2", sku: "B", quantity: 4 },
      ],
    };
    const revised = order(
      placed(two),
      changed({ lines: [{ lineId: "1", sku: "A", quantity: 7 }] }),
    );
    expect(revised.lines).toEqual([
      { lineId: "1", sku: "A", quantity: 7, amountMinor: 100 },
      { lineId: "2", sku: "B", quantity: 4 },
    ]);
    expect(orderedQuantity(revised)).toBe(11);
    const again = did("order.placed", "11-12 09:00", of(3));
    expect(order(placed(two), again).lines).toHaveLength(1);
  });

  test("has a first promise and a last, which is as old as its date", () => {
    const promised = (wall: string, on: string) => did("order.promised", wall, { promisedOn: on });
    const told = order(placed({ promisedOn: day("11-19") }), promised("11-11 09:00", day("11-19")));
    expect(told).toMatchObject({ promisedOn: day("11-19"), promisedAt: at("11-10 09:00") });
    expect(
      order(placed({ promisedOn: day("11-19") }), promised("11-12 09:00", day("11-21"))),
    ).toMatchObject({
      firstPromisedOn: day("11-19"),
      promisedOn: day("11-21"),
      promisedAt: at("11-12 09:00"),
    });
  });

  test("is when its customer last wrote, and what people answered", () => {
    const told = order(
      placed(),
      did("order.replied", "11-11 09:00"),
      answered("hold", "11-12 09:00"),
    );
    expect(told).toMatchObject({
      repliedAt: at("11-11 09:00"),
      answers: [{ action: "hold", at: at("11-12 09:00") }],
    });
    const many = Array.from({ length: 101 }, (_, i) => answered(`a${i}`, "11-12 09:00"));
    const { answers } = order(...many);
    expect([answers.length, answers[0]?.action]).toEqual([100, "a1"]);
  });

  test("is nothing that other facts tell", () => {
    const before = order(placed());
    expect(evolveOrder(before, did("customer.described", "11-11 09:00"))).toBe(before);
  });
});

describe("a change", () => {
  const first = placed({ address: "Uno", requestedOn: day("11-19"), ...of(10) });
  const changes = (more: Fields, before = first) => order(before, changed(more)).changes;
  const told = { at: at("11-10 10:00"), requestedBy: null };

  test.each<[string, Fields, readonly object[]]>([
    ["of the address", { address: "Dos" }, [{ ...told, address: { before: "Uno", after: "Dos" } }]],
    [
      "of the day",
      { requestedOn: day("11-20") },
      [{ ...told, requestedOn: { before: day("11-19"), after: day("11-20") } }],
    ],
    ["of the quantity", of(12), [{ ...told, quantity: { before: 10, after: 12 } }]],
    [
      "by somebody, of two things",
      { address: "Dos", requestedBy: "Ema", ...of(9) },
      [
        {
          at: told.at,
          requestedBy: "Ema",
          address: { before: "Uno", after: "Dos" },
          quantity: { before: 10, after: 9 },
        },
      ],
    ],
    ["that says the same", { address: "Uno", requestedOn: day("11-19"), ...of(10) }, []],
    ["of nothing that matters to the truck", { salesRep: "Ema" }, []],
  ])("%s is to be confirmed or not", (_what, more, expected) => {
    expect(changes(more)).toEqual(expected);
  });

  test("of what nobody had told says so; the last twenty are kept", () => {
    expect(changes({ address: "Dos" }, placed())).toEqual([
      { ...told, address: { before: null, after: "Dos" } },
    ]);
    expect(changes({ requestedBy: "Ema" }, placed())).toEqual([]);
    const many = Array.from({ length: 21 }, (_, i) => changed({ address: `calle ${i}` }));
    expect(order(first, ...many).changes).toHaveLength(20);
    expect(order(first, ...many).changes[0]?.address?.after).toBe("calle 1");
  });

  test("may cancel it, and a later one may take that back", () => {
    const cancelled = did("order.cancelled", "11-11 09:00", { reason: "sin crédito" });
    expect(order(first, cancelled)).toMatchObject({
      cancelledAt: at("11-11 09:00"),
      cancelReason: "sin crédito",
      changes: [{ at: at("11-11 09:00"), requestedBy: null, cancelled: true }],
    });
    expect(order(first, cancelled, did("order.reinstated", "11-12 09:00"))).toMatchObject({
      cancelledAt: null,
      cancelReason: null,
    });
  });
});

test.each<[string, Fields, object | null]>([
  [
    "what was told",
    { totalMinor: 900, ...of(1, { amountMinor: 700 }) },
    { minor: 900, currency: "MXN" },
  ],
  [
    "what its lines tell",
    {
      totalMinor: undefined,
      lines: [
        { lineId: "1", quantity: 1, amountMinor: 700 },
        { lineId: "2", quantity: 1 },
      ],
    },
    { minor: 700, currency: "MXN" },
  ],
  ["unknown where neither tells", { totalMinor: undefined, ...of(1) }, null],
])("the total of an order is %s", (_what, more, total) => {
  expect(orderTotal(order(placed(more)))).toEqual(total);
  expect(orderTotal(newOrder("PED-1"))).toBeNull();
});

test("quantities add up without dust", () => {
  expect(sum([0.1, 0.2])).toBe(0.3);
  expect(sum([])).toBe(0);
});

describe("the newest answer", () => {
  const { answers } = order(
    answered("hold", "11-10 09:00", { rule: "a", subject: "order:PED-1" }),
    answered("hold", "11-10 10:00", { rule: "b", subject: "delivery:ENT-1" }),
    answered("waive", "11-10 11:00"),
  );
  const newest = (actions: readonly string[], since: string, rule?: string, subject?: string) =>
    answerSince(answers, actions, at(since), rule, subject)?.at ?? null;

  test.each<[readonly string[], string, string | undefined, string | undefined, string | null]>([
    [["hold"], "11-10 09:00", undefined, undefined, "11-10 10:00"],
    [["hold"], "11-10 10:01", undefined, undefined, null],
    [["hold"], "11-10 10:00", "b", undefined, "11-10 10:00"],
    [["hold"], "11-10 09:00", "a", undefined, "11-10 09:00"],
    [["hold"], "11-10 09:00", "c", undefined, null],
    [["hold"], "11-10 09:00", undefined, "order:PED-1", "11-10 09:00"],
    [["hold"], "11-10 09:00", "a", "delivery:ENT-1", null],
    [["hold", "waive"], "11-10 09:00", "a", "order:PED-1", "11-10 11:00"],
  ])("of %j since %s, to %s on %s", (actions, since, rule, subject, expected) => {
    expect(newest(actions, since, rule, subject)).toBe(expected && at(expected));
  });
});
