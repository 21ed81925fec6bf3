import type pg from "pg";
import type { Instant } from "../core/calendar.ts";
import type { SubjectKey } from "../core/fact.ts";
import type { Db } from "./statements.ts";

/**
 * Notes that these groups are to be judged again. Appended and not updated: whoever says so holds
 * groups of its own, and must wait for nobody's beyond them.
 */
export async function stirGroups(db: Db, keys: readonly SubjectKey[]): Promise<void> {
  if (keys.length === 0) return;
  await db.query({
    name: "stir-groups",
    text: `INSERT INTO stirred_groups (key) SELECT unnest($1::text[])`,
    values: [keys],
  });
}

/** A customer's policy is part of its orders' pictures. */
export async function stirOrdersOf(db: Db, customers: readonly SubjectKey[]): Promise<void> {
  if (customers.length === 0) return;
  await db.query({
    name: "stir-orders-of",
    text: `
      INSERT INTO stirred_groups (key)
      SELECT DISTINCT order_key FROM links WHERE subject_key = ANY($1::text[])`,
    values: [customers],
  });
}

/**
 * Silences, maintenance and the like touch every open case, and so are sources stirred that were
 * worked on, for theirs was closed by it.
 */
export async function stirOpenCases(db: Db, feeds: readonly SubjectKey[]): Promise<void> {
  await db.query({
    name: "stir-open-cases",
    text: `
      INSERT INTO stirred_groups (key)
      SELECT group_type || ':' || group_id FROM cases WHERE state <> 'closed'
      UNION SELECT unnest($1::text[])`,
    values: [feeds],
  });
}

/**
 * Makes the groups that were stirred due: each once, however often it was. As batches do, it first
 * makes those that are new, then locks all in the order of their keys, or each could wait for the
 * other; one that was stirred between the two statements is left for the next sweep.
 */
export async function takeStirredGroups(pool: pg.Pool, now: Instant): Promise<void> {
  await pool.query({
    name: "make-stirred-groups",
    text: `
      INSERT INTO groups (key)
      SELECT DISTINCT key FROM stirred_groups s
      WHERE NOT EXISTS (SELECT FROM groups g WHERE g.key = s.key) ORDER BY key
      ON CONFLICT DO NOTHING`,
  });
  await pool.query({
    name: "take-stirred-groups",
    text: `
      WITH taken AS (
        DELETE FROM stirred_groups WHERE seq IN (
          SELECT s.seq FROM stirred_groups s JOIN groups g ON g.key = s.key
          ORDER BY s.seq FOR UPDATE OF s SKIP LOCKED)
        RETURNING key),
      locked AS MATERIALIZED (
        SELECT key FROM groups WHERE key IN (SELECT key FROM taken) ORDER BY key FOR UPDATE)
      UPDATE groups SET recheck_at = least(recheck_at, $1::timestamptz)
      FROM locked WHERE groups.key = locked.key`,
    values: [now],
  });
}
