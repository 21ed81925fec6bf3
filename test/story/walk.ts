import { standingOf } from "../../src/core/account.ts";
import { checkRules } from "../../src/config.ts";
import { parseRemoYaml } from "../../src/remo-yaml.ts";
import { type Command, decide, type Decision } from "../../src/core/answer.ts";
import { earliest, type Instant, localDate } from "../../src/core/calendar.ts";
import { type Case } from "../../src/core/case.ts";
import { CALM, judgeCase } from "../../src/core/judge-case.ts";
import { withConsequences } from "../../src/core/expand.ts";
import { findingKey } from "../../src/core/finding.ts";
import { type Fact, type SubjectKey, subjectOf } from "../../src/core/fact.ts";
import { answersOf, groupOf } from "../../src/core/picture.ts";
import { creditPolicyOf } from "../../src/core/credit-policy.ts";
import { newOffice } from "../../src/core/office.ts";
import type { Pictures } from "../../src/app/pictures.ts";
import { groupKey } from "../../src/app/store.ts";
import { judgePicture } from "../../src/core/rules-file.ts";
import { heard } from "../../src/core/source.ts";
import { fold, type Folded, ordersOfSubject, unfolded } from "../../src/core/subject.ts";
import { STORY_REMO, STORY_RULES, storyFacts } from "../../src/web/story/story.ts";
import { picturesAmong } from "../support/loaded.ts";

const ZONE = "America/Mexico_City";
const PEOPLE = parseRemoYaml(STORY_REMO, "the story").people;
const WATCHED = Object.keys(STORY_RULES.rules["source-silent"].everyHours);

/** Everything of a kind that the pure core knows of the story at one instant. */
export type Walk = {
  /** Tells what happens up to an instant, stopping wherever a fact or the clock changes something. */
  to(until: Instant): void;
  /** Tells all that is left, until time alone changes nothing any more. */
  toTheEnd(): void;
  caseOf(groupId: string): Case | null;
  openCases(): readonly Case[];
  press(groupId: string, command: Command): Decision;
  /** The instants at which each finding was first seen, by its key. */
  readonly seen: ReadonlyMap<string, Instant>;
};

/**
 * Walks through a story with the pure core alone: no database, no chat. `from` is where somebody
 * starts to look; what happened before is heard in one go, as when the playground starts.
 */
export function walkThrough(anchor: Instant, from: Instant): Walk {
  const world = createWorld(anchor);
  const facts = storyFacts(anchor);
  let told = 0;
  const tell = (now: Instant) => {
    const start = told;
    while (told < facts.length && (facts[told]?.occurredAt ?? "") <= now) told += 1;
    world.hear(facts.slice(start, told), now);
  };
  const to = (until: Instant) => {
    for (;;) {
      const next = earliest(facts[told]?.occurredAt, world.dueAt());
      if (next === null || next > until) return;
      tell(next);
    }
  };
  tell(from);
  return { to, toTheEnd: () => to("9999-01-01T00:00:00.000Z"), ...world };
}

function createWorld(anchor: Instant) {
  const rules = checkRules(STORY_RULES, "the story's rules");
  const subjects = new Map<SubjectKey, Folded>();
  const cases = new Map<string, Case>();
  const due = new Map<SubjectKey, Instant>();
  const seen = new Map<string, Instant>();
  let now: Instant = "";

  const judge = (pictures: Pictures, key: SubjectKey) => {
    const picture = pictures.of(key);
    if (!picture) return;
    const { findings, recheckAt } = judgePicture(picture, rules, now);
    due.delete(key);
    if (recheckAt !== null) due.set(key, recheckAt);
    for (const finding of findings) {
      const name = findingKey(finding);
      if (!seen.has(name)) seen.set(name, now);
    }
    const group = groupOf(picture);
    const open = cases.get(group.id);
    const current = open && open.state !== "closed" ? open : null;
    const judged = { group, findings, answers: answersOf(picture), zone: ZONE, ...CALM };
    const change = judgeCase(current, judged, now, () => `case-of-${group.id}`);
    if (change) cases.set(group.id, change.case);
  };
  const judgeAll = (keys: ReadonlySet<SubjectKey>) => {
    const pictures = picturesAmong(subjects, ZONE);
    for (const key of keys) judge(pictures, key);
  };
  const take = (facts: readonly Fact[]): Set<SubjectKey> => {
    const touched = new Set<SubjectKey>();
    for (const [key, own] of Map.groupBy(facts.flatMap(withConsequences), subjectOf)) {
      const before = subjects.get(key) ?? unfolded(key);
      const folded = fold(before, own);
      subjects.set(key, folded);
      touched.add(key);
      const orders = ordersOfSubject(folded.subject).map((id) => subjects.get(`order:${id}`));
      for (const one of [before, folded, ...orders]) {
        const customer = one && standingOf(one.subject)?.customerId;
        if (customer !== undefined) touched.add(`customer:${customer}`);
      }
      for (const order of ordersOfSubject(folded.subject)) touched.add(`order:${order}`);
    }
    return touched;
  };
  return {
    seen,
    dueAt: () => earliest(...due.values()),
    hear(facts: readonly Fact[], at: Instant) {
      now = at;
      const touched = take(facts);
      for (const source of new Set(facts.map((fact) => fact.source))) {
        if (!WATCHED.includes(source) || at < anchor) continue;
        const key = `source:${source}` as const;
        const was = (subjects.get(key) ?? unfolded(key)).subject;
        if (was.kind !== "source") continue;
        subjects.set(key, {
          subject: { kind: "source", state: heard(was.state, at) },
          foldKey: "",
        });
        touched.add(key);
      }
      for (const [key, instant] of due) if (instant <= at) touched.add(key);
      judgeAll(touched);
    },
    caseOf: (groupId: string) => cases.get(groupId) ?? null,
    openCases: () => [...cases.values()].filter((one) => one.state !== "closed"),
    press(groupId: string, command: Command): Decision {
      const current = cases.get(groupId) ?? null;
      const context = {
        picture: current && picturesAmong(subjects, ZONE).of(groupKey(current.group)),
        office: newOffice("main"),
        people: PEOPLE,
        credit: creditPolicyOf({}),
      };
      const decision = decide(current, command, now, localDate(now, ZONE), context);
      if (!("refused" in decision)) judgeAll(take(decision.facts));
      return decision;
    },
  };
}
