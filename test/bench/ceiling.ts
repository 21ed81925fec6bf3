import type pg from "pg";
import { inParallel } from "./figure.ts";

const ROWS_PER_STATEMENT = 500;
const CONNECTIONS = 4;

/** A table's columns with their types, as one statement of arrays writes them. */
type Table = { readonly name: string; readonly columns: Readonly<Record<string, string>> };

const FACTS: Table = {
  name: "facts",
  columns: {
    source: "text",
    external_id: "text",
    type: "text",
    subject: "text",
    occurred_at: "timestamptz",
    recorded_at: "timestamptz",
    body: "json",
  },
};
const SUBJECTS: Table = {
  name: "subjects",
  columns: { key: "text", state: "json", fold_key: "text", version: "int" },
};
const MESSAGES: Table = {
  name: "messages",
  columns: {
    id: "uuid",
    platform: "text",
    channel: "text",
    kind: "text",
    case_id: "text",
    parent_id: "uuid",
    event_seq: "bigint",
    desired: "int",
    priority: "float8",
  },
};

export type Statement = { readonly text: string; readonly values: readonly (readonly Cell[])[] };
type Cell = string | null;
type Row = readonly Cell[];

/** What the pipeline wrote, as statements of 500 rows. */
export type Writes = {
  /** Every fact, state and message once. */
  readonly inserts: readonly Statement[];
  /**
   * A state is written anew whenever something new is known of its subject: what writes the same
   * rows has to write it as often. Of each round no subject twice; a round waits for the one before.
   */
  readonly updates: readonly (readonly Statement[])[];
};

/** Reads what the pipeline stored, and how often it wrote each state: that is its version. */
export async function readWrites(pool: pg.Pool): Promise<Writes> {
  const inserts: Statement[] = [];
  for (const table of [FACTS, SUBJECTS, MESSAGES]) {
    const rows = await rowsOf(pool, table, table === SUBJECTS ? "1" : null);
    inserts.push(...statementsOf(insertInto(table), rows));
  }
  return { inserts, updates: await updatesOf(pool) };
}

/** Its newest text stands for all versions of a state: the longest, most often. */
async function updatesOf(pool: pg.Pool): Promise<Statement[][]> {
  const rows = await rowsOf(pool, SUBJECTS, null);
  const version = Object.keys(SUBJECTS.columns).indexOf("version");
  const updates: Statement[][] = [];
  for (let round = 2; ; round += 1) {
    const again = rows.filter((row) => Number(row[version]) >= round);
    if (again.length === 0) return updates;
    const written = again.map((row) => row.with(version, String(round)));
    updates.push(statementsOf(UPDATE_SUBJECTS, written));
  }
}

/** All rows as text, for they are to be written again and not understood. */
async function rowsOf(pool: pg.Pool, table: Table, version: string | null): Promise<Row[]> {
  const columns = Object.keys(table.columns).map((name) =>
    name === "version" && version !== null ? `'${version}'` : `${name}::text`,
  );
  const text = `SELECT ${columns.join(", ")} FROM ${table.name}`;
  const { rows } = await pool.query<Cell[]>({ text, rowMode: "array" });
  return rows;
}

function statementsOf(text: string, rows: readonly Row[]): Statement[] {
  const statements: Statement[] = [];
  for (let start = 0; start < rows.length; start += ROWS_PER_STATEMENT) {
    const some = rows.slice(start, start + ROWS_PER_STATEMENT);
    const columns = some[0]?.map((_cell, column) => some.map((row) => row[column] ?? null)) ?? [];
    statements.push({ text, values: columns });
  }
  return statements;
}

function arraysOf({ columns }: Table): string {
  return Object.values(columns)
    .map((type, index) => `$${index + 1}::${type}[]`)
    .join(", ");
}

function insertInto(table: Table): string {
  const names = Object.keys(table.columns).join(", ");
  return `INSERT INTO ${table.name} (${names}) SELECT * FROM unnest(${arraysOf(table)})`;
}

const UPDATE_SUBJECTS = `
  UPDATE subjects SET state = next.state, fold_key = next.fold_key, version = next.version
  FROM unnest(${arraysOf(SUBJECTS)}) AS next (${Object.keys(SUBJECTS.columns).join(", ")})
  WHERE subjects.key = next.key`;

/** Writes them as fast as this server takes them, each statement a commit of its own. */
export async function writeRows(pool: pg.Pool, statements: readonly Statement[]): Promise<void> {
  await inParallel(statements, CONNECTIONS, async ({ text, values }) => {
    const name = text.trim().slice(0, 20);
    const { rowCount } = await pool.query({ name, text, values: [...values] });
    if (rowCount !== values[0]?.length) throw new Error(`${name}… wrote ${rowCount} rows.`);
  });
}
