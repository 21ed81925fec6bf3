import fc from "fast-check";
import { Temporal } from "temporal-polyfill";
import { type Calendar, calendarOf, type CalendarSpec } from "../../src/core/business-calendar.ts";
import { instantOf } from "../../src/core/calendar.ts";

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

/** Zones that change their clocks by day, at midnight, over midnight, no longer, or skipped a day. */
const ZONES = [
  "America/Mexico_City",
  "America/Santiago",
  "America/Sao_Paulo",
  "America/Asuncion",
  "America/Bogota",
  "America/Havana",
  "America/St_Johns",
  "Europe/Madrid",
  "Pacific/Apia",
] as const;
const FROM_MS = Date.parse("2003-01-01T00:00:00Z");
const UNTIL_MS = Date.parse("2031-01-01T00:00:00Z");

export function calendar(spec: CalendarSpec): Calendar {
  const made = calendarOf(spec);
  if ("error" in made) throw new Error(made.error);
  return made;
}

function changesOf(zone: string): readonly number[] {
  const changes: number[] = [];
  let at = Temporal.Instant.fromEpochMilliseconds(FROM_MS).toZonedDateTimeISO(zone);
  for (;;) {
    const next = at.getTimeZoneTransition("next");
    if (!next || next.epochMilliseconds > UNTIL_MS) return changes;
    changes.push(next.epochMilliseconds);
    at = next;
  }
}

const yearEnds = Array.from({ length: 28 }, (_, n) => Date.UTC(2003 + n, 11, 31, 12));
const leapDays = Array.from({ length: 7 }, (_, n) => Date.UTC(2004 + 4 * n, 1, 29, 12));

/** Instants of a zone, most of them within some days of a clock change, a year's end or a leap day. */
export function instantsIn(zone: string): fc.Arbitrary<string> {
  const marks = [...changesOf(zone), ...yearEnds, ...leapDays];
  const near = fc
    .tuple(fc.constantFrom(...marks), fc.integer({ min: -3 * 1_440, max: 3 * 1_440 }))
    .map(([mark, minutes]) => mark + minutes * MINUTE_MS);
  const on = fc.tuple(fc.constantFrom(...marks), fc.constantFrom(-1, 0, 1)).map(([a, b]) => a + b);
  const any = fc.integer({ min: FROM_MS, max: UNTIL_MS });
  return fc.oneof({ weight: 4, arbitrary: near }, on, any).map(instantOf);
}

const clock = (minute: number) =>
  `${String(Math.floor(minute / 60)).padStart(2, "0")}:${String(minute % 60).padStart(2, "0")}`;

/** One to three ranges that do not overlap, on quarters of an hour, also up to midnight. */
const ranges = fc
  .uniqueArray(fc.integer({ min: 0, max: 96 }), { minLength: 2, maxLength: 6 })
  .map((quarters) => {
    const cuts = quarters.toSorted((a, b) => a - b).map((quarter) => quarter * 15);
    return Array.from(
      { length: Math.floor(cuts.length / 2) },
      (_, n) => `${clock(cuts[2 * n] ?? 0)}-${clock(cuts[2 * n + 1] ?? 0)}`,
    );
  });
const day = (firstDay: string, days: number) =>
  instantOf(Date.parse(firstDay) + days * DAY_MS).slice(0, 10);

/** Calendars of all kinds, with own holidays and working days among the days that instants hit. */
const anyCalendar: fc.Arbitrary<CalendarSpec> = fc
  .record({
    timeZone: fc.constantFrom(...ZONES),
    hours: fc
      .record(
        {
          mon: fc.constant(["08:00-12:00", "13:00-18:00"]),
          "tue-fri": ranges,
          sat: ranges,
          sun: fc.oneof(ranges, fc.constant(["00:00-24:00"])),
        },
        { requiredKeys: ["mon"] },
      )
      .map((hours): Record<string, string[]> =>
        Object.fromEntries(Object.entries(hours).map(([key, some]) => [key, [...some]])),
      ),
    country: fc.constantFrom(undefined, "MX", "CO", "CL", "GT"),
    holidays: fc.array(fc.integer({ min: 0, max: 10_000 }), { maxLength: 40 }),
    workingDays: fc.array(fc.tuple(fc.integer({ min: 0, max: 10_000 }), ranges), { maxLength: 40 }),
  })
  .map(({ holidays, workingDays, ...spec }) => {
    const rest = new Set(holidays.map((n) => day("2003-01-01", n)));
    const work = workingDays.map(([n, hours]) => [day("2003-01-01", n), hours] as const);
    return {
      ...spec,
      holidays: [...rest],
      workingDays: Object.fromEntries(work.filter(([date]) => !rest.has(date))),
    };
  });

/** A calendar beside instants of its zone. */
export function calendarWith<T>(
  values: (instant: fc.Arbitrary<string>) => fc.Arbitrary<T>,
): fc.Arbitrary<readonly [CalendarSpec, T]> {
  return anyCalendar.chain((spec) =>
    values(instantsIn(spec.timeZone)).map((value) => [spec, value] as const),
  );
}
