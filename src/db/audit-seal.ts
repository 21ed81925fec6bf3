import type pg from "pg";
import type { Head } from "../core/audit.ts";
import { linkHash, NOTHING_BEFORE } from "./audit-digest.ts";

// Any two numbers that no other lock of Remo uses.
const SEALER = "7236, 2";
const BATCHES_PER_LINK = 500;
const DEFAULT_ROUNDS = 200;

/**
 * Links committed batches into the chain, outside of any writer's transaction: writers never wait
 * for each other. Of several sealers at once one seals; the others find nothing to do. Answers the
 * head when it sealed something, otherwise null. Batches that commit out of order, or whose sealer
 * was killed, wait in audit_unsealed for the next round.
 */
export async function sealBatches(pool: pg.Pool, rounds = DEFAULT_ROUNDS): Promise<Head | null> {
  let head: Head | null = null;
  for (let round = 0; round < rounds; round += 1) {
    const next = await inTransaction(pool, sealOnce);
    if (next === null) break;
    head = next;
  }
  return head;
}

async function inTransaction<T>(
  pool: pg.Pool,
  work: (client: pg.PoolClient) => Promise<T>,
): Promise<T> {
  const client = await pool.connect();
  try {
    await client.query("BEGIN");
    const result = await work(client);
    await client.query("COMMIT");
    client.release();
    return result;
  } catch (error) {
    await client.query("ROLLBACK").then(
      () => client.release(),
      (broken: Error) => client.release(broken),
    );
    throw error;
  }
}

type Waiting = { readonly id: number; readonly digest: Buffer };

async function sealOnce(client: pg.PoolClient): Promise<Head | null> {
  const lock = await client.query<{ mine: boolean; now: string }>(
    `SELECT pg_try_advisory_xact_lock(${SEALER}) AS mine, clock_timestamp()::timestamptz(3) AS now`,
  );
  const { mine, now } = lock.rows[0] ?? { mine: false, now: "" };
  if (!mine) return null;
  // Read after the lock was taken: what the sealer before us committed is seen.
  const last = await client.query<{ number: number; hash: Buffer }>(
    `SELECT number, hash FROM audit_links ORDER BY number DESC LIMIT 1`,
  );
  const waiting = await client.query<Waiting>(
    `SELECT b.id, b.digest FROM audit_unsealed u JOIN audit_batches b ON b.id = u.batch_id
     ORDER BY b.id LIMIT ${BATCHES_PER_LINK}`,
  );
  if (waiting.rows.length === 0) return null;
  const link = {
    number: (last.rows[0]?.number ?? 0) + 1,
    sealedAt: now,
    batchIds: waiting.rows.map(({ id }) => id),
    batchDigests: Buffer.concat(waiting.rows.map(({ digest }) => digest)),
    prev: last.rows[0]?.hash ?? NOTHING_BEFORE,
  };
  const hash = linkHash(link);
  await client.query(
    `INSERT INTO audit_links (number, sealed_at, batch_ids, batch_digests, prev, hash)
     VALUES ($1, $2, $3::bigint[], $4, $5, $6)`,
    [link.number, now, `{${link.batchIds.join(",")}}`, link.batchDigests, link.prev, hash],
  );
  await client.query(`DELETE FROM audit_unsealed WHERE batch_id = ANY($1::bigint[])`, [
    link.batchIds,
  ]);
  return { number: link.number, hash: hash.toString("hex") };
}
