import { type Standing, standingOf, stirsAccount } from "../core/account.ts";
import { policiesIn } from "../core/customer.ts";
import type { Fact, SubjectKey } from "../core/fact.ts";
import { OFFICE, subjectOf } from "../core/fact.ts";
import { comesLate, fold, ordersOfSubject, unfolded } from "../core/subject.ts";
import type { Changes, Stored, Tx } from "./store.ts";
import type { Workset } from "./workset.ts";

export type FoldedBatch = {
  readonly changes: Pick<
    Changes,
    "subjects" | "links" | "customersChanged" | "accountsStirred" | "allCasesDue" | "feedsDue"
  >;
};

/**
 * Folds the new facts into their subjects. A subject that hears of its past again is folded anew
 * from its whole history, all such subjects with one query.
 */
export async function foldBatch(
  tx: Tx,
  set: Workset,
  fresh: readonly Fact[],
): Promise<FoldedBatch> {
  const bySubject = Map.groupBy(fresh, subjectOf);
  const known = new Map([...bySubject.keys()].map((key) => [key, before(set, key)]));
  const late = [...known].flatMap(([key, was]) => {
    return comesLate(was, bySubject.get(key) ?? []) ? [key] : [];
  });
  const history = late.length > 0 ? await tx.history(late) : new Map();
  const subjects: { key: SubjectKey; stored: Stored }[] = [];
  const links: Changes["links"][number][] = [];
  for (const [key, was] of known) {
    const facts = bySubject.get(key) ?? [];
    const whole = history.get(key);
    const folded = whole ? fold(unfolded(key), whole) : fold(was, facts);
    const standing = standingOf(folded.subject);
    const stored = { ...folded, standing, version: was.version + 1 };
    set.states.set(key, stored);
    subjects.push({ key, stored });
    links.push(...newLinks(key, was, stored));
  }
  return {
    changes: {
      subjects,
      links,
      customersChanged: policiesIn(fresh),
      accountsStirred: stirred(set, fresh, known),
      feedsDue: feedsIn(fresh),
      allCasesDue: fresh.some((fact) => subjectOf(fact) === OFFICE),
    },
  };
}

function feedsIn(fresh: readonly Fact[]): readonly SubjectKey[] {
  const feeds = fresh.flatMap((fact): readonly SubjectKey[] =>
    fact.type === "maintenance.started" || fact.type === "maintenance.ended"
      ? [`source:${fact.feed}`]
      : [],
  );
  return [...new Set(feeds)];
}

function before(set: Workset, key: SubjectKey): Stored {
  return set.states.get(key) ?? { ...unfolded(key), standing: null, version: 0 };
}

/** The customers whose accounts these facts stir, as they stood before and as they stand now. */
function stirred(
  set: Workset,
  fresh: readonly Fact[],
  known: ReadonlyMap<SubjectKey, Stored>,
): readonly SubjectKey[] {
  const customers = new Set<SubjectKey>();
  const add = (standing: Standing | null | undefined) => {
    if (standing) customers.add(`customer:${standing.customerId}`);
  };
  for (const fact of fresh) {
    if (!stirsAccount(fact)) continue;
    const key = subjectOf(fact);
    if (key.startsWith("customer:")) customers.add(key);
    add(known.get(key)?.standing);
    const now = set.states.get(key);
    add(now?.standing);
    // A delivery, and an invoice that does not say who pays, are of their order's customer.
    if (!now || now.subject.kind === "order") continue;
    for (const id of ordersOfSubject(now.subject)) add(set.states.get(`order:${id}`)?.standing);
  }
  return [...customers].toSorted();
}

/** Links are never taken back: those of the state as it was are stored already. */
function newLinks(key: SubjectKey, was: Stored, is: Stored): Changes["links"] {
  const links = linksOf(key, is);
  if (links.length === 0 || was.version === 0) return links;
  const known = new Set(linksOf(key, was).map(nameOf));
  return links.filter((link) => !known.has(nameOf(link)));
}

function nameOf({ orderKey, subjectKey }: Changes["links"][number]): string {
  return `${orderKey}\u0001${subjectKey}`;
}

/** An order's picture is found by these: its deliveries, its invoices, and who buys and pays. */
function linksOf(key: SubjectKey, { subject }: Stored): Changes["links"] {
  if (subject.kind === "order") {
    const { buyerId, payerId } = subject.state;
    return [...new Set([buyerId, payerId])]
      .filter((id) => id !== null)
      .map((id) => ({ orderKey: key, subjectKey: `customer:${id}` as const }));
  }
  if (subject.kind !== "delivery" && subject.kind !== "invoice") return [];
  return ordersOfSubject(subject).map((id) => ({ orderKey: `order:${id}`, subjectKey: key }));
}
