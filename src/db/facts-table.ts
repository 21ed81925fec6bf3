import type { Instant } from "../core/calendar.ts";
import { type Fact, type SubjectKey, subjectOf } from "../core/fact.ts";
import type { Trail } from "./audit-trail.ts";
import { binaryArray, texts } from "./binary-array.ts";
import type { Db } from "./statements.ts";

/**
 * Appends facts in one statement, those nobody had told before also to the audit's trail; answers
 * their positions.
 */
export async function appendFacts(
  db: Db,
  facts: readonly Fact[],
  recordedAt: Instant,
  trail: Pick<Trail, "fact">,
): Promise<ReadonlySet<number>> {
  if (facts.length === 0) return new Set();
  const bodies = facts.map((fact) => JSON.stringify(fact));
  const subjects = facts.map(subjectOf);
  const { rows } = await db.query<Appended>({
    name: "append-facts",
    text: `
      INSERT INTO facts (source, external_id, type, subject, occurred_at, recorded_at, body)
      SELECT source, external_id, type, subject, occurred_at, $7, body
      FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::timestamptz[], $6::json[])
        AS heard (source, external_id, type, subject, occurred_at, body)
      ON CONFLICT (source, external_id) DO NOTHING
      RETURNING source, external_id, seq`,
    values: [
      texts(facts.map((fact) => fact.source)),
      texts(facts.map((fact) => fact.externalId)),
      texts(facts.map((fact) => fact.type)),
      texts(subjects),
      binaryArray(
        "timestamptz",
        facts.map((fact) => fact.occurredAt),
      ),
      binaryArray("json", bodies),
      recordedAt,
    ],
  });
  const seqs = positionsOf(facts, rows);
  for (const [position, seq] of seqs) {
    const fact = facts[position];
    const body = bodies[position];
    if (!fact || body === undefined) continue;
    trail.fact(seq, { ...fact, subject: subjectOf(fact), recordedAt, body });
  }
  return new Set(seqs.keys());
}

type Appended = { readonly source: string; readonly external_id: string; readonly seq: number };

/** Of a fact told twice in one batch only the first told counts. */
function positionsOf(
  facts: readonly Fact[],
  rows: readonly Appended[],
): ReadonlyMap<number, number> {
  const fresh = new Map(rows.map((row) => [nameOf(row.source, row.external_id), row.seq]));
  const positions = new Map<number, number>();
  facts.forEach((fact, position) => {
    const name = nameOf(fact.source, fact.externalId);
    const seq = fresh.get(name);
    if (seq !== undefined) positions.set(position, seq);
    fresh.delete(name);
  });
  return positions;
}

function nameOf(source: string, externalId: string): string {
  return `${source}\u0001${externalId}`;
}

export async function historyOf(
  db: Db,
  keys: readonly SubjectKey[],
): Promise<Map<SubjectKey, readonly Fact[]>> {
  const { rows } = await db.query<{ subject: SubjectKey; body: Fact }>({
    name: "history-of",
    text: `SELECT subject, body FROM facts WHERE subject = ANY($1::text[])`,
    values: [texts(keys)],
  });
  const history = new Map<SubjectKey, Fact[]>(keys.map((key) => [key, []]));
  for (const { subject, body } of rows) history.get(subject)?.push(body);
  return history;
}
