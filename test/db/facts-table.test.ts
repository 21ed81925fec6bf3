import { afterAll, beforeAll, expect, it } from "vitest";
import { Fact } from "../../src/core/fact.ts";
import { verifyAudit } from "../../src/db/audit-verify.ts";
import type { Database } from "../../src/db/connect.ts";
import { freshDatabase } from "../support/database.ts";
import { engineOn, testClock } from "../support/engine.ts";

const AT = "2026-11-19T12:00:00.000Z";

let database: Database;
beforeAll(async () => {
  database = await freshDatabase();
});
afterAll(() => database.close());

const placed = (externalId: string) =>
  Fact.parse({
    type: "order.placed",
    source: "erp",
    externalId,
    occurredAt: AT,
    orderId: `PED-${externalId}`,
    currency: "MXN",
  });

it("of facts told again among new ones, and twice at once, each is stored and vouched for once", async () => {
  const engine = engineOn(database, testClock(AT));
  await engine.ingest(["a", "b"].map(placed));
  const { fresh } = await engine.ingest(["c", "b", "c", "a", "d"].map(placed));
  expect([...fresh]).toEqual([0, 4]);
  const { rows } = await database.pool.query(`SELECT external_id FROM facts ORDER BY seq`);
  expect(rows.map(({ external_id }) => external_id)).toEqual(["a", "b", "c", "d"]);
  const verified = await verifyAudit(database.pool, { heads: [], progress: () => undefined });
  expect(verified).toMatchObject({ ok: true, facts: 4 });
});
