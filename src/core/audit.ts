import type { Instant } from "./calendar.ts";

/** The append-only tables that the audit vouches for. */
export type AuditedTable = "facts" | "case_events";

/** A stored fact or case event as the audit sees it: its columns, and its body as it is written. */
export type FactRow = {
  readonly source: string;
  readonly externalId: string;
  readonly type: string;
  readonly subject: string;
  readonly occurredAt: Instant;
  readonly recordedAt: Instant;
  readonly body: string;
};
export type EventRow = {
  readonly caseId: string;
  readonly type: string;
  readonly at: Instant;
  readonly body: string;
};

export type Head = { readonly number: number; readonly hash: string };

// No field but the body may hold a line break, and the body is one line of JSON at the end: no two
// different rows have one text.
/** What is digested of a fact. `body` is given apart: names may stand masked in it. */
export function factText(row: Omit<FactRow, "body">, body: string): string {
  const { source, externalId, type, subject, occurredAt, recordedAt } = row;
  return `facts\n${source}\n${externalId}\n${type}\n${subject}\n${occurredAt}\n${recordedAt}\n${body}`;
}

export function eventText(row: Omit<EventRow, "body">, body: string): string {
  return `case_events\n${row.caseId}\n${row.type}\n${row.at}\n${body}`;
}

// Written by JSON.stringify: no blanks, and a quote inside a text is escaped, so that what a person
// typed is never taken for a field.
const PERSONAL = /"(personId|personName|by|account)":"((?:[^"\\]|\\.)*)"/g;

export type Masked = {
  /** The body with a blank in place of each name. */
  readonly body: string;
  /** What is vouched for apart, and forgotten apart: names in JSON, in order; empty for nobody. */
  readonly names: readonly string[];
};

/** One of the people in a body: the fields that name them, which stand side by side. */
type Named = {
  readonly fields: readonly {
    readonly field: string;
    readonly name: string;
    readonly at: number;
  }[];
  readonly end: number;
};

/** An id and the name after it are one person; a name alone, and a chat account, stand for themselves. */
function peopleIn(body: string): readonly Named[] {
  const people: Named[] = [];
  for (const { 0: whole, 1: field = "", 2: name = "", index: at } of body.matchAll(PERSONAL)) {
    const end = at + whole.length;
    const before = people.at(-1);
    const isTheirs =
      field === "personName" &&
      before?.fields.at(-1)?.field === "personId" &&
      before.end + 1 === at;
    const fields = [...(isTheirs ? before.fields : []), { field, name, at }];
    if (isTheirs) people.pop();
    people.push({ fields, end });
  }
  return people;
}

/** Takes the people out of a body, so that each can be vouched for apart and forgotten alone. */
export function maskPeople(body: string): Masked {
  const people = peopleIn(body);
  if (people.length === 0) return { body, names: [] };
  return {
    body: body.replace(PERSONAL, (_whole, field: string) => `"${field}":_`),
    names: people.map(({ fields }) => fields.map(({ name }) => `"${name}"`).join(",")),
  };
}

const PERSONAL_BEFORE = /"(personId|personName|by)":"((?:[^"\\]|\\.)*)"/g;

/** As it was done before people were vouched for one by one: all names of a row together. */
export function maskTogether(body: string): Masked {
  const names: string[] = [];
  const masked = body.replace(PERSONAL_BEFORE, (_whole, field: string, name: string) => {
    names.push(`"${name}"`);
    return `"${field}":_`;
  });
  return names.length === 0 ? { body, names: [] } : { body: masked, names: [names.join(",")] };
}

export type Renamed = {
  readonly body: string;
  /** Which of the people in the body, from 1, were the person. */
  readonly positions: readonly number[];
};

/**
 * Puts a pseudonym in the person's place and leaves everybody else. Where a name stands alone it is
 * theirs if they are called so; a chat account is of who is named before it.
 */
export function renamePerson(
  body: string,
  person: { readonly id: string; readonly names: ReadonlySet<string> },
  pseudonym: string,
): Renamed {
  const positions: number[] = [];
  const renamed = new Set<number>();
  let wasTheirs = false;
  for (const [index, { fields }] of peopleIn(body).entries()) {
    const { field, name } = fields[0] ?? { field: "", name: "" };
    const said: unknown = JSON.parse(`"${name}"`);
    if (field === "personId") wasTheirs = said === person.id;
    else if (field !== "account") wasTheirs = person.names.has(String(said));
    if (!wasTheirs) continue;
    positions.push(index + 1);
    for (const { at } of fields) renamed.add(at);
  }
  const replace = (whole: string, field: string, _name: string, at: number) =>
    renamed.has(at) ? `"${field}":"${pseudonym}"` : whole;
  return { body: body.replace(PERSONAL, replace), positions };
}

/** What the person with this id is called in a body. */
export function namesOfPerson(body: string, id: string): readonly string[] {
  return peopleIn(body).flatMap(({ fields: [first, second] }) => {
    if (first === undefined || JSON.parse(`"${first.name}"`) !== id) return [];
    return second ? [String(JSON.parse(`"${second.name}"`))] : [];
  });
}

/** Whether names that were committed to are by now those of people who were forgotten. */
export function areForgotten(names: string, forgotten: ReadonlySet<string>): boolean {
  const parsed: unknown = JSON.parse(`[${names}]`);
  return (
    Array.isArray(parsed) &&
    parsed.every((name) => typeof name === "string" && isPseudonym(name) && forgotten.has(name))
  );
}

const PSEUDONYM = /^person-[0-9a-f]{12}$/;

/** What stands in place of a person who was forgotten. */
function isPseudonym(name: string): boolean {
  return PSEUDONYM.test(name);
}

/** One thing that happened to an order or a customer, to their documents, or to their cases. */
export type StoryEntry = {
  /** When it happened; `recordedAt` is when Remo heard of it. */
  readonly at: Instant;
  readonly recordedAt: Instant | null;
  readonly kind: "fact" | "answer" | "case" | "message";
  /** The fact's or event's type; of a message: card or note. */
  readonly type: string;
  /** "delivery:ENT-881"; of events and messages their case. */
  readonly about: string;
  /** The source that told it, the person who did it, or the channel that was told. */
  readonly who: string;
  readonly seq: number | null;
  readonly body: Readonly<Record<string, unknown>>;
};

export type Story = {
  /** Whose story: "order:PED-1042", "customer:CLI-7". */
  readonly about: string;
  readonly entries: readonly StoryEntry[];
  /** There is more than is read of one story. */
  readonly cut: boolean;
};
