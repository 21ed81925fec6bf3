import { readFile } from "node:fs/promises";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Engine } from "../../src/compose/engine.ts";
import type { SubjectKey } from "../../src/core/fact.ts";
import type { Database } from "../../src/db/connect.ts";
import { foldStatesAnew } from "../../src/db/states-anew.ts";
import { freshDatabase } from "../support/database.ts";
import { engineOn, testClock } from "../support/engine.ts";
import { did } from "../support/rule-table.ts";

const NOW = "2026-11-18T16:00:00.000Z";
const MIGRATION = new URL(
  "../../prisma/migrations/20261126019901_states_anew/migration.sql",
  import.meta.url,
);

/** What every state of 0.1.0's first weeks lacked, by kind, wherever it is in the state. */
const CAME_SINCE: Readonly<Record<string, readonly string[]>> = {
  invoice: ["paid", "debits", "withholdings", "promises", "requests", "heardFrom", "rejectedBy"],
  delivery: ["heardFrom", "warehouse", "problem", "problemDetail", "checkedAt"],
  customer: ["credits", "answers", "taxId", "paymentDays", "settled", "describedAt"],
  order: ["heardFrom"],
};

/** A state as the older version wrote it. */
function older(key: string, state: unknown): Record<string, unknown> {
  const lacking = CAME_SINCE[key.split(":")[0] ?? ""] ?? [];
  const text = JSON.stringify(state, (field, value: unknown) =>
    lacking.includes(field) ? undefined : value,
  );
  const old = JSON.parse(text) as Record<string, unknown>;
  return key.startsWith("invoice:") ? { ...old, paidAt: NOW, paidMinor: 100_000 } : old;
}

let database: Database;
let engine: Engine;

beforeEach(async () => {
  database = await freshDatabase();
  engine = engineOn(database, testClock(NOW));
});
afterEach(() => database.close());

/** All the states there are, made older, and the groups at rest. */
async function asOlderVersionLeftIt(): Promise<void> {
  const { rows } = await database.pool.query<{ key: SubjectKey; state: unknown }>(
    "SELECT key, state FROM subjects",
  );
  for (const { key, state } of rows) {
    await database.pool.query(
      "UPDATE subjects SET state = $2, account = NULL, account_until = NULL WHERE key = $1",
      [key, JSON.stringify(older(key, state))],
    );
  }
  await database.pool.query("UPDATE groups SET recheck_at = NULL");
}

async function upgrade(): Promise<number> {
  await database.pool.query(await readFile(MIGRATION, "utf8"));
  return foldStatesAnew(database.pool);
}

async function openRules(): Promise<readonly string[]> {
  const { rows } = await database.pool.query<{ rule: string }>(
    "SELECT unnest(rules) AS rule FROM cases WHERE state <> 'closed' ORDER BY rule",
  );
  return rows.map(({ rule }) => rule);
}

async function tell(): Promise<void> {
  await engine.ingest([
    did("customer.described", "09-01 09:00", { evidence: ["waybill"] }),
    did("agreement.described", "09-01 09:00", { currency: "MXN" }),
    did("order.placed", "09-01 10:00"),
    did("delivery.delivered", "09-02 10:00"),
    did("evidence.attached", "09-02 11:00", { kind: "waybill" }),
    did("invoice.issued", "09-02 12:00", {
      payerId: "CLI-1",
      totalMinor: 100_000,
      dueOn: "2026-10-02",
    }),
    did("invoice.paid", "10-01 12:00", { amountMinor: 100_000 }),
  ]);
}

describe("a database that an older version of Remo filled", () => {
  it("keeps what was paid paid and what was proved proved", async () => {
    await tell();
    await asOlderVersionLeftIt();
    await upgrade();
    await engineOn(database, testClock(NOW)).sweep();
    expect(await openRules()).toEqual([]);
  });

  it("would be taken for unpaid and unproved as it was", async () => {
    await tell();
    await asOlderVersionLeftIt();
    await database.pool.query("UPDATE groups SET recheck_at = 'epoch'");
    await engineOn(database, testClock(NOW)).sweep();
    expect(await openRules()).toEqual(["evidence-rejected", "invoice-overdue"]);
  });

  it("has its open orders and invoices in their customers' accounts", async () => {
    await tell();
    await engine.ingest([
      did("invoice.issued", "11-01 12:00", {
        invoiceId: "FAC-2",
        orderIds: [],
        payerId: "CLI-1",
        totalMinor: 5_000,
        dueOn: "2026-11-10",
      }),
    ]);
    await asOlderVersionLeftIt();
    await upgrade();
    await engineOn(database, testClock(NOW)).sweep();
    expect(await openRules()).toEqual(["invoice-overdue"]);
  });

  it("takes a period of an agreement that it knew before", async () => {
    await tell();
    await asOlderVersionLeftIt();
    await upgrade();
    const period = { agreementId: "CON-1", period: "2026-11", payerId: "CLI-1" };
    const told = [did("invoice.issued", "11-01 12:00", { invoiceId: "FAC-3", ...period })];
    expect((await engineOn(database, testClock(NOW)).ingest(told)).accepted).toBe(1);
  });

  it("is folded once, and an empty one never", async () => {
    expect(await upgrade()).toBe(0);
    await tell();
    expect(await upgrade()).toBeGreaterThan(3);
    expect(await foldStatesAnew(database.pool)).toBe(0);
  });

  it("is folded by one of two that start at once", async () => {
    await tell();
    await database.pool.query(await readFile(MIGRATION, "utf8"));
    const folded = await Promise.all([1, 2].map(() => foldStatesAnew(database.pool)));
    expect(Math.min(...folded)).toBe(0);
    expect(folded.filter((count) => count > 0)).toHaveLength(1);
  });
});
