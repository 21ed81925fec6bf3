import { endOfDay, epochMs, type Instant, localDate } from "./calendar.ts";
import {
  amountOf,
  type Case,
  type CaseChange,
  type CaseEvent,
  type CaseSilence,
  concerned,
} from "./case.ts";
import { differences, passEvent, silenceEvents, stepEvents } from "./case-events.ts";
import {
  type CaseTime,
  deadlineOf,
  NOTHING_DUE,
  startClock,
  type Step,
  tick,
  type Ticked,
} from "./case-clock.ts";
import { NO_OVERLAY, overlay, type Signals, stateOf, wakes } from "./case-overlay.ts";
import type { Signer } from "./credit-request.ts";
import type { Group, Team } from "./fact.ts";
import { arrange, type Finding } from "./finding.ts";
import type { Answer } from "./order.ts";

export type Judged = {
  readonly group: Group;
  readonly findings: readonly Finding[];
  readonly answers: readonly Answer[];
  /** Where its days begin and end (IANA). */
  readonly zone: string;
  readonly signals: Signals;
  readonly silence: CaseSilence | null;
  /** Null where nothing escalates: history is looked at, and nobody is called. */
  readonly time: CaseTime | null;
  /** Who is meant by a step, for a case as it stands: on duty or assigned, leads, managers. */
  peopleFor(notify: Step["notify"], team: Team, assignee: Signer | null): readonly Signer[];
};

/** What surrounds a case that nothing wakes, silences or escalates. */
export const CALM = {
  signals: { etaAt: null, repliedAt: null },
  silence: null,
  time: null,
  peopleFor: () => [],
} as const satisfies Pick<Judged, "signals" | "silence" | "time" | "peopleFor">;

/**
 * The case after looking at its group once more; null when there is nothing and there was nothing.
 * A closed case never comes back: a new finding opens a new one, so `current` is the open one.
 */
export function judgeCase(
  current: Case | null,
  judged: Judged,
  now: Instant,
  newId: () => string,
): CaseChange | null {
  const findings = arrange(judged.findings);
  const first = findings[0];
  if (!current) return first ? open(judged, findings, first, now, newId()) : null;
  const answered = newAnswers(current, judged.answers);
  return first
    ? carryOn(current, { ...judged, findings }, first, answered, now)
    : close(current, answered, now);
}

/** A card says how late it is and which day is today: it changes at the deadline and at midnight. */
function redrawAfter(deadline: Instant, now: Instant, zone: string): Instant {
  const midnight = endOfDay(localDate(now, zone), zone);
  return deadline > now && deadline < midnight ? deadline : midnight;
}

function open(
  judged: Judged,
  findings: readonly Finding[],
  first: Finding,
  now: Instant,
  id: string,
): CaseChange {
  const deadline = deadlineOf(first, now, judged.time);
  return {
    case: {
      id,
      group: judged.group,
      state: "open",
      ball: { team: first.team, since: now, deadline },
      findings,
      openedAt: now,
      closedAt: null,
      ...NO_OVERLAY,
      escalation: judged.silence ? null : startClock(judged.time, first, now),
      notified: [],
      silence: judged.silence,
      spoken: judged.silence === null,
      redrawAt: redrawAfter(deadline, now, judged.zone),
      heldMs: {},
      teams: teamsOf([], findings),
      version: 1,
      lastAnswer: null,
    },
    events: [
      { type: "opened", at: now, team: first.team, rule: first.rule },
      ...silenceEvents(null, judged.silence, now),
    ],
    visible: true,
    left: [],
  };
}

/** Only findings that stand for themselves bring a team in: folded ones say nothing. */
function teamsOf(known: readonly Team[], findings: readonly Finding[]): readonly Team[] {
  const standing = findings.filter((finding) => finding.foldedUnder === null);
  const lead = standing.slice(0, 1).map((finding) => finding.team);
  return [...new Set([...known, ...lead, ...standing.flatMap((finding) => finding.informs)])];
}

function newAnswers(current: Case, answers: readonly Answer[]): readonly Answer[] {
  const last = current.lastAnswer?.at ?? "";
  return answers.filter((answer) => answer.at >= current.openedAt && answer.at > last);
}

function carryOn(
  current: Case,
  judged: Judged,
  first: Finding,
  answered: readonly Answer[],
  now: Instant,
): CaseChange {
  const { findings, answers, zone, silence } = judged;
  const passed = first.team !== current.ball.team;
  const ball = passed
    ? { team: first.team, since: now, deadline: deadlineOf(first, now, judged.time) }
    : current.ball;
  const given = answers.filter(({ at }) => at >= current.openedAt);
  const laid = overlay(current, given, judged.signals);
  const woke = wakes(laid.snooze, judged.signals, amountOf({ findings }), now);
  const snooze = passed || woke ? null : laid.snooze;
  const { running, due, expired } = clockOf(current, judged, first, answered, now, woke !== null);
  const state = stateOf(answers, ball.since, snooze, running);
  const told = stepEvents(due, ball.team, now, ({ notify }) =>
    judged.peopleFor(notify, ball.team, laid.assignee),
  );
  const events: CaseEvent[] = [
    ...answered.map((answer): CaseEvent => ({ type: "answered", at: answer.at, answer })),
    ...differences(current.findings, findings, now),
    ...(passed ? [passEvent(current.ball.team, first, now)] : []),
    ...(woke && !passed ? [{ type: "woke", at: now, because: woke } as const] : []),
    ...(expired ? [{ type: "expired", at: now } as const] : []),
    ...silenceEvents(current.silence, silence, now),
    ...told,
  ];
  const next: Case = {
    ...current,
    ...laid,
    snooze,
    state,
    ball,
    findings,
    escalation: running,
    notified: reached(passed ? [] : current.notified, told),
    silence,
    spoken: current.spoken || silence === null,
    redrawAt: redrawAfter(ball.deadline, now, zone),
    heldMs: passed ? addHeld(current, now) : current.heldMs,
    teams: teamsOf(current.teams, findings),
    lastAnswer: answered.at(-1) ?? current.lastAnswer,
  };
  const visible = events.length > 0 || changed(current, next) || now >= current.redrawAt;
  if (!visible) return { case: current, events, visible, left: [] };
  const version = current.version + 1;
  return { case: { ...next, version }, events, visible, left: leaving(current, next) };
}

function leaving(before: Case, after: Case): CaseChange["left"] {
  const still = new Set(concerned(after).map(({ personId }) => personId));
  return concerned(before).filter(({ personId }) => !still.has(personId));
}

/** A silenced case has no clock; a new one starts when it may speak again, or the ball is passed. */
function clockOf(
  current: Case,
  judged: Judged,
  first: Finding,
  answered: readonly Answer[],
  now: Instant,
  woken: boolean,
): Ticked {
  if (judged.silence) return { running: null, ...NOTHING_DUE };
  const passed = first.team !== current.ball.team;
  if (passed || (current.escalation === null && judged.time !== null)) {
    return { running: startClock(judged.time, first, now), ...NOTHING_DUE };
  }
  const calendar = judged.time?.calendarOf(first.team) ?? null;
  return tick(current.escalation, answered, calendar, now, woken);
}

function reached(known: readonly Signer[], told: readonly CaseEvent[]): readonly Signer[] {
  // The channel sees the card as it is: only those who are called by name get one of their own.
  const people = told.flatMap((event) =>
    event.type === "notified" && event.notify !== "channel" ? event.people : [],
  );
  const byId = new Map([...known, ...people].map((one) => [one.personId, one]));
  return byId.size === known.length ? known : [...byId.values()];
}

function addHeld(current: Case, now: Instant): Case["heldMs"] {
  const { team, since } = current.ball;
  const held = Math.max(0, epochMs(now) - epochMs(since));
  return { ...current.heldMs, [team]: (current.heldMs[team] ?? 0) + held };
}

function changed(before: Case, after: Case): boolean {
  return (
    before.state !== after.state ||
    JSON.stringify(concerned(before)) !== JSON.stringify(concerned(after)) ||
    before.snooze?.until !== after.snooze?.until ||
    before.escalation?.nextAt !== after.escalation?.nextAt ||
    JSON.stringify(before.findings) !== JSON.stringify(after.findings)
  );
}

function close(current: Case, answered: readonly Answer[], now: Instant): CaseChange {
  return {
    case: {
      ...current,
      state: "closed",
      closedAt: now,
      snooze: null,
      escalation: null,
      heldMs: addHeld(current, now),
      version: current.version + 1,
      lastAnswer: answered.at(-1) ?? current.lastAnswer,
    },
    events: [
      ...answered.map((answer): CaseEvent => ({ type: "answered", at: answer.at, answer })),
      { type: "closed", at: now, team: current.ball.team },
    ],
    visible: true,
    left: [],
  };
}
