import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Fact, type FactInput } from "../../src/core/fact.ts";
import { unfolded } from "../../src/core/subject.ts";
import type { Database } from "../../src/db/connect.ts";
import { createHeldStates, type Written } from "../../src/db/held-states.ts";
import { freshDatabase } from "../support/database.ts";
import { engineOn, testClock } from "../support/engine.ts";

const AT = "2026-11-19T12:00:00.000Z";

function written(id: string, version: number, length = 10): Written {
  return {
    key: `order:${id}`,
    stored: { ...unfolded(`order:${id}`), version, standing: null },
    length,
  };
}

describe("states held between batches", () => {
  it("are found in their own version only", () => {
    const held = createHeldStates(100);
    const one = written("A", 2);
    held.keep([one]);
    expect(held.of("order:A", 2, "")).toBe(one.stored);
    expect(held.of("order:A", 3, "")).toBeNull();
    expect(held.of("order:B", 1, "")).toBeNull();
  });

  it("are not believed when their newest fact is another", () => {
    const held = createHeldStates(100);
    held.keep([written("A", 2)]);
    expect(held.of("order:A", 2, `${AT}\u0001erp\u00011`)).toBeNull();
  });

  it("make room for one another, those first that were held first", () => {
    const held = createHeldStates(25);
    held.keep([written("A", 1), written("B", 1)]);
    held.keep([written("A", 2)]);
    held.keep([written("C", 1)]);
    expect(["A", "B", "C"].filter((id) => held.has(`order:${id}`))).toEqual(["B", "C"]);
  });

  it("count a subject once, however often it is kept", () => {
    const held = createHeldStates(25);
    held.keep([written("A", 1)]);
    for (let version = 1; version < 10; version += 1) held.keep([written("B", version)]);
    expect(held.has("order:A")).toBe(true);
  });
});

describe("engines that hold states of one database", () => {
  let database: Database;
  const clock = testClock(AT);
  beforeAll(async () => {
    database = await freshDatabase();
  });
  afterAll(() => database.close());

  let told = 0;
  const fact = (of: Record<string, unknown>) => {
    told += 1;
    const envelope = { source: "erp", externalId: `held-${told}`, occurredAt: AT };
    return [Fact.parse({ ...envelope, ...of } as FactInput)];
  };
  const placed = (orderId: string) => fact({ type: "order.placed", orderId, currency: "MXN" });
  const change = (orderId: string, address: string) =>
    fact({ type: "order.changed", orderId, address });
  const stateOf = async (orderId: string) => {
    const { rows } = await database.pool.query(
      `SELECT version, state->>'address' AS address, json_array_length(state->'changes') AS changes
       FROM subjects WHERE key = $1`,
      [`order:${orderId}`],
    );
    return rows[0];
  };

  it("see what the other one wrote", async () => {
    const [one, other] = [engineOn(database, clock), engineOn(database, clock)];
    await one.ingest(placed("PED-1"));
    await other.ingest(change("PED-1", "Calle 1"));
    await one.ingest(change("PED-1", "Calle 2"));
    await other.ingest(change("PED-1", "Calle 3"));
    expect(await stateOf("PED-1")).toEqual({ version: 4, address: "Calle 3", changes: 3 });
  });

  it("learn under the lock of the order that the other one moved a delivery to", async () => {
    const [one, other] = [engineOn(database, clock), engineOn(database, clock)];
    const delivery = { deliveryId: "ENT-5" };
    await one.ingest([...placed("PED-5"), ...placed("PED-6")]);
    await one.ingest(fact({ type: "delivery.planned", ...delivery, orderId: "PED-5" }));
    await other.ingest(fact({ type: "delivery.dispatched", ...delivery, orderId: "PED-6" }));
    await one.ingest(fact({ type: "delivery.failed", ...delivery, reason: "Cerrado" }));
    const { rows } = await database.pool.query(
      `SELECT group_id FROM cases WHERE state <> 'closed' AND 'delivery-failed' = ANY(rules)`,
    );
    expect(rows).toEqual([{ group_id: "PED-6" }]);
  });

  it("forget what they held when the database is emptied under them", async () => {
    const engine = engineOn(database, clock);
    await engine.ingest(placed("PED-2"));
    await database.pool.query(`TRUNCATE subjects, links, groups`);
    await engine.ingest(change("PED-2", "Calle 9"));
    expect(await stateOf("PED-2")).toMatchObject({ version: 1, address: "Calle 9" });
  });
});
