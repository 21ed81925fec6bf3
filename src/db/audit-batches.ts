import type pg from "pg";
import type { AuditedTable } from "../core/audit.ts";
import { batchDigest, digestAt } from "./audit-digest.ts";
import type { Link } from "./audit-links.ts";
import type { Problems } from "./audit-problems.ts";
import { checkRows, type Expected } from "./audit-rows.ts";
import type { Seqs } from "./audit-seqs.ts";

const ROWS_AT_ONCE = 5_000;

export type Batch = {
  readonly id: number;
  readonly fact_seqs: readonly number[];
  readonly fact_digests: Buffer;
  readonly event_seqs: readonly number[];
  readonly event_digests: Buffer;
  readonly note: string;
  readonly digest: Buffer;
};

/** One run of verifying, through all its steps. */
export type Run = {
  readonly client: pg.ClientBase;
  readonly problems: Problems;
  readonly seen: Readonly<Record<AuditedTable | "batches", Seqs>>;
  readonly forgotten: ReadonlySet<string>;
  readonly tick: (rows: number) => void;
  pseudonymized: number;
};

export async function batchesOf(
  client: pg.ClientBase,
  ids: readonly number[],
): Promise<readonly Batch[]> {
  const { rows } = await client.query<Batch>(
    `SELECT id, fact_seqs, fact_digests, event_seqs, event_digests, note, digest
     FROM audit_batches WHERE id = ANY($1::bigint[]) ORDER BY id`,
    [ids],
  );
  return rows;
}

/** The batch against itself, and against the digest that its link holds. */
export function checkBatch(run: Run, batch: Batch, linked: Buffer | null, link: Link | null): void {
  const is = batchDigest({
    factSeqs: batch.fact_seqs,
    factDigests: batch.fact_digests,
    eventSeqs: batch.event_seqs,
    eventDigests: batch.event_digests,
    note: batch.note,
  });
  const about = {
    table: "audit_batches",
    row: batch.id,
    about: null,
    at: link?.sealed_at ?? null,
  } as const;
  if (!run.seen.batches.add(batch.id)) {
    const says = "the batch is linked twice";
    run.problems.add({ ...about, fault: "added", says });
  }
  if (is.equals(batch.digest) && (linked === null || linked.equals(is))) return;
  const says = "the list of rows of this batch is not as it was recorded";
  run.problems.add({ ...about, fault: "changed", says });
}

export async function checkRowsOf(
  run: Run,
  batches: readonly Batch[],
  sealedAt: string | null,
): Promise<void> {
  const listed = {
    facts: batches.flatMap((one) => expectedIn(one.fact_seqs, one.fact_digests, sealedAt)),
    case_events: batches.flatMap((one) => expectedIn(one.event_seqs, one.event_digests, sealedAt)),
  };
  for (const table of ["facts", "case_events"] as const) {
    for (const { seq } of listed[table]) {
      if (run.seen[table].add(seq)) continue;
      const says = "two batches say that they appended this row";
      run.problems.add({ table, row: seq, fault: "added", about: null, at: sealedAt, says });
    }
    for (let start = 0; start < listed[table].length; start += ROWS_AT_ONCE) {
      const rows = listed[table].slice(start, start + ROWS_AT_ONCE);
      const { client, forgotten, problems } = run;
      run.pseudonymized += await checkRows(client, table, rows, forgotten, problems);
      run.tick(rows.length);
    }
  }
}

function expectedIn(
  seqs: readonly number[],
  digests: Buffer,
  sealedAt: string | null,
): readonly Expected[] {
  return seqs.map((seq, position) => ({ seq, digest: digestAt(digests, position), sealedAt }));
}
