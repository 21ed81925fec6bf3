import type pg from "pg";
import type { Stored } from "../app/store.ts";
import type { Instant } from "../core/calendar.ts";
import type { SubjectKey } from "../core/fact.ts";
import { idOf } from "../core/subject.ts";
import type { Db } from "./statements.ts";
import { storedOf, SUBJECT_COLUMNS, type SubjectRow } from "./subjects-table.ts";

/**
 * What stands open with these customers, the orders their invoices name, and whatever is linked to
 * their orders: an index range of what is open, whatever else they ever bought.
 */
export async function openItemsOf(
  db: Db,
  customers: readonly SubjectKey[],
): Promise<Map<SubjectKey, Stored>> {
  const { rows } = await db.query<SubjectRow>({
    name: "open-items-of",
    text: `
      WITH mine AS MATERIALIZED (SELECT key FROM subjects WHERE account = ANY($1::text[])),
      orders AS MATERIALIZED (
        SELECT key FROM mine WHERE key LIKE 'order:%'
        UNION SELECT l.order_key FROM links l JOIN mine m ON l.subject_key = m.key
          WHERE m.key LIKE 'invoice:%')
      SELECT ${SUBJECT_COLUMNS} FROM subjects WHERE key IN (
        SELECT key FROM mine UNION SELECT key FROM orders
        UNION SELECT l.subject_key FROM links l JOIN orders o ON l.order_key = o.key)`,
    values: [customers.map(idOf)],
  });
  return new Map(rows.map((row) => [row.key, storedOf(row)]));
}

/**
 * Notes that these accounts are to be judged. Appended and not updated: many batches name the same
 * customers at once, and none must wait for another.
 */
export async function stirAccounts(db: Db, customers: readonly SubjectKey[]): Promise<void> {
  if (customers.length === 0) return;
  await db.query({
    name: "stir-accounts",
    text: `INSERT INTO stirred_accounts (customer_key) SELECT unnest($1::text[])`,
    values: [customers],
  });
}

/** Makes the accounts that were stirred due: each once, however often it was. */
export async function takeStirredAccounts(pool: pg.Pool, now: Instant): Promise<void> {
  await pool.query({
    name: "take-stirred-accounts",
    text: `
      WITH taken AS (
        DELETE FROM stirred_accounts WHERE seq IN (
          SELECT seq FROM stirred_accounts ORDER BY seq FOR UPDATE SKIP LOCKED)
        RETURNING customer_key)
      INSERT INTO groups (key, recheck_at)
      SELECT DISTINCT customer_key, $1::timestamptz FROM taken ORDER BY customer_key
      ON CONFLICT (key) DO UPDATE SET recheck_at = least(groups.recheck_at, excluded.recheck_at)`,
    values: [now],
  });
}

/**
 * Silences, maintenance and the like touch every open case: all are due for another look, and so are
 * sources that were worked on, for theirs was closed by it.
 */
export async function touchOpenCases(
  db: Db,
  feeds: readonly SubjectKey[],
  now: Instant,
): Promise<void> {
  await db.query({
    name: "touch-open-cases",
    text: `
      UPDATE groups SET recheck_at = least(recheck_at, $1::timestamptz)
      WHERE key IN (SELECT group_type || ':' || group_id FROM cases WHERE state <> 'closed'
        UNION SELECT unnest($2::text[]))`,
    values: [now, feeds],
  });
}

/** What is kept in sight only for a time leaves its account when that is over. */
export async function tidyAccounts(pool: pg.Pool, now: Instant): Promise<void> {
  await pool.query(
    `UPDATE subjects SET account = NULL, account_until = NULL WHERE account_until < $1`,
    [now],
  );
}
