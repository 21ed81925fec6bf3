import { afterAll, beforeAll, expect, it } from "vitest";
import type { Engine } from "../../src/compose/engine.ts";
import type { Database } from "../../src/db/connect.ts";
import { freshDatabase } from "../support/database.ts";
import { engineOn, testClock } from "../support/engine.ts";
import { at, did } from "../support/rule-table.ts";

let database: Database;
let engine: Engine;
beforeAll(async () => {
  database = await freshDatabase();
  engine = engineOn(database, testClock(at("11-18 10:00")));
});
afterAll(() => database.close());

it("pays an invoice by a fact whose name has no room left, told twice and before the invoice", async () => {
  const paid = did("payment.applied", "11-02 10:00", {
    paymentId: "P".repeat(128),
    invoiceId: "F".repeat(128),
    amountMinor: 5_000,
    externalId: "x".repeat(256),
  });
  const issued = did("invoice.issued", "11-01 10:00", {
    invoiceId: "F".repeat(128),
    orderIds: [],
    payerId: "CLI-1",
    totalMinor: 5_000,
    dueOn: "2026-11-10",
  });
  expect(await engine.ingest([paid])).toMatchObject({ accepted: 1, duplicate: 0 });
  expect(await engine.ingest([paid])).toMatchObject({ accepted: 0, duplicate: 1 });
  await engine.ingest([issued]);
  await engine.sweep();
  const invoice = await engine.reads.invoice("F".repeat(128));
  expect(invoice?.paid).toHaveLength(1);
  const { rows } = await database.pool.query("SELECT rules FROM cases");
  expect(rows).toEqual([]);
});
