import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Fact } from "../../src/core/fact.ts";
import type { Database } from "../../src/db/connect.ts";
import { documentsNumbered } from "../../src/db/documents-numbered.ts";
import { similarOrders } from "../../src/db/similar-orders.ts";
import { freshDatabase } from "../support/database.ts";
import { engineOn, testClock } from "../support/engine.ts";

const NOW = "2026-03-02T12:00:00.000Z";

describe("a number that does not exist", () => {
  let database: Database;
  beforeAll(async () => {
    database = await freshDatabase();
    const ids = ["PED-1027", "PED-1042", "PED-1055", "PED-2024", "FAB-1024"];
    const facts = ids.map((orderId) =>
      Fact.parse({
        type: "order.placed",
        orderId,
        customerName: `Cliente de ${orderId}`,
        currency: "MXN",
        source: "erp",
        externalId: orderId,
        occurredAt: NOW,
      }),
    );
    await engineOn(database, testClock(NOW)).ingest(facts);
  });
  afterAll(() => database.close());

  it.each([
    [
      "two swapped digits first, then one wrong digit",
      "PED-1024",
      ["PED-1042", "PED-1027", "PED-2024"],
    ],
    ["whatever the case it was typed in", "ped-1024", ["PED-1042", "PED-1027", "PED-2024"]],
    ["one digit too many", "PED-10555", ["PED-1055"]],
    ["nothing for something else altogether", "X", []],
  ])("offers %s", async (_what, typed, expected) => {
    const found = await similarOrders(database.pool, typed, 3);
    expect(found.map(({ id }) => id).slice(0, expected.length)).toEqual(expected);
    if (expected.length === 0) expect(found).toEqual([]);
  });

  it("names the customer, by whom people remember an order", async () => {
    const [first] = await similarOrders(database.pool, "PED-1024", 1);
    expect(first?.customerName).toBe("Cliente de PED-1042");
  });
});

describe("digits alone", () => {
  let database: Database;
  beforeAll(async () => {
    database = await freshDatabase();
    const order = (orderId: string) => ({ type: "order.placed", orderId, currency: "MXN" });
    const told = [
      ...["PED-1042", "PED-1055", "PED-2000", "W/0077", "W/0102", "a1b2c3d4", "x:55"].map(order),
      { type: "delivery.dispatched", deliveryId: "ENT-881", orderId: "PED-1055" },
      { type: "invoice.issued", invoiceId: "FAC-1042", orderIds: ["PED-2000"], currency: "MXN" },
      { type: "invoice.issued", invoiceId: "FAC-2000", orderIds: ["PED-2000"], currency: "MXN" },
    ];
    const facts = told.map((data, index) =>
      Fact.parse({ ...data, source: "erp", externalId: `${index}`, occurredAt: NOW }),
    );
    await engineOn(database, testClock(NOW)).ingest(facts);
  });
  afterAll(() => database.close());

  it.each([
    ["an order", "1055", ["PED-1055 of PED-1055"]],
    ["a delivery's order", "#881", ["ENT-881 of PED-1055"]],
    ["an order and another's invoice", "1042", ["FAC-1042 of PED-2000", "PED-1042 of PED-1042"]],
    ["an order and its own invoice", "2000", ["FAC-2000 of PED-2000", "PED-2000 of PED-2000"]],
    ["a number without the zeros it is written with", "77", ["W/0077 of W/0077"]],
    ["whatever a source writes before the digits", "55", ["x:55 of x:55"]],
    ["nothing by the end of a number", "42", []],
    ["nothing that is not a number", "PED", []],
  ])("find %s", async (_what, typed, expected) => {
    const found = await documentsNumbered(database.pool, typed, 3);
    expect(found.map(({ id, orderId }) => `${id} of ${orderId}`).toSorted()).toEqual(expected);
  });
});
