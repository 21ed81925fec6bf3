import { onTestFinished } from "vitest";
import { type Courier, startCourier, type SubscriberStore } from "../../src/app/courier.ts";
import { Fact } from "../../src/core/fact.ts";
import { sealBatches } from "../../src/db/audit-seal.ts";
import type { Database } from "../../src/db/connect.ts";
import { createSubscriberStore } from "../../src/db/subscriber-store.ts";
import {
  enrolSubscribers,
  type SubscriberState,
  subscriberStates,
} from "../../src/db/subscribers-table.ts";
import { engineOn, testClock } from "../support/engine.ts";
import { type Declared, declared } from "./declared.ts";

const NOW = "2026-11-20T18:00:00.000Z";
export const PATIENCE = { timeout: 8_000, interval: 10 };

export type Stage = {
  readonly courier: Courier;
  /** What went wrong at subscribers, as it is logged. */
  readonly notTaken: string[];
  state(name: string): Promise<SubscriberState>;
};

/** Couriers of one process on a database, stopped at the end of the test. */
export async function courierOn(
  database: Database,
  subscribers: Declared,
  options: { readonly store?: SubscriberStore; readonly timeoutMs?: number } = {},
): Promise<Stage> {
  const all = declared(subscribers, options.timeoutMs);
  const store = options.store ?? createSubscriberStore(database.pool);
  await enrolSubscribers(database.pool, all);
  const notTaken: string[] = [];
  const courier = startCourier(store, all, {
    failed: (error) => notTaken.push(`broke: ${String(error)}`),
    notTaken: (name, reason) => notTaken.push(`${name}: ${reason}`),
  });
  onTestFinished(() => courier.stop());
  return {
    courier,
    notTaken,
    async state(name) {
      const found = (await subscriberStates(database.pool, all, 1_000)).find(
        (one) => one.name === name,
      );
      if (!found) throw new Error(`${name} is not declared.`);
      return found;
    },
  };
}

/** A decision that a person made here: another promised day. */
export function decided(id: string, more: object = {}): Fact {
  return Fact.parse({
    type: "order.promised",
    source: "remo",
    externalId: id,
    occurredAt: NOW,
    orderId: `PED-${id}`,
    promisedOn: "2026-11-27",
    by: "Ana Ríos",
    ...more,
  });
}

/** What the ERP told, which is nobody's decision. */
export function told(id: string): Fact {
  return decided(id, { source: "erp", by: undefined });
}

/** Commits one batch. */
export async function commit(database: Database, ...facts: readonly Fact[]): Promise<void> {
  await engineOn(database, testClock(NOW)).ingest(facts);
}

export async function commitAndSeal(database: Database, ...facts: readonly Fact[]): Promise<void> {
  await commit(database, ...facts);
  await sealBatches(database.pool);
}

/** Lets the time pass that leases and waits take. */
export async function passTime(database: Database): Promise<void> {
  await database.pool.query(
    `UPDATE subscribers SET next_at = now() - interval '1 ms', lease_until = now() - interval '1 ms'
     WHERE next_at > now() OR lease_until IS NOT NULL`,
  );
}

/** The decisions in the order of the chain, read row by row and not as the courier reads them. */
export async function chainOf(database: Database): Promise<readonly string[]> {
  const { rows: links } = await database.pool.query<{ batch_ids: number[] }>(
    `SELECT batch_ids FROM audit_links ORDER BY number`,
  );
  const { rows: batches } = await database.pool.query<{ id: number; fact_seqs: number[] }>(
    `SELECT id, fact_seqs FROM audit_batches`,
  );
  const { rows: facts } = await database.pool.query<{ seq: number; external_id: string }>(
    `SELECT seq, external_id FROM facts WHERE source = 'remo'`,
  );
  const seqsOf = new Map(batches.map((one) => [one.id, one.fact_seqs]));
  const idOf = new Map(facts.map((one) => [one.seq, one.external_id]));
  return links
    .flatMap(({ batch_ids: ids }) => ids.flatMap((id) => seqsOf.get(id) ?? []))
    .flatMap((seq) => idOf.get(seq) ?? []);
}
