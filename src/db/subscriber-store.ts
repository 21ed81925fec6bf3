import type pg from "pg";
import type { Place, SubscriberStore, Turn } from "../app/courier.ts";
import type { Instant } from "../core/calendar.ts";
import type { Fact } from "../core/fact.ts";
import { likePatterns, toldIn } from "./told-facts.ts";

const LEASE_SECONDS = 30;
// A link may hold 500 batches, or one: so many are looked through at once, which takes far less time
// than a lease even when sources filled them.
const BATCHES_AT_ONCE = 500;

type TurnRow = {
  readonly name: string;
  readonly link: number;
  readonly position: number;
  readonly until_link: number | null;
  readonly until_position: number | null;
  readonly attempts: number;
  readonly lease_until: Instant;
  readonly head: number;
};

// When nothing was sealed that a subscriber has not heard, this one question is all that is asked.
const CLAIM = `
  WITH head AS (SELECT max(number) AS number FROM audit_links), due AS (
    SELECT s.name, head.number AS head FROM subscribers s JOIN head ON s.link <= head.number
    WHERE s.name = ANY($1::text[]) AND s.state = 'on' AND s.next_at <= now()
      AND (s.lease_until IS NULL OR s.lease_until <= now())
    FOR UPDATE OF s SKIP LOCKED)
  UPDATE subscribers s SET lease_until = now() + interval '${LEASE_SECONDS} seconds'
  FROM due WHERE s.name = due.name
  RETURNING s.name, s.link, s.position, s.until_link, s.until_position, s.attempts,
    s.lease_until, due.head`;

/** Keeps how far each subscriber has heard. Whoever lost a lease changes nothing any more. */
export function createSubscriberStore(pool: pg.Pool): SubscriberStore {
  /** `set` may use $3 and on; the lease is the proof that the turn is still this process's. */
  const change = async (turn: Turn, name: string, set: string, values: readonly unknown[]) => {
    const { rowCount } = await pool.query({
      name,
      text: `UPDATE subscribers SET ${set} WHERE name = $1 AND lease_until = $2`,
      values: [turn.subscriber, turn.leaseUntil, ...values],
    });
    return rowCount === 1;
  };
  return {
    async claim(names) {
      const { rows } = await pool.query<TurnRow>({
        name: "subscriber-claim",
        text: CLAIM,
        values: [names],
      });
      return rows.map(turnOf);
    },
    read: (turn, types, limit) => readTold(pool, turn, types, limit),
    pin: (turn, { link, position }) =>
      change(turn, "subscriber-pin", "until_link = $3, until_position = $4", [link, position]),
    // It stays due: now, rounded to a millisecond, may not have come when it is claimed again.
    moveTo: (turn, { link, position }, sent) =>
      change(
        turn,
        "subscriber-move",
        `link = $3, position = $4, until_link = NULL, until_position = NULL, lease_until = NULL,
         attempts = 0, error = NULL,
         delivered_at = CASE WHEN $5 THEN now() ELSE delivered_at END`,
        [link, position, sent],
      ),
    postpone: (turn, reason, delayMs) =>
      change(
        turn,
        "subscriber-postpone",
        `attempts = attempts + 1, error = $3, lease_until = NULL,
         next_at = now() + make_interval(secs => $4::float8 / 1000)`,
        [reason, delayMs],
      ),
    switchOff: (turn, reason) =>
      change(
        turn,
        "subscriber-off",
        `attempts = attempts + 1, error = $3, lease_until = NULL, state = 'gone'`,
        [reason],
      ),
  };
}

function turnOf(row: TurnRow): Turn {
  const { until_link: link, until_position: position } = row;
  return {
    subscriber: row.name,
    from: { link: row.link, position: row.position },
    until: link === null || position === null ? null : { link, position },
    head: row.head,
    attempts: row.attempts,
    leaseUntil: row.lease_until,
  };
}

async function readTold(
  pool: pg.Pool,
  { from, until, head }: Turn,
  types: readonly string[],
  limit: number,
) {
  // A batch that is sent again is as long as it was, whatever the limit has become meanwhile.
  const end: Place = until ?? { link: (await lastLinkOf(pool, from.link, head)) + 1, position: 0 };
  const { rows } = await pool.query<{ link: number; position: number; body: Fact }>({
    name: "told-facts",
    text: `
      SELECT told.link, told.position, told.body
      FROM ${toldIn("$1::bigint", "$2::bigint", "$3::bigint")} told
      WHERE (told.link, told.position) <= ($3::bigint, $4::bigint)
        AND told.type LIKE ANY($5::text[])
      ORDER BY told.link, told.position LIMIT $6`,
    values: [
      from.link,
      from.position,
      end.link,
      end.position,
      likePatterns(types),
      until ? null : limit,
    ],
  });
  const facts = rows.map(({ link, position, body }) => ({ fact: body, at: { link, position } }));
  const full = until === null && facts.length === limit ? facts.at(-1)?.at : undefined;
  return { facts, until: full ?? end };
}

/** The last link of a stretch that is looked through at once. */
async function lastLinkOf(pool: pg.Pool, first: number, head: number): Promise<number> {
  const { rows } = await pool.query<{ last: number | null }>({
    name: "told-stretch",
    text: `
      SELECT max(number) AS last FROM (
        SELECT number, sum(cardinality(batch_ids)) OVER (ORDER BY number) AS batches
        FROM audit_links WHERE number BETWEEN $1 AND least($2::bigint, $1 + ${BATCHES_AT_ONCE - 1})
      ) stretch WHERE batches <= ${BATCHES_AT_ONCE}`,
    values: [first, head],
  });
  // At least one, however much it holds.
  return rows[0]?.last ?? first;
}
