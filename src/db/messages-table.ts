import { randomUUID } from "node:crypto";
import type { DesiredMessage } from "../app/store.ts";
import type { Db } from "./statements.ts";

/** Of each case: the numbers of its new events. */
type EventSeqs = ReadonlyMap<string, readonly number[]>;

// Machine updates of one card wait this long for more to come; a person's answer does not.
const DEBOUNCE_SECONDS = 2;

/**
 * Records what chat should show: one card per case and channel, in its newest version, and one
 * note per event to tell in its thread. Nothing is sent here. A card that was given up on gets
 * another try with each new version: what stood in its way may be gone, and the case has moved.
 */
export async function saveMessages(
  db: Db,
  messages: readonly DesiredMessage[],
  eventSeqs: EventSeqs | Promise<EventSeqs>,
): Promise<void> {
  if (messages.length === 0) return;
  const [cardIds, seqs] = await Promise.all([saveCards(db, messages), eventSeqs]);
  await saveNotes(db, messages, cardIds, seqs);
}

/** The cards, and the bucket of each destination that has none yet. */
async function saveCards(
  db: Db,
  messages: readonly DesiredMessage[],
): Promise<ReadonlyMap<string, string>> {
  const destinations = new Set(messages.map((one) => `${one.platform}:${one.channel}`));
  const { rows } = await db.query<CardRow>({
    name: "desire-cards",
    text: `
      WITH buckets_made AS (
        INSERT INTO buckets (destination) SELECT unnest($7::text[]) ON CONFLICT DO NOTHING)
      INSERT INTO messages (id, platform, channel, kind, case_id, desired, priority)
      SELECT id, platform, channel, 'card', case_id, desired, priority
      FROM unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::int[], $6::float8[])
        AS m (id, platform, channel, case_id, desired, priority)
      ON CONFLICT (case_id, platform, channel) WHERE kind = 'card' DO UPDATE SET
        desired = greatest(messages.desired, excluded.desired),
        priority = excluded.priority,
        state = CASE
          WHEN messages.state = 'current' AND excluded.desired <= messages.shown THEN 'current'
          WHEN messages.state IN ('current', 'dead') THEN 'behind'
          ELSE messages.state END,
        attempts = CASE WHEN messages.state = 'dead' THEN 0 ELSE messages.attempts END,
        error = CASE WHEN messages.state = 'dead' THEN NULL ELSE messages.error END,
        next_at = CASE
          WHEN excluded.priority >= ${URGENT} THEN now()
          WHEN messages.state = 'current' THEN now() + interval '${DEBOUNCE_SECONDS} seconds'
          ELSE messages.next_at END
      RETURNING id, case_id, platform, channel`,
    values: [
      messages.map(() => randomUUID()),
      messages.map((one) => one.platform),
      messages.map((one) => one.channel),
      messages.map((one) => one.caseId),
      messages.map((one) => one.version),
      messages.map((one) => one.priority + (one.urgent ? URGENT : 0)),
      [...destinations].toSorted(),
    ],
  });
  return new Map(rows.map((row) => [cardKey({ ...row, caseId: row.case_id }), row.id]));
}

type CardRow = { id: string; case_id: string; platform: string; channel: string };

function cardKey({ caseId, platform, channel }: Record<"caseId" | "platform" | "channel", string>) {
  return `${caseId} ${platform} ${channel}`;
}

/** Above any amount × urgency: somebody pressed a button and is looking at the card. */
export const URGENT = 1e15;

async function saveNotes(
  db: Db,
  messages: readonly DesiredMessage[],
  cardIds: ReadonlyMap<string, string>,
  eventSeqs: EventSeqs,
): Promise<void> {
  const notes = messages.flatMap((one) =>
    one.tell.flatMap((position) => {
      const seq = eventSeqs.get(one.caseId)?.[position];
      const parent = cardIds.get(cardKey(one));
      return seq === undefined || !parent ? [] : [{ ...one, seq, parent }];
    }),
  );
  if (notes.length === 0) return;
  await db.query({
    name: "desire-notes",
    text: `
      INSERT INTO messages (id, platform, channel, kind, case_id, parent_id, event_seq, desired, priority)
      SELECT id, platform, channel, 'note', case_id, parent_id, event_seq, 1, priority
      FROM unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::uuid[], $6::bigint[],
        $7::float8[]) AS n (id, platform, channel, case_id, parent_id, event_seq, priority)
      ON CONFLICT DO NOTHING`,
    values: [
      notes.map(() => randomUUID()),
      notes.map((one) => one.platform),
      notes.map((one) => one.channel),
      notes.map((one) => one.caseId),
      notes.map((one) => one.parent),
      notes.map((one) => one.seq),
      notes.map((one) => one.priority),
    ],
  });
}
