import fc from "fast-check";
import { expect, test } from "vitest";
import { calendarOf } from "./business-calendar.ts";
import { addHours, epochMs, type Instant, instantOf } from "./calendar.ts";
import type { Case, CaseEvent, CaseSilence } from "./case.ts";
import type { CaseTime } from "./case-clock.ts";
import { NO_OVERLAY, overlay } from "./case-overlay.ts";
import { DEFAULT_POLICIES } from "./escalation-policy.ts";
import { TEAMS } from "./fact.ts";
import type { Finding } from "./finding.ts";
import { judgeCase } from "./judge-case.ts";
import type { Answer } from "./order.ts";

// Friday afternoon in Mexico City: nights and a weekend are on the way.
const START = "2026-11-20T21:00:00.000Z";
const GROUP = { type: "order", id: "PED-1" } as const;
const PEOPLE = ["ana", "luis", "marta"] as const;
const parameters = { numRuns: 400, seed: 20_261_126 };

const calendar = calendarOf({
  timeZone: "America/Mexico_City",
  hours: { "mon-fri": ["08:00-18:00"] },
});
if ("error" in calendar) throw new Error(calendar.error);
const time: CaseTime = {
  calendarOf: () => calendar,
  policyOf: ({ severity }) => DEFAULT_POLICIES[severity],
};

const found = (rule: string, team: Finding["team"], severity: Finding["severity"]): Finding => ({
  rule,
  subject: "order:PED-1",
  team,
  informs: [],
  severity,
  stage: "delivery",
  amount: { minor: 100, currency: "MXN" },
  since: START,
  data: {},
  actions: [],
  answerWithinHours: 8,
  foldedUnder: null,
});
const FINDINGS = [
  found("promise-broken", "logistics", "critical"),
  found("delivery-short", "sales", "warning"),
  found("invoice-mismatch", "collections", "notice"),
];

const person = fc.constantFrom(...PEOPLE);
const given = fc.record({
  action: fc.constantFrom(
    "acknowledge",
    "snooze",
    "wake",
    "escalate",
    "assign",
    "watch",
    "unwatch",
  ),
  by: person,
  to: person,
  hours: fc.integer({ min: 1, max: 90 }),
});
const step = fc.record({
  minutes: fc.integer({ min: 1, max: 4_000 }),
  findings: fc.subarray(FINDINGS, { minLength: 1 }),
  answers: fc.array(given, { maxLength: 2 }),
  silenced: fc.boolean(),
});

function answerOf(
  one: typeof given extends fc.Arbitrary<infer T> ? T : never,
  at: Instant,
): Answer {
  return {
    group: GROUP,
    action: one.action,
    at,
    personId: one.by,
    personName: one.by,
    team: "logistics",
    ...(one.action === "snooze" ? { until: addHours(at, one.hours) } : {}),
    ...(one.action === "assign" ? { to: { personId: one.to, personName: one.to } } : {}),
  };
}

test("with every overlay on it, each hour of a case's life is one team's, and a look calls once", () => {
  let fired = 0;
  let passedOver = 0;
  let silenced = 0;
  fc.assert(
    fc.property(fc.array(step, { minLength: 1, maxLength: 10 }), (steps) => {
      let now: Instant = START;
      let current: Case | null = null;
      const answers: Answer[] = [];
      const events: CaseEvent[] = [];
      const look = (findings: readonly Finding[], silence: CaseSilence | null) => {
        const change = judgeCase(current, judged(findings, answers, silence), now, () => "case-1");
        const called = change?.events.filter(({ type }) => type === "notified") ?? [];
        expect(called.length).toBeLessThanOrEqual(1);
        passedOver += change?.events.filter(({ type }) => type === "passed-over").length ?? 0;
        if (change?.visible) events.push(...change.events);
        current = change?.case ?? null;
        return change?.case ?? null;
      };
      for (const { minutes, findings, answers: more, silenced: quiet } of steps) {
        now = instantOf(epochMs(now) + minutes * 60_000);
        for (const one of more) {
          now = instantOf(epochMs(now) + 1);
          answers.push(answerOf(one, now));
        }
        const c = look(findings, quiet ? silenceUntil(addHours(now, 5)) : null);
        // A silenced case calls nobody, and one that is not knows when it speaks next.
        expect(c?.escalation === null).toBe(quiet);
      }
      now = addHours(now, 1);
      const closed = look([], null);
      const held = TEAMS.reduce((all, team) => all + (closed?.heldMs[team] ?? 0), 0);
      expect(held).toBe(epochMs(now) - epochMs(closed?.openedAt ?? now));
      fired += events.filter(({ type }) => type === "notified").length;
      silenced += events.filter(({ type }) => type === "silenced").length;
    }),
    parameters,
  );
  expect(fired).toBeGreaterThan(100);
  expect(passedOver).toBeGreaterThan(50);
  expect(silenced).toBeGreaterThan(200);
});

function silenceUntil(until: Instant): CaseSilence {
  return { id: "s1", until, by: { personId: "ana", personName: "Ana" }, reason: null };
}

function judged(
  findings: readonly Finding[],
  answers: readonly Answer[],
  silence: CaseSilence | null,
) {
  return {
    group: GROUP,
    findings,
    answers,
    zone: "America/Mexico_City",
    signals: { etaAt: null, repliedAt: null },
    silence,
    time,
    peopleFor: () => [{ personId: "marta", personName: "Marta" }],
  };
}

/** Answers one minute apart, and an order in which they are heard. */
const heardInAnyOrder = fc.array(given, { minLength: 1, maxLength: 8 }).chain((all) => {
  const answers = all.map((one, n) => answerOf(one, instantOf(epochMs(START) + n * 60_000)));
  return fc.tuple(
    fc.constant(answers),
    fc.shuffledSubarray(answers, { minLength: answers.length, maxLength: answers.length }),
  );
});

test("the same answers, heard in any order, end in the same overlay", () => {
  const signals = { etaAt: "2026-11-23T15:00:00.000Z", repliedAt: null };
  fc.assert(
    fc.property(heardInAnyOrder, ([told, heard]) => {
      const known: Answer[] = [];
      let at = NO_OVERLAY;
      for (const one of heard) {
        known.push(one);
        // An order's state keeps its answers in the order in which they were given.
        at = overlay(
          at,
          known.toSorted((a, b) => (a.at < b.at ? -1 : 1)),
          signals,
        );
      }
      const { snoozedAt: _seen, ...once } = overlay(NO_OVERLAY, told, signals);
      expect(at).toMatchObject(once);
    }),
    parameters,
  );
});

test("a snooze that is over does not begin again, whatever is heard late", () => {
  const snooze = answerOf({ action: "snooze", by: "ana", to: "ana", hours: 4 }, START);
  const asleep = overlay(NO_OVERLAY, [snooze], { etaAt: null, repliedAt: null });
  expect(asleep.snooze).toMatchObject({ until: addHours(START, 4) });
  const watched = answerOf({ action: "watch", by: "luis", to: "ana", hours: 1 }, START);
  const woken = { ...asleep, snooze: null };
  expect(overlay(woken, [watched, snooze], { etaAt: null, repliedAt: null })).toMatchObject({
    snooze: null,
    watchers: [{ personId: "luis" }],
  });
});
