import { describe, expect, test } from "vitest";
import { answer, GROUP, START } from "../../test/support/case-stage.ts";
import {
  ANA,
  LUIS,
  judge,
  mismatch,
  opened,
  short,
  silence,
  time,
} from "../../test/support/judged-cases.ts";
import { addHours } from "./calendar.ts";
import { endingAnswer, type Case, type CaseSilence } from "./case.ts";
import { NO_OVERLAY } from "./case-overlay.ts";

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
