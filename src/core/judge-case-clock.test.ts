import { describe, expect, test } from "vitest";
import { answer, START } from "../../test/support/case-stage.ts";
import { ANA, LUIS, broken, judge, opened, short, time } from "../../test/support/judged-cases.ts";
import { addHours } from "./calendar.ts";
import { type Judged } from "./judge-case.ts";

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
