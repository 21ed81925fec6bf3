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

/** The fact that somebody wrote about a case. */
export function commentOf({ id: caseId, group }: Case, said: Said, now: Instant): Fact {
  const { id, by, text, files, from } = said;
  const kept = files
    .filter(({ url }) => /^https?:/.test(url) && url.length <= 2_000)
    .slice(0, MOST_FILES)
    .map(({ name, url }) => ({ name: name.slice(0, LONGEST_NAME), url }));
  return {
    type: "comment.made",
    source: "remo",
    externalId: `comment:${id.slice(-ID_ROOM)}`,
    occurredAt: now,
    group,
    caseId,
    personId: by.id,
    personName: by.name.slice(0, LONGEST_NAME),
    text: text.replaceAll("\u0000", "").slice(0, LONGEST),
    ...(kept.length > 0 ? { files: kept } : {}),
    ...(from ? { from } : {}),
  };
}

/** What people wrote, among these facts. */
export function commentsIn(facts: readonly Fact[]): readonly CommentFact[] {
  return facts.filter((fact): fact is CommentFact => fact.type === "comment.made");
}

/**
 * The changes of a batch, with what was written about their cases. A comment changes nothing that a
 * card shows: the case keeps its version, and only its threads hear of it.
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
    visible: true,
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
