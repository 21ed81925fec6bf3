import { afterAll, beforeAll, expect, it } from "vitest";
import { Fact } from "../../src/core/fact.ts";
import type { Database } from "../../src/db/connect.ts";
import { noticeNewRules } from "../../src/db/upkeep.ts";
import { freshDatabase } from "../support/database.ts";
import { engineOn, testClock } from "../support/engine.ts";

const NOW = "2026-11-20T18:00:00.000Z";

let database: Database;
beforeAll(async () => {
  database = await freshDatabase();
});
afterAll(() => database.close());

// A delivery may be told before its order; its group then has nothing to judge.
it("ends, though an order is due of which only a delivery was ever heard", async () => {
  const engine = engineOn(database, testClock(NOW));
  await engine.ingest([
    Fact.parse({
      type: "delivery.dispatched",
      deliveryId: "ENT-1",
      orderId: "PED-1",
      source: "wms",
      externalId: "f1",
      occurredAt: "2026-11-20T10:00:00Z",
    }),
  ]);
  await noticeNewRules(database, "the first rules", NOW);
  await noticeNewRules(database, "other rules", NOW);
  expect(await engine.sweep()).toBe(1);
  expect(await engine.sweep()).toBe(0);
});
