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
const PERSONAL = /"(personId|personName|by)":"((?:[^"\\]|\\.)*)"/g;

export type Masked = {
  /** The body with a blank in place of each name. */
  readonly body: string;
  /** The names, in JSON and in order; empty when it names nobody. */
  readonly names: string;
};

/** Takes the people out of a body, so that they can be vouched for apart and forgotten. */
export function maskPeople(body: string): Masked {
  const names: string[] = [];
  const masked = body.replace(PERSONAL, (_whole, field: string, name: string) => {
    names.push(`"${name}"`);
    return `"${field}":_`;
  });
  return names.length === 0 ? { body, names: "" } : { body: masked, names: names.join(",") };
}

/** Every name in a body, told one by one to `rename`; what it answers takes the name's place. */
export function renamePeople(
  body: string,
  rename: (field: string, name: string) => string,
): string {
  return body.replace(PERSONAL, (_whole, field: string, name: string) => {
    const plain: unknown = JSON.parse(`"${name}"`);
    return `"${field}":${JSON.stringify(rename(field, String(plain)))}`;
  });
}

const PSEUDONYM = /^person-[0-9a-f]{12}$/;

/** What stands in place of a person who was forgotten. */
export function isPseudonym(name: string): boolean {
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
