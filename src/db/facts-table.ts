import type { Instant } from "../core/calendar.ts";
import { type Fact, type SubjectKey, subjectOf } from "../core/fact.ts";
import { type Trail, vouchForFact } from "./audit-trail.ts";
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
  const { values, vouched } = written(facts, recordedAt);
  const { rows } = await db.query<{ seq: number }>({
    name: "append-facts",
    text: `
      INSERT INTO facts (source, external_id, type, subject, occurred_at, recorded_at, body)
      SELECT source, external_id, type, subject, occurred_at, $7, body
      FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::timestamptz[], $6::json[])
        WITH ORDINALITY AS heard (source, external_id, type, subject, occurred_at, body, position)
      ORDER BY position
      ON CONFLICT (source, external_id) DO NOTHING
      RETURNING seq`,
    values,
  });
  const seqs = rows.map(({ seq }) => seq);
  // Numbers come in the order of what was told. Names are asked for only where some were known.
  const positions =
    seqs.length === facts.length ? facts.map((_fact, at) => at) : await newOf(db, facts, seqs);
  positions.forEach((position, at) => {
    const [seq, one] = [seqs[at], vouched[position]];
    if (seq !== undefined && one) trail.fact(seq, one);
  });
  return new Set(positions);
}

/**
 * What is sent, and what the audit says of it. The texts are let go of before the answer comes: a
 * megabyte for each batch that waits is a good part of what the collector would have to carry.
 */
function written(facts: readonly Fact[], recordedAt: Instant) {
  const bodies = facts.map((fact) => JSON.stringify(fact));
  const subjects = facts.map(subjectOf);
  const vouched = facts.map((fact, position) => {
    const { source, externalId, type, occurredAt } = fact;
    const subject = subjects[position] ?? subjectOf(fact);
    const body = bodies[position] ?? "";
    return vouchForFact({ source, externalId, type, subject, occurredAt, recordedAt, body });
  });
  const values = [
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
  ];
  return { values, vouched };
}

type Named = { readonly source: string; readonly external_id: string; readonly seq: number };

/** The positions of the facts with these numbers. Of a fact told twice in one batch the first. */
async function newOf(
  db: Db,
  facts: readonly Fact[],
  seqs: readonly number[],
): Promise<readonly number[]> {
  if (seqs.length === 0) return [];
  const { rows } = await db.query<Named>({
    name: "names-of-facts",
    text: `SELECT source, external_id, seq FROM facts WHERE seq = ANY($1::bigint[])`,
    values: [`{${seqs.join(",")}}`],
  });
  const positions = new Map<string, number>();
  facts.forEach(({ source, externalId }, position) => {
    const name = nameOf(source, externalId);
    if (!positions.has(name)) positions.set(name, position);
  });
  const bySeq = new Map(rows.map((row) => [row.seq, nameOf(row.source, row.external_id)]));
  return seqs.map((seq) => {
    const position = positions.get(bySeq.get(seq) ?? "");
    if (position === undefined) throw new Error(`Fact ${seq} was stored under another name.`);
    return position;
  });
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
