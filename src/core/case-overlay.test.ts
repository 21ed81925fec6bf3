import { describe, expect, test } from "vitest";
import { answer, START } from "../../test/support/case-stage.ts";
import { addHours } from "./calendar.ts";
import { NO_OVERLAY, type Overlay, overlay, type Snooze, stateOf, wakes } from "./case-overlay.ts";
import type { Running } from "./escalation.ts";
import type { Answer } from "./order.ts";

const LATER = addHours(START, 4);
const ANA = { personId: "ana", personName: "Ana" };
const LUIS = { personId: "luis", personName: "Luis" };
const SIGNALS = { etaAt: addHours(START, 9), repliedAt: null };
const ASLEEP: Overlay = {
  ...NO_OVERLAY,
  snooze: { at: START, until: LATER, wakeWhen: null, etaAt: null },
};

const after = (was: Overlay, ...answers: readonly Answer[]) => overlay(was, answers, SIGNALS);

describe("a snooze", () => {
  test("remembers what was to wake it, and the estimate of its moment", () => {
    const wakeWhen = { when: "eta-changes" } as const;
    expect(after(NO_OVERLAY, answer("snooze", START, { until: LATER, wakeWhen })).snooze).toEqual({
      at: START,
      until: LATER,
      wakeWhen,
      etaAt: SIGNALS.etaAt,
    });
    expect(
      after(NO_OVERLAY, answer("snooze", START, { until: LATER })).snooze?.wakeWhen,
    ).toBeNull();
  });

  test("without an end is none", () => {
    expect(after(ASLEEP, answer("snooze", START)).snooze).toBeNull();
  });

  test.each([
    ["acknowledge", false],
    ["escalate", false],
    ["wake", false],
    ["watch", true],
    ["assign", true],
    ["delivered", true],
  ])("after %s goes on or not", (action, goesOn) => {
    expect(after(ASLEEP, answer(action, LATER)).snooze).toEqual(goesOn ? ASLEEP.snooze : null);
  });
});

describe("people of a case", () => {
  test("the last to be given it has it, whatever else is said", () => {
    const given = answer("assign", START, { to: LUIS });
    expect(after(NO_OVERLAY, given, answer("acknowledge", LATER)).assignee).toEqual(LUIS);
    expect(after(NO_OVERLAY, given, answer("assign", LATER)).assignee).toBeNull();
  });

  test("watch it once each, until they no longer do", () => {
    const luis = answer("watch", START, LUIS);
    const watched = after(NO_OVERLAY, answer("watch", START), luis, answer("watch", LATER));
    expect(watched.watchers).toEqual([LUIS, ANA]);
    expect(after(watched, answer("unwatch", LATER)).watchers).toEqual([LUIS]);
  });

  test("are twenty at most who watch: the first give way", () => {
    const many = Array.from({ length: 21 }, (_, i) =>
      answer("watch", START, { personId: `p${i}`, personName: `P${i}` }),
    );
    const { watchers } = after(NO_OVERLAY, ...many);
    expect([watchers.length, watchers[0]?.personId]).toEqual([20, "p1"]);
  });
});

describe("a snoozed case", () => {
  const until = (wakeWhen: Snooze["wakeWhen"], etaAt: string | null = null): Snooze => ({
    at: START,
    until: LATER,
    wakeWhen,
    etaAt,
  });
  const soon = addHours(START, 1);
  const QUIET = { etaAt: null, repliedAt: null };
  const MXN = (minor: number) => ({ minor, currency: "MXN" });

  test.each([
    ["nothing else was asked", null, { etaAt: LATER, repliedAt: soon }, 9_000, null],
    ["the estimate stands", { when: "eta-changes" }, QUIET, 0, null],
    ["it changed", { when: "eta-changes" }, { ...QUIET, etaAt: LATER }, 0, "eta-changes"],
    ["the amount is reached", { when: "amount-passes", minor: 500 }, QUIET, 500, null],
    ["it is passed", { when: "amount-passes", minor: 500 }, QUIET, 501, "amount-passes"],
    ["nobody replied", { when: "customer-replies" }, QUIET, 0, null],
    ["the reply is older", { when: "customer-replies" }, { ...QUIET, repliedAt: START }, 0, null],
    [
      "the customer replied",
      { when: "customer-replies" },
      { ...QUIET, repliedAt: soon },
      0,
      "customer-replies",
    ],
  ] as const)("where %s wakes or sleeps", (_what, wakeWhen, signals, minor, why) => {
    expect(wakes(until(wakeWhen), signals, MXN(minor), soon)).toBe(why);
  });

  test("wakes when its time comes, whatever its condition", () => {
    const reply = until({ when: "customer-replies" });
    expect(wakes(reply, { ...QUIET, repliedAt: soon }, null, LATER)).toBe("time");
  });

  test("that knows no amount has none to pass; one that does not sleep does not wake", () => {
    expect(wakes(until({ when: "amount-passes", minor: 0 }), QUIET, null, soon)).toBeNull();
    expect(wakes(null, QUIET, MXN(100), LATER)).toBeNull();
  });
});

describe("the state of a case", () => {
  const clock = (by: "acknowledged" | "snoozed" | null): Running => ({
    policy: { steps: [], ackExpiresMinutes: 60, repeatLastEveryMinutes: null },
    startedAt: START,
    fired: 0,
    nextAt: null,
    paused: by && { by, at: START, leftMs: 0, resumesAt: null },
  });
  const taken = answer("acknowledge", LATER);

  test.each<[string, readonly Answer[], Running | null, string]>([
    ["nobody said anything", [], null, "open"],
    ["it was taken, without a clock", [taken], null, "acknowledged"],
    ["it was taken, and the clock pauses", [taken], clock("acknowledged"), "acknowledged"],
    ["it was taken, and that ran out", [taken], clock(null), "open"],
    ["it was taken, and the clock sleeps", [taken], clock("snoozed"), "open"],
    ["it was taken before the ball came", [answer("acknowledge", START)], null, "open"],
    ["it was taken, then escalated", [taken, answer("escalate", LATER)], null, "escalated"],
    ["it was escalated, then taken", [answer("escalate", LATER), taken], null, "acknowledged"],
    [
      "it was escalated, then woken",
      [answer("escalate", LATER), answer("wake", LATER)],
      null,
      "open",
    ],
    ["it was taken, then watched", [taken, answer("watch", LATER)], null, "acknowledged"],
  ])("where %s", (_what, answers, running, state) => {
    expect(stateOf(answers, addHours(START, 1), null, running)).toBe(state);
  });

  test("that sleeps is that it sleeps; an answer at the very instant of the ball counts", () => {
    expect(stateOf([taken], START, ASLEEP.snooze, null)).toBe("snoozed");
    expect(stateOf([answer("escalate", START)], START, null, null)).toBe("escalated");
  });
});
