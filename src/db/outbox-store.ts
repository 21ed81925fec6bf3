import type pg from "pg";
import type { ChannelKey, Claimed, OutboxStore } from "../app/outbox.ts";
import type { Platform } from "../app/ports.ts";
import type { Instant } from "../core/calendar.ts";
import { LOOK_EVERY, WEIGHED } from "./storm-statements.ts";

/** How fast a platform lets us speak. Times in milliseconds. */
export type Pacing = {
  /** Between posts to one channel, with so many at once before it counts. */
  readonly postEveryMs: number;
  readonly postBurst: number;
  /** Between updates of a whole workspace, likewise. */
  readonly updateEveryMs: number;
  readonly updateBurst: number;
};

// Slack: one post a second and channel; chat.update about 50 a minute for the whole workspace.
export const SLACK_PACING: Pacing = {
  postEveryMs: 1_000,
  postBurst: 4,
  updateEveryMs: 1_200,
  updateBurst: 20,
};

// Teams: 7 posts or updates a second and 60 in half a minute to one conversation; 30 a second for
// the whole bot in one organisation. Claims pay for both, so the channel's share binds.
export const TEAMS_PACING: Pacing = {
  postEveryMs: 500,
  postBurst: 6,
  updateEveryMs: 40,
  updateBurst: 20,
};

const LEASE_SECONDS = 30;

type ClaimRow = {
  id: string;
  platform: Platform;
  channel: string;
  kind: Claimed["kind"];
  case_id: string | null;
  event_seq: number | null;
  ref: string | null;
  thread_ref: string | null;
  attempts: number;
  was_uncertain: boolean;
  first_attempt_at: Instant;
};

// A channel's bucket row is the lock: one message of a channel at a time, whoever sends. A note
// waits until its card is in the channel and the notes before it are told. What a storm holds back
// is not behind, and what it has not seen yet waits for its next look. An expired lease is a sender that died: its message is taken over, still marked
// as uncertain.
const CLAIM = `
  WITH expired AS (
    UPDATE messages SET state = 'behind', lease_until = NULL
    WHERE state = 'sending' AND lease_until < now() RETURNING id
  ), picked AS (
    SELECT bucket.destination, next.id
    FROM buckets bucket
    CROSS JOIN LATERAL (
      SELECT m.id FROM messages m
      WHERE m.platform = split_part(bucket.destination, ':', 1)
        AND m.channel = substr(bucket.destination, strpos(bucket.destination, ':') + 1)
        AND m.state = 'behind' AND m.next_at <= now() AND ${WEIGHED}
        AND (m.kind <> 'note' OR EXISTS (
          SELECT 1 FROM messages card WHERE card.id = m.parent_id AND card.ref IS NOT NULL)
        AND NOT EXISTS (
          SELECT 1 FROM messages earlier WHERE earlier.case_id = m.case_id
            AND earlier.platform = m.platform AND earlier.channel = m.channel
            AND earlier.event_seq < m.event_seq AND earlier.state IN ('behind', 'sending')))
      ORDER BY m.priority DESC, m.event_seq NULLS FIRST LIMIT 1 FOR UPDATE OF m SKIP LOCKED
    ) next
    WHERE bucket.paid_until - make_interval(secs => $2::float8 * ($3::int - 1) / 1000) <= now()
      AND split_part(bucket.destination, ':', 1) = ANY($1::text[])
      AND NOT bucket.destination = ANY($4::text[])
    FOR UPDATE OF bucket SKIP LOCKED
  ), paid AS (
    UPDATE buckets SET paid_until =
      greatest(buckets.paid_until, now()) + make_interval(secs => $2::float8 / 1000)
    FROM picked WHERE buckets.destination = picked.destination
  ), before AS (
    SELECT m.id, m.uncertain AS was_uncertain, card.ref AS thread_ref
    FROM picked JOIN messages m USING (id) LEFT JOIN messages card ON card.id = m.parent_id
  )
  UPDATE messages m SET state = 'sending', attempts = m.attempts + 1, uncertain = (m.ref IS NULL),
    lease_until = now() + interval '${LEASE_SECONDS} seconds',
    first_attempt_at = coalesce(m.first_attempt_at, now())
  FROM before WHERE m.id = before.id
  RETURNING m.id, m.platform, m.channel, m.kind, m.case_id, m.event_seq, m.ref, before.thread_ref,
    m.attempts, before.was_uncertain, m.first_attempt_at`;

export function createOutboxStore(pool: pg.Pool, pacing: Pacing): OutboxStore {
  return {
    claim: (platforms, busy = []) => claim(pool, pacing, platforms, busy),
    spendUpdate: (platform) => spendUpdate(pool, pacing, platform),
    async shown(id, ref, version) {
      await pool.query({
        name: "message-shown",
        text: `
          UPDATE messages SET ref = $2, shown = least($3::int, desired), attempts = 0, error = NULL,
            state = CASE WHEN $3::int >= desired THEN 'current' ELSE 'behind' END,
            lease_until = NULL, uncertain = false WHERE id = $1 AND state = 'sending'`,
        values: [id, ref, version],
      });
    },
    async postpone(id, delayMs, uncertain, reason) {
      await pool.query({
        name: "message-postpone",
        text: `
          UPDATE messages SET state = 'behind', lease_until = NULL, uncertain = $3, error = $4,
            attempts = CASE WHEN $4::text IS NULL THEN attempts - 1 ELSE attempts END,
            next_at = now() + make_interval(secs => $2::float8 / 1000)
          WHERE id = $1 AND state = 'sending'`,
        values: [id, delayMs, uncertain, reason],
      });
    },
    async pauseChannel(platform, channel, delayMs) {
      // The burst allowance must not let the next message through before the pause is over.
      const debtMs = delayMs + pacing.postEveryMs * (pacing.postBurst - 1);
      await pool.query({
        name: "channel-pause",
        text: `
          UPDATE buckets SET paid_until =
            greatest(paid_until, now() + make_interval(secs => $2::float8 / 1000))
          WHERE destination = $1`,
        values: [`${platform}:${channel}`, debtMs],
      });
    },
    async forgetRef(id) {
      await pool.query({
        name: "message-forget",
        text: `
          UPDATE messages SET state = 'behind', lease_until = NULL, uncertain = false, ref = NULL,
            shown = 0, first_attempt_at = NULL, next_at = now() WHERE id = $1 AND state = 'sending'`,
        values: [id],
      });
    },
    async bury(id, reason) {
      await pool.query({
        name: "message-bury",
        text: `
          UPDATE messages SET state = 'dead', lease_until = NULL, error = $2
          WHERE id = $1 AND state = 'sending'`,
        values: [id, reason.slice(0, 500)],
      });
    },
    nextDueInMs: (platforms) => nextDueInMs(pool, pacing, platforms),
  };
}

async function claim(
  pool: pg.Pool,
  pacing: Pacing,
  platforms: readonly Platform[],
  busy: readonly ChannelKey[],
): Promise<readonly Claimed[]> {
  const { rows } = await pool.query<ClaimRow>({
    name: "claim-messages",
    text: CLAIM,
    values: [platforms, pacing.postEveryMs, pacing.postBurst, busy],
  });
  return rows.map((row) => ({
    id: row.id,
    platform: row.platform,
    channel: row.channel,
    kind: row.kind,
    caseId: row.case_id,
    eventSeq: row.event_seq,
    ref: row.ref,
    threadRef: row.thread_ref,
    attempts: row.attempts,
    uncertain: row.was_uncertain,
    firstAttemptAt: row.first_attempt_at,
  }));
}

async function spendUpdate(pool: pg.Pool, pacing: Pacing, platform: Platform): Promise<number> {
  const { updateEveryMs, updateBurst } = pacing;
  const destination = `${platform} updates`;
  const granted = await pool.query({
    name: "spend-update",
    text: `
      UPDATE buckets SET paid_until =
        greatest(paid_until, now()) + make_interval(secs => $2::float8 / 1000)
      WHERE destination = $1
        AND paid_until - make_interval(secs => $2::float8 * ($3::int - 1) / 1000) <= now()`,
    values: [destination, updateEveryMs, updateBurst],
  });
  if (granted.rowCount === 1) return 0;
  const { rows } = await pool.query<{ wait_ms: number | null }>({
    name: "wait-for-update",
    text: `
      WITH made AS (INSERT INTO buckets (destination) VALUES ($1) ON CONFLICT DO NOTHING)
      SELECT extract(epoch FROM paid_until - now())::float8 * 1000
        - $2::float8 * ($3::int - 1) AS wait_ms
      FROM buckets WHERE destination = $1`,
    values: [destination, updateEveryMs, updateBurst],
  });
  // No row yet: it has just been made, and this is its first update.
  return Math.max(0, rows[0]?.wait_ms ?? 0);
}

// Of each channel: when its next message is due and the channel may speak again; and of each storm
// when to look at it again.
async function nextDueInMs(
  pool: pg.Pool,
  pacing: Pacing,
  platforms: readonly Platform[],
): Promise<number | null> {
  const { rows } = await pool.query<{ ms: number | null }>({
    name: "next-message-due",
    text: `
      SELECT extract(epoch FROM least(
        (SELECT min(greatest(next.next_at, bucket.paid_until - make_interval(secs => $1)))
          FROM buckets bucket CROSS JOIN LATERAL (
            SELECT m.next_at FROM messages m
            WHERE m.platform = split_part(bucket.destination, ':', 1)
              AND m.channel = substr(bucket.destination, strpos(bucket.destination, ':') + 1)
              AND m.state = 'behind' AND (m.kind <> 'note' OR EXISTS (
                SELECT 1 FROM messages card WHERE card.id = m.parent_id AND card.ref IS NOT NULL))
            ORDER BY m.next_at LIMIT 1) next
          WHERE split_part(bucket.destination, ':', 1) = ANY($2::text[])),
        (SELECT min(lease_until) FROM messages
          WHERE state = 'sending' AND platform = ANY($2::text[])),
        (SELECT min(looked_at) + ${LOOK_EVERY} FROM storms
          WHERE ended_at IS NULL AND platform = ANY($2::text[]))
      ) - now())::float8 * 1000 AS ms`,
    values: [(pacing.postEveryMs * (pacing.postBurst - 1)) / 1_000, platforms],
  });
  return rows[0]?.ms ?? null;
}
