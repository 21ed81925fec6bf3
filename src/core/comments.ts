import type { Instant } from "./calendar.ts";
import type { Case, CaseChange, CaseEvent, Comment } from "./case.ts";
import type { Fact, FactOf } from "./fact.ts";
import type { Person } from "./may.ts";

export type CommentFact = FactOf<"comment.made">;

export type Said = Omit<Comment, "by" | "from"> & {
  /** Names what was said: told twice, it is one comment. */
  readonly id: string;
  readonly by: Pick<Person, "id" | "name">;
  readonly from: CommentFact["from"] | null;
};

const MOST_FILES = 10;
/** Of a fact's id, which ends with what tells one message from another. */
const ID_ROOM = 110;
const LONGEST = 3_000;
const LONGEST_NAME = 300;
const LONGEST_ID = 128;
const LONGEST_URL = 2_000;

/** The fact that somebody wrote about a case; null where nothing is left to tell. */
export function commentOf({ id: caseId, group }: Case, said: Said, now: Instant): Fact | null {
  const { id, by, from } = said;
  const text = storable(said.text.trim(), LONGEST);
  const files = said.files.flatMap(linkTo).slice(0, MOST_FILES);
  if (text === "" && files.length === 0) return null;
  return {
    type: "comment.made",
    source: "remo",
    externalId: `comment:${id.slice(-ID_ROOM)}`,
    occurredAt: now,
    group,
    caseId,
    personId: storable(by.id, LONGEST_ID),
    personName: storable(by.name.replaceAll(/\s+/g, " "), LONGEST_NAME),
    text,
    ...(files.length > 0 ? { files } : {}),
    ...(from ? { from } : {}),
  };
}

function linkTo({ name, url }: Comment["files"][number]): Comment["files"] {
  const target = URL.canParse(url) ? new URL(url) : null;
  if (!target || !/^https?:$/.test(target.protocol) || target.href.length > LONGEST_URL) return [];
  return [{ name: storable(name, LONGEST_NAME), url: target.href }];
}

/**
 * Chat takes what a database does not: NUL, and half of a surrogate pair. In a table that only
 * grows, one such row could not be read with the others ever again.
 */
function storable(text: string, max: number): string {
  const whole = text.replaceAll("\u0000", "").toWellFormed();
  if (whole.length <= max) return whole;
  return `${whole.slice(0, max - 1).replace(/[\ud800-\udbff]$/, "")}…`;
}

/** What people wrote, among these facts. */
export function commentsIn(facts: readonly Fact[]): readonly CommentFact[] {
  return facts.filter((fact): fact is CommentFact => fact.type === "comment.made");
}

/**
 * The changes of a batch, with what was written about their cases. A comment changes nothing that a
 * card shows: the case is left as it is, even by those who do not hold it, and only its threads
 * hear of it.
 */
export function withComments(
  changes: readonly CaseChange[],
  comments: readonly CommentFact[],
  cases: readonly Case[],
): readonly CaseChange[] {
  if (comments.length === 0) return changes;
  const written = Map.groupBy(comments, ({ caseId }) => caseId);
  const changed = new Set(changes.map((change) => change.case.id));
  const others = cases.filter(({ id }) => written.has(id) && !changed.has(id));
  const untouched = others.map((c): CaseChange => ({
    case: c,
    events: [],
    visible: false,
    left: [],
  }));
  return [...changes, ...untouched].map((change) => {
    const events = (written.get(change.case.id) ?? []).map(eventOf);
    return events.length === 0 ? change : { ...change, events: [...change.events, ...events] };
  });
}

function eventOf({ occurredAt, personId, personName, text, files, from }: CommentFact): CaseEvent {
  return {
    type: "commented",
    at: occurredAt,
    by: { personId, personName },
    text,
    files: files ?? [],
    from: from ?? null,
  };
}
