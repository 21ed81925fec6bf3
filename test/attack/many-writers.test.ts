import { afterAll, beforeAll, expect, it } from "vitest";
import { Fact } from "../../src/core/fact.ts";
import type { Database } from "../../src/db/connect.ts";
import { freshDatabase } from "../support/database.ts";
import { engineOn, testClock } from "../support/engine.ts";

const NOW = "2026-11-20T18:00:00.000Z";
const WRITERS = 6;
const BATCHES = 180;

/** The same numbers in every run (mulberry32). */
function dice(seed: number): (sides: number) => number {
  let state = seed;
  return (sides) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % sides;
  };
}

/** It matches nothing, and yet whoever tells of it has every open case judged again. */
function silence(told: number): object {
  return {
    type: "silence.started",
    silenceId: `S-${told}`,
    personId: "vera",
    personName: "Vera",
    matcher: { customerId: "CLI-NADIE" },
    until: "2026-11-30T00:00:00Z",
  };
}

/** A few orders, deliveries, invoices and customers that every batch crosses in its own way. */
function batches(): readonly (readonly Fact[])[] {
  const roll = dice(7);
  let told = 0;
  const one = () => {
    told += 1;
    const orderId = `PED-${roll(12)}`;
    const deliveryId = `ENT-${roll(20)}`;
    const invoiceId = `FAC-${roll(12)}`;
    const customerId = `CLI-${roll(3)}`;
    const orders = roll(3) ? [orderId] : [orderId, `PED-${roll(12)}`];
    const sha256 = String(roll(4)).repeat(64);
    const minute = String(roll(60)).padStart(2, "0");
    const facts = [
      { type: "order.placed", orderId, currency: "MXN", totalMinor: 100, buyerId: customerId },
      { type: "order.promised", orderId, promisedOn: `2026-11-1${roll(10)}` },
      { type: "delivery.delivered", deliveryId },
      { type: "delivery.dispatched", deliveryId, orderId },
      { type: "invoice.issued", invoiceId, orderIds: orders, currency: "MXN" },
      { type: "invoice.cancelled", invoiceId },
      { type: "customer.described", customerId, name: "N", evidence: roll(2) ? ["photo"] : [] },
      { type: "evidence.attached", deliveryId, kind: "photo", name: "a.jpg", sha256 },
    ];
    return Fact.parse({
      ...(roll(30) ? facts[roll(facts.length)] : silence(told)),
      source: "erp",
      externalId: `f${told}`,
      occurredAt: `2026-11-1${roll(10)}T10:${minute}:00Z`,
    });
  };
  return Array.from({ length: BATCHES }, () => Array.from({ length: 1 + roll(12) }, one));
}

let alone: Database;
let crowded: Database;
beforeAll(async () => {
  alone = await freshDatabase();
  crowded = await freshDatabase();
});
afterAll(async () => {
  await alone.close();
  await crowded.close();
});

async function play(database: Database, writers: number): Promise<unknown> {
  const engine = engineOn(database, testClock(NOW));
  const waiting = [...batches()];
  const writer = async () => {
    for (let batch = waiting.shift(); batch; batch = waiting.shift()) await engine.ingest(batch);
  };
  await Promise.all(Array.from({ length: writers }, writer));
  await engine.sweep();
  const { rows: states } = await database.pool.query(
    "SELECT key, state FROM subjects ORDER BY key",
  );
  const { rows: cases } = await database.pool.query(
    `SELECT group_id, team, body -> 'findings' AS findings FROM cases
     WHERE state <> 'closed' ORDER BY group_id`,
  );
  return { states, cases };
}

// Policies, silences and photos that were used before have other orders judged again, and an invoice
// belongs to two: whoever locked those on the way ended in a deadlock, which costs a second to notice.
it("ends the same with many writers at once, none of whom waits in a circle", async () => {
  const expected = await play(alone, 1);
  expect(await play(crowded, WRITERS)).toEqual(expected);
  const { rows } = await crowded.pool.query(
    "SELECT deadlocks::int FROM pg_stat_database WHERE datname = current_database()",
  );
  expect(rows).toEqual([{ deadlocks: 0 }]);
});
