import type { Instant } from "../core/calendar.ts";
import type { Case, CaseChange } from "../core/case.ts";
import type { Group, SubjectKey } from "../core/fact.ts";
import { idOf, kindOf } from "../core/subject.ts";
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

/**
 * Locks the groups these subjects and orders belong to, and loads all that their pictures need.
 * `held` is what an earlier call in the same transaction already locked.
 */
export async function closureOf(
  tx: Tx,
  touched: readonly SubjectKey[],
  orderIds: readonly string[],
  held?: Workset,
): Promise<Workset> {
  const subjects = [...new Set(touched)];
  const strays = subjects.filter((key) => kindOf(key) === "delivery" || kindOf(key) === "invoice");
  const linked = strays.length > 0 ? await tx.ordersLinkedTo(strays) : [];
  const own = subjects.filter((key) => kindOf(key) === "order" || kindOf(key) === "source");
  const orders = orderIds.map((id): SubjectKey => `order:${id}`);
  const keys = [...new Set<string>([...own, ...orders, ...linked])].toSorted();
  if (held && keys.every((key) => held.groups.has(key)) && allLoaded(held, subjects)) return held;
  const orderKeys = keys.filter((key) => key.startsWith("order:"));
  const wanted = new Set([...subjects, ...keys.map(asSubject)]);
  // Asked for together and run in this order: what is read is read under the locks.
  const [groups, states, cases] = await Promise.all([
    tx.lockGroups(keys),
    tx.subjects([...wanted], orderKeys),
    tx.openCases(keys.map(asGroup)),
  ]);
  return { states, groups, cases, changed: new Map() };
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
  if (type !== "order" && type !== "source") throw new Error(`"${key}" is no group.`);
  return { type, id: idOf(subject) };
}
