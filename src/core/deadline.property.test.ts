import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { calendar, calendarWith } from "../../test/support/business-calendars.ts";
import { finding, GROUP } from "../../test/support/case-stage.ts";
import type { Calendar } from "./business-calendar.ts";
import { businessMsBetween, isOpen } from "./business-time.ts";
import { addHours, epochMs, type Instant, instantOf } from "./calendar.ts";
import type { CaseTime } from "./case-clock.ts";
import { DEFAULT_POLICIES } from "./escalation-policy.ts";
import type { Team } from "./fact.ts";
import type { Finding } from "./finding.ts";
import { CALM, judgeCase } from "./judge-case.ts";

const HOUR_MS = 3_600_000;
const parameters = { numRuns: 400, seed: 20_261_126 };

function timeOf(calendarOf: (team: Team) => Calendar): CaseTime {
  return { calendarOf, policyOf: ({ severity }) => DEFAULT_POLICIES[severity] };
}

/** Until when the team has the case that these findings open. */
function deadline(findings: readonly Finding[], at: Instant, time: CaseTime | null): Instant {
  const judged = { ...CALM, group: GROUP, findings, answers: [], zone: "UTC", time };
  const opened = judgeCase(null, judged, at, () => "case-1");
  if (!opened) throw new Error("Nothing was found.");
  return opened.case.ball.deadline;
}

test("a deadline is the first instant, with the team there, by which it has worked so long", () => {
  const hours = fc.integer({ min: 1, max: 60 });
  let moved = 0;
  fc.assert(
    fc.property(
      calendarWith((at) => fc.tuple(at, hours)),
      ([spec, [from, answerWithinHours]]) => {
        const cal = calendar(spec);
        const due = deadline(
          [finding("short", { answerWithinHours })],
          from,
          timeOf(() => cal),
        );
        expect(isOpen(due, cal)).toBe(true);
        expect(businessMsBetween(from, due, cal)).toBe(answerWithinHours * HOUR_MS);
        const before = instantOf(epochMs(due) - 1);
        const isEarlier = isOpen(before, cal);
        if (isEarlier) {
          expect(businessMsBetween(from, before, cal)).toBe(answerWithinHours * HOUR_MS - 1);
        }
        if (due !== addHours(from, answerWithinHours)) moved += 1;
      },
    ),
    parameters,
  );
  expect(moved).toBeGreaterThan(100);
});

const WEEK = { "mon-fri": ["08:00-18:00"] };
const mexico = calendar({ timeZone: "America/Mexico_City", country: "MX", hours: WEEK });
const newYork = calendar({ timeZone: "America/New_York", hours: WEEK });
const always = calendar({ timeZone: "UTC", hours: { "mon-sun": ["00:00-24:00"] } });
const short = finding("delivery-short", { answerWithinHours: 8 });

describe("eight hours from", () => {
  test.each<[string, Calendar, Instant, Instant]>([
    [
      "a Wednesday morning end when the next day begins",
      mexico,
      "2026-11-18T16:00:00Z",
      "2026-11-19T14:00:00Z",
    ],
    [
      "Friday 17:30, with Monday a public holiday, end on Tuesday afternoon",
      mexico,
      "2026-11-13T23:30:00Z",
      "2026-11-17T21:30:00Z",
    ],
    [
      "Friday 16:00, with clocks set back on Sunday, end on Monday at 14:00 of the new time",
      newYork,
      "2026-10-30T20:00:00Z",
      "2026-11-02T19:00:00Z",
    ],
    [
      "Friday 16:00, with clocks set forward on Sunday, end on Monday at 14:00 of the new time",
      newYork,
      "2026-03-06T21:00:00Z",
      "2026-03-09T18:00:00Z",
    ],
    [
      "any hour are eight hours where somebody always works",
      always,
      "2026-11-14T20:00:00Z",
      "2026-11-15T04:00:00Z",
    ],
  ])("%s", (_says, cal, from, due) => {
    const at = instantOf(epochMs(from));
    expect(
      deadline(
        [short],
        at,
        timeOf(() => cal),
      ),
    ).toBe(instantOf(epochMs(due)));
  });

  test("an instant that no team's calendar is known for are eight hours of the wall", () => {
    expect(deadline([short], "2026-11-14T20:00:00.000Z", null)).toBe("2026-11-15T04:00:00.000Z");
  });

  test("when the ball comes to another team are hours of that team", () => {
    const time = timeOf((team) => (team === "sales" ? mexico : always));
    const from = "2026-11-13T23:30:00.000Z";
    const broken = finding("promise-broken", {
      team: "sales",
      severity: "critical",
      answerWithinHours: 8,
    });
    const judged = { ...CALM, group: GROUP, answers: [], zone: "UTC", time };
    const opened = judgeCase(null, { ...judged, findings: [short] }, from, () => "case-1");
    expect(opened?.case.ball).toMatchObject({
      team: "logistics",
      deadline: "2026-11-14T07:30:00.000Z",
    });
    const both = { ...judged, findings: [short, broken] };
    const passed = judgeCase(opened?.case ?? null, both, from, () => "case-2");
    expect(passed?.case.ball).toMatchObject({
      team: "sales",
      deadline: "2026-11-17T21:30:00.000Z",
    });
  });
});
