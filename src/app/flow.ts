import type { Instant } from "../core/calendar.ts";
import type { Case, CaseChange } from "../core/case.ts";
import { policiesIn } from "../core/customer.ts";
import {
  customersOf,
  type Fact,
  type Group,
  OFFICE,
  ordersOf,
  type SubjectKey,
  subjectOf,
} from "../core/fact.ts";
import { withConsequences } from "../core/expand.ts";
import { newOffice } from "../core/office.ts";
import type { DecideContext } from "../core/decide-context.ts";
import { usesIn } from "../core/proof-reuse.ts";
import { type CommentFact, commentsIn, withComments } from "../core/comments.ts";
import { idOf, type Subject } from "../core/subject.ts";
import { picturesOf } from "./pictures.ts";
import { judgeAll } from "./judge-batch.ts";
import { earlierUsesIn, usesLinked } from "./earlier-uses.ts";
import { foldBatch } from "./fold-batch.ts";
import type { Flow } from "./flow-context.ts";
import type { Ingested, IngestOptions } from "./ports.ts";
import { type Changes, groupKey, type Tx } from "./store.ts";
import { type Touched, wideClosure, withClosure, type Workset } from "./workset.ts";

/**
 * The whole of Remo in one direction: facts → state → rules → findings → case → messages, in one
 * transaction per batch. Each stage is one file; no stage runs a query per item.
 */
export async function takeFacts(
  flow: Flow,
  told: readonly Fact[],
  options: IngestOptions = {},
): Promise<Ingested> {
  if (told.length === 0) return { accepted: 0, duplicate: 0, fresh: new Set() };
  const facts = told.flatMap(withConsequences);
  const now = options.now ?? flow.clock.now();
  const { accepted, cases } = await withClosure(flow.store, touchedBy(facts), (tx, set) =>
    runStages(flow, tx, set, facts, now, options.silent ?? false),
  );
  flow.committed(cases);
  flow.wake();
  const fresh = facts.length === told.length ? accepted : positionsTold(told, accepted);
  return { accepted: fresh.size, duplicate: told.length - fresh.size, fresh };
}

function touchedBy(facts: readonly Fact[]): Touched {
  const touched = { subjects: subjectsIn(facts), orderIds: facts.flatMap(ordersOf) };
  // An order that is new here would miss a policy that is changing, and be missed by it.
  if (policiesIn(facts).length > 0) return { ...touched, policies: "change" };
  const namesCustomers = facts.some((fact) => customersOf(fact).length > 0);
  return namesCustomers ? { ...touched, policies: "read" } : touched;
}

/** Positions among what was told, of facts accepted among what that says. */
function positionsTold(told: readonly Fact[], accepted: ReadonlySet<number>): ReadonlySet<number> {
  let position = 0;
  const fresh = new Set<number>();
  told.forEach((fact, index) => {
    if (accepted.has(position)) fresh.add(index);
    position += withConsequences(fact).length;
  });
  return fresh;
}

/** Judges again what time alone may have changed. */
export async function recheck(
  flow: Flow,
  groups: readonly Group[],
  now: Instant,
  silent: boolean,
): Promise<void> {
  if (groups.length === 0) return;
  const { cases } = await withClosure(flow.store, touchedIn(groups), (tx, set) =>
    runStages(flow, tx, set, [], now, silent),
  );
  flow.committed(cases);
  flow.wake();
}

/** What a decision comes to: facts, or a refusal, which may leave facts behind as well. */
type Decided =
  | { readonly facts: readonly Fact[] }
  | { readonly refused: unknown; readonly facts?: readonly Fact[] };

/**
 * A person's answer: decided on the case as it is now, under the group's lock, so that of two
 * people pressing at once the second sees what the first did.
 */
export async function takeAnswer<D extends Decided>(
  flow: Flow,
  group: Group,
  now: Instant,
  decide: (current: Case | null, context: DecideContext) => D,
): Promise<{ readonly decision: D; readonly case: Case | null }> {
  const key = groupKey(group);
  const { decision, before, after } = await decideAndRun(flow, touchedIn([group]), now, (set) =>
    decide(set.cases.get(key) ?? null, contextOf(flow, set, key)),
  );
  return { decision, case: after.changed.get(key)?.case ?? before.cases.get(key) ?? null };
}

/**
 * What a person tells of one subject that needs no case: decided on its state as it is when the
 * decision is committed. Whatever changes it meanwhile makes the transaction, and so the decision,
 * run again. `decide` gets null for a subject that nobody told of.
 */
export async function takeAbout<D extends Decided>(
  flow: Flow,
  key: SubjectKey,
  now: Instant,
  decide: (subject: Subject | null) => D,
): Promise<D> {
  const touched = { subjects: [key], orderIds: [] };
  const { decision } = await decideAndRun(flow, touched, now, (set) =>
    decide(set.states.get(key)?.subject ?? null),
  );
  return decision;
}

/** Locks and loads, decides, and takes the facts of the decision, in one transaction. */
async function decideAndRun<D extends Decided>(
  flow: Flow,
  touched: Touched,
  now: Instant,
  decide: (set: Workset) => D,
) {
  const result = await withClosure(flow.store, touched, async (tx, before) => {
    const decision = decide(before);
    const facts = (decision.facts ?? []).flatMap(withConsequences);
    if (facts.length === 0) return { decision, before, after: before, cases: null };
    const after = await wideClosure(tx, before, subjectsIn(facts));
    const { cases } = await runStages(flow, tx, after, facts, now, false);
    return { decision, before, after, cases };
  });
  if (result.cases) flow.committed(result.cases);
  flow.wake();
  return result;
}

/** What a decision may rest on, as the lock found it. */
function contextOf({ zone, people, credit }: Flow, set: Workset, key: SubjectKey): DecideContext {
  const office = set.states.get(OFFICE)?.subject;
  return {
    picture: picturesOf(set.states, zone).of(key),
    office: office?.kind === "office" ? office.state : newOffice(idOf(OFFICE)),
    people,
    credit,
  };
}

/** The subjects these facts evolve, and the customers whose policy their orders follow. */
function subjectsIn(facts: readonly Fact[]): readonly SubjectKey[] {
  return [...facts.map(subjectOf), ...facts.flatMap(customersOf)];
}

function touchedIn(groups: readonly Group[]): Touched {
  return {
    subjects: groups.map(groupKey),
    orderIds: groups.filter(({ type }) => type === "order").map(({ id }) => id),
    accounts: groups.filter(({ type }) => type === "customer").map(groupKey),
  };
}

/** An order folded and settled in one batch is written once. */
function withSettled(
  folded: Changes["subjects"],
  settled: Changes["subjects"],
): Changes["subjects"] {
  if (settled.length === 0) return folded;
  const moved = new Map(settled.map((one) => [one.key, one.stored.standing]));
  const written = folded.map(({ key, stored }) => {
    const standing = moved.get(key);
    return standing === undefined ? { key, stored } : { key, stored: { ...stored, standing } };
  });
  const known = new Set(folded.map(({ key }) => key));
  return [...written, ...settled.filter(({ key }) => !known.has(key))];
}

function caseNamed({ caseId }: CommentFact): string {
  return caseId;
}

async function runStages(
  flow: Flow,
  tx: Tx,
  set: Workset,
  facts: readonly Fact[],
  now: Instant,
  silent: boolean,
): Promise<{ readonly accepted: ReadonlySet<number>; readonly cases: readonly CaseChange[] }> {
  const accepted = await tx.appendFacts(facts, flow.clock.now());
  // All of it was known: there is nothing to fold, and nothing to judge that time did not change.
  if (facts.length > 0 && accepted.size === 0) return { accepted, cases: [] };
  const fresh = facts.filter((_fact, index) => accepted.has(index));
  const folded = await foldBatch(tx, set, fresh);
  const proofs = usesIn(fresh);
  const claimed = [...proofs, ...usesLinked(set.states, folded.changes.links)];
  if (claimed.length > 0) await tx.lockProofs(claimed);
  const isJudged = (orderKey: string) => set.groups.has(orderKey);
  const earlier = await earlierUsesIn(set.states, isJudged, tx.earlierUses);
  const { cases: judged, rechecks, postponed, settled } = judgeAll(flow, set, earlier, now);
  const comments = commentsIn(fresh);
  const commented = comments.length > 0 ? await tx.casesNamed(comments.map(caseNamed)) : [];
  const cases = withComments(judged, comments, commented);
  await tx.save({
    ...folded.changes,
    proofs,
    subjects: withSettled(folded.changes.subjects, settled),
    cases,
    rechecks,
    postponed,
    messages: silent ? [] : flow.messagesFor(cases, fresh),
    now,
  });
  return { accepted, cases };
}
