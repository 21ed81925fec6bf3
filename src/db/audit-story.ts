import type pg from "pg";
import type { Story, StoryEntry } from "../core/audit.ts";
import { compare } from "../core/fact.ts";

const MOST_ROWS = 10_000;

type Body = Readonly<Record<string, unknown>>;

type Told = "order" | "customer";

// A customer's documents are those that stand open with it, and those that somebody answered about:
// what is settled otherwise, its orders tell.
const SUBJECTS: Readonly<Record<Told, string>> = {
  order: `SELECT subject_key FROM links WHERE order_key = $1 AND subject_key NOT LIKE 'customer:%'`,
  customer: `SELECT key FROM subjects WHERE account = substr($1, length('customer:') + 1)
      AND key NOT LIKE 'order:%'
    UNION SELECT body ->> 'subject' FROM facts WHERE subject = $1 AND type = 'answer.given'
      AND body ->> 'subject' NOT LIKE 'order:%'`,
};

/**
 * Everything that Remo knows of an order, in the order in which it happened: what sources told of
 * it, its deliveries and invoices, what people answered, what became of its cases, and which
 * messages went out. Of a number that no order has, the same of the customer with it: its account
 * and what stands open in it. Null when nothing was ever heard of either.
 */
export async function storyOf(pool: pg.Pool, id: string): Promise<Story | null> {
  return (await told(pool, "order", id)) ?? (await told(pool, "customer", id));
}

async function told(pool: pg.Pool, type: Told, id: string): Promise<Story | null> {
  const [facts, events, messages] = await Promise.all([
    factsOf(pool, type, id),
    eventsOf(pool, type, id),
    messagesOf(pool, type, id),
  ]);
  if (facts.length === 0 && events.length === 0) return null;
  const all = [...facts, ...events, ...messages];
  return {
    about: `${type}:${id}`,
    // Facts of one instant stay as they were recorded; then the cases they made, then the messages.
    entries: all.toSorted((a, b) => compare(a.at, b.at)),
    cut: [facts, events, messages].some((rows) => rows.length >= MOST_ROWS),
  };
}

async function factsOf(pool: pg.Pool, type: Told, id: string): Promise<readonly StoryEntry[]> {
  const { rows } = await pool.query<{
    seq: number;
    source: string;
    type: string;
    subject: string;
    occurred_at: string;
    recorded_at: string;
    body: Body;
  }>(
    `SELECT seq, source, type, subject, occurred_at, recorded_at, body FROM facts
     WHERE subject = $1 OR subject IN (${SUBJECTS[type]})
     ORDER BY occurred_at, seq LIMIT ${MOST_ROWS}`,
    [`${type}:${id}`],
  );
  return rows.map((row) => ({
    at: row.occurred_at,
    recordedAt: row.recorded_at,
    kind: row.type === "answer.given" ? "answer" : "fact",
    type: row.type,
    about: row.subject,
    who: whoTold(row.source, row.body),
    seq: row.seq,
    body: row.body,
  }));
}

function whoTold(source: string, body: Body): string {
  const { personName, personId, team, by } = body;
  if (typeof personName === "string") {
    const known = [personId, team].filter((part) => typeof part === "string");
    return `${personName} (${known.join(", ")})`;
  }
  return typeof by === "string" ? `${by}, by ${source}` : source;
}

/** Answers and comments are facts: their events say nothing more. */
async function eventsOf(pool: pg.Pool, group: Told, id: string): Promise<readonly StoryEntry[]> {
  const { rows } = await pool.query<{
    seq: number;
    case_id: string;
    type: string;
    at: string;
    body: Body;
  }>(
    `SELECT e.seq, e.case_id, e.type, e.at, e.body
     FROM cases c JOIN case_events e ON e.case_id = c.id
     WHERE c.group_type = $1 AND c.group_id = $2 AND e.type NOT IN ('answered', 'commented')
     ORDER BY e.seq LIMIT ${MOST_ROWS}`,
    [group, id],
  );
  return rows.map(({ seq, case_id: caseId, type, at, body }) => ({
    at,
    recordedAt: null,
    kind: "case",
    type,
    about: `case:${caseId}`,
    who: "remo",
    seq,
    body,
  }));
}

async function messagesOf(pool: pg.Pool, group: Told, id: string): Promise<readonly StoryEntry[]> {
  const { rows } = await pool.query<{
    id: string;
    platform: string;
    channel: string;
    kind: string;
    case_id: string;
    state: string;
    shown: number;
    ref: string | null;
    error: string | null;
    at: string;
  }>(
    `SELECT m.id, m.platform, m.channel, m.kind, m.case_id, m.state, m.shown, m.ref, m.error,
       coalesce(m.first_attempt_at, m.created_at) AS at
     FROM cases c JOIN messages m ON m.case_id = c.id
     WHERE c.group_type = $1 AND c.group_id = $2
     ORDER BY at, m.id LIMIT ${MOST_ROWS}`,
    [group, id],
  );
  return rows.map(({ at, kind, case_id: caseId, platform, channel, ...body }) => ({
    at,
    recordedAt: null,
    kind: "message",
    type: kind,
    about: `case:${caseId}`,
    who: `${platform} ${channel}`,
    seq: null,
    body,
  }));
}
