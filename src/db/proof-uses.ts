import type { AskedProof } from "../app/store.ts";
import type { EarlierUse, ProofUse } from "../core/proof-reuse.ts";
import { binaryArray, texts } from "./binary-array.ts";
import type { Db } from "./statements.ts";

// Any number that no other lock of Remo uses; the second one is of 256 by the digest's first byte.
const PROOFS = "7237";

/**
 * Until the transaction ends, nobody else tells of a use of these files: of two orders that one
 * photo proves at once, the second sees the first. Digests share 256 locks, so that no batch fills
 * the server's table of locks; they are taken in one order.
 */
export async function lockProofs(db: Db, uses: readonly ProofUse[]): Promise<void> {
  const buckets = new Set(uses.map(({ sha256 }) => Number.parseInt(sha256.slice(0, 2), 16)));
  await db.query({
    name: "lock-proofs",
    text: `SELECT pg_advisory_xact_lock(${PROOFS}, bucket) FROM unnest($1::int[]) AS bucket`,
    values: [
      binaryArray(
        "int4",
        [...buckets].toSorted((a, b) => a - b),
      ),
    ],
  });
}

/**
 * For each proof the last use of its file before it by a delivery of another order. Reads from the
 * index backwards from that instant, past the deliveries of its own order alone.
 */
export async function earlierUses(
  db: Db,
  proofs: readonly AskedProof[],
): Promise<readonly EarlierUse[]> {
  const { rows } = await db.query<{ delivery: string; sha256: string; used_for: string }>({
    name: "earlier-uses",
    text: `
      WITH asked AS MATERIALIZED (
        SELECT * FROM unnest($1::text[], $2::text[], $3::timestamptz[], $4::text[])
          AS asked (delivery, sha256, at, order_id))
      SELECT a.delivery, a.sha256, used.subject AS used_for FROM asked a
      CROSS JOIN LATERAL (
        SELECT f.subject FROM facts f
        WHERE f.type = 'evidence.attached' AND f.body->>'sha256' IS NOT NULL
          AND f.body->>'sha256' = a.sha256
          AND (f.occurred_at, f.subject) < (a.at, a.delivery)
          AND NOT EXISTS (SELECT FROM asked own
            WHERE own.order_id = a.order_id AND own.delivery = f.subject)
        ORDER BY f.body->>'sha256' DESC, f.occurred_at DESC, f.subject DESC LIMIT 1) used`,
    values: [
      texts(proofs.map(({ deliveryId }) => keyOf(deliveryId))),
      texts(proofs.map(({ sha256 }) => sha256)),
      binaryArray(
        "timestamptz",
        proofs.map(({ at }) => at),
      ),
      texts(proofs.map(({ orderId }) => orderId)),
    ],
  });
  return rows.map(({ delivery, sha256, used_for }) => ({
    deliveryId: idOf(delivery),
    sha256,
    usedFor: idOf(used_for),
  }));
}

/**
 * What was told late makes the next use of its file a second one: that delivery's orders are judged
 * again at the next sweep. The uses after it had an earlier one already.
 */
export async function stirNextUses(db: Db, uses: readonly ProofUse[]): Promise<void> {
  if (uses.length === 0) return;
  await db.query({
    name: "stir-next-uses",
    text: `
      WITH told AS MATERIALIZED (
        SELECT * FROM unnest($1::text[], $2::text[], $3::timestamptz[])
          AS told (delivery, sha256, at)),
      next AS MATERIALIZED (
        SELECT DISTINCT used.subject FROM told t
        CROSS JOIN LATERAL (
          SELECT f.subject FROM facts f
          WHERE f.type = 'evidence.attached' AND f.body->>'sha256' IS NOT NULL
            AND f.body->>'sha256' = t.sha256
            AND (f.occurred_at, f.subject) > (t.at, t.delivery)
          ORDER BY f.body->>'sha256', f.occurred_at, f.subject LIMIT 1) used
        WHERE used.subject <> t.delivery)
      INSERT INTO stirred_groups (key)
      SELECT DISTINCT order_key FROM links JOIN next ON subject_key = next.subject`,
    values: [
      texts(uses.map(({ deliveryId }) => keyOf(deliveryId))),
      texts(uses.map(({ sha256 }) => sha256)),
      binaryArray(
        "timestamptz",
        uses.map(({ at }) => at),
      ),
    ],
  });
}

function keyOf(deliveryId: string): string {
  return `delivery:${deliveryId}`;
}

function idOf(key: string): string {
  return key.slice("delivery:".length);
}
