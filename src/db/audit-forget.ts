import { randomBytes } from "node:crypto";
import type pg from "pg";
import { type AuditedTable, maskTogether, renamePerson } from "../core/audit.ts";
import type { Instant } from "../core/calendar.ts";
import type { CreditPolicy } from "../core/credit-policy.ts";
import type { SubjectKey } from "../core/fact.ts";
import { type Tie, tieOf } from "../core/forgettable.ts";
import { fold, unfolded } from "../core/subject.ts";
import {
  everythingNaming,
  type NamedCase,
  type NamedFact,
  type NamedRow,
  type Sought,
} from "./audit-named.ts";
import { createTrail } from "./audit-trail.ts";
import { historyOf } from "./facts-table.ts";
import { SetupError } from "./setup-error.ts";
import { statesOf } from "./subjects-table.ts";

export type Forgotten = {
  /** What stands in the person's place from now on. */
  readonly pseudonym: string;
  readonly facts: number;
  readonly caseEvents: number;
};

/** What is known of the person and the day besides the store. */
export type Forgetting = {
  readonly now: Instant;
  /** What remo.yaml calls the person: some facts tell the name alone. */
  readonly names: readonly string[];
  readonly credit: Pick<CreditPolicy, "expiresDays">;
};

/**
 * Puts a pseudonym in the place of a person in facts, events, cases and states, and destroys what
 * their digests' commitments to the name were salted with: the chain holds, nobody can find the
 * name by trying, and whoever else a row names stays named and vouched for. The pseudonym itself is
 * appended to the chain. Null when nothing names the person. Throws SetupError while something
 * undecided goes by who the person is, and when rows name the person that cannot change.
 */
export async function forgetPerson(
  pool: pg.Pool,
  personId: string,
  forgetting: Forgetting,
): Promise<Forgotten | null> {
  const client = await pool.connect();
  try {
    await client.query("BEGIN");
    const forgotten = await forgetIn(client, personId, forgetting);
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

async function forgetIn(
  client: pg.ClientBase,
  personId: string,
  { now, names, credit }: Forgetting,
): Promise<Forgotten | null> {
  // Any case may show the person, and whoever judges one has locked its group: until this is done
  // nobody writes the name back from a case or a state that they had read before.
  await client.query("LOCK TABLE groups IN EXCLUSIVE MODE");
  const found = await everythingNaming(client, { id: personId, names: new Set(names) });
  const { facts, events, cases } = found;
  if (facts.length === 0 && events.length === 0 && cases.length === 0) return null;
  const keys = [...new Set(facts.map(({ subject }) => subject))].toSorted();
  const subjects = (await statesOf(client, keys)).map(({ stored }) => stored.subject);
  const tie = tieOf(personId, subjects, now, credit);
  if (tie) throw new SetupError(`${personId} ${sayTie(tie)}`);
  const pseudonym = `person-${randomBytes(6).toString("hex")}`;
  // The one way past the append-only triggers, for this transaction.
  await client.query(`SELECT set_config('remo.forgetting', $1, true)`, [pseudonym]);
  await rewrite(client, "facts", facts, found, pseudonym);
  await rewrite(client, "case_events", events, found, pseudonym);
  await renameInCases(client, cases, found, pseudonym);
  await foldAnew(client, keys);
  await createTrail().write(client, pseudonym);
  return { pseudonym, facts: facts.length, caseEvents: events.length };
}

function sayTie(tie: Tie): string {
  switch (tie.tie) {
    case "request":
      return `asked for or signed the credit note ${tie.requestId}, which is not decided and posted yet: have it posted, rejected or withdrawn, then forget the person.`;
    case "note":
      return `had a hand in a request on ${tie.invoiceId}, where the credit note ${tie.creditNoteId} waits to be approved or reversed: settle that, then forget the person.`;
    case "duty":
      return `is on duty for ${tie.team} until ${tie.until}: have somebody else take it and wait until then, then forget the person.`;
    case "delegation":
      return `signs for somebody, or somebody for them, until ${tie.until}: end that with /remo delegate, then forget the person.`;
    default:
      return tie satisfies never;
  }
}

type Rewritten = {
  readonly seq: number;
  readonly body: string;
  readonly positions: readonly number[];
};

async function rewrite(
  client: pg.ClientBase,
  table: AuditedTable,
  rows: readonly (NamedRow | NamedFact)[],
  person: Sought,
  pseudonym: string,
): Promise<void> {
  const together = await namedTogether(client, table, rows);
  const rewritten = rows.map((row): Rewritten => {
    const { body, positions } = renamePerson(row.body, person, pseudonym);
    if (!together.has(row.seq)) return { seq: row.seq, body, positions };
    if (!maySpeakForAll(row, body, person.id, pseudonym)) throw tooOld();
    return { seq: row.seq, body, positions: [0] };
  });
  const named = rewritten.flatMap(({ seq, positions }) =>
    positions.map((position) => ({ seq, position })),
  );
  const salted = await client.query(
    `UPDATE audit_names SET salt = NULL FROM unnest($2::bigint[], $3::int[]) AS gone (seq, position)
     WHERE kind = $1 AND audit_names.seq = gone.seq AND audit_names.position = gone.position`,
    [table, named.map(({ seq }) => seq), named.map(({ position }) => position)],
  );
  if (salted.rowCount !== named.length) throw tooOld();
  await client.query(
    `UPDATE ${table} SET body = next.body FROM unnest($1::bigint[], $2::json[]) AS next (seq, body)
     WHERE ${table}.seq = next.seq`,
    [rewritten.map(({ seq }) => seq), rewritten.map(({ body }) => body)],
  );
}

/** Which of these rows have one commitment to all the people they name. */
async function namedTogether(
  client: pg.ClientBase,
  table: AuditedTable,
  rows: readonly NamedRow[],
): Promise<ReadonlySet<number>> {
  const found = await client.query<{ seq: number }>(
    `SELECT seq FROM audit_names WHERE kind = $1 AND seq = ANY($2::bigint[]) AND position = 0`,
    [table, rows.map(({ seq }) => seq)],
  );
  return new Set(found.rows.map(({ seq }) => seq));
}

/** Such a row can only forget everybody at once, and nothing but what was committed to. */
function maySpeakForAll(
  row: NamedRow | NamedFact,
  body: string,
  personId: string,
  pseudonym: string,
): boolean {
  const [was, is] = [maskTogether(row.body), maskTogether(body)];
  const isInName = "external_id" in row && row.external_id.includes(`:${personId}:`);
  const said = new Set(is.names.flatMap((names) => names.split(",")));
  return was.body === is.body && said.size === 1 && said.has(`"${pseudonym}"`) && !isInName;
}

function tooOld(): SetupError {
  return new SetupError(
    "This person is named in rows that are older than the audit, or than its vouching for each name apart: they cannot be forgotten without breaking it or losing somebody else's name, and nothing was changed.",
  );
}

/** Cases remember who answered, watches and was called; cards that show it are drawn again. */
async function renameInCases(
  client: pg.ClientBase,
  cases: readonly NamedCase[],
  person: Sought,
  pseudonym: string,
): Promise<void> {
  const ids = cases.map(({ id }) => id);
  await client.query(
    `UPDATE cases SET body = next.body FROM unnest($1::text[], $2::json[]) AS next (id, body)
     WHERE cases.id = next.id`,
    [ids, cases.map(({ body }) => renamePerson(body, person, pseudonym).body)],
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
