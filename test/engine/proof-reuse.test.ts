import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { addHours } from "../../src/core/calendar.ts";
import { Fact } from "../../src/core/fact.ts";
import { parseRulesFile, type RulesFile } from "../../src/core/rules-file.ts";
import type { Database } from "../../src/db/connect.ts";
import { freshDatabase } from "../support/database.ts";
import { engineOn, testClock } from "../support/engine.ts";

const NOW = "2026-11-18T18:00:00.000Z";
const START = "2026-11-01T06:00:00.000Z";
const RULES = demandingPhotos();
const DELIVERIES = ["ENT-1", "ENT-2", "ENT-3", "ENT-4", "ENT-5"] as const;
// Two deliveries share an order, so that what proves both is no reuse.
const orderOf = (deliveryId: string) =>
  deliveryId === "ENT-1" || deliveryId === "ENT-2" ? "PED-12" : `PED-${deliveryId.slice(4)}`;

function demandingPhotos(): RulesFile {
  const parsed = parseRulesFile({
    version: 1,
    rules: { "evidence-missing": { required: ["photo"] } },
  });
  if ("error" in parsed) throw new Error(parsed.error);
  return parsed;
}

type Use = { readonly deliveryId: string; readonly photo: number; readonly hours: number };
const use: fc.Arbitrary<Use> = fc.record({
  deliveryId: fc.constantFrom(...DELIVERIES),
  photo: fc.integer({ min: 0, max: 2 }),
  hours: fc.integer({ min: 0, max: 6 }),
});

const at = (hours: number) => addHours(START, hours);
const sha = (photo: number) => String(photo).repeat(64);

function attached({ deliveryId, photo, hours }: Use, index: number, names: boolean): Fact {
  return Fact.parse({
    type: "evidence.attached",
    source: "tms",
    externalId: `use-${index}`,
    occurredAt: at(hours),
    deliveryId,
    // Half of the sources name the order only where they tell of the delivery.
    ...(names ? { orderId: orderOf(deliveryId) } : {}),
    kind: "photo",
    name: `${photo}.jpg`,
    sha256: sha(photo),
  });
}

const SETTING: readonly Fact[] = DELIVERIES.flatMap((deliveryId) => {
  const told = { source: "erp", occurredAt: START, orderId: orderOf(deliveryId) };
  return [
    Fact.parse({
      ...told,
      type: "order.placed",
      externalId: `order ${deliveryId}`,
      currency: "MXN",
    }),
    Fact.parse({
      ...told,
      type: "delivery.delivered",
      externalId: `delivery ${deliveryId}`,
      deliveryId,
    }),
  ];
});

/** Deliveries whose every photo had proven another order before, read off the uses themselves. */
function reusedIn(uses: readonly Use[]): readonly string[] {
  const first = (deliveryId: string, photo: number) =>
    Math.min(
      ...uses.filter((u) => u.deliveryId === deliveryId && u.photo === photo).map((u) => u.hours),
    );
  const isReused = ({ deliveryId, photo }: Use) =>
    uses.some((other) => {
      if (other.photo !== photo || orderOf(other.deliveryId) === orderOf(deliveryId)) return false;
      const own = first(deliveryId, photo);
      return other.hours < own || (other.hours === own && other.deliveryId < deliveryId);
    });
  return DELIVERIES.filter((deliveryId) => {
    const own = uses.filter((one) => one.deliveryId === deliveryId);
    return own.length > 0 && own.every(isReused);
  });
}

describe("photos that prove deliveries of several orders", () => {
  let database: Database;
  beforeAll(async () => {
    database = await freshDatabase();
  });
  afterAll(() => database.close());

  async function play(facts: readonly Fact[], size: number, writers: number) {
    await database.pool.query(`
      BEGIN;
      SET LOCAL session_replication_role = replica;
      TRUNCATE facts, subjects, links, groups, cases, case_events, messages,
        audit_batches, audit_unsealed, audit_links, audit_names;
      COMMIT`);
    const engine = engineOn(database, testClock(NOW), RULES);
    const batches: (readonly Fact[])[] = [];
    for (let from = 0; from < facts.length; from += size) {
      batches.push(facts.slice(from, from + size));
    }
    const writer = async () => {
      for (let batch = batches.shift(); batch; batch = batches.shift()) await engine.ingest(batch);
    };
    await Promise.all(Array.from({ length: writers }, writer));
    await engine.sweep();
    const { rows } = await database.pool.query<{ subject: string }>(`
      SELECT f->>'subject' AS subject FROM cases, json_array_elements(body->'findings') f
      WHERE state <> 'closed' AND f->>'rule' = 'evidence-rejected' ORDER BY 1`);
    return rows.map(({ subject }) => subject.slice("delivery:".length));
  }

  it("are rejected where another order had them first, however the facts come", async () => {
    let reused = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.array(use, { minLength: 2, maxLength: 10 }).chain((uses) => {
          const facts = [...SETTING, ...uses.map((one, n) => attached(one, n, n % 2 === 0))];
          return fc.record({
            uses: fc.constant(uses),
            told: fc.shuffledSubarray(facts, { minLength: facts.length }),
            size: fc.integer({ min: 1, max: 8 }),
            writers: fc.integer({ min: 1, max: 4 }),
          });
        }),
        async ({ uses, told, size, writers }) => {
          const expected = reusedIn(uses);
          reused += expected.length;
          expect(await play(told, size, writers)).toEqual(expected);
        },
      ),
      { numRuns: 50 },
    );
    // Photos that nobody used twice would prove nothing about those that were.
    expect(reused).toBeGreaterThan(20);
    const { rows } = await database.pool.query(
      "SELECT deadlocks::int FROM pg_stat_database WHERE datname = current_database()",
    );
    expect(rows).toEqual([{ deadlocks: 0 }]);
  }, 120_000);

  it("are looked up by their digest, whatever else was told", async () => {
    await play(SETTING, 50, 1);
    await database.pool.query(`
      INSERT INTO facts (source, external_id, type, subject, occurred_at, recorded_at, body)
      SELECT 'tms', 'bulk-' || n, 'evidence.attached', 'delivery:BULK-' || n, now(), now(),
        json_build_object('type', 'evidence.attached', 'deliveryId', 'BULK-' || n,
          'sha256', lpad(to_hex(n), 64, 'f'))
      FROM generate_series(1, 20000) n`);
    await database.pool.query("ANALYZE facts");
    const { rows } = await database.pool.query<{ "QUERY PLAN": string }>(`
      EXPLAIN SELECT f.subject FROM facts f
      WHERE f.type = 'evidence.attached' AND f.body->>'sha256' IS NOT NULL
        AND f.body->>'sha256' = '${"a".repeat(64)}'
        AND (f.occurred_at, f.subject) < (now(), 'delivery:ENT-1')
      ORDER BY f.body->>'sha256' DESC, f.occurred_at DESC, f.subject DESC LIMIT 1`);
    const plan = rows.map((row) => row["QUERY PLAN"]).join("\n");
    expect(plan).toContain("Index Scan Backward using facts_proof_digest");
    expect(plan).not.toContain("Sort");
  });
});
