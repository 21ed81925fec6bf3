import type pg from "pg";
import type { Instant } from "../core/calendar.ts";
import type { Changes } from "../app/store.ts";
import type { Db } from "./statements.ts";

/** A sweep comes every few seconds: what is this late was not overlooked by chance. */
const LOST_AFTER = "interval '1 minute'";
const MOST_AT_ONCE = 5_000;

/**
 * Finds open cases whose instant passed a minute ago while nothing was going to look at them, and
 * makes their groups due: the next sweep does what they missed. Answers how many there were. Groups
 * that somebody is writing are passed over: they are being looked at.
 */
export async function repairTimers(pool: pg.Pool, now: Instant): Promise<number> {
  const { rowCount } = await pool.query({
    name: "repair-timers",
    text: `
      WITH lost AS MATERIALIZED (
        SELECT g.key FROM cases c JOIN groups g ON g.key = c.group_type || ':' || c.group_id
        WHERE c.state <> 'closed' AND c.due_at < $1::timestamptz - ${LOST_AFTER}
          AND (g.recheck_at IS NULL OR g.recheck_at > $1::timestamptz)
        ORDER BY c.due_at LIMIT ${MOST_AT_ONCE}
      ), locked AS MATERIALIZED (
        SELECT key FROM groups WHERE key IN (SELECT key FROM lost)
          AND (recheck_at IS NULL OR recheck_at > $1::timestamptz)
        ORDER BY key FOR UPDATE SKIP LOCKED)
      UPDATE groups SET recheck_at = $1 FROM locked WHERE groups.key = locked.key`,
    values: [now],
  });
  return rowCount ?? 0;
}

/** A group that could not be judged is tried again at that instant: till then nothing is overdue. */
export async function postponeTimers(db: Db, groups: Changes["postponed"]): Promise<void> {
  if (groups.length === 0) return;
  await db.query({
    name: "postpone-timers",
    text: `
      UPDATE cases SET due_at = later.at
      FROM unnest($1::text[], $2::text[], $3::timestamptz[]) AS later (type, id, at)
      WHERE cases.state <> 'closed' AND cases.group_type = later.type
        AND cases.group_id = later.id AND cases.due_at < later.at`,
    values: [
      groups.map(({ group }) => group.type),
      groups.map(({ group }) => group.id),
      groups.map(({ at }) => at),
    ],
  });
}
