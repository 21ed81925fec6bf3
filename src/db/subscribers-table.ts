import type pg from "pg";
import type { Instant } from "../core/calendar.ts";
import { likePatterns, toldIn } from "./told-facts.ts";

export type SubscriberState = {
  readonly name: string;
  /** new: no Remo has started with it yet; gone: it answered 410 and hears nothing. */
  readonly state: "new" | "on" | "gone";
  /** Heard is all of the chain's links before `link`, and `position` facts of it. */
  readonly link: number | null;
  readonly position: number | null;
  /** Facts that are sealed and not taken yet, at most as many as were asked for. */
  readonly waiting: number;
  readonly attempts: number;
  readonly error: string | null;
  readonly deliveredAt: Instant | null;
  /** When it is tried next, where something waits. */
  readonly nextAt: Instant | null;
};

/** Makes the rows of new subscribers; those that are known stay where they are. */
export async function enrolSubscribers(
  pool: pg.Pool,
  subscribers: readonly { readonly name: string; readonly from: "now" | "beginning" }[],
): Promise<void> {
  await pool.query(
    `INSERT INTO subscribers (name, link)
     SELECT name, CASE WHEN from_start THEN 1
       ELSE 1 + coalesce((SELECT max(number) FROM audit_links), 0) END
     FROM unnest($1::text[], $2::bool[]) AS declared (name, from_start)
     ON CONFLICT (name) DO NOTHING`,
    [subscribers.map(({ name }) => name), subscribers.map(({ from }) => from === "beginning")],
  );
}

/** How far each has heard, in the order given; what waits is counted up to a limit. */
export async function subscriberStates(
  pool: pg.Pool,
  subscribers: readonly { readonly name: string; readonly types: readonly string[] }[],
  mostCounted: number,
): Promise<readonly SubscriberState[]> {
  const declared = subscribers.map(({ name, types }) => ({ name, types: likePatterns(types) }));
  const { rows } = await pool.query<SubscriberState>(
    `SELECT declared.name, coalesce(s.state, 'new') AS state, s.link, s.position,
       told.waiting, coalesce(s.attempts, 0) AS attempts, s.error, s.delivered_at AS "deliveredAt",
       CASE WHEN s.state = 'on' AND told.waiting > 0 THEN s.next_at END AS "nextAt"
     FROM ROWS FROM (jsonb_to_recordset($1) AS (name text, types text[]))
       WITH ORDINALITY AS declared (name, types, nth)
     LEFT JOIN subscribers s ON s.name = declared.name
     CROSS JOIN LATERAL (
       SELECT count(*) AS waiting FROM (
         SELECT FROM ${toldIn("s.link", "s.position", "(SELECT max(number) FROM audit_links)")} told
         WHERE told.type LIKE ANY(declared.types) LIMIT $2) counted
     ) told
     ORDER BY declared.nth`,
    [JSON.stringify(declared), mostCounted],
  );
  return rows;
}

/** Tries one again now, also one that was switched off; false when no Remo has started with it. */
export async function retrySubscriber(pool: pg.Pool, name: string): Promise<boolean> {
  const { rowCount } = await pool.query(
    `UPDATE subscribers SET state = 'on', attempts = 0, next_at = now() WHERE name = $1`,
    [name],
  );
  return rowCount === 1;
}
