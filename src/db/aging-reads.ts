import type pg from "pg";
import type { Aging } from "../app/lookups.ts";
import type { Aged, AgedCustomer } from "../core/aging.ts";
import type { Instant } from "../core/calendar.ts";

/**
 * Every open invoice with its customer, what it still owes and how late it is: the invoices in an
 * account, and those of its open orders that do not say who pays. As `outstanding` and `dueOn` of
 * src/core/receivable.ts say it; test/engine/lookups.test.ts compares them.
 */
const OWED = `
  WITH items AS MATERIALIZED (
    SELECT key, account FROM subjects WHERE account IS NOT NULL),
  invoices AS (
    SELECT key, account FROM items WHERE key LIKE 'invoice:%'
    UNION
    SELECT l.subject_key, min(o.account) FROM items o
    JOIN links l ON l.order_key = o.key AND l.subject_key LIKE 'invoice:%'
    JOIN subjects i ON i.key = l.subject_key AND i.account IS NULL
    WHERE o.key LIKE 'order:%' GROUP BY l.subject_key),
  owed AS (
    SELECT n.account AS customer_id, c.customer_name AS name, i.state->>'currency' AS currency,
      i.state->>'totalMinor' AS total,
      ((i.state->>'totalMinor')::bigint
        + coalesce((SELECT sum((d->>'totalMinor')::bigint)
            FROM json_array_elements(i.state->'debits') d), 0)
        - coalesce((SELECT sum((k->>'totalMinor')::bigint)
            FROM json_array_elements(i.state->'credits') k), 0)
        - coalesce((SELECT sum((w->>'minor')::bigint)
            FROM json_array_elements(i.state->'withholdings') w), 0)
        - coalesce((SELECT sum((p->>'minor')::bigint)
            FROM json_array_elements(i.state->'paid') p), 0)) AS minor,
      ($1::timestamptz AT TIME ZONE coalesce(c.state->>'timeZone', $2))::date
        - coalesce((i.state->>'dueOn')::date,
            ((i.state->>'issuedAt')::timestamptz
              AT TIME ZONE coalesce(c.state->>'timeZone', $2))::date
            + coalesce((i.state->>'paymentDays')::int, (c.state->>'paymentDays')::int)) AS late
    FROM invoices n JOIN subjects i ON i.key = n.key
    LEFT JOIN subjects c ON c.key = 'customer:' || n.account
    WHERE i.state->>'issuedAt' IS NOT NULL AND i.state->>'cancelledAt' IS NULL
      AND i.state->>'currency' IS NOT NULL AND i.state->>'totalMinor' IS NOT NULL
      AND NOT EXISTS (SELECT 1 FROM json_array_elements(i.state->'paid') p
        WHERE p->>'minor' IS NULL)),
  rows AS (
    SELECT customer_id, max(name) AS name, currency,
      coalesce(sum(minor) FILTER (WHERE late <= 0), 0)::bigint AS current,
      coalesce(sum(minor) FILTER (WHERE late BETWEEN 1 AND 30), 0)::bigint AS d30,
      coalesce(sum(minor) FILTER (WHERE late BETWEEN 31 AND 60), 0)::bigint AS d60,
      coalesce(sum(minor) FILTER (WHERE late BETWEEN 61 AND 90), 0)::bigint AS d90,
      coalesce(sum(minor) FILTER (WHERE late > 90), 0)::bigint AS older,
      coalesce(sum(minor) FILTER (WHERE late IS NULL), 0)::bigint AS undated,
      GROUPING(customer_id) = 1 AS is_total, count(DISTINCT customer_id)::int AS customers
    FROM owed WHERE minor > 0
    GROUP BY GROUPING SETS ((currency), (customer_id, currency)))`;

type AgingRow = Aged & {
  readonly customer_id: string;
  readonly name: string | null;
  readonly is_total: boolean;
  readonly customers: number;
};

/**
 * What all customers owe, by currency and days past due. `zone` is that of customers that say none;
 * `worth` weighs minor units of the currencies to rank customers, never to add them.
 */
export async function agingOfAll(
  pool: pg.Pool,
  now: Instant,
  limit: number,
  o: { readonly zone: string; readonly worth: string },
): Promise<Aging> {
  const { rows } = await pool.query<AgingRow>({
    name: "aging",
    text: `${OWED}
      SELECT * FROM (SELECT * FROM rows WHERE is_total ORDER BY currency) totals
      UNION ALL
      SELECT * FROM (SELECT * FROM rows WHERE NOT is_total
        ORDER BY (d30 + d60 + d90 + older) * ($4::jsonb ->> currency)::float8 DESC NULLS LAST,
          current + undated DESC, customer_id LIMIT $3) worst`,
    values: [now, o.zone, limit, o.worth],
  });
  return {
    totals: rows
      .filter((row) => row.is_total)
      .map((row) => ({ ...agedOf(row), customers: row.customers })),
    worst: rows
      .filter((row) => !row.is_total)
      .map((row): AgedCustomer => ({
        customerId: row.customer_id,
        name: row.name,
        ...agedOf(row),
      })),
  };
}

function agedOf({ currency, current, d30, d60, d90, older, undated }: AgingRow): Aged {
  return { currency, current, d30, d60, d90, older, undated };
}
