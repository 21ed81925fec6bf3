import fc from "fast-check";
import { expect, test } from "vitest";
import { instantsIn } from "../../test/support/business-calendars.ts";
import { WEEKDAYS } from "./business-calendar.ts";
import { addDays, endOfDay, epochMs, instantOf, localDate, startOfDay } from "./calendar.ts";
import { dutyOrder, nextDutyChange, onDuty, type Rotation, RotationSpec } from "./duty.ts";

const HOUR_MS = 3_600_000;
const PEOPLE = ["ana", "beto", "caro", "dina"];
const parameters = { numRuns: 500, seed: 20_261_126 };
const zones = ["America/Santiago", "America/Mexico_City", "America/Asuncion", "America/St_Johns"];

/** A rotation, and an instant near which its overrides, absences and clock changes are. */
const rotationAt = fc.constantFrom(...zones).chain((zone) =>
  instantsIn(zone).chain((at) => {
    const person = fc.constantFrom(...PEOPLE, "eva");
    const hoursAway = fc.integer({ min: -400, max: 400 });
    const hour = (hours: number) => instantOf(epochMs(at) + hours * HOUR_MS);
    const date = (hours: number) => localDate(hour(hours), zone);
    const length = fc.integer({ min: 1, max: 500 });
    const turns = fc.oneof(
      fc.record({
        everyDays: fc.constantFrom(7, 14),
        weekday: fc.constantFrom(...WEEKDAYS),
      }),
      fc.record({ everyDays: fc.constantFrom(1, 3, 10), weekday: fc.constant(undefined) }),
    );
    return fc
      .record({
        people: fc.subarray(PEOPLE, { minLength: 1 }),
        startsOn: fc.integer({ min: -2_000, max: 2_000 }).map((days) => addDays(date(0), days)),
        turns,
        time: fc.constantFrom("00:00", "00:30", "02:30", "08:00", "23:30"),
        overrides: fc.array(fc.tuple(person, hoursAway, length), { maxLength: 4 }),
        absences: fc.array(fc.tuple(person, hoursAway, length), { maxLength: 6 }),
      })
      .map(({ turns: { everyDays, weekday }, time, overrides, absences, ...rest }) => {
        const spec = {
          ...rest,
          everyDays,
          handOver: { weekday, time },
          overrides: overrides.map(([who, from, lasts]) => ({
            person: who,
            from: hour(from),
            until: hour(from + lasts),
          })),
          absences: absences.map(([who, from, lasts]) => ({
            person: who,
            from: date(from),
            to: date(from + lasts),
          })),
        };
        const rotation: Rotation = { ...RotationSpec.parse(spec), zone };
        return [rotation, at] as const;
      });
  }),
);

function absent({ absences, zone }: Rotation, person: string, at: string): boolean {
  return absences.some(
    (one) =>
      one.person === person && startOfDay(one.from, zone) <= at && at < endOfDay(one.to, zone),
  );
}

test("one person is on duty whenever one of the rotation can be, and never an absent one", () => {
  let nobody = 0;
  fc.assert(
    fc.property(rotationAt, ([rotation, at]) => {
      const order = dutyOrder(rotation, at);
      const free = rotation.people.filter((person) => !absent(rotation, person, at));
      expect(order).toEqual([...new Set(order)]);
      expect(order.filter((person) => absent(rotation, person, at))).toEqual([]);
      expect(order).toEqual(expect.arrayContaining(free));
      expect(onDuty(rotation, at)).toBe(order[0] ?? null);
      if (order.length === 0) nobody += 1;
    }),
    parameters,
  );
  expect(nobody).toBeGreaterThan(0);
});

test("the same person stays until the change that was announced", () => {
  let changes = 0;
  let none = 0;
  const parts = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 12 });
  fc.assert(
    fc.property(rotationAt, parts, ([rotation, at], looks) => {
      let from = at;
      for (let hops = 0; hops < 6; hops += 1) {
        const person = onDuty(rotation, from);
        const change = nextDutyChange(rotation, from);
        const untilMs = change === null ? epochMs(from) + 20_000 * HOUR_MS : epochMs(change);
        const within = [...looks, 0].map((part) =>
          instantOf(epochMs(from) + Math.floor(part * (untilMs - epochMs(from) - 1))),
        );
        for (const look of [...within, instantOf(untilMs - 1)]) {
          expect(onDuty(rotation, look), `${from} .. ${look}`).toBe(person);
        }
        if (change === null) {
          none += 1;
          break;
        }
        expect(change > from).toBe(true);
        expect(onDuty(rotation, change)).not.toBe(person);
        changes += 1;
        from = change;
      }
    }),
    parameters,
  );
  expect(changes).toBeGreaterThan(1_000);
  expect(none).toBeGreaterThan(10);
});

test("with nobody absent, everybody has turns of the same days on the wall, in order", () => {
  fc.assert(
    fc.property(rotationAt, ([given, at]) => {
      const rotation = { ...given, overrides: [], absences: [] };
      const { people, everyDays, zone } = rotation;
      if (people.length === 1) {
        expect(nextDutyChange(rotation, at)).toBeNull();
        return;
      }
      let change = nextDutyChange(rotation, at);
      for (let turn = 0; turn < 8; turn += 1) {
        const next = change && nextDutyChange(rotation, change);
        if (change === null || next === null) throw new Error("The rotation stands still.");
        const [before, after] = [onDuty(rotation, change), onDuty(rotation, next)];
        expect(people.indexOf(after ?? "")).toBe(
          (people.indexOf(before ?? "") + 1) % people.length,
        );
        expect(localDate(next, zone)).toBe(addDays(localDate(change, zone), everyDays));
        change = next;
      }
    }),
    parameters,
  );
});
