import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addHours, epochMs, type Instant } from "./calendar.ts";
import { type Case } from "./case.ts";
import { CALM, judgeCase } from "./judge-case.ts";
import type { Finding } from "./finding.ts";
import type { Answer } from "./order.ts";

const START = "2026-03-02T15:00:00.000Z";
const GROUP = { type: "order", id: "PED-1" } as const;

function finding(rule: string, more: Partial<Finding> = {}): Finding {
  return {
    rule,
    subject: "order:PED-1",
    team: "logistics",
    informs: [],
    severity: "warning",
    stage: "delivery",
    amount: { minor: 100, currency: "MXN" },
    since: START,
    data: {},
    actions: [],
    answerWithinHours: 8,
    foldedUnder: null,
    ...more,
  };
}

const broken = finding("promise-broken", { severity: "critical", stage: "promise" });
const proofless = finding("evidence-missing", { severity: "critical", stage: "evidence" });
const short = finding("delivery-short", { team: "sales" });
const mismatch = finding("invoice-mismatch", { team: "collections", stage: "billing" });

function judge(
  current: Case | null,
  findings: readonly Finding[],
  now: Instant,
  answers: readonly Answer[] = [],
) {
  return judgeCase(
    current,
    { group: GROUP, findings, answers, zone: "America/Mexico_City", ...CALM },
    now,
    () => "case-1",
  );
}

function answer(action: string, at: Instant, more: Partial<Answer> = {}): Answer {
  return {
    group: GROUP,
    action,
    at,
    personId: "ana",
    personName: "Ana",
    team: "logistics",
    ...more,
  };
}

describe("a case", () => {
  it("does not exist where nothing was found", () => {
    expect(judge(null, [], START)).toBeNull();
  });

  it("belongs to the team of the worst finding, and of two as bad to the earlier in the chain", () => {
    const opened = judge(null, [mismatch, short], START)?.case;
    expect(opened?.ball.team).toBe("sales");
    expect(judge(opened ?? null, [mismatch, short, broken], START)?.case.ball.team).toBe(
      "logistics",
    );
  });

  it("folds a consequence under its cause, and lets it speak when the cause clears", () => {
    const folded = judge(null, [proofless, broken], START)?.case;
    expect(folded?.findings.map(({ rule, foldedUnder }) => [rule, foldedUnder])).toEqual([
      ["promise-broken", null],
      ["evidence-missing", "promise-broken"],
    ]);
    const left = judge(folded ?? null, [proofless], addHours(START, 1));
    expect(left?.case.findings).toMatchObject([{ rule: "evidence-missing", foldedUnder: null }]);
    expect(left?.events).toMatchObject([{ type: "finding-cleared", rule: "promise-broken" }]);
  });

  it.each([
    ["a quantity", { by: "quantity" }, "delivery-short"],
    ["a price", { by: "amount" }, null],
  ])("folds %s that differs under a short delivery or not", (_what, data, cause) => {
    const found = judge(null, [short, { ...mismatch, data }], START)?.case.findings;
    expect(found?.find(({ rule }) => rule === "invoice-mismatch")?.foldedUnder).toBe(cause);
  });

  it("says nothing when nothing changed", () => {
    const opened = judge(null, [short], START)?.case ?? null;
    const again = judge(opened, [{ ...short }], addHours(START, 3));
    expect(again).toMatchObject({ visible: false, events: [], case: { version: 1 } });
  });

  it("tells in the thread when a finding that repeats speaks again, and only then", () => {
    const overdue = finding("invoice-overdue", { repeats: true });
    const opened = judge(null, [overdue, mismatch], START)?.case ?? null;
    const later = { since: addHours(START, 5) };
    const again = judge(opened, [{ ...overdue, ...later }, mismatch], addHours(START, 5));
    expect(again?.events).toEqual([
      { type: "finding-added", at: addHours(START, 5), rule: "invoice-overdue" },
    ]);
    const moved = judge(opened, [overdue, { ...mismatch, ...later }], addHours(START, 5));
    expect(moved).toMatchObject({ events: [], visible: true });
  });

  it("passes the ball with a new clock, which forgets the acknowledgement", () => {
    const opened = judge(null, [short], START)?.case ?? null;
    const seen = [answer("acknowledge", addHours(START, 1))];
    const taken = judge(opened, [short], addHours(START, 1), seen)?.case ?? null;
    expect(taken?.state).toBe("acknowledged");
    const passed = judge(taken, [mismatch], addHours(START, 2), seen);
    expect(passed?.case).toMatchObject({
      state: "open",
      ball: { team: "collections", since: addHours(START, 2), deadline: addHours(START, 10) },
    });
    expect(passed?.events).toContainEqual(
      expect.objectContaining({ type: "ball-passed", from: "sales", to: "collections" }),
    );
  });

  it("sleeps until its snooze ends, and says that it woke", () => {
    const opened = judge(null, [short], START)?.case ?? null;
    const until = addHours(START, 4);
    const answers = [answer("snooze", addHours(START, 1), { until })];
    const asleep = judge(opened, [short], addHours(START, 1), answers)?.case ?? null;
    expect(asleep).toMatchObject({ state: "snoozed", snooze: { until } });
    const awake = judge(asleep, [short], until, answers);
    expect(awake).toMatchObject({ case: { state: "open" }, events: [{ type: "woke" }] });
  });

  it("is drawn anew when its deadline passes and when the day ends, and tells nobody", () => {
    const opened = judge(null, [short], START)?.case ?? null;
    const deadline = addHours(START, 8);
    const midnight = "2026-03-03T06:00:00.000Z";
    expect(opened?.redrawAt).toBe(deadline);
    const late = judge(opened, [short], deadline);
    expect(late).toMatchObject({ visible: true, events: [], case: { redrawAt: midnight } });
    expect(judge(late?.case ?? null, [short], addHours(deadline, 1))?.visible).toBe(false);
    const tomorrow = judge(late?.case ?? null, [short], midnight);
    expect(tomorrow).toMatchObject({ visible: true, events: [], case: { version: 3 } });
  });

  it("gives every hour of its life to exactly one team", () => {
    const step = fc.record({
      hours: fc.integer({ min: 0, max: 50 }),
      findings: fc.subarray([broken, proofless, short, mismatch], { minLength: 1 }),
    });
    fc.assert(
      fc.property(fc.array(step, { minLength: 1, maxLength: 12 }), (steps) => {
        let now = START;
        let current: Case | null = null;
        for (const { hours, findings } of steps) {
          now = addHours(now, hours);
          current = judge(current, findings, now)?.case ?? null;
        }
        now = addHours(now, 1);
        const closed = judge(current, [], now)?.case;
        const held = Object.values(closed?.heldMs ?? {}).reduce((all, ms) => all + ms, 0);
        expect(held).toBe(epochMs(now) - epochMs(closed?.openedAt ?? now));
      }),
    );
  });
});
