import type pg from "pg";
import { inParallel } from "./figure.ts";

const ROWS_PER_STATEMENT = 500;
const CONNECTIONS = 4;

/** A table's columns with their types, as one statement of arrays writes them. */
type Table = { readonly name: string; readonly columns: Readonly<Record<string, string>> };

const TABLES: readonly Table[] = [
  {
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
  },
  {
    name: "subjects",
    columns: { key: "text", state: "json", fold_key: "text", version: "int" },
  },
  {
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
  },
];

export type Statement = { readonly text: string; readonly values: readonly unknown[] };

/** What the pipeline stored, cut into statements of 500 rows in the order of the tables. */
export async function readRows(pool: pg.Pool): Promise<readonly Statement[]> {
  const statements: Statement[] = [];
  for (const table of TABLES) {
    const names = Object.keys(table.columns);
    // As text: the rows are to be written again, not understood.
    const columns = names.map((name) => `${name}::text`).join(", ");
    const { rows } = await pool.query<(string | null)[]>({
      text: `SELECT ${columns} FROM ${table.name}`,
      rowMode: "array",
    });
    for (let start = 0; start < rows.length; start += ROWS_PER_STATEMENT) {
      const some = rows.slice(start, start + ROWS_PER_STATEMENT);
      const values = names.map((_name, column) => some.map((row) => row[column] ?? null));
      statements.push({ text: insertInto(table), values });
    }
  }
  return statements;
}

function insertInto({ name, columns }: Table): string {
  const names = Object.keys(columns).join(", ");
  const arrays = Object.values(columns).map((type, index) => `$${index + 1}::${type}[]`);
  return `INSERT INTO ${name} (${names}) SELECT * FROM unnest(${arrays.join(", ")})`;
}

/** Writes them as fast as this server takes them, each statement a commit of its own. */
export async function writeRows(pool: pg.Pool, statements: readonly Statement[]): Promise<void> {
  await inParallel(statements, CONNECTIONS, ({ text, values }) =>
    pool.query({ name: text.slice(0, 20), text, values: [...values] }),
  );
}
