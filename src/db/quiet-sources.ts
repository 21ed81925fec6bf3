import type pg from "pg";
import type { Case, CaseChange, CaseEvent } from "../core/case.ts";
import type { QuietSource } from "../core/heard-from.ts";
import { sourceSilent } from "../core/rules/source-silent/rule.ts";
import type { Db } from "./statements.ts";

/** The sources with an open case of silence: an index range of the open cases of sources. */
export async function quietSources(pool: pg.Pool): Promise<readonly QuietSource[]> {
  const { rows } = await pool.query<{ body: Case }>({
    name: "quiet-sources",
    text: `
      SELECT body FROM cases
      WHERE state <> 'closed' AND group_type = 'source' AND $1 = ANY(rules) ORDER BY group_id`,
    values: [sourceSilent.id],
  });
  return rows.flatMap(({ body }) => quietIn(body));
}

function quietIn({ findings }: Case): readonly QuietSource[] {
  return findings.flatMap(({ rule, data }) =>
    rule === sourceSilent.id && isQuiet(data) ? [data] : [],
  );
}

function isQuiet(data: unknown): data is QuietSource {
  return typeof data === "object" && data !== null && "source" in data && "heardAt" in data;
}

/** The sources that fell silent by these changes, or that speak again. */
export function turnedSources(changes: readonly CaseChange[]): readonly string[] {
  return changes.flatMap(({ case: { group }, events }) =>
    group.type === "source" && events.some(({ type }) => TURNS.has(type)) ? [group.id] : [],
  );
}

const TURNS: ReadonlySet<string> = new Set([
  "opened",
  "finding-added",
  "finding-cleared",
  "closed",
] satisfies CaseEvent["type"][]);

/**
 * Cards of open cases that rest on these sources are to be shown again: a source fell silent or
 * spoke again, and they say so. Cards that are being sent are left to whoever sends them.
 */
export async function redrawRestingOn(db: Db, sources: readonly string[]): Promise<void> {
  if (sources.length === 0) return;
  await db.query({
    name: "redraw-resting-on",
    text: `
      WITH resting AS (
        SELECT c.id FROM cases c
        WHERE c.state <> 'closed' AND CASE c.group_type
          WHEN 'order' THEN EXISTS (
            SELECT FROM subjects s WHERE (s.key = 'order:' || c.group_id OR s.key IN (
                SELECT subject_key FROM links WHERE order_key = 'order:' || c.group_id))
              AND ${TOLD_BY})
          WHEN 'customer' THEN EXISTS (
            SELECT FROM subjects s WHERE s.account = c.group_id AND ${TOLD_BY})
          ELSE false END
      ), cards AS (
        SELECT m.id FROM messages m JOIN resting r ON m.case_id = r.id
        WHERE m.kind = 'card' AND m.state = 'current' AND m.shown > 0
        FOR UPDATE OF m SKIP LOCKED)
      UPDATE messages m SET shown = m.shown - 1, next_at = now(), state = 'behind'
      FROM cards WHERE m.id = cards.id`,
    values: [sources],
  });
}

const TOLD_BY = "(s.state -> 'heardFrom')::jsonb ?| $1::text[]";
