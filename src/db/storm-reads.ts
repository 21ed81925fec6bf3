import type pg from "pg";
import type { Instant } from "../core/calendar.ts";
import type { Case } from "../core/case.ts";
import type { StormTold } from "../core/storm.ts";
import { UNPOSTED } from "./storm-statements.ts";

// What waits in the storm $1: what is held and, while it passes, what was let go and is not posted
// yet. While it rages, what was let go is a card at any moment.
const WAITING = `
  storms storm JOIN messages m ON m.platform = storm.platform AND m.channel = storm.channel
    AND (m.state = 'held' OR (storm.passed_at IS NOT NULL AND ${UNPOSTED}))
  JOIN cases c ON c.id = m.case_id AND c.state <> 'closed'
  WHERE storm.id = $1 AND storm.ended_at IS NULL`;

/** A storm as it stands now, with the `most` most valuable cases that wait; null if unknown. */
export async function stormTold(
  pool: pg.Pool,
  id: string,
  most: number,
): Promise<{ readonly version: number; readonly told: StormTold } | null> {
  // The version first: what changes while the rest is read is told once more.
  const storm = await stormRow(pool, id);
  if (!storm) return null;
  const [shares, next] = await Promise.all([sharesOf(pool, id), nextOf(pool, id, most)]);
  return {
    version: storm.version,
    told: {
      startedAt: storm.started_at,
      passedAt: storm.passed_at,
      endedAt: storm.ended_at,
      came: storm.came,
      settled: storm.settled,
      waiting: shares.reduce((all, { cases }) => all + cases, 0),
      totals: totalsOf(shares),
      rules: rulesOf(shares),
      next,
    },
  };
}

type StormRow = {
  version: number;
  started_at: Instant;
  passed_at: Instant | null;
  ended_at: Instant | null;
  came: number;
  settled: number;
};

async function stormRow(pool: pg.Pool, id: string): Promise<StormRow | null> {
  const { rows } = await pool.query<StormRow>({
    name: "storm-by-id",
    text: `SELECT m.desired AS version, storm.started_at, storm.passed_at, storm.ended_at, storm.came,
        storm.settled
      FROM storms storm JOIN messages m ON m.id = storm.id WHERE storm.id = $1`,
    values: [id],
  });
  return rows[0] ?? null;
}

/** What waits, by currency and leading rule. */
type Share = { currency: string | null; rule: string; cases: number; minor: number };

async function sharesOf(pool: pg.Pool, id: string): Promise<readonly Share[]> {
  const { rows } = await pool.query<Share>({
    name: "storm-shares",
    text: `SELECT c.currency, c.rules[1] AS rule, count(*) AS cases,
        coalesce(sum(abs(c.amount_minor)), 0)::bigint AS minor
      FROM ${WAITING} GROUP BY 1, 2 ORDER BY 3 DESC, 1, 2`,
    values: [id],
  });
  return rows;
}

function totalsOf(shares: readonly Share[]): StormTold["totals"] {
  const byCurrency = Map.groupBy(
    shares.filter(({ currency }) => currency !== null),
    ({ currency }) => currency ?? "",
  );
  return [...byCurrency].map(([currency, some]) => ({
    currency,
    minor: some.reduce((sum, { minor }) => sum + minor, 0),
  }));
}

function rulesOf(shares: readonly Share[]): StormTold["rules"] {
  const byRule = Map.groupBy(shares, ({ rule }) => rule);
  return [...byRule]
    .map(([rule, some]) => ({ rule, cases: some.reduce((sum, { cases }) => sum + cases, 0) }))
    .toSorted((a, b) => b.cases - a.cases);
}

async function nextOf(pool: pg.Pool, id: string, most: number): Promise<readonly Case[]> {
  const { rows } = await pool.query<{ body: Case }>({
    name: "storm-next",
    text: `SELECT cases.body FROM (
        SELECT c.id, m.priority, m.id AS message_id FROM ${WAITING}
        ORDER BY m.priority DESC, m.id LIMIT $2) next JOIN cases USING (id)
      ORDER BY next.priority DESC, next.message_id`,
    values: [id, most],
  });
  return rows.map(({ body }) => body);
}

/** The storms that are not over, for the administrator. */
export async function openStorms(pool: pg.Pool) {
  const { rows } = await pool.query<{
    platform: string;
    channel: string;
    state: "raging" | "passing";
    startedAt: Instant;
    came: number;
    settled: number;
    held: number;
  }>({
    text: `SELECT platform, channel, CASE WHEN passed_at IS NULL THEN 'raging' ELSE 'passing' END AS state,
        started_at AS "startedAt", came, settled, (SELECT count(*) FROM messages m
          WHERE m.platform = storm.platform AND m.channel = storm.channel AND m.state = 'held') AS held
      FROM storms storm WHERE ended_at IS NULL ORDER BY started_at, platform, channel`,
  });
  return rows;
}
