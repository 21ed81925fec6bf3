import type pg from "pg";
import { namesOfPerson } from "../core/audit.ts";
import type { SubjectKey } from "../core/fact.ts";

/** Whom to look for: the id, and every name under which the id was ever written. */
export type Sought = { readonly id: string; readonly names: ReadonlySet<string> };

export type NamedRow = { readonly seq: number; readonly body: string };
export type NamedFact = NamedRow & {
  readonly type: string;
  readonly subject: SubjectKey;
  readonly external_id: string;
};
export type NamedCase = { readonly id: string; readonly body: string };

export type Named = {
  readonly facts: readonly NamedFact[];
  readonly events: readonly NamedRow[];
  readonly cases: readonly NamedCase[];
};

/**
 * Everything that names a person of ours: by their id, or by a name alone, as what follows from an
 * answer has it. Reads all that people told, all events and all cases once: it is asked seldom, and
 * a policy reaches people who never told anything.
 */
export async function everythingNaming(
  client: pg.ClientBase,
  { id, names }: Sought,
): Promise<Named & Sought> {
  const byId = await rowsWith(client, [`"personId":${JSON.stringify(id)}`]);
  const all = [...byId.facts, ...byId.events, ...byId.cases];
  const called = new Set([...names, ...all.flatMap(({ body }) => namesOfPerson(body, id))]);
  const byName = [...called].map((name) => `"by":${JSON.stringify(name)}`);
  const found = await rowsWith(client, [`"personId":${JSON.stringify(id)}`, ...byName]);
  return { ...found, id, names: called };
}

// Bodies are kept as JSON.stringify wrote them.
const HAS = `EXISTS (SELECT FROM unnest($1::text[]) AS sought (said) WHERE strpos(body::text, said) > 0)`;

async function rowsWith(client: pg.ClientBase, said: readonly string[]): Promise<Named> {
  const facts = await client.query<NamedFact>(
    `SELECT seq, type, subject, external_id, body::text AS body FROM facts
     WHERE source = 'remo' AND ${HAS} ORDER BY seq`,
    [said],
  );
  const events = await client.query<NamedRow>(
    `SELECT seq, body::text AS body FROM case_events WHERE ${HAS} ORDER BY seq`,
    [said],
  );
  const cases = await client.query<NamedCase>(
    `SELECT id, body::text AS body FROM cases WHERE ${HAS}`,
    [said],
  );
  return { facts: facts.rows, events: events.rows, cases: cases.rows };
}
