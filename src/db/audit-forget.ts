import { randomBytes } from "node:crypto";
import type pg from "pg";
import { type AuditedTable, renamePeople } from "../core/audit.ts";
import type { SubjectKey } from "../core/fact.ts";
import { fold, unfolded } from "../core/subject.ts";
import { createTrail } from "./audit-trail.ts";
import { historyOf } from "./facts-table.ts";
import { SetupError } from "./setup-error.ts";
import { lockGroups, statesOf } from "./subjects-table.ts";

export type Forgotten = {
  /** What stands in the person's place from now on. */
  readonly pseudonym: string;
  readonly facts: number;
  readonly caseEvents: number;
};

type Row = { readonly seq: number; readonly body: string };
type FactRow = Row & { readonly subject: SubjectKey };

/**
 * Puts a pseudonym in the place of a person in facts, events, cases and states, and destroys what
 * their digests' commitments to the name were salted with: the chain holds, and nobody can find the
 * name by trying. The pseudonym itself is appended to the chain. Null when the person answered
 * nothing. Throws SetupError when the person is named in rows older than the audit.
 */
export async function forgetPerson(pool: pg.Pool, personId: string): Promise<Forgotten | null> {
  const client = await pool.connect();
  try {
    await client.query("BEGIN");
    const forgotten = await forgetIn(client, personId);
    await client.query("COMMIT");
    client.release();
    return forgotten;
  } catch (error) {
    await client.query("ROLLBACK").then(
      () => client.release(),
      (broken: Error) => client.release(broken),
    );
    throw error;
  }
}

async function forgetIn(client: pg.ClientBase, personId: string): Promise<Forgotten | null> {
  // Under the groups' locks nobody writes the person's name back from a case they had read before.
  const groups = (await answersOf(client, personId)).map(({ subject }) => subject);
  await lockGroups(client, [...new Set(groups)].toSorted());
  const facts = await answersOf(client, personId);
  if (facts.length === 0) return null;
  const events = await eventsOf(client, personId, groups);
  const pseudonym = `person-${randomBytes(6).toString("hex")}`;
  // The one way past the append-only triggers, for this transaction.
  await client.query(`SELECT set_config('remo.forgetting', $1, true)`, [pseudonym]);
  await rewrite(client, "facts", facts, pseudonym);
  await rewrite(client, "case_events", events, pseudonym);
  await renameInCases(client, { personId, groups, pseudonym });
  await foldAnew(client, [...new Set(facts.map(({ subject }) => subject))].toSorted());
  await createTrail().write(client, pseudonym);
  return { pseudonym, facts: facts.length, caseEvents: events.length };
}

/** The person's answers, and what those answers said of the world. */
async function answersOf(client: pg.ClientBase, personId: string): Promise<readonly FactRow[]> {
  const { rows } = await client.query<FactRow>(
    `WITH answers AS (
       SELECT seq, external_id, subject, body::text AS body FROM facts
       WHERE source = 'remo' AND type = 'answer.given' AND body->>'personId' = $1)
     SELECT seq, subject, body FROM answers
     UNION ALL
     SELECT f.seq, f.subject, f.body FROM answers a CROSS JOIN LATERAL (
       SELECT seq, subject, body::text AS body FROM facts
       WHERE source = 'remo' AND external_id >= a.external_id || ':fact'
         AND external_id < a.external_id || ':fact;' AND body->>'by' IS NOT NULL) f`,
    [personId],
  );
  return rows;
}

async function eventsOf(
  client: pg.ClientBase,
  personId: string,
  groups: readonly string[],
): Promise<readonly Row[]> {
  const { rows } = await client.query<Row>(
    `SELECT e.seq, e.body::text AS body FROM cases c JOIN case_events e ON e.case_id = c.id
     WHERE c.group_type || ':' || c.group_id = ANY($2::text[]) AND e.type = 'answered'
       AND e.body->'answer'->>'personId' = $1`,
    [personId, groups],
  );
  return rows;
}

async function rewrite(
  client: pg.ClientBase,
  table: AuditedTable,
  rows: readonly Row[],
  pseudonym: string,
): Promise<void> {
  const seqs = rows.map(({ seq }) => seq);
  const salted = await client.query(
    `UPDATE audit_names SET salt = NULL WHERE kind = $1 AND seq = ANY($2::bigint[])`,
    [table, seqs],
  );
  if (salted.rowCount !== rows.length) {
    throw new SetupError(
      "This person is named in rows that are older than the audit, which covers their names: they cannot be forgotten without breaking it, and nothing was changed.",
    );
  }
  await client.query(
    `UPDATE ${table} SET body = next.body FROM unnest($1::bigint[], $2::json[]) AS next (seq, body)
     WHERE ${table}.seq = next.seq`,
    [seqs, rows.map(({ body }) => renamePeople(body, () => pseudonym))],
  );
}

/** Cases remember the last answer; cards that show it are drawn again. */
async function renameInCases(
  client: pg.ClientBase,
  {
    personId,
    groups,
    pseudonym,
  }: { personId: string; groups: readonly string[]; pseudonym: string },
): Promise<void> {
  const { rows } = await client.query<{ id: string; body: string; name: string }>(
    `SELECT id, body::text AS body, body->'lastAnswer'->>'personName' AS name FROM cases
     WHERE group_type || ':' || group_id = ANY($2::text[])
       AND body->'lastAnswer'->>'personId' = $1`,
    [personId, groups],
  );
  const bodies = rows.map(({ body, name }) =>
    renamePeople(body, (_field, said) => (said === personId || said === name ? pseudonym : said)),
  );
  const ids = rows.map(({ id }) => id);
  await client.query(
    `UPDATE cases SET body = next.body FROM unnest($1::text[], $2::json[]) AS next (id, body)
     WHERE cases.id = next.id`,
    [ids, bodies],
  );
  await client.query(
    `UPDATE messages SET shown = shown - 1, state = 'behind', next_at = now()
     WHERE case_id = ANY($1::text[]) AND kind = 'card' AND state = 'current' AND shown > 0`,
    [ids],
  );
}

/** States follow from the facts: folding those as they are now takes the name out of them. */
async function foldAnew(client: pg.ClientBase, keys: readonly SubjectKey[]): Promise<void> {
  await client.query(
    `SELECT key FROM subjects WHERE key = ANY($1::text[]) ORDER BY key FOR UPDATE`,
    [keys],
  );
  const stored = new Map((await statesOf(client, keys)).map((one) => [one.key, one.stored]));
  const history = await historyOf(client, keys);
  const states = [...history].map(([key, facts]) => {
    const { subject, foldKey } = fold(unfolded(key), facts);
    const was = stored.get(key)?.subject;
    // When a source was heard is told by no fact.
    return subject.kind === "source" && was?.kind === "source"
      ? { state: { ...subject.state, heardAt: was.state.heardAt }, foldKey }
      : { state: subject.state, foldKey };
  });
  await client.query(
    `UPDATE subjects SET state = next.state, fold_key = next.fold_key, version = version + 1
     FROM unnest($1::text[], $2::json[], $3::text[]) AS next (key, state, fold_key)
     WHERE subjects.key = next.key`,
    [
      [...history.keys()],
      states.map(({ state }) => JSON.stringify(state)),
      states.map(({ foldKey }) => foldKey),
    ],
  );
}
