import { addHours, type Instant } from "../../src/core/calendar.ts";
import { Fact } from "../../src/core/fact.ts";
import type { Engine } from "../../src/compose/engine.ts";
import type { Database } from "../../src/db/connect.ts";
import { benchEngine } from "./bench-engine.ts";
import type { BenchServer } from "./bench-server.ts";
import { customers, feedOf } from "./generated-orders.ts";

/**
 * A database with so many orders. The real engine makes a few hundred of them, some finished, some
 * on their way, some in trouble; the others are copies of these under numbers of their own.
 */
export type FilledStore = {
  readonly orders: number;
  readonly database: Database;
  readonly engine: Engine;
  readonly now: Instant;
  /** A stored order's id, from any number at least 0 and below 1. */
  orderAt(share: number): string;
};

export type FilledStores = { of(orders: number): Promise<FilledStore>; close(): Promise<void> };

const TEMPLATES = 400;
const BRANCH = 0;
const FIRST_COPY = 1_000_000;
// Most orders delivered, the last still on route or waiting for their day.
const NOW: Instant = "2026-01-09T12:00:00.000Z";
const CHUNK = 500;

/** Makes each size once, when somebody first asks for it. */
export function filledStores(server: BenchServer, log: (line: string) => void): FilledStores {
  const made = new Map<number, Promise<FilledStore>>();
  const make = async (orders: number) => {
    log(`filling a database with ${orders.toLocaleString("en")} orders`);
    return fill(await server.database(`orders_${orders}`), orders);
  };
  return {
    of(orders) {
      const known = made.get(orders) ?? make(orders);
      made.set(orders, known);
      return known;
    },
    async close() {
      for (const store of made.values()) await (await store).database.close();
    },
  };
}

async function fill(database: Database, orders: number): Promise<FilledStore> {
  const engine = benchEngine(database, { now: () => NOW });
  const happened = [...customers(), ...feedOf(BRANCH, TEMPLATES)].filter(
    (raw) => raw.occurredAt <= NOW,
  );
  for (let start = 0; start < happened.length; start += CHUNK) {
    const facts = happened.slice(start, start + CHUNK).map((raw) => Fact.parse(raw));
    await engine.ingest(facts, { now: facts.at(-1)?.occurredAt ?? NOW });
  }
  // Then as a server finds them: what time alone brings has been looked at.
  await database.pool.query(`UPDATE groups SET recheck_at = $1`, [addHours(NOW, -1)]);
  await engine.sweep();
  await database.pool.query(`UPDATE messages SET state = 'current', shown = desired, ref = id`);
  const copies = Math.round(orders / TEMPLATES);
  await database.pool.query(ID_OF_COPY);
  for (const statement of copying(copies)) await database.pool.query(statement);
  return {
    orders: copies * TEMPLATES,
    database,
    engine,
    now: NOW,
    orderAt: (share) => `PED-${FIRST_COPY + Math.floor(share * copies * TEMPLATES)}`,
  };
}

/**
 * Every text that holds a template's number gets the number of the copy. Facts are not copied:
 * neither a status nor a sweep reads them.
 */
function copying(copies: number): readonly string[] {
  const numbered = (source: string) => `
    FROM (${source}) AS t CROSS JOIN LATERAL (
      SELECT (${FIRST_COPY} + copy * ${TEMPLATES} + old::int)::text AS new
      FROM generate_series(0, ${copies - 1}) AS copy) AS numbered`;
  const own = (table: string, key: string) =>
    numbered(
      `SELECT *, substring(${key} from '[0-9]{7}') AS old FROM ${table} WHERE ${key} ~ '[0-9]{7}'`,
    );
  const ofCase = (table: string) =>
    numbered(`SELECT ${table}.*, substring(group_id from '[0-9]{7}') AS old, cases.id AS old_case
      FROM ${table} JOIN cases ON cases.id = case_id`);
  return [
    `INSERT INTO subjects (key, state, fold_key, version)
     SELECT replace(key, old, new), replace(state::text, old, new)::json, fold_key, version
     ${own("subjects", "key")}`,
    `INSERT INTO groups (key, recheck_at)
     SELECT replace(key, old, new), recheck_at ${own("groups", "key")}`,
    `INSERT INTO links (order_key, subject_key)
     SELECT replace(order_key, old, new), replace(subject_key, old, new)
     ${own("links", "order_key")}`,
    // Messages and events first: they still find the templates' cases by name.
    `INSERT INTO messages (id, platform, channel, kind, case_id, ref, desired, shown, state, priority)
     SELECT gen_random_uuid(), platform, channel, kind, id_of_copy(old_case, new), ref, desired,
       shown, state, priority ${ofCase("messages")} WHERE kind = 'card'`,
    `INSERT INTO case_events (case_id, type, at, body)
     SELECT id_of_copy(old_case, new), type, at, body ${ofCase("case_events")}`,
    `INSERT INTO cases (id, group_type, group_id, state, team, severity, amount_minor, currency,
       rules, version, opened_at, closed_at, body)
     SELECT id_of_copy(id, new), group_type, replace(group_id, old, new), state, team, severity,
       amount_minor, currency, rules, version, opened_at, closed_at,
       replace(replace(body::text, old, new), id, id_of_copy(id, new))::json
     ${own("cases", "group_id")}`,
    `VACUUM ANALYZE`,
  ];
}

/** A template may have had several cases: the copy's id keeps a part of the template's. */
const ID_OF_COPY = `
  CREATE FUNCTION id_of_copy(id text, new text) RETURNS text IMMUTABLE
  RETURN left(id, 5) || new`;
