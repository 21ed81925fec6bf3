import type { Instant } from "../core/calendar.ts";
import type { Case, CaseChange } from "../core/case.ts";
import type { Standing } from "../core/account.ts";
import type { Fact, Group, SubjectKey } from "../core/fact.ts";
import type { EarlierUse, ProofUse } from "../core/proof-reuse.ts";
import type { Folded } from "../core/subject.ts";

/** The database as the flow sees it: sets in, sets out, and one transaction around a batch. */
export type Store = {
  /** Runs `work` in one transaction; runs it again when another writer was faster. */
  inTransaction<T>(work: (tx: Tx) => Promise<T>): Promise<T>;
};

export type Stored = Folded & {
  readonly version: number;
  /** In whose account it stands open. */
  readonly standing: Standing | null;
};

/** Statements run in the order in which they are asked for, awaited or not. */
export type Tx = {
  /**
   * Held until the transaction ends, and asked for before any group: many may read policies at
   * once, but while one changes them nobody else reads or changes any.
   */
  lockPolicies(to: "read" | "change"): Promise<void>;
  /** Orders linked to these subjects, before anything is locked. */
  ordersLinkedTo(subjects: readonly SubjectKey[]): Promise<readonly string[]>;
  /**
   * Makes those of these groups that are new, and locks all, until the transaction ends. They come
   * sorted, and nobody asks for others later: so no two wait for each other in a circle.
   */
  lockGroups(keys: readonly string[]): Promise<ReadonlyMap<string, Instant | null>>;
  /** The named subjects and everything linked to the named orders. */
  subjects(
    keys: readonly SubjectKey[],
    orderKeys: readonly string[],
  ): Promise<Map<SubjectKey, Stored>>;
  /** All that stands open with these customers, and what is linked to their open orders. */
  openItems(customers: readonly SubjectKey[]): Promise<Map<SubjectKey, Stored>>;
  /** Appends; answers the positions of those that were new. A known (source, id) is left alone. */
  appendFacts(facts: readonly Fact[], recordedAt: Instant): Promise<ReadonlySet<number>>;
  /** Every fact ever heard about these subjects. */
  history(keys: readonly SubjectKey[]): Promise<Map<SubjectKey, readonly Fact[]>>;
  /** Until the transaction ends, nobody else tells of a use of these files. */
  lockProofs(uses: readonly ProofUse[]): Promise<void>;
  /** For each of these, the last use of its file before it, for a delivery of another order. */
  earlierUses(proofs: readonly AskedProof[]): Promise<readonly EarlierUse[]>;
  /** Open or closed, as they were before this transaction. */
  casesNamed(ids: readonly string[]): Promise<readonly Case[]>;
  openCases(groups: readonly Group[]): Promise<ReadonlyMap<string, Case>>;
  save(changes: Changes): Promise<void>;
};

/** A proof of an order's delivery; those of one order are asked about together. */
export type AskedProof = ProofUse & { readonly orderId: string };

export type Changes = {
  readonly subjects: readonly { readonly key: SubjectKey; readonly stored: Stored }[];
  readonly links: readonly { readonly orderKey: string; readonly subjectKey: SubjectKey }[];
  /** Only the groups whose instant changed. */
  readonly rechecks: readonly { readonly key: string; readonly at: Instant | null }[];
  /** Customers whose policy changed: their orders are judged again at the next sweep. */
  readonly customersChanged: readonly SubjectKey[];
  /** Customers whose accounts these facts stir: they are judged by the next sweep. */
  readonly accountsStirred: readonly SubjectKey[];
  /** What our people arranged touches every open case: all are judged again at the next sweep. */
  readonly allCasesDue: boolean;
  /** Sources on which work began or ended: due as well, whether or not they have a case. */
  readonly feedsDue: readonly SubjectKey[];
  /** Files that were told as proofs: whoever used one of them next is judged at the next sweep. */
  readonly proofs: readonly ProofUse[];
  readonly cases: readonly CaseChange[];
  /** Groups that could not be judged, and when they are tried again. */
  readonly postponed: readonly { readonly group: Group; readonly at: Instant }[];
  /** Absent when chat is to be left alone. */
  readonly messages: readonly DesiredMessage[];
  readonly now: Instant;
};

/** A case that should be seen in a channel, in its newest version. */
export type DesiredMessage = {
  readonly platform: string;
  readonly channel: string;
  readonly caseId: string;
  readonly version: number;
  readonly priority: number;
  /** Events of this change to be told in the thread: positions in the change's list. */
  readonly tell: readonly number[];
  /** A person waits for it: no debounce. */
  readonly urgent: boolean;
};

/** "order:PED-1": the group's name, and for orders also their subject's. */
export function groupKey(group: Group): SubjectKey {
  return `${group.type}:${group.id}`;
}
