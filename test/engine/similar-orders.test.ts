import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Fact } from "../../src/core/fact.ts";
import type { Database } from "../../src/db/connect.ts";
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
