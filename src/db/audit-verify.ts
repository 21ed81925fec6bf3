import type pg from "pg";
import type { AuditedTable, Head } from "../core/audit.ts";
import { batchDigest, digestAt } from "./audit-digest.ts";
import { checkLink, checkHeads, type Link, type LinkBefore } from "./audit-links.ts";
import { createProblems, type Problem, type Problems } from "./audit-problems.ts";
import { checkRows, type Expected } from "./audit-rows.ts";
import { createSeqs, type Seqs } from "./audit-seqs.ts";

const ROWS_AT_ONCE = 5_000;
const LINKS_AT_ONCE = 20;
const BATCHES_AT_ONCE = 50;
const SCANNED_AT_ONCE = 50_000;

export type Verified = {
  readonly ok: boolean;
  readonly facts: number;
  readonly caseEvents: number;
  readonly batches: number;
  readonly links: number;
  /** Write it down elsewhere: a chain that has it later is the same chain. */
  readonly head: Head | null;
  /** Committed and not yet linked: true, but not yet beyond the database's ruler to undo. */
  readonly unsealedBatches: number;
  readonly pseudonymized: number;
  readonly problemCount: number;
  readonly problems: readonly Problem[];
};

export type VerifyOptions = {
  /** Heads noted elsewhere: the chain must have each of them. */
  readonly heads: readonly Head[];
  progress(done: number, total: number): void;
};

type Batch = {
  readonly id: number;
  readonly fact_seqs: readonly number[];
  readonly fact_digests: Buffer;
  readonly event_seqs: readonly number[];
  readonly event_digests: Buffer;
  readonly note: string;
  readonly digest: Buffer;
};

type Run = {
  readonly client: pg.ClientBase;
  readonly problems: Problems;
  readonly seen: Readonly<Record<AuditedTable | "batches", Seqs>>;
  readonly forgotten: ReadonlySet<string>;
  readonly tick: (rows: number) => void;
  pseudonymized: number;
};

/**
 * Follows the chain from its first link, through its batches, to every row, and then looks for rows
 * that no batch knows. Reads one snapshot, in pages, while others write; memory does not grow with
 * the store but for one bit a row.
 */
export async function verifyAudit(pool: pg.Pool, options: VerifyOptions): Promise<Verified> {
  const client = await pool.connect();
  try {
    await client.query("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");
    const verified = await verifyIn(client, options);
    await client.query("COMMIT");
    client.release();
    return verified;
  } catch (error) {
    client.release(true);
    throw error;
  }
}

async function verifyIn(client: pg.ClientBase, options: VerifyOptions): Promise<Verified> {
  const total = await countRows(client);
  let done = 0;
  const run: Run = {
    client,
    problems: createProblems(),
    seen: { facts: createSeqs(), case_events: createSeqs(), batches: createSeqs() },
    forgotten: await forgottenIn(client),
    tick: (rows) => options.progress((done += rows), total.facts + total.case_events),
    pseudonymized: 0,
  };
  const { links, head } = await followChain(run, options.heads);
  const unsealedBatches = await checkUnsealed(run);
  await findStrayBatches(run);
  await findStrayRows(run, "facts");
  await findStrayRows(run, "case_events");
  const { problems } = run;
  return {
    ok: problems.count === 0,
    facts: total.facts,
    caseEvents: total.case_events,
    batches: run.seen.batches.size,
    links,
    head,
    unsealedBatches,
    pseudonymized: run.pseudonymized,
    problemCount: problems.count,
    problems: problems.first,
  };
}

async function countRows(client: pg.ClientBase): Promise<Record<AuditedTable, number>> {
  const { rows } = await client.query<Record<AuditedTable, number>>(
    `SELECT (SELECT count(*) FROM facts) AS facts,
       (SELECT count(*) FROM case_events) AS case_events`,
  );
  return rows[0] ?? { facts: 0, case_events: 0 };
}

async function forgottenIn(client: pg.ClientBase): Promise<ReadonlySet<string>> {
  const { rows } = await client.query<{ note: string }>(
    `SELECT note FROM audit_batches WHERE note <> ''`,
  );
  return new Set(rows.map(({ note }) => note));
}

async function followChain(run: Run, heads: readonly Head[]) {
  let before: LinkBefore = { number: 0, hash: null };
  let links = 0;
  for (;;) {
    const { rows }: pg.QueryResult<Link> = await run.client.query(
      `SELECT number, sealed_at, batch_ids, batch_digests, prev, hash FROM audit_links
       WHERE number > $1 ORDER BY number LIMIT ${LINKS_AT_ONCE}`,
      [before.number],
    );
    for (const link of rows) {
      before = checkLink(link, before, run.problems);
      checkHeads(link, heads, run.problems);
      await checkLinked(run, link);
      links += 1;
    }
    if (rows.length < LINKS_AT_ONCE) break;
  }
  for (const { number } of heads.filter((head) => head.number > before.number).slice(-1)) {
    const says = `a link with this number was noted, and the chain ends at ${before.number}: newer links were dropped, or an older backup was restored`;
    const at = { row: number, about: null, at: null };
    run.problems.add({ table: "audit_links", fault: "removed", says, ...at });
  }
  const { number, hash } = before;
  return { links, head: hash === null ? null : { number, hash: hash.toString("hex") } };
}

async function checkLinked(run: Run, link: Link): Promise<void> {
  const digests = new Map(
    link.batch_ids.map((id, position) => [id, digestAt(link.batch_digests, position)]),
  );
  for (let start = 0; start < link.batch_ids.length; start += BATCHES_AT_ONCE) {
    const ids = link.batch_ids.slice(start, start + BATCHES_AT_ONCE);
    const batches = await batchesOf(run.client, ids);
    const missing = new Set(ids);
    for (const batch of batches) {
      missing.delete(batch.id);
      checkBatch(run, batch, digests.get(batch.id) ?? null, link);
    }
    for (const id of missing) {
      const says = `the batch is gone; link ${link.number} of ${link.sealed_at} has it`;
      const about = { row: id, about: null, at: link.sealed_at };
      run.problems.add({ table: "audit_batches", fault: "removed", says, ...about });
    }
    await checkRowsOf(run, batches, link.sealed_at);
  }
}

async function batchesOf(
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
function checkBatch(run: Run, batch: Batch, linked: Buffer | null, link: Link | null): void {
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

async function checkRowsOf(
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

/** The tail that waits for the sealer: it must be whole, and need not be linked yet. */
async function checkUnsealed(run: Run): Promise<number> {
  let last = -1;
  let count = 0;
  for (;;) {
    const { rows }: pg.QueryResult<{ batch_id: number }> = await run.client.query(
      `SELECT batch_id FROM audit_unsealed WHERE batch_id > $1 ORDER BY batch_id
       LIMIT ${BATCHES_AT_ONCE}`,
      [last],
    );
    const ids = rows.map((row) => row.batch_id);
    const batches = await batchesOf(run.client, ids);
    const found = new Set(batches.map(({ id }) => id));
    for (const id of ids.filter((one) => !found.has(one))) {
      const says = "a batch waits to be sealed, and is gone";
      const about = { row: id, about: null, at: null };
      run.problems.add({ table: "audit_unsealed", fault: "removed", says, ...about });
    }
    for (const batch of batches) checkBatch(run, batch, null, null);
    await checkRowsOf(run, batches, null);
    count += ids.length;
    last = ids.at(-1) ?? last;
    if (ids.length < BATCHES_AT_ONCE) return count;
  }
}

async function findStrayBatches(run: Run): Promise<void> {
  await scan(run, "audit_batches", "id", run.seen.batches, (id) => ({
    table: "audit_batches",
    row: id,
    fault: "left-out",
    about: null,
    at: null,
    says: "no link has this batch, and it does not wait for one: its link was dropped",
  }));
}

async function findStrayRows(run: Run, table: AuditedTable): Promise<void> {
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
