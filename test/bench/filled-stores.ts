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
  await database.pool.query(`UPDATE messages SET state = 'current', shown = desired, ref = 'ts'`);
  const copies = Math.round(orders / TEMPLATES);
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
  const renumbered = (text: string) => `replace(${text}, old, new)`;
  const json = (column: string) => `${renumbered(`${column}::text`)}::json`;
  const copy = (table: string, key: string, columns: Readonly<Record<string, string>>) => `
    INSERT INTO ${table} (${Object.keys(columns).join(", ")})
    SELECT ${Object.values(columns).join(", ")}
    FROM (SELECT t.*, substring(${key} from '[0-9]{7}') AS old FROM ${table} t
      WHERE ${key} ~ '[0-9]{7}') AS template
    CROSS JOIN LATERAL (SELECT
      (${FIRST_COPY} + copy * ${TEMPLATES} + old::int)::text AS new
      FROM generate_series(0, ${copies - 1}) AS copy) AS numbered`;
  return [
    `CREATE TEMP TABLE case_numbers AS SELECT id, substring(group_id from '[0-9]{7}') AS old FROM cases`,
    ...[],
    copy("subjects", "key", {
      key: renumbered("key"),
      state: json("state"),
      fold_key: "fold_key",
      version: "version",
    }),
    copy("groups", "key", { key: renumbered("key"), recheck_at: "recheck_at" }),
    copy("links", "order_key", {
      order_key: renumbered("order_key"),
      subject_key: renumbered("subject_key"),
    }),
  ];
}
