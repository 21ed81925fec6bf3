import { isOrderSettled, standingOf } from "../core/account.ts";
import { addHours, earliest, type Instant } from "../core/calendar.ts";
import { caseRecheckAt, type CaseChange } from "../core/case.ts";
import { type Judged, judgeCase } from "../core/judge-case.ts";
import type { OfficeState } from "../core/office.ts";
import { signalsOf, silenceFor, withMaintenance } from "../core/office-effects.ts";
import { OFFICE, type SubjectKey } from "../core/fact.ts";
import { answersOf, groupOf, type OrderPicture, type Picture } from "../core/picture.ts";
import type { EarlierUse } from "../core/proof-reuse.ts";
import type { Flow } from "./flow-context.ts";
import { picturesOf } from "./pictures.ts";
import type { Changes, Stored } from "./store.ts";
import type { Workset } from "./workset.ts";

export type Outcome = Pick<Changes, "cases" | "rechecks" | "postponed"> & {
  /** Orders that left their customer's account or came back to it: to be written. */
  readonly settled: Changes["subjects"];
};

/** A group that could not be judged is tried again after this. */
const RETRY_HOURS = 1;

/** Looks at every group of the batch once: findings, cases, and when to look again. */
export function judgeAll(
  flow: Flow,
  set: Workset,
  earlierUses: readonly EarlierUse[],
  now: Instant,
): Outcome {
  const cases: CaseChange[] = [];
  const postponed: Changes["postponed"][number][] = [];
  const rechecks: { key: string; at: Instant | null }[] = [];
  const office = officeIn(set);
  const pictures = picturesOf(set.states, flow.zone, earlierUses);
  const settled: { key: SubjectKey; stored: Stored }[] = [];
  for (const [key, wasDue] of set.groups) {
    const picture = pictures.of(key as SubjectKey);
    if (!picture) {
      // Only heard of through others: it is judged when it is told itself, and never due till then.
      if (wasDue !== null) rechecks.push({ key, at: null });
      continue;
    }
    const moved = picture.kind === "order" ? moveStanding(set, key as SubjectKey, picture) : null;
    if (moved) settled.push(moved);
    const judgement = tryJudge(flow, picture, now);
    if (!judgement) {
      const at = addHours(now, RETRY_HOURS);
      rechecks.push({ key, at });
      postponed.push({ group: groupOf(picture), at });
      continue;
    }
    const verdict = withMaintenance(judgement, picture, office, now);
    const current = set.cases.get(key) ?? null;
    // Of most there is nothing to say, and there was nothing.
    const change =
      current === null && verdict.findings.length === 0
        ? null
        : judgeCase(
            current,
            judgedOf(flow, picture, verdict.findings, office, now),
            now,
            flow.newId,
          );
    if (change) set.changed.set(key as SubjectKey, change);
    if (change?.visible) cases.push(change);
    const at = earliest(verdict.recheckAt, caseRecheckAt(change?.case ?? null));
    if (at !== wasDue) rechecks.push({ key, at });
  }
  return { cases, rechecks, postponed, settled };
}

/** The group with all that a case rests on beside its findings. */
function judgedOf(
  flow: Flow,
  picture: Picture,
  findings: Judged["findings"],
  office: OfficeState | null,
  now: Instant,
): Judged {
  return {
    group: groupOf(picture),
    findings,
    answers: answersOf(picture),
    zone: picture.kind === "source" ? flow.zone : picture.zone,
    signals: signalsOf(picture),
    silence: silenceFor(picture, findings, office, now),
    time: flow.time,
    peopleFor: (notify, team, assignee) =>
      flow.callList.peopleFor(notify, team, assignee, office, now),
  };
}

/** What our people arranged among themselves. */
function officeIn(set: Workset): OfficeState | null {
  const subject = set.states.get(OFFICE)?.subject;
  return subject?.kind === "office" ? subject.state : null;
}

/** One order that a rule cannot judge must not hold up all the others: it is reported and left. */
function tryJudge(flow: Flow, picture: Picture, now: Instant): ReturnType<Flow["judge"]> | null {
  try {
    return flow.judge(picture, now);
  } catch (error) {
    flow.report(error, groupOf(picture));
    return null;
  }
}

/** Whether an order is settled is known only by its whole picture: its state is marked here. */
function moveStanding(
  set: Workset,
  key: SubjectKey,
  picture: OrderPicture,
): Changes["subjects"][number] | null {
  const stored = set.states.get(key);
  if (!stored) return null;
  const standing = isOrderSettled(picture) ? null : standingOf(stored.subject);
  if (standing?.customerId === stored.standing?.customerId) return null;
  const next = { ...stored, standing, version: stored.version + 1 };
  set.states.set(key, next);
  return { key, stored: next };
}
