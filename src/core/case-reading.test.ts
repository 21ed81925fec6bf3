import { describe, expect, test } from "vitest";
import { START } from "../../test/support/case-stage.ts";
import { ANA, mismatch, opened, short, silence, time } from "../../test/support/judged-cases.ts";
import { addHours } from "./calendar.ts";
import { amountOf, caseRecheckAt, restoreCase, type Case } from "./case.ts";

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
