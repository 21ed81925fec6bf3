import type { Instant } from "../core/calendar.ts";
import type { Case, CaseChange } from "../core/case.ts";
import { type Group, OFFICE, type SubjectKey } from "../core/fact.ts";
import { idOf, kindOf, ordersOfSubject } from "../core/subject.ts";
import { groupKey, type Stored, type Tx } from "./store.ts";

/** What one batch holds locked and loaded: the touched subjects and whole pictures around them. */
export type Workset = {
  readonly states: Map<SubjectKey, Stored>;
  /** Every group to judge, with the instant at which it was due. */
  readonly groups: ReadonlyMap<string, Instant | null>;
  readonly cases: ReadonlyMap<string, Case>;
  /** Filled by the judge stage: what became of each group's case. */
  readonly changed: Map<string, CaseChange>;
};

/** What a batch is about to touch. */
export type Touched = {
  readonly subjects: readonly SubjectKey[];
  readonly orderIds: readonly string[];
  /** Customers whose accounts are to be judged. */
  readonly accounts?: readonly SubjectKey[];
  /** Customers whose policy may change: all their orders will be marked, so they are locked too. */
  readonly policies?: readonly SubjectKey[];
};

/**
 * Locks the groups these subjects and orders belong to, and loads all that their pictures need.
 * `held` is what an earlier call in the same transaction already locked.
 */
export async function closureOf(tx: Tx, touched: Touched, held?: Workset): Promise<Workset> {
  const subjects = [...new Set(touched.subjects)];
  const strays = subjects.filter((key) => kindOf(key) === "delivery" || kindOf(key) === "invoice");
  const linked = strays.length > 0 ? await tx.ordersLinkedTo(strays) : [];
  const own = subjects.filter((key) => kindOf(key) === "order" || kindOf(key) === "source");
  const accounts = touched.accounts ?? [];
  const orders = touched.orderIds.map((id): SubjectKey => `order:${id}`);
  const keys = [...new Set<string>([...own, ...orders, ...linked, ...accounts])].toSorted();
  if (held && keys.every((key) => held.groups.has(key)) && allLoaded(held, subjects)) return held;
  const policies = touched.policies ?? [];
  const marked = policies.length > 0 ? await tx.ordersLinkedTo(policies) : [];
  const locked = marked.length > 0 ? [...new Set([...keys, ...marked])].toSorted() : keys;
  const orderKeys = keys.filter((key) => key.startsWith("order:"));
  const wanted = new Set([...subjects, ...keys.map(asSubject)]);
  // Asked for together and run in this order: what is read is read under the locks.
  const [all, states, cases, items] = await Promise.all([
    tx.lockGroups(locked),
    tx.subjects([...wanted, OFFICE], orderKeys),
    tx.openCases(keys.map(asGroup)),
    accounts.length > 0 ? tx.openItems(accounts) : NOTHING,
  ]);
  for (const [key, stored] of items) if (!states.has(key)) states.set(key, stored);
  const missed = ordersMissed(subjects, states, new Set(keys));
  if (missed.length > 0) {
    return closureOf(tx, { ...touched, orderIds: [...touched.orderIds, ...missed] });
  }
  const groups = locked === keys ? all : new Map(keys.map((key) => [key, all.get(key) ?? null]));
  return { states, groups, cases, changed: new Map() };
}

const NOTHING: ReadonlyMap<SubjectKey, Stored> = new Map();

/** Orders that another writer linked to these subjects between our asking and our locking. */
function ordersMissed(
  subjects: readonly SubjectKey[],
  states: ReadonlyMap<SubjectKey, Stored>,
  locked: ReadonlySet<string>,
): readonly string[] {
  return subjects.flatMap((key) => {
    const stored = states.get(key);
    const orders = stored ? ordersOfSubject(stored.subject) : [];
    return orders.filter((id) => !locked.has(`order:${id}`));
  });
}

function allLoaded(held: Workset, subjects: readonly SubjectKey[]): boolean {
  return subjects.every((key) => held.states.has(key));
}

/** A group's key is also its own subject's. */
function asSubject(key: string): SubjectKey {
  return groupKey(asGroup(key));
}

/** The group a key names. */
export function asGroup(key: string): Group {
  const subject = key as SubjectKey;
  const type = kindOf(subject);
  if (type !== "order" && type !== "source" && type !== "customer")
    throw new Error(`"${key}" is no group.`);
  return { type, id: idOf(subject) };
}
