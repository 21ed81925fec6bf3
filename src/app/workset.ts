import type { Instant } from "../core/calendar.ts";
import type { Case, CaseChange } from "../core/case.ts";
import { type Group, OFFICE, type SubjectKey } from "../core/fact.ts";
import { idOf, kindOf, ordersOfSubject } from "../core/subject.ts";
import { groupKey, type Store, type Stored, type Tx } from "./store.ts";

/** What one batch holds locked and loaded: the touched subjects and whole pictures around them. */
export type Workset = {
  readonly touched: Touched;
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
  /** How it meets customers' policies, where it does. */
  readonly policies?: "read" | "change";
};

/**
 * One transaction that holds locked and loaded what it touches. Groups are locked once, in the order
 * of their keys, and nobody waits in a circle: work that turns out to touch more begins anew.
 */
export async function withClosure<T>(
  store: Store,
  touched: Touched,
  work: (tx: Tx, set: Workset) => Promise<T>,
): Promise<T> {
  for (let wider = touched; ;) {
    try {
      return await store.inTransaction(async (tx) => work(tx, await closureOf(tx, wider)));
    } catch (error) {
      if (!(error instanceof TouchesMore)) throw error;
      wider = error.touched;
    }
  }
}

/** The same groups with more subjects loaded, for what was decided on them; throws `TouchesMore`. */
export async function wideClosure(
  tx: Tx,
  set: Workset,
  subjects: readonly SubjectKey[],
): Promise<Workset> {
  const wider = { ...set.touched, subjects: [...set.touched.subjects, ...subjects] };
  const keys = await groupsOf(tx, wider);
  if (!keys.every((key) => set.groups.has(key))) throw new TouchesMore(wider);
  return subjects.every((key) => set.states.has(key)) ? set : loaded(tx, wider, keys);
}

class TouchesMore extends Error {
  readonly touched: Touched;

  constructor(touched: Touched) {
    super("A transaction touches groups that it did not lock.");
    this.touched = touched;
  }
}

async function closureOf(tx: Tx, touched: Touched): Promise<Workset> {
  if (touched.policies) await tx.lockPolicies(touched.policies);
  return loaded(tx, touched, await groupsOf(tx, touched));
}

/** The groups these subjects and orders belong to, sorted. */
async function groupsOf(tx: Tx, touched: Touched): Promise<readonly string[]> {
  const subjects = [...new Set(touched.subjects)];
  const strays = subjects.filter((key) => kindOf(key) === "delivery" || kindOf(key) === "invoice");
  const linked = strays.length > 0 ? await tx.ordersLinkedTo(strays) : [];
  const own = subjects.filter((key) => kindOf(key) === "order" || kindOf(key) === "source");
  const orders = touched.orderIds.map((id): SubjectKey => `order:${id}`);
  const accounts = touched.accounts ?? [];
  return [...new Set<string>([...own, ...orders, ...linked, ...accounts])].toSorted();
}

/** Locks these groups, and loads all that their pictures need. */
async function loaded(tx: Tx, touched: Touched, keys: readonly string[]): Promise<Workset> {
  const accounts = touched.accounts ?? [];
  const orderKeys = keys.filter((key) => key.startsWith("order:"));
  const wanted = new Set([...touched.subjects, ...keys.map(asSubject)]);
  // Asked for together and run in this order: what is read is read under the locks.
  const [groups, states, cases, items] = await Promise.all([
    tx.lockGroups(keys),
    tx.subjects([...wanted, OFFICE], orderKeys),
    tx.openCases(keys.map(asGroup)),
    accounts.length > 0 ? tx.openItems(accounts) : NOTHING,
  ]);
  for (const [key, stored] of items) if (!states.has(key)) states.set(key, stored);
  const missed = ordersMissed([...new Set(touched.subjects)], states, new Set(keys));
  if (missed.length > 0) {
    throw new TouchesMore({ ...touched, orderIds: [...touched.orderIds, ...missed] });
  }
  return { touched, states, groups, cases, changed: new Map() };
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
