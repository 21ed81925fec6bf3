import { URGENT } from "./messages-table.ts";

/**
 * The statements of a look at the weather. Each is about all channels looked at, at once: $1 are
 * their destinations, whose bucket rows are locked meanwhile. Rows that a batch is writing are
 * left for the next look, so that a look waits for nobody.
 */

/** Above any amount × urgency, below what a person waits for: one line for many cards. */
const DIGEST_PRIORITY = URGENT / 10;

/** A card that waits to be posted, and was not tried with an unknown end: that may be there. */
export const UNPOSTED = `state = 'behind' AND kind = 'card' AND ref IS NULL AND NOT uncertain`;

/** Instants are stored in milliseconds: rounded up, what is due now would be due in a moment. */
const NOW = `date_trunc('milliseconds', now())`;

const IN_CHANNEL = `m.platform = storm.platform AND m.channel = storm.channel`;
const LOOKED_AT = `storm.ended_at IS NULL AND storm.platform || ':' || storm.channel = ANY($1::text[])`;

/** Of a message `m` that is behind: no storm of its channel has still to decide about it. */
export const WEIGHED = `(m.kind <> 'card' OR m.ref IS NOT NULL OR m.uncertain
  OR m.priority >= ${URGENT} OR NOT EXISTS (SELECT FROM storms storm
    WHERE ${IN_CHANNEL} AND storm.ended_at IS NULL AND storm.id IS DISTINCT FROM m.storm_id))`;

/** How often a storm under way is looked at. */
export const LOOK_EVERY = `interval '1 second'`;

/**
 * Channels where a storm begins ($2 cards wait), and those whose storm is to be looked at: it was
 * not for a while, or it passes and has no card left to post.
 */
export const FIND = `
  SELECT bucket.destination FROM buckets bucket
  LEFT JOIN storms storm ON storm.ended_at IS NULL
    AND storm.platform || ':' || storm.channel = bucket.destination
  WHERE split_part(bucket.destination, ':', 1) = ANY($1::text[])
    AND CASE WHEN storm.id IS NOT NULL
      THEN storm.looked_at <= now() - ${LOOK_EVERY} OR (storm.passed_at IS NOT NULL
        AND NOT EXISTS (SELECT FROM messages m WHERE ${IN_CHANNEL} AND ${UNPOSTED}))
      ELSE (SELECT count(*) FROM (SELECT FROM messages m
        WHERE m.platform = split_part(bucket.destination, ':', 1)
          AND m.channel = substr(bucket.destination, strpos(bucket.destination, ':') + 1)
          AND ${UNPOSTED} LIMIT $2) waiting) >= $2 END`;

export const LOCK = `
  SELECT destination FROM buckets WHERE destination = ANY($1::text[])
  ORDER BY destination FOR UPDATE SKIP LOCKED`;

/** A storm and its digest, for each channel that has none. $2: now. */
export const BEGIN_STORMS = `
  WITH begun AS (
    INSERT INTO storms AS storm (id, platform, channel, started_at, lull_at, looked_at)
    SELECT gen_random_uuid(), split_part(destination, ':', 1),
      substr(destination, strpos(destination, ':') + 1), $2, $2, now()
    FROM unnest($1::text[]) AS d (destination)
    ON CONFLICT (platform, channel) WHERE ended_at IS NULL DO NOTHING
    RETURNING id, platform, channel
  )
  INSERT INTO messages (id, platform, channel, kind, desired, priority, next_at)
  SELECT id, platform, channel, 'digest', 1, ${DIGEST_PRIORITY}, ${NOW} FROM begun`;

/** Holds what came; what a person waits for is counted and goes its way. */
export const HOLD = `
  WITH fresh AS (
    SELECT m.id, storm.id AS storm_id FROM storms storm JOIN messages m ON ${IN_CHANNEL}
    WHERE ${LOOKED_AT} AND ${UNPOSTED} AND m.storm_id IS DISTINCT FROM storm.id
    FOR UPDATE OF m SKIP LOCKED
  ), held AS (
    UPDATE messages m SET storm_id = fresh.storm_id,
      state = CASE WHEN m.priority >= ${URGENT} THEN m.state ELSE 'held' END
    FROM fresh WHERE m.id = fresh.id RETURNING m.storm_id
  )
  SELECT storm_id, count(*) AS cards FROM held GROUP BY storm_id`;

/**
 * Cards whose case closed before they were posted are not posted any more, nor are their notes.
 * Held ones, of which there may be many, are gone through every $2 seconds.
 */
export const SETTLE = `
  WITH swept AS (
    UPDATE storms storm SET swept_at = now()
    WHERE ${LOOKED_AT} AND storm.swept_at <= now() - make_interval(secs => $2::float8)
    RETURNING storm.id, storm.platform, storm.channel
  ), candidates AS (
    SELECT m.id, m.case_id FROM swept storm JOIN messages m ON ${IN_CHANNEL} AND m.state = 'held'
    UNION ALL
    SELECT m.id, m.case_id FROM storms storm JOIN messages m ON ${IN_CHANNEL} AND ${UNPOSTED}
    WHERE ${LOOKED_AT} AND m.storm_id = storm.id
  ), gone AS (
    SELECT m.id FROM messages m
    WHERE m.id IN (SELECT candidates.id FROM candidates
        JOIN cases c ON c.id = candidates.case_id AND c.state = 'closed')
      AND (m.state = 'held' OR ${UNPOSTED})
    FOR UPDATE SKIP LOCKED
  ), cards AS (
    UPDATE messages m SET state = 'settled' FROM gone WHERE m.id = gone.id
    RETURNING m.storm_id, m.case_id, m.platform, m.channel
  ), notes AS (
    UPDATE messages m SET state = 'settled' FROM cards
    WHERE m.case_id = cards.case_id AND m.platform = cards.platform AND m.channel = cards.channel
      AND m.kind = 'note' AND m.state = 'behind'
  )
  SELECT storm_id, count(*) AS cards FROM cards GROUP BY storm_id`;

/** How each storm stands, and how many cards wait, counted up to $2. */
export const STANDING = `
  SELECT storm.id, storm.passed_at, storm.lull_at, storm.lull_came,
    (SELECT count(*) FROM (SELECT FROM messages m
      WHERE ${IN_CHANNEL} AND m.state = 'held' LIMIT $2) held)
    + (SELECT count(*) FROM (SELECT FROM messages m
      WHERE ${IN_CHANNEL} AND ${UNPOSTED} LIMIT $2) unposted)
    + (SELECT count(*) FROM messages m
      WHERE ${IN_CHANNEL} AND m.state = 'sending' AND m.kind = 'card' AND m.ref IS NULL) AS waiting
  FROM storms storm WHERE ${LOOKED_AT}`;

/** $1 ids, then of each: phase, lull, what came in it, what came and what was settled just now. $7: now. */
export const CHANGE = `
  UPDATE storms storm SET
    passed_at = CASE WHEN next.phase = 'raging' THEN NULL ELSE coalesce(storm.passed_at, $7) END,
    ended_at = CASE WHEN next.phase = 'over' THEN $7::timestamptz END,
    lull_at = next.lull_at, lull_came = next.lull_came,
    came = storm.came + next.fresh, settled = storm.settled + next.settled, looked_at = now()
  FROM unnest($1::uuid[], $2::text[], $3::timestamptz[], $4::int[], $5::int[], $6::int[])
    AS next (id, phase, lull_at, lull_came, fresh, settled)
  WHERE storm.id = next.id`;

/**
 * Lets cards go: the $2 most valuable of a raging storm whose cases are open, posted ones
 * counted; of one that passes so many that $3 wait to be posted; and what a person waits for.
 */
export const RELEASE = `
  WITH chosen AS (
    SELECT top.id FROM storms storm CROSS JOIN LATERAL (
      SELECT m.id FROM messages m JOIN cases c ON c.id = m.case_id AND c.state <> 'closed'
      WHERE m.storm_id = storm.id AND m.priority < ${URGENT} AND m.state <> 'dead'
      ORDER BY m.priority DESC, m.id LIMIT $2) top
    WHERE ${LOOKED_AT} AND storm.passed_at IS NULL
    UNION ALL
    SELECT next.id FROM storms storm CROSS JOIN LATERAL (
      SELECT m.id FROM messages m JOIN cases c ON c.id = m.case_id AND c.state <> 'closed'
      WHERE ${IN_CHANNEL} AND m.state = 'held' ORDER BY m.priority DESC
      LIMIT greatest(0, $3::int - (SELECT count(*) FROM messages m
        WHERE ${IN_CHANNEL} AND ${UNPOSTED}))) next
    WHERE ${LOOKED_AT} AND storm.passed_at IS NOT NULL
    UNION ALL
    SELECT m.id FROM storms storm JOIN messages m ON ${IN_CHANNEL}
      AND m.state = 'held' AND m.priority >= ${URGENT}
    JOIN cases c ON c.id = m.case_id AND c.state <> 'closed'
    WHERE ${LOOKED_AT}
  ), free AS (
    SELECT m.id FROM messages m WHERE m.id IN (SELECT id FROM chosen) AND m.state = 'held'
    FOR UPDATE SKIP LOCKED
  ), released AS (
    UPDATE messages m SET state = 'behind' FROM free WHERE m.id = free.id
    RETURNING m.storm_id
  )
  SELECT storm_id, count(*) AS cards FROM released GROUP BY storm_id`;

/** These storms' digests are to be told anew, each $2 seconds after its last edit at the earliest. */
export const TELL = `
  WITH told AS (
    UPDATE messages m SET desired = m.desired + 1,
      state = CASE WHEN m.state = 'sending' THEN m.state ELSE 'behind' END,
      attempts = CASE WHEN m.state = 'dead' THEN 0 ELSE m.attempts END,
      next_at = greatest(${NOW}, storm.digest_at + make_interval(secs => $2::float8))
    FROM storms storm
    WHERE storm.id = ANY($1::uuid[]) AND m.id = storm.id AND m.state <> 'behind'
    RETURNING m.id, m.next_at
  )
  UPDATE storms storm SET digest_at = told.next_at FROM told WHERE storm.id = told.id`;
