import type pg from "pg";
import type { AuditedTable, Head } from "../core/audit.ts";
import { batchesOf, checkBatch, checkRowsOf, type Run } from "./audit-batches.ts";
import { digestAt } from "./audit-digest.ts";
import { checkLink, checkHeads, type Link, type LinkBefore } from "./audit-links.ts";
import { createProblems, type Problem } from "./audit-problems.ts";
import { createSeqs } from "./audit-seqs.ts";
import { findStrayBatches, findStrayRows } from "./audit-strays.ts";

const LINKS_AT_ONCE = 20;
const BATCHES_AT_ONCE = 50;

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
