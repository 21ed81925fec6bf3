import type pg from "pg";
import type { Team } from "../core/fact.ts";
import { SEVERITIES, type Severity } from "../core/rule.ts";

/** What is counted in the store when somebody asks for metrics. */
export type Figures = {
  readonly openCases: readonly {
    readonly team: Team;
    readonly severity: Severity;
    readonly count: number;
  }[];
  /** Messages that are to be sent, held back by a storm, and given up on. */
  readonly behind: number;
  readonly held: number;
  readonly dead: number;
  /** Since when the oldest message waits that was never posted; 0 when none does. */
  readonly oldestUnsentSeconds: number;
};

/** Counts over partial indexes: what it costs follows what is open or waiting, not what is stored. */
export async function readFigures(pool: pg.Pool): Promise<Figures> {
  const [cases, outbox] = await Promise.all([openCases(pool), outboxFigures(pool)]);
  return { openCases: cases, ...outbox };
}

async function openCases(pool: pg.Pool): Promise<Figures["openCases"]> {
  const { rows } = await pool.query<{ team: Team; severity: number; count: number }>({
    name: "count-open-cases",
    text: `
      SELECT team, severity, count(*)::int AS count FROM cases
      WHERE state <> 'closed' GROUP BY team, severity`,
  });
  return rows.map(({ team, severity, count }) => {
    return { team, severity: SEVERITIES[severity] ?? "notice", count };
  });
}

async function outboxFigures(pool: pg.Pool): Promise<Omit<Figures, "openCases">> {
  const { rows } = await pool.query<Omit<Figures, "openCases">>({
    name: "count-messages",
    text: `
      SELECT (SELECT count(*)::int FROM messages WHERE state = 'behind')
          + (SELECT count(*)::int FROM messages WHERE state = 'sending') AS behind,
        (SELECT count(*)::int FROM messages WHERE state = 'held') AS held,
        (SELECT count(*)::int FROM messages WHERE state = 'dead') AS dead,
        coalesce((SELECT greatest(0, extract(epoch FROM now() - min(created_at)))::float8
          FROM messages WHERE state = 'behind' AND ref IS NULL), 0) AS "oldestUnsentSeconds"`,
  });
  const [row] = rows;
  if (!row) throw new Error("Counting answered nothing.");
  return row;
}
