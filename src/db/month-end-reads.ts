import type pg from "pg";
import type { Blocker, MonthEnd } from "../app/lookups.ts";
import type { Instant } from "../core/calendar.ts";
import type { Case } from "../core/case.ts";
import type { Team } from "../core/fact.ts";

/**
 * The findings of open cases that keep a month from closing: of an order once, however many rules
 * look at it, and each invoice by itself. What is folded under another of these says nothing.
 */
const BLOCKERS = `
  WITH blockers AS MATERIALIZED (
    SELECT DISTINCT ON (c.id, about) c.id, c.team, f.value->>'rule' AS rule,
      CASE WHEN f.value->>'subject' LIKE 'invoice:%' THEN substr(f.value->>'subject', 9)
        ELSE c.group_id END AS about,
      (f.value->'amount'->>'minor')::bigint AS minor, f.value->'amount'->>'currency' AS currency
    FROM cases c, json_array_elements(c.body->'findings') WITH ORDINALITY AS f (value, place)
    WHERE c.state <> 'closed' AND c.rules && $1::text[]
      AND f.value->>'rule' = ANY($1) AND f.value->>'since' < $2
      AND (f.value->>'foldedUnder' IS NULL OR NOT f.value->>'foldedUnder' = ANY($1))
    ORDER BY c.id, about, f.place)`;

type TopRow = Omit<Blocker, "case"> & { readonly body: Case };
type TotalRow = MonthEnd["totals"][number];

/** What began before an instant and keeps a month from closing; amounts are ranked by `worth`. */
export async function monthEndOf(
  pool: pg.Pool,
  before: Instant,
  rules: readonly string[],
  limit: number,
  worth: string,
): Promise<MonthEnd> {
  const [top, totals] = await Promise.all([
    pool.query<TopRow>({
      name: "month-end-top",
      text: `${BLOCKERS}
        SELECT c.body, b.rule, b.about, b.minor, b.currency FROM blockers b
        JOIN cases c ON c.id = b.id
        ORDER BY b.minor * ($4::jsonb ->> b.currency)::float8 DESC NULLS LAST, b.about, b.rule
        LIMIT $3`,
      values: [rules, before, limit, worth],
    }),
    pool.query<TotalRow & { team: Team }>({
      name: "month-end-totals",
      text: `${BLOCKERS}
        SELECT rule, team, currency, coalesce(sum(minor), 0)::bigint AS minor,
          count(*)::int AS count
        FROM blockers GROUP BY rule, team, currency
        ORDER BY coalesce(sum(minor), 0) * ($3::jsonb ->> currency)::float8 DESC NULLS LAST, rule`,
      values: [rules, before, worth],
    }),
  ]);
  return {
    top: top.rows.map(({ body, ...row }) => ({ case: body, ...row })),
    count: totals.rows.reduce((all, { count }) => all + count, 0),
    totals: totals.rows,
  };
}
