import type pg from "pg";
import type { RecentlyOf } from "../app/lookups.ts";
import type { Case } from "../core/case.ts";
import type { Subject } from "../core/subject.ts";
import { storedOf, SUBJECT_COLUMNS, type SubjectRow } from "./subjects-table.ts";

/** Orders looked through: those numbered last, for a customer may have bought for twenty years. */
const RECENT_ORDERS = 300;
const DELIVERIES = 3;
const PROMISED = 20;

/** What was delivered last to a customer, and its invoices whose payment was promised. */
export async function recentlyOf(pool: pg.Pool, customerId: string): Promise<RecentlyOf> {
  const { rows } = await pool.query<SubjectRow>({
    name: "recently-of",
    text: `
      WITH orders AS MATERIALIZED (
        SELECT order_key FROM links WHERE subject_key = $1
        ORDER BY order_key DESC LIMIT ${RECENT_ORDERS}),
      documents AS MATERIALIZED (
        SELECT DISTINCT l.subject_key AS key FROM links l JOIN orders o USING (order_key)
        WHERE l.subject_key LIKE 'delivery:%' OR l.subject_key LIKE 'invoice:%'),
      delivered AS (
        SELECT s.key FROM subjects s JOIN documents d USING (key)
        WHERE s.key LIKE 'delivery:%' AND s.state->>'deliveredAt' IS NOT NULL
        ORDER BY s.state->>'deliveredAt' DESC, s.key LIMIT ${DELIVERIES}),
      promised AS (
        SELECT s.key FROM subjects s JOIN documents d USING (key)
        WHERE s.key LIKE 'invoice:%' AND json_array_length(s.state->'promises') > 0
        ORDER BY s.fold_key DESC LIMIT ${PROMISED})
      SELECT ${SUBJECT_COLUMNS} FROM subjects
      WHERE key IN (SELECT key FROM delivered UNION ALL SELECT key FROM promised)`,
    values: [`customer:${customerId}`],
  });
  const subjects = rows.map((row): Subject => storedOf(row).subject);
  const deliveries = subjects.flatMap((one) => (one.kind === "delivery" ? [one.state] : []));
  return {
    deliveries: deliveries.toSorted((a, b) =>
      (a.deliveredAt ?? "") < (b.deliveredAt ?? "") ? 1 : -1,
    ),
    promised: subjects.flatMap((one) => (one.kind === "invoice" ? [one.state] : [])),
  };
}

/** Open cases of a customer's account and of its orders, the worst first. */
export async function casesOfCustomer(
  pool: pg.Pool,
  customerId: string,
  limit: number,
  worth: string,
): Promise<{ readonly cases: readonly Case[]; readonly total: number }> {
  const { rows } = await pool.query<{ body: Case; total: number }>({
    name: "cases-of-customer",
    text: `
      WITH own AS MATERIALIZED (
        SELECT 'customer' AS type, $1 AS id
        UNION ALL SELECT 'order', substr(order_key, 7) FROM links
          WHERE subject_key = 'customer:' || $1)
      SELECT body, count(*) OVER ()::int AS total FROM cases c
      JOIN own ON c.group_type = own.type AND c.group_id = own.id
      WHERE c.state <> 'closed'
      ORDER BY severity, amount_minor * ($3::jsonb ->> currency)::float8 DESC NULLS LAST,
        opened_at, c.id LIMIT $2`,
    values: [customerId, limit, worth],
  });
  return { cases: rows.map(({ body }) => body), total: rows[0]?.total ?? 0 };
}
