import fc from "fast-check";
import { expect, test } from "vitest";
import { addHours, epochMs, type Instant } from "../calendar.ts";
import type { Case } from "../case.ts";
import { TEAMS, type Team } from "../fact.ts";
import type { Finding } from "../finding.ts";
import { CALM, judgeCase } from "../judge-case.ts";
import { type BallEvent, ballAfter, hoursHeld } from "./hours-held.ts";

const START = "2026-11-02T14:00:00.000Z";
const parameters = { numRuns: 500, seed: 20_261_126 };

const finding = (team: Team): Finding => ({
  rule: `of-${team}`,
  subject: "order:PED-1",
  team,
  informs: [],
  severity: "warning",
  stage: "delivery",
  amount: null,
  since: START,
  data: {},
  actions: [],
  answerWithinHours: 8,
  foldedUnder: null,
});

/** After so many minutes the ball is with a team; null closes the case. */
const step = fc.record({
  minutes: fc.integer({ min: 1, max: 5_000 }),
  team: fc.option(fc.constantFrom(...TEAMS)),
});
const histories = fc.array(fc.array(step, { minLength: 1, maxLength: 12 }), { maxLength: 6 });
const span = fc.record({
  fromHours: fc.integer({ min: -100, max: 300 }),
  hours: fc.integer({ min: 0, max: 400 }),
});

type Lived = { readonly cases: readonly Case[]; readonly events: readonly BallEvent[] };

/** The cases that the core makes of a history, and what it says happened to them. */
function live(history: readonly { minutes: number; team: Team | null }[], number: number): Lived {
  const cases = new Map<string, Case>();
  const events: BallEvent[] = [];
  let current: Case | null = null;
  let now: Instant = START;
  const group = { type: "order", id: `PED-${number}` } as const;
  for (const { minutes, team } of history) {
    now = addHours(now, minutes / 60);
    const findings = team === null ? [] : [finding(team)];
    const judged = { group, findings, answers: [], zone: "UTC", ...CALM };
    const change = judgeCase(current, judged, now, () => `case-${number}-${cases.size}`);
    if (!change) continue;
    cases.set(change.case.id, change.case);
    for (const event of change.events) {
      const after = ballAfter(event);
      if (after !== undefined) {
        events.push({ caseId: change.case.id, at: event.at, team: after });
      }
    }
    current = change.case.state === "closed" ? null : change.case;
  }
  return {
    cases: [...cases.values()],
    events: events.toSorted((a, b) => (a.caseId < b.caseId ? -1 : Number(a.caseId > b.caseId))),
  };
}

const total = (held: ReturnType<typeof hoursHeld>) =>
  TEAMS.reduce((all, team) => all + (held[team] ?? 0), 0);

test("hours held add up to the lives of the cases within the period", () => {
  fc.assert(
    fc.property(histories, span, (told, { fromHours, hours }) => {
      const lived = told.map(live);
      const from = addHours(START, fromHours);
      const until = addHours(from, hours);
      const lives = lived
        .flatMap(({ cases }) => cases)
        .map(({ openedAt, closedAt }) => {
          const end = closedAt !== null && closedAt < until ? closedAt : until;
          const start = openedAt > from ? openedAt : from;
          return Math.max(0, epochMs(end) - epochMs(start));
        });
      const held = hoursHeld(
        lived.flatMap(({ events }) => events),
        { from, until },
      );
      expect(total(held)).toBe(lives.reduce((all, one) => all + one, 0));
    }),
    parameters,
  );
});

test("over the whole life of closed cases they are what the cases say of themselves", () => {
  fc.assert(
    fc.property(histories, (told) => {
      const lived = told.map((history, number) =>
        live([...history, { minutes: 1, team: null }], number),
      );
      const held = hoursHeld(
        lived.flatMap(({ events }) => events),
        { from: "2000-01-01T00:00:00.000Z", until: "2100-01-01T00:00:00.000Z" },
      );
      for (const team of TEAMS) {
        const own = lived.flatMap(({ cases }) => cases).map(({ heldMs }) => heldMs[team] ?? 0);
        expect(held[team] ?? 0).toBe(own.reduce((all, one) => all + one, 0));
      }
    }),
    parameters,
  );
});

test("periods side by side hold what the whole holds", () => {
  fc.assert(
    fc.property(
      histories,
      span,
      fc.integer({ min: 0, max: 400 }),
      (told, { fromHours, hours }, cut) => {
        const events = told.flatMap((history, number) => live(history, number).events);
        const from = addHours(START, fromHours);
        const until = addHours(from, hours);
        const middle = addHours(from, Math.min(cut, hours));
        const whole = hoursHeld(events, { from, until });
        const parts = [
          { from, until: middle },
          { from: middle, until },
        ].map((part) => hoursHeld(events, part));
        for (const team of TEAMS) {
          const sum = parts.reduce((all, one) => all + (one[team] ?? 0), 0);
          expect(sum).toBe(whole[team] ?? 0);
        }
      },
    ),
    parameters,
  );
});
