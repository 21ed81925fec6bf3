import type pg from "pg";
import type { AuditedTable } from "../core/audit.ts";
import type { Run } from "./audit-batches.ts";
import type { Problem } from "./audit-problems.ts";
import type { Seqs } from "./audit-seqs.ts";

const SCANNED_AT_ONCE = 50_000;

/** Batches that no link has, though they do not wait for one. */
export async function findStrayBatches(run: Run): Promise<void> {
  await scan(run, "audit_batches", "id", run.seen.batches, (id) => ({
    table: "audit_batches",
    row: id,
    fault: "left-out",
    about: null,
    at: null,
    says: "no link has this batch, and it does not wait for one: its link was dropped",
  }));
}

/** Rows that no batch has. */
export async function findStrayRows(run: Run, table: AuditedTable): Promise<void> {
  await scan(run, table, "seq", run.seen[table], (seq) => ({
    table,
    row: seq,
    fault: "added",
    about: null,
    at: null,
    says: "no batch appended this row: it did not come through Remo",
  }));
}

async function scan(
  run: Run,
  table: AuditedTable | "audit_batches",
  key: "id" | "seq",
  seen: Seqs,
  problemOf: (row: number) => Problem,
): Promise<void> {
  let last: number | string = "-9223372036854775808";
  for (;;) {
    const { rows }: pg.QueryResult<{ row: number }> = await run.client.query(
      `SELECT ${key} AS row FROM ${table} WHERE ${key} > $1::bigint ORDER BY ${key}
       LIMIT ${SCANNED_AT_ONCE}`,
      [last],
    );
    for (const { row } of rows) {
      last = row;
      if (seen.has(Number(row))) continue;
      run.problems.add(await described(run, problemOf(Number(row))));
    }
    if (rows.length < SCANNED_AT_ONCE) return;
  }
}

/** A row that nobody recorded says of itself what it is about. */
async function described(run: Run, problem: Problem): Promise<Problem> {
  if (problem.fault !== "added" || run.problems.full()) return problem;
  const text =
    problem.table === "facts"
      ? `SELECT subject AS about, occurred_at AS at FROM facts WHERE seq = $1`
      : `SELECT 'case ' || case_id AS about, at FROM case_events WHERE seq = $1`;
  const { rows } = await run.client.query<{ about: string; at: string }>(text, [problem.row]);
  return { ...problem, about: rows[0]?.about ?? null, at: rows[0]?.at ?? null };
}
