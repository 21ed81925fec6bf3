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

/** What is kept in sight only for a time leaves its account when that is over. */
export async function tidyAccounts(pool: pg.Pool, now: Instant): Promise<void> {
  await pool.query(
    `UPDATE subjects SET account = NULL, account_until = NULL WHERE account_until < $1`,
    [now],
  );
}
