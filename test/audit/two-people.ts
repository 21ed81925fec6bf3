import { Fact, type FactInput } from "../../src/core/fact.ts";
import type { Instant } from "../../src/core/calendar.ts";
import type { Database } from "../../src/db/connect.ts";
import { engineOn, testClock } from "../support/engine.ts";

export type Person = { readonly personId: string; readonly personName: string };
export const LUIS: Person = { personId: "luis", personName: "Luis Peña" };
export const MARTA: Person = { personId: "marta", personName: "Marta Gil" };
export type Said = FactInput extends infer F
  ? F extends FactInput
    ? Omit<F, "source" | "externalId" | "occurredAt">
    : never
  : never;

/** Tells facts a millisecond apart, as people and their ERP would, shortly before `now`. */
export async function tell(database: Database, now: Instant, said: readonly Said[]): Promise<void> {
  const engine = engineOn(database, testClock(now));
  const start = Date.parse(now);
  const facts = said.map((one, index) =>
    Fact.parse({
      ...one,
      source: one.type === "invoice.credited" ? "erp" : "remo",
      externalId: `told-${index}`,
      occurredAt: new Date(start - 100_000 + index).toISOString(),
    }),
  );
  for (const fact of facts) await engine.ingest([fact]);
}

/** Every row of every table of the database that says it, as "table: row". */
export async function rowsSaying({ pool }: Database, pattern: string): Promise<readonly string[]> {
  const tables = await pool.query<{ name: string }>(
    `SELECT format('%I.%I', table_schema, table_name) AS name FROM information_schema.tables
     WHERE table_type = 'BASE TABLE' AND table_schema NOT IN ('pg_catalog', 'information_schema')`,
  );
  const found: string[] = [];
  for (const { name } of tables.rows) {
    const { rows } = await pool.query<{ row: string }>(
      `SELECT t::text AS row FROM ${name} t WHERE t::text ~ $1`,
      [pattern],
    );
    found.push(...rows.map(({ row }) => `${name}: ${row}`));
  }
  return found;
}

/** A pattern of PostgreSQL: the name, and the id as a word. */
export const ALL_OF_LUIS = String.raw`Luis Peña|\mluis\M`;
