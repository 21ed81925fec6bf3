import fc from "fast-check";
import { expect, test } from "vitest";
import { calendar, calendarWith } from "../../test/support/business-calendars.ts";
import type { Calendar } from "./business-calendar.ts";
import { addBusinessTime, businessMsBetween, isOpen } from "./business-time.ts";
import { epochMs, instantOf } from "./calendar.ts";
import {
  acknowledge,
  advance,
  escalateNow,
  type Fired,
  type Moved,
  resume,
  type Running,
  snooze,
  startEscalation,
} from "./escalation.ts";
import { NOTIFIED, type Policy } from "./escalation-policy.ts";

const MINUTE_MS = 60_000;
const parameters = { numRuns: 400, seed: 20_261_126 };

const policy: fc.Arbitrary<Policy> = fc.record({
  steps: fc
    .uniqueArray(fc.integer({ min: 0, max: 3_000 }), { minLength: 1, maxLength: 6 })
    .chain((minutes) =>
      fc.tuple(
        ...minutes
          .toSorted((a, b) => a - b)
          .map((afterMinutes) =>
            fc.constantFrom(...NOTIFIED).map((notify) => ({ afterMinutes, notify })),
          ),
      ),
    ),
  ackExpiresMinutes: fc.integer({ min: 1, max: 1_500 }),
  repeatLastEveryMinutes: fc.constantFrom(null, 15, 600),
});
/** Minutes after the ball came: within some weeks, so that nights, holidays and changes are met. */
const minutes = fc.oneof(fc.integer({ min: 0, max: 600 }), fc.integer({ min: 0, max: 30_000 }));
const later = (from: string, after: number) => instantOf(epochMs(from) + after * MINUTE_MS);

function stepsOf(fired: readonly Fired[]): readonly unknown[] {
  return fired
    .filter(({ repeat }) => repeat === 0)
    .map(({ step, notify, dueAt }) => ({ step, notify, dueAt }));
}

test("every step fires once, in order, at its business time and never before", () => {
  fc.assert(
    fc.property(
      calendarWith((at) => fc.tuple(at, policy)),
      ([spec, [from, given]]) => {
        const cal = calendar(spec);
        const expected = given.steps.map(({ afterMinutes, notify }, step) => ({
          step,
          notify,
          dueAt: addBusinessTime(from, afterMinutes * MINUTE_MS, cal),
        }));
        let running = startEscalation(given, cal, from);
        for (const { dueAt } of expected) {
          expect(isOpen(dueAt, cal)).toBe(true);
          const before = instantOf(epochMs(dueAt) - 1);
          if (before >= from) expect(advance(running, cal, before).fired).toEqual([]);
          const moved = advance(running, cal, dueAt);
          expect(moved.fired).toMatchObject([{ dueAt, lateMs: 0, late: false }]);
          running = moved.running;
        }
        const allAtOnce = advance(
          startEscalation(given, cal, from),
          cal,
          expected.at(-1)?.dueAt ?? from,
        );
        expect(stepsOf(allAtOnce.fired)).toEqual(expected);
        expect(allAtOnce.running).toEqual(running);
      },
    ),
    parameters,
  );
});

test("looking at any instants ends the same as looking once at the end", () => {
  const looks = fc.array(minutes, { maxLength: 12 });
  fc.assert(
    fc.property(
      calendarWith((at) => fc.tuple(at, policy, looks)),
      ([spec, [from, given, at]]) => {
        const cal = calendar(spec);
        const start = startEscalation(given, cal, from);
        const ordered = at.toSorted((a, b) => a - b);
        const fired: Fired[] = [];
        let running = start;
        for (const after of ordered) {
          const moved = advance(running, cal, later(from, after));
          fired.push(...moved.fired);
          running = moved.running;
        }
        const once = advance(start, cal, later(from, ordered.at(-1) ?? 0));
        expect(running).toEqual(once.running);
        expect(stepsOf(fired)).toEqual(stepsOf(once.fired));
        expect(fired.at(-1)?.repeat).toBe(once.fired.at(-1)?.repeat);
        const repeats = fired.map(({ repeat }) => repeat).filter((repeat) => repeat > 0);
        expect(repeats).toEqual([...new Set(repeats)].toSorted((a, b) => a - b));
        expect(JSON.parse(JSON.stringify(running))).toEqual(running);
      },
    ),
    parameters,
  );
});

test("a pause moves what is scheduled by exactly the business time it lasted", () => {
  const given = calendarWith((at) => fc.tuple(at, policy, minutes, minutes));
  let moved = 0;
  fc.assert(
    fc.property(given, ([spec, [from, one, after, lasts]]) => {
      const cal = calendar(spec);
      const [pausedAt, resumedAt] = [later(from, after), later(from, after + lasts)];
      const unpaused = advance(startEscalation(one, cal, from), cal, pausedAt).running;
      const held = snooze(startEscalation(one, cal, from), cal, pausedAt, null);
      const { running, fired } = resume(held.running, cal, resumedAt);
      if (unpaused.nextAt === null) return;
      const shiftMs = businessMsBetween(pausedAt, resumedAt, cal);
      const expected = addBusinessTime(unpaused.nextAt, shiftMs, cal);
      // What was due in the instant of the pause is due in the instant it ends, and fires there.
      expect(fired[0]?.dueAt ?? running.nextAt).toBe(expected);
      const timed = snooze(startEscalation(one, cal, from), cal, pausedAt, resumedAt);
      expect(advance(timed.running, cal, resumedAt)).toMatchObject({ running, fired });
      moved += 1;
    }),
    parameters,
  );
  expect(moved).toBeGreaterThan(200);
});

type Deed = { readonly after: number; readonly does: "acknowledge" | "snooze" | "wait" | "resume" };
const deeds = fc.array(
  fc.record<Deed>({
    after: minutes,
    does: fc.constantFrom("acknowledge", "snooze", "wait", "resume"),
  }),
  { maxLength: 8 },
);

function deed(running: Running, cal: Calendar, { does, after }: Deed, at: string): Moved {
  if (does === "acknowledge") return acknowledge(running, cal, at);
  if (does === "snooze") return snooze(running, cal, at, later(at, after));
  return does === "wait" ? snooze(running, cal, at, null) : resume(running, cal, at);
}

test("whatever people do, each step comes once, and looking in between changes nothing", () => {
  const given = calendarWith((at) => fc.tuple(at, policy, deeds, fc.array(minutes)));
  let paused = 0;
  fc.assert(
    fc.property(given, ([spec, [from, one, list, looks]]) => {
      const cal = calendar(spec);
      const life = (looked: readonly number[]) => {
        const fired: Fired[] = [];
        let running = startEscalation(one, cal, from);
        const take = (moved: Moved) => {
          fired.push(...moved.fired);
          running = moved.running;
        };
        const acts = [...list, ...looked.map((after) => ({ after, does: null }))];
        for (const act of acts.toSorted((a, b) => a.after - b.after)) {
          const at = later(from, act.after);
          take(act.does === null ? advance(running, cal, at) : deed(running, cal, act, at));
        }
        if (running.paused) paused += 1;
        take(advance(running, cal, later(from, 60_000)));
        return { fired, running };
      };
      const [busy, calm] = [life(looks), life([])];
      expect(busy.running).toEqual(calm.running);
      expect(stepsOf(busy.fired)).toEqual(stepsOf(calm.fired));
      const steps = busy.fired.filter(({ repeat }) => repeat === 0);
      expect(steps.map(({ step }) => step)).toEqual(steps.map((_, n) => n));
      for (const { step, dueAt } of steps) {
        const early = addBusinessTime(from, (one.steps[step]?.afterMinutes ?? 0) * MINUTE_MS, cal);
        expect(dueAt >= early).toBe(true);
      }
    }),
    parameters,
  );
  expect(paused).toBeGreaterThan(100);
});

test("time alone changes nothing before the instant that was named, and something at it", () => {
  const given = calendarWith((at) => fc.tuple(at, policy, deeds));
  let named = 0;
  fc.assert(
    fc.property(given, ([spec, [from, one, list]]) => {
      const cal = calendar(spec);
      let running = startEscalation(one, cal, from);
      for (const act of list.toSorted((a, b) => a.after - b.after)) {
        const now = later(from, act.after);
        const moved = advance(deed(running, cal, act, now).running, cal, now);
        running = moved.running;
        if (moved.recheckAt === null) continue;
        named += 1;
        expect(moved.recheckAt > now).toBe(true);
        const just = instantOf(epochMs(moved.recheckAt) - 1);
        expect(advance(running, cal, just)).toEqual({ ...moved, fired: [], resumed: null });
        expect(advance(running, cal, moved.recheckAt).running).not.toEqual(running);
      }
    }),
    parameters,
  );
  expect(named).toBeGreaterThan(400);
});

test("escalating by hand says the next step at once, and counts the following one from then", () => {
  const given = calendarWith((at) => fc.tuple(at, policy, minutes, fc.boolean()));
  let byHand = 0;
  fc.assert(
    fc.property(given, ([spec, [from, one, after, taken]]) => {
      const cal = calendar(spec);
      const at = later(from, after);
      const started = startEscalation(one, cal, from);
      const before = taken ? acknowledge(started, cal, from).running : started;
      const due = resume(before, cal, at);
      const moved = escalateNow(before, cal, at);
      // What was due is said as ever, and then one more, now.
      expect(moved.fired.slice(0, due.fired.length)).toEqual(due.fired);
      const said = moved.fired.slice(due.fired.length);
      const last = one.steps.length - 1;
      expect(said).toEqual([
        {
          step: Math.min(due.running.fired, last),
          notify: one.steps[Math.min(due.running.fired, last)]?.notify,
          repeat: Math.max(0, due.running.fired - last),
          dueAt: at,
          lateMs: 0,
          late: false,
        },
      ]);
      expect(moved.running).toMatchObject({ paused: null, fired: due.running.fired + 1 });
      const [was, next] = [one.steps[due.running.fired], one.steps[due.running.fired + 1]];
      if (was && next) {
        const waitMs = (next.afterMinutes - was.afterMinutes) * MINUTE_MS;
        expect(moved.running.nextAt).toBe(addBusinessTime(at, waitMs, cal));
        byHand += 1;
      }
      const { repeatLastEveryMinutes: repeats } = one;
      if (!next && repeats === null) expect(moved.running.nextAt).toBeNull();
      expect(JSON.parse(JSON.stringify(moved.running))).toEqual(moved.running);
    }),
    parameters,
  );
  expect(byHand).toBeGreaterThan(50);
});
