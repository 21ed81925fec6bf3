import { z } from "zod";
import { DateField, WEEKDAYS, type Weekday, weekdayOf, ZoneField } from "./business-calendar.ts";
import {
  addDays,
  endOfDay,
  epochMs,
  type Instant,
  instantOfWallClock,
  type LocalDate,
  startOfDay,
} from "./calendar.ts";
import { InstantField } from "./fact.ts";
import { dayHolding } from "./zone-days.ts";

const DAY_MS = 86_400_000;

const Person = z.string().min(1).max(64);

/** Another person than the one whose turn it is, between two instants; a later one in the list wins. */
const Override = z
  .strictObject({ person: Person, from: InstantField, until: InstantField })
  .refine(({ from, until }) => from < until, "must end after it begins");
/** Whole days in the zone of the rotation, the last one included. */
const Absence = z
  .strictObject({ person: Person, from: DateField, to: DateField })
  .refine(({ from, to }) => from <= to, "must not end before it begins");

/** Who answers for a team, as somebody writes it. Persons are ids of `people`. */
export const RotationSpec = z
  .strictObject({
    people: z
      .array(Person)
      .min(1, "needs at least one person")
      .max(50, "must be fifty people at most")
      .refine((people) => new Set(people).size === people.length, "names somebody twice"),
    /** The day whose turn is the first person's; turns before it are counted back. */
    startsOn: DateField,
    /** Of the hand-over and of the absences; left out, that of the team's calendar. */
    timeZone: ZoneField.optional(),
    everyDays: z.int().min(1).max(366).default(7),
    handOver: z
      .strictObject({
        /** The first turn then begins on the first such day from `startsOn` on. */
        weekday: z.enum(WEEKDAYS, `is not one of ${WEEKDAYS.join(", ")}`).optional(),
        time: z
          .string()
          .regex(/^([01]\d|2[0-3]):[0-5]\d$/, "is not a time such as 08:00")
          .default("08:00"),
      })
      .default({ time: "08:00" }),
    overrides: z.array(Override).max(500).default([]),
    absences: z.array(Absence).max(500).default([]),
  })
  .refine(({ everyDays, handOver }) => !handOver.weekday || everyDays % 7 === 0, {
    path: ["handOver", "weekday"],
    message: "needs turns of whole weeks: make everyDays 7, 14 …, or leave the weekday out",
  });
export type RotationSpec = z.infer<typeof RotationSpec>;
export type Rotation = RotationSpec & { readonly zone: string };

/**
 * Everybody who can answer at that instant, in the order in which to ask: who is on duty first.
 * Who is absent is left out, be it their turn or an override, and the next in line stands in.
 */
export function dutyOrder(rotation: Rotation, at: Instant): readonly string[] {
  const { people, overrides, absences, zone } = rotation;
  const today = dayHolding(epochMs(at), zone);
  const away = new Set(
    absences.filter(({ from, to }) => from <= today && today <= to).map(({ person }) => person),
  );
  const instead = overrides
    .filter(({ from, until }) => from <= at && at < until)
    .map(({ person }) => person)
    .reverse();
  const turn = modulo(turnAt(rotation, at), people.length);
  const inLine = [...people.slice(turn), ...people.slice(0, turn)];
  return [...new Set([...instead, ...inLine])].filter((person) => !away.has(person));
}

/** Who is on duty; null when everybody is absent. */
export function onDuty(rotation: Rotation, at: Instant): string | null {
  return dutyOrder(rotation, at)[0] ?? null;
}

/** The first instant after that one at which somebody else, or nobody, is on duty; null: never. */
export function nextDutyChange(rotation: Rotation, at: Instant): Instant | null {
  const now = onDuty(rotation, at);
  const edges = edgesAfter(rotation, at);
  for (const [n, from] of [at, ...edges].entries()) {
    if (n > 0 && onDuty(rotation, from) !== now) return from;
    const until = edges[n] ?? null;
    // Without an edge between, turns repeat after everybody had one.
    let turn = turnAt(rotation, from);
    for (let passed = 0; passed < rotation.people.length; passed += 1) {
      turn += 1;
      const handOver = beginOf(rotation, turn);
      if (until !== null && handOver >= until) break;
      if (onDuty(rotation, handOver) !== now) return handOver;
    }
  }
  return null;
}

/** Where overrides and absences begin and end after an instant, in order. */
function edgesAfter({ overrides, absences, zone }: Rotation, at: Instant): readonly Instant[] {
  const edges = [
    ...overrides.flatMap(({ from, until }) => [from, until]),
    ...absences.flatMap(({ from, to }) => [startOfDay(from, zone), endOfDay(to, zone)]),
  ];
  return [...new Set(edges)].filter((edge) => edge > at).sort();
}

/** The number of the turn that holds an instant; the first one is 0, those before it negative. */
function turnAt(rotation: Rotation, at: Instant): number {
  const days = daysBetween(firstDay(rotation), dayHolding(epochMs(at), rotation.zone));
  const turn = Math.floor(days / rotation.everyDays);
  return at < beginOf(rotation, turn) ? turn - 1 : turn;
}

/** The hand-over at which a turn begins: the same hour on the wall, whatever the clock did. */
function beginOf(rotation: Rotation, turn: number): Instant {
  const date = addDays(firstDay(rotation), turn * rotation.everyDays);
  return instantOfWallClock(`${date}T${rotation.handOver.time}:00`, rotation.zone);
}

function firstDay({ startsOn, handOver }: Rotation): LocalDate {
  return handOver.weekday === undefined ? startsOn : nextWeekday(startsOn, handOver.weekday);
}

function nextWeekday(from: LocalDate, weekday: Weekday): LocalDate {
  const ahead = WEEKDAYS.indexOf(weekday) - WEEKDAYS.indexOf(weekdayOf(from));
  return addDays(from, modulo(ahead, 7));
}

function daysBetween(from: LocalDate, to: LocalDate): number {
  return (Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / DAY_MS;
}

function modulo(n: number, by: number): number {
  return ((n % by) + by) % by;
}
