import type { CaseState } from "./action.ts";
import { addHours, earliest, endOfDay, epochMs, type Instant, localDate } from "./calendar.ts";
import type { Group, Team } from "./fact.ts";
import { arrange, type Finding } from "./finding.ts";
import type { Money } from "./money.ts";
import type { Answer } from "./order.ts";

type Ball = {
  readonly team: Team;
  readonly since: Instant;
  readonly deadline: Instant;
};

export type Case = {
  readonly id: string;
  readonly group: Group;
  readonly state: CaseState;
  readonly ball: Ball;
  /** Leading finding first, then the others that stand for themselves, then the folded ones. */
  readonly findings: readonly Finding[];
  readonly openedAt: Instant;
  readonly closedAt: Instant | null;
  readonly snoozedUntil: Instant | null;
  /** When what the card says of time ("today", "2 h left") stops being so. */
  readonly redrawAt: Instant;
  /** Milliseconds each team held the ball, up to `ball.since`. */
  readonly heldMs: Readonly<Partial<Record<Team, number>>>;
  /** Every team whose channel shows the case, in the order in which they came to it. */
  readonly teams: readonly Team[];
  /** Grows by one with every visible change: a message shows one version. */
  readonly version: number;
  /** What the last person did, shown in place of the buttons once the case is closed. */
  readonly lastAnswer: Answer | null;
};

export type CaseEvent =
  | { readonly type: "opened"; readonly at: Instant; readonly team: Team; readonly rule: string }
  | { readonly type: "finding-added"; readonly at: Instant; readonly rule: string }
  | { readonly type: "finding-cleared"; readonly at: Instant; readonly rule: string }
  | {
      readonly type: "ball-passed";
      readonly at: Instant;
      readonly from: Team;
      readonly to: Team;
      readonly rule: string;
    }
  | { readonly type: "answered"; readonly at: Instant; readonly answer: Answer }
  | { readonly type: "woke"; readonly at: Instant }
  | { readonly type: "closed"; readonly at: Instant; readonly team: Team };

export type CaseChange = {
  readonly case: Case;
  readonly events: readonly CaseEvent[];
  /** Whether anything a reader sees changed. */
  readonly visible: boolean;
};

export function leading(c: Pick<Case, "findings">): Finding | null {
  return c.findings[0] ?? null;
}

export type Judged = {
  readonly group: Group;
  readonly findings: readonly Finding[];
  readonly answers: readonly Answer[];
  /** Where its days begin and end (IANA). */
  readonly zone: string;
};

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

function deadlineOf(finding: Finding, since: Instant): Instant {
  return addHours(since, finding.answerWithinHours);
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
  const deadline = deadlineOf(first, now);
  return {
    case: {
      id,
      group: judged.group,
      state: "open",
      ball: { team: first.team, since: now, deadline },
      findings,
      openedAt: now,
      closedAt: null,
      snoozedUntil: null,
      redrawAt: redrawAfter(deadline, now, judged.zone),
      heldMs: {},
      teams: teamsOf([], findings),
      version: 1,
      lastAnswer: null,
    },
    events: [{ type: "opened", at: now, team: first.team, rule: first.rule }],
    visible: true,
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
  { findings, answers, zone }: Judged,
  first: Finding,
  answered: readonly Answer[],
  now: Instant,
): CaseChange {
  const passed = first.team !== current.ball.team;
  const ball = passed
    ? { team: first.team, since: now, deadline: deadlineOf(first, now) }
    : current.ball;
  const overlay = stateFrom(answers, { ...current, ball }, now);
  const events: CaseEvent[] = [
    ...answered.map((answer): CaseEvent => ({ type: "answered", at: answer.at, answer })),
    ...differences(current.findings, findings, now),
    ...(passed ? [passEvent(current.ball.team, first, now)] : []),
    ...(current.state === "snoozed" && overlay.state !== "snoozed" && answered.length === 0
      ? [{ type: "woke", at: now } as const]
      : []),
  ];
  const next: Case = {
    ...current,
    ...overlay,
    ball,
    findings,
    redrawAt: redrawAfter(ball.deadline, now, zone),
    heldMs: passed ? addHeld(current, now) : current.heldMs,
    teams: teamsOf(current.teams, findings),
    lastAnswer: answered.at(-1) ?? current.lastAnswer,
  };
  const visible = events.length > 0 || changed(current, next) || now >= current.redrawAt;
  return { case: visible ? { ...next, version: current.version + 1 } : current, events, visible };
}

function passEvent(from: Team, first: Finding, now: Instant): CaseEvent {
  return { type: "ball-passed", at: now, from, to: first.team, rule: first.rule };
}

function addHeld(current: Case, now: Instant): Case["heldMs"] {
  const { team, since } = current.ball;
  const held = Math.max(0, epochMs(now) - epochMs(since));
  return { ...current.heldMs, [team]: (current.heldMs[team] ?? 0) + held };
}

/** Acknowledgement, snooze and escalation follow from the answers given since the ball came. */
function stateFrom(
  answers: readonly Answer[],
  current: Case,
  now: Instant,
): { state: CaseState; snoozedUntil: Instant | null } {
  let state: CaseState = "open";
  let snoozedUntil: Instant | null = null;
  for (const answer of answers) {
    if (answer.at < current.ball.since) continue;
    if (answer.action === "acknowledge") [state, snoozedUntil] = ["acknowledged", null];
    if (answer.action === "escalate") [state, snoozedUntil] = ["escalated", null];
    if (answer.action === "snooze" && answer.until && answer.until > now) {
      [state, snoozedUntil] = ["snoozed", answer.until];
    }
  }
  return { state, snoozedUntil };
}

function differences(
  before: readonly Finding[],
  after: readonly Finding[],
  now: Instant,
): readonly CaseEvent[] {
  const had = new Set(before.map((finding) => finding.rule));
  const has = new Set(after.map((finding) => finding.rule));
  const isNews = (rule: string) => !had.has(rule) || repeats(before, after, rule);
  return [
    ...[...has].filter(isNews).map((rule) => event("finding-added", now, rule)),
    ...[...had].filter((rule) => !has.has(rule)).map((rule) => event("finding-cleared", now, rule)),
  ];
}

/** The same rule speaks again of the same subject: an overdue invoice that enters its next bucket. */
function repeats(before: readonly Finding[], after: readonly Finding[], rule: string): boolean {
  const of = (findings: readonly Finding[]) => findings.filter((finding) => finding.rule === rule);
  return of(after)
    .filter((finding) => finding.repeats)
    .some(({ subject, since }) =>
      of(before).some((was) => was.subject === subject && was.since < since),
    );
}

function event(type: "finding-added" | "finding-cleared", at: Instant, rule: string): CaseEvent {
  return { type, at, rule };
}

function changed(before: Case, after: Case): boolean {
  return (
    before.state !== after.state ||
    before.snoozedUntil !== after.snoozedUntil ||
    JSON.stringify(before.findings) !== JSON.stringify(after.findings)
  );
}

function close(current: Case, answered: readonly Answer[], now: Instant): CaseChange {
  return {
    case: {
      ...current,
      state: "closed",
      closedAt: now,
      snoozedUntil: null,
      heldMs: addHeld(current, now),
      version: current.version + 1,
      lastAnswer: answered.at(-1) ?? current.lastAnswer,
    },
    events: [
      ...answered.map((answer): CaseEvent => ({ type: "answered", at: answer.at, answer })),
      { type: "closed", at: now, team: current.ball.team },
    ],
    visible: true,
  };
}

/** The next instant at which time alone changes the case or what its card says. */
export function caseRecheckAt(c: Case | null): Instant | null {
  return c && c.state !== "closed" ? earliest(c.snoozedUntil, c.redrawAt) : null;
}

/** The answer that closed a case; null while it is open, or when the world closed it by itself. */
export function endingAnswer({ closedAt, lastAnswer }: Case): Answer | null {
  return closedAt !== null && lastAnswer !== null && lastAnswer.at >= closedAt ? lastAnswer : null;
}

/** The worst amount among findings that stand for themselves: one debt is not counted twice. */
export function amountOf(c: Pick<Case, "findings">): Money | null {
  const lead = leading(c);
  if (lead?.amount) return lead.amount;
  return c.findings.find((finding) => finding.amount !== null)?.amount ?? null;
}
