import { describe, expect, test } from "vitest";
import { calendar } from "../../test/support/business-calendars.ts";
import { answer, finding, GROUP, START } from "../../test/support/case-stage.ts";
import { addHours, type Instant } from "./calendar.ts";
import {
  amountOf,
  type Case,
  caseRecheckAt,
  type CaseSilence,
  endingAnswer,
  restoreCase,
} from "./case.ts";
import type { CaseTime } from "./case-clock.ts";
import { NO_OVERLAY } from "./case-overlay.ts";
import type { Policy } from "./escalation-policy.ts";
import type { Finding } from "./finding.ts";
import { CALM, judgeCase, type Judged } from "./judge-case.ts";

const ANA = { personId: "ana", personName: "Ana" };
const LUIS = { personId: "luis", personName: "Luis" };
const short = finding("delivery-short");
const mismatch = finding("invoice-mismatch", { team: "collections", stage: "billing" });
const broken = finding("promise-broken", { severity: "critical", team: "sales" });

const POLICY: Policy = {
  steps: [
    { afterMinutes: 60, notify: "owner" },
    { afterMinutes: 120, notify: "channel" },
    { afterMinutes: 180, notify: "lead" },
  ],
  ackExpiresMinutes: 240,
  repeatLastEveryMinutes: null,
};
const time: CaseTime = {
  calendarOf: () => calendar({ timeZone: "UTC", hours: { "mon-sun": ["00:00-24:00"] } }),
  policyOf: () => POLICY,
};

function judge(
  current: Case | null,
  findings: readonly Finding[],
  now: Instant,
  more: Partial<Judged> = {},
) {
  const judged = { group: GROUP, findings, answers: [], zone: "UTC", ...CALM, ...more };
  return judgeCase(current, judged, now, () => "case-1");
}

function opened(findings: readonly Finding[], more: Partial<Judged> = {}): Case {
  const change = judge(null, findings, START, more);
  if (!change) throw new Error("Nothing was found.");
  return change.case;
}

const silence = (until: Instant, id = "S-1"): CaseSilence => ({
  id,
  until,
  by: ANA,
  reason: null,
});

describe("a case that is opened", () => {
  test("stands open with the leading team, which has so many hours", () => {
    expect(judge(null, [short], START)).toEqual({
      case: {
        id: "case-1",
        group: GROUP,
        state: "open",
        ball: { team: "logistics", since: START, deadline: addHours(START, 8) },
        findings: [short],
        openedAt: START,
        closedAt: null,
        ...NO_OVERLAY,
        escalation: null,
        notified: [],
        silence: null,
        spoken: true,
        redrawAt: addHours(START, 8),
        heldMs: {},
        teams: ["logistics"],
        version: 1,
        lastAnswer: null,
      },
      events: [{ type: "opened", at: START, team: "logistics", rule: "delivery-short" }],
      left: [],
      visible: true,
    });
  });

  test("brings in the teams that its findings inform, but none for what is folded", () => {
    const informing = { ...short, informs: ["sales"] } as const;
    const folded = { ...mismatch, data: { by: "quantity" }, informs: ["controller"] } as const;
    expect(opened([informing, folded]).teams).toEqual(["logistics", "sales"]);
    expect(opened([informing, { ...folded, data: {} }]).teams).toEqual([
      "logistics",
      "sales",
      "controller",
    ]);
  });
});

describe("a silenced case", () => {
  const until = addHours(START, 6);

  test("has no clock, was never posted, and says who silenced it", () => {
    const change = judge(null, [short], START, { silence: silence(until), time });
    expect(change?.case).toMatchObject({ escalation: null, spoken: false, silence: { until } });
    expect(change?.events.map(({ type }) => type)).toEqual(["opened", "silenced"]);
  });

  test("speaks when it ends, with a new clock", () => {
    const quiet = opened([short], { silence: silence(until), time });
    const still = judge(quiet, [short], addHours(START, 1), { silence: silence(until), time });
    expect(still).toMatchObject({ visible: false, events: [], case: { spoken: false } });
    const spoke = judge(quiet, [short], until, { time });
    expect(spoke?.events).toEqual([{ type: "unsilenced", at: until, early: false }]);
    expect(spoke?.case).toMatchObject({
      silence: null,
      spoken: true,
      version: 2,
      escalation: { startedAt: until },
    });
  });

  test("that was posted before stays posted; another silence, or a longer one, is told", () => {
    const posted = opened([short], { time });
    const quiet = judge(posted, [short], addHours(START, 1), { silence: silence(until), time });
    expect(quiet?.case).toMatchObject({ spoken: true, escalation: null });
    const told = (next: CaseSilence) =>
      judge(quiet?.case ?? null, [short], addHours(START, 2), { silence: next, time })?.events;
    expect(told(silence(until))).toEqual([]);
    expect(told(silence(addHours(until, 1)))).toMatchObject([{ type: "silenced" }]);
    expect(told(silence(until, "S-2"))).toMatchObject([
      { type: "silenced", silence: { id: "S-2" } },
    ]);
  });
});

describe("a clock inside a case", () => {
  const peopleFor: Judged["peopleFor"] = (notify, _team, assignee) =>
    notify === "lead" ? [LUIS] : [assignee ?? ANA];
  const timed = { time, peopleFor };

  test("calls by name whom its steps mean; the channel sees the card as it is", () => {
    const start = opened([short], timed);
    const hour = judge(start, [short], addHours(START, 1), timed);
    expect(hour?.events).toEqual([
      {
        type: "notified",
        at: addHours(START, 1),
        team: "logistics",
        people: [ANA],
        step: 0,
        notify: "owner",
        repeat: 0,
        dueAt: addHours(START, 1),
        late: false,
      },
    ]);
    expect(hour?.case.notified).toEqual([ANA]);
    const channel = judge(hour?.case ?? null, [short], addHours(START, 2), {
      ...timed,
      peopleFor: () => [LUIS],
    });
    expect(channel?.case.notified).toEqual([ANA]);
    const lead = judge(channel?.case ?? null, [short], addHours(START, 3), timed);
    expect(lead?.events).toMatchObject([{ type: "notified", notify: "lead" }]);
    expect(lead?.case.notified).toEqual([ANA, LUIS]);
  });

  test("calls whom the case was given to", () => {
    const answers = [answer("assign", addHours(START, 0.5), { to: LUIS })];
    const given = judge(opened([short], timed), [short], addHours(START, 1), { ...timed, answers });
    expect(given?.case).toMatchObject({ assignee: LUIS, notified: [LUIS] });
  });

  test("begins anew with the ball, and those who were called are forgotten", () => {
    const hour = judge(opened([short], timed), [short], addHours(START, 1), timed);
    const passed = judge(hour?.case ?? null, [short, broken], addHours(START, 2), timed);
    expect(passed?.case).toMatchObject({
      ball: { team: "sales" },
      notified: [],
      escalation: { startedAt: addHours(START, 2), fired: 0 },
      heldMs: { logistics: 2 * 3_600_000 },
      teams: ["logistics", "sales"],
    });
    expect(passed?.events).toEqual([
      { type: "finding-added", at: addHours(START, 2), rule: "promise-broken" },
      {
        type: "ball-passed",
        at: addHours(START, 2),
        from: "logistics",
        to: "sales",
        rule: "promise-broken",
      },
    ]);
  });

  test("tells when an acknowledgement ran out, and goes on", () => {
    const answers = [answer("acknowledge", addHours(START, 0.5))];
    const given = { ...timed, answers };
    const taken = judge(opened([short], timed), [short], addHours(START, 0.5), given);
    expect(taken?.case).toMatchObject({ state: "acknowledged", lastAnswer: answers[0] });
    expect(taken?.events).toMatchObject([{ type: "answered", answer: answers[0] }]);
    const expired = judge(taken?.case ?? null, [short], addHours(START, 4.5), given);
    expect(expired?.events).toEqual([{ type: "expired", at: addHours(START, 4.5) }]);
    expect(expired?.case).toMatchObject({ state: "open", lastAnswer: answers[0] });
  });

  test("that a condition wakes goes on from then", () => {
    const wakeWhen = { when: "customer-replies" } as const;
    const until = addHours(START, 48);
    const answers = [answer("snooze", addHours(START, 0.5), { until, wakeWhen })];
    const asleep = judge(opened([short], timed), [short], addHours(START, 0.5), {
      ...timed,
      answers,
    });
    expect(asleep?.case).toMatchObject({ state: "snoozed", escalation: { nextAt: null } });
    const signals = { etaAt: null, repliedAt: addHours(START, 9) };
    const woken = judge(asleep?.case ?? null, [short], addHours(START, 10), {
      ...timed,
      answers,
      signals,
    });
    expect(woken?.events).toEqual([
      { type: "woke", at: addHours(START, 10), because: "customer-replies" },
    ]);
    expect(woken?.case).toMatchObject({
      state: "open",
      snooze: null,
      escalation: { nextAt: addHours(START, 10.5) },
    });
  });

  test("sleeps no longer when the ball is passed, and that is not told as waking", () => {
    const until = addHours(START, 48);
    const answers = [answer("snooze", addHours(START, 0.5), { until })];
    const asleep = judge(opened([short]), [short], addHours(START, 0.5), { answers });
    const passed = judge(asleep?.case ?? null, [broken], until, { answers });
    expect(passed?.case).toMatchObject({ state: "open", snooze: null });
    expect(passed?.events.map(({ type }) => type)).toEqual([
      "finding-added",
      "finding-cleared",
      "ball-passed",
    ]);
  });
});

test("answers of an earlier case, or told before, are not told again", () => {
  const before = answer("delivered", addHours(START, -1));
  const first = answer("watch", START);
  const second = answer("watch", addHours(START, 1), LUIS);
  const told = judge(opened([short]), [short], addHours(START, 1), {
    answers: [before, first, second],
  });
  expect(told?.events).toEqual([
    { type: "answered", at: START, answer: first },
    { type: "answered", at: addHours(START, 1), answer: second },
  ]);
  expect(told?.case.watchers).toEqual([ANA, LUIS]);
  const again = judge(told?.case ?? null, [short], addHours(START, 2), {
    answers: [before, first, second],
  });
  expect(again).toMatchObject({ visible: false, events: [] });
});

test("a finding that says something else of itself changes the card, and tells nobody", () => {
  const other = { ...short, amount: { minor: 900, currency: "MXN" } };
  const changed = judge(opened([short]), [other], addHours(START, 1));
  expect(changed).toMatchObject({ visible: true, events: [], case: { version: 2 } });
});

describe("a case that is over", () => {
  test("is closed, stopped and awake, and the last hours count", () => {
    const answers = [answer("snooze", addHours(START, 1), { until: addHours(START, 9) })];
    const asleep = judge(opened([short], { time }), [short], addHours(START, 1), { answers, time });
    const last = answer("delivered", addHours(START, 2));
    const closed = judge(asleep?.case ?? null, [], addHours(START, 2), {
      answers: [...answers, last],
      time,
    });
    expect(closed?.case).toMatchObject({
      state: "closed",
      closedAt: addHours(START, 2),
      snooze: null,
      escalation: null,
      heldMs: { logistics: 2 * 3_600_000 },
      version: 3,
      lastAnswer: last,
    });
    expect(closed).toMatchObject({
      visible: true,
      events: [
        { type: "answered", answer: last },
        { type: "closed", at: addHours(START, 2), team: "logistics" },
      ],
    });
  });

  test("was ended by the answer of its last instant, or by the world", () => {
    const last = answer("delivered", addHours(START, 2));
    const c = opened([short]);
    const closedAt = (hours: number): Case => ({
      ...c,
      closedAt: addHours(START, hours),
      lastAnswer: last,
    });
    expect(endingAnswer(closedAt(2))).toEqual(last);
    expect(endingAnswer(closedAt(3))).toBeNull();
    expect(endingAnswer({ ...closedAt(2), lastAnswer: null })).toBeNull();
    expect(endingAnswer({ ...c, lastAnswer: last })).toBeNull();
  });
});

describe("when time alone changes a case", () => {
  test("is the first of its snooze, its card, its silence and its clock", () => {
    const c = opened([short], { time });
    const snooze = { at: START, until: addHours(START, 0.5), wakeWhen: null, etaAt: null };
    expect(caseRecheckAt(c)).toBe(addHours(START, 1));
    expect(caseRecheckAt({ ...c, snooze })).toBe(addHours(START, 0.5));
    expect(caseRecheckAt({ ...c, silence: silence(addHours(START, 0.25)) })).toBe(
      addHours(START, 0.25),
    );
    expect(caseRecheckAt({ ...c, escalation: null })).toBe(c.redrawAt);
  });

  test("is never for one that is closed, or none", () => {
    expect(caseRecheckAt({ ...opened([short]), state: "closed" })).toBeNull();
    expect(caseRecheckAt(null)).toBeNull();
  });
});

test("the amount of a case is its leading finding's, or else the first that has one", () => {
  const none = { ...short, amount: null };
  const large = { ...mismatch, amount: { minor: 900, currency: "MXN" } };
  expect(amountOf({ findings: [short, large] })).toEqual({ minor: 100, currency: "MXN" });
  expect(amountOf({ findings: [none, none, large, short] })).toEqual(large.amount);
  expect(amountOf({ findings: [none] })).toBeNull();
  expect(amountOf({ findings: [] })).toBeNull();
});

test("a case stored before cases had clocks, silences or watchers is read with none", () => {
  const {
    escalation: _e,
    notified: _n,
    silence: _s,
    spoken: _p,
    watchers: _w,
    ...old
  } = opened([short]);
  expect(restoreCase(old as Case)).toEqual(opened([short]));
  const watched: Case = { ...opened([short]), watchers: [ANA], spoken: false };
  expect(restoreCase(watched)).toEqual(watched);
});
