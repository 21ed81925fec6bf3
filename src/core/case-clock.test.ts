import { describe, expect, test } from "vitest";
import { calendar } from "../../test/support/business-calendars.ts";
import { answer, START } from "../../test/support/case-stage.ts";
import { addHours } from "./calendar.ts";
import { clockDueAt, nextStep, tick } from "./case-clock.ts";
import { type Running, startEscalation } from "./escalation.ts";
import type { Policy } from "./escalation-policy.ts";
import type { Answer } from "./order.ts";

const CAL = calendar({ timeZone: "UTC", hours: { "mon-sun": ["00:00-24:00"] } });
const POLICY: Policy = {
  steps: [
    { afterMinutes: 60, notify: "owner" },
    { afterMinutes: 180, notify: "lead" },
  ],
  ackExpiresMinutes: 240,
  repeatLastEveryMinutes: 600,
};
const running = startEscalation(POLICY, CAL, START);
const hours = (n: number) => addHours(START, n);
const after = (answers: readonly Answer[], now: number, from: Running = running, woken = false) =>
  tick(from, answers, CAL, hours(now), woken);

describe("the clock of a case", () => {
  test("takes its steps, which say no more than whom they reach", () => {
    const { due, expired } = after([], 3);
    expect(due).toEqual([
      { step: 0, notify: "owner", repeat: 0, dueAt: hours(1), late: true },
      { step: 1, notify: "lead", repeat: 0, dueAt: hours(3), late: false },
    ]);
    expect(expired).toBe(false);
  });

  test("says a step that was missed once, and not that it is said again", () => {
    const { due } = after([], 30);
    expect(due.map(({ notify, repeat, dueAt }) => [notify, repeat, dueAt])).toEqual([
      ["owner", 0, hours(1)],
      ["lead", 0, hours(3)],
    ]);
    const told = after([], 3).running ?? running;
    const again = tick(told, [answer("escalate", hours(25))], CAL, hours(26), false);
    // Of a repetition that was missed and one by hand, the newest.
    expect(again.due).toMatchObject([{ notify: "lead", repeat: 3, dueAt: hours(25) }]);
  });

  test.each<[string, readonly Answer[], { nextAt: string | null; by: string | null }]>([
    ["nothing", [], { nextAt: hours(1), by: null }],
    ["taking it", [answer("acknowledge", hours(0.5))], { nextAt: null, by: "acknowledged" }],
    [
      "a snooze",
      [answer("snooze", hours(0.5), { until: hours(9) })],
      { nextAt: null, by: "snoozed" },
    ],
    ["a snooze without an end", [answer("snooze", hours(0.5))], { nextAt: hours(1), by: null }],
    [
      "an end without a snooze",
      [answer("watch", hours(0.5), { until: hours(9) })],
      { nextAt: hours(1), by: null },
    ],
    [
      "taking it, then escalating",
      [answer("acknowledge", hours(0.25)), answer("escalate", hours(0.5))],
      { nextAt: hours(2.5), by: null },
    ],
    [
      "a snooze, then waking it",
      [answer("snooze", hours(0.25), { until: hours(9) }), answer("wake", hours(0.5))],
      { nextAt: hours(1.25), by: null },
    ],
    [
      "a snooze, then a delivery",
      [answer("snooze", hours(0.25), { until: hours(9) }), answer("delivered", hours(0.5))],
      { nextAt: null, by: "snoozed" },
    ],
    [
      "taking it before the ball came",
      [answer("acknowledge", hours(-1))],
      { nextAt: hours(1), by: null },
    ],
    [
      "taking it as the ball came",
      [answer("acknowledge", START)],
      { nextAt: null, by: "acknowledged" },
    ],
  ])("after %s", (_what, answers, { nextAt, by }) => {
    const now = after(answers, 0.75).running;
    expect([now?.nextAt, now?.paused?.by ?? null]).toEqual([nextAt, by]);
  });

  test("is woken where it sleeps, and says whether an acknowledgement ran out", () => {
    const asleep = after([answer("snooze", hours(0.5), { until: hours(9) })], 0.5).running;
    if (!asleep) throw new Error("It does not run.");
    expect(after([], 1, asleep, true).running?.nextAt).toBe(hours(1.5));
    expect(after([], 9, asleep)).toMatchObject({ expired: false, running: { paused: null } });
    const taken = after([answer("acknowledge", hours(0.5))], 0.5).running ?? running;
    expect(after([], 4.5, taken)).toMatchObject({ expired: true, running: { paused: null } });
  });

  test("stands where there is none, or no calendar", () => {
    const stands = { due: [], expired: false };
    expect(tick(null, [answer("wake", START)], CAL, hours(9), true)).toEqual({
      running: null,
      ...stands,
    });
    expect(tick(running, [], null, hours(9), false)).toEqual({ running, ...stands });
  });
});

describe("what comes next", () => {
  test("is the next step, then the last one again", () => {
    expect(nextStep(running)).toEqual({ notify: "owner", at: hours(1) });
    expect(nextStep(after([], 1).running)).toEqual({ notify: "lead", at: hours(3) });
    expect(nextStep(after([], 3).running)).toEqual({ notify: "lead", at: hours(13) });
  });

  test("is nothing while it pauses or where no clock runs", () => {
    const paused = after([answer("acknowledge", hours(0.5))], 0.5).running;
    expect([nextStep(paused), nextStep(null), clockDueAt(null)]).toEqual([null, null, null]);
    expect(clockDueAt(paused)).toBe(hours(4.5));
    expect(clockDueAt(running)).toBe(hours(1));
  });
});
