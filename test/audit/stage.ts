import { Fact, type FactInput } from "../../src/core/fact.ts";
import type { Database } from "../../src/db/connect.ts";
import { forgetPerson } from "../../src/db/audit-forget.ts";
import { sealBatches } from "../../src/db/audit-seal.ts";
import { type Verified, verifyAudit } from "../../src/db/audit-verify.ts";
import type { Head } from "../../src/core/audit.ts";
import { engineOn, testClock } from "../support/engine.ts";
import { order } from "../support/orders.ts";

export const NOW = "2026-11-20T18:00:00.000Z";

/** What somebody who rules the database can do: nothing that Remo put there stands in the way. */
export async function tamper(database: Database, sql: string): Promise<void> {
  await database.pool.query(`
    BEGIN; SET LOCAL session_replication_role = replica; ${sql}; COMMIT`);
}

export function verify(database: Database, heads: readonly Head[] = []): Promise<Verified> {
  return verifyAudit(database.pool, { heads, progress: () => undefined });
}

/** Forgets a person as of a day on which nothing of these tests is in force any more. */
export function forget(database: Database, personId: string, now = "2027-06-01T00:00:00.000Z") {
  const credit = { expiresDays: 15 };
  return forgetPerson(database.pool, personId, { now, names: [], credit });
}

export async function seal(database: Database): Promise<Head> {
  const head = await sealBatches(database.pool);
  if (!head) throw new Error("There was nothing to seal.");
  return head;
}

let told = 0;

/** An order as the ERP tells it, with a name of its own. */
export function placed(orderId: string, extra: object = {}): Fact {
  told += 1;
  return Fact.parse({
    ...order(orderId, { promisedOn: "2026-11-18" }),
    source: "erp",
    externalId: `f${told}`,
    occurredAt: "2026-11-16T15:00:00.000Z",
    ...extra,
  } as FactInput);
}

/** Three batches in three links: orders whose promise is broken, so that each has a case. */
export async function storyOf(database: Database): Promise<readonly Head[]> {
  const engine = engineOn(database, testClock(NOW));
  const heads: Head[] = [];
  for (const ids of [["PED-1", "PED-2"], ["PED-3"], ["PED-4", "PED-5"]]) {
    await engine.ingest(ids.map((id) => placed(id)));
    heads.push(await seal(database));
  }
  return heads;
}
