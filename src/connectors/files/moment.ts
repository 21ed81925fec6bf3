import {
  addDays,
  instantOf,
  instantOfWallClock,
  localDate,
  startOfDay,
} from "../../core/calendar.ts";
import type { Instant, LocalDate } from "../../core/calendar.ts";

/** A date or a time as a file wrote it, before a zone is applied. */
export type Moment = {
  readonly date: LocalDate;
  /** HH:mm:ss.SSS, or null where the file gave a day alone. */
  readonly time: string | null;
  /** "Z" or "+02:00"; null for a wall-clock time. */
  readonly offset: string | null;
};

export type MomentParser = (text: string) => Moment | null;

export const ISO_FORMAT = "yyyy-MM-dd[ HH:mm[:ss[.SSS]]]";

const DAY_MS = 86_400_000;
const CACHE_LIMIT = 20_000;
const TOKENS: Readonly<Record<string, string>> = {
  yyyy: "(?<year>\\d{4})",
  MM: "(?<month>\\d{2})",
  M: "(?<month>\\d{1,2})",
  dd: "(?<day>\\d{2})",
  d: "(?<day>\\d{1,2})",
  HH: "(?<hour>\\d{2})",
  H: "(?<hour>\\d{1,2})",
  mm: "(?<minute>\\d{2})",
  ss: "(?<second>\\d{2})",
  SSS: "(?<fraction>\\d{1,9})",
};
const TOKEN = /yyyy|MM|M|dd|d|HH|H|mm|ss|SSS|\[|\]|[^]/g;

/**
 * A parser for a format of yyyy MM M dd d HH H mm ss SSS, where what stands in brackets may be
 * absent: `dd/MM/yyyy[ HH:mm]`. A blank also matches the T of ISO 8601, and an offset may follow a
 * time. Null when the format has no year, month and day.
 */
export function momentParser(format: string): MomentParser | null {
  const source = (format.match(TOKEN) ?? []).map(tokenPattern).join("");
  const whole = ["year", "month", "day"].every((name) => source.includes(`?<${name}>`));
  if (!whole) return null;
  let pattern: RegExp;
  try {
    pattern = new RegExp(`^${source}(?<offset>Z|[+-](?:0\\d|1[0-4]):?[0-5]\\d)?$`);
  } catch {
    return null;
  }
  return (text) => toMoment(pattern.exec(text)?.groups);
}

function tokenPattern(token: string): string {
  if (token === "[") return "(?:";
  if (token === "]") return ")?";
  if (token === " ") return "[ T]";
  return TOKENS[token] ?? token.replace(/[.*+?^${}()|\\/-]/, "\\$&");
}

function toMoment(found: Record<string, string | undefined> | undefined): Moment | null {
  if (!found) return null;
  const { year = "", month = "", day = "", hour, minute, second = "00", fraction = "" } = found;
  const date = `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`;
  const midnight = Date.parse(`${date}T00:00:00Z`);
  // Date.parse lets the 31st of a short month run over into the next one.
  if (Number.isNaN(midnight) || instantOf(midnight).slice(0, 10) !== date) return null;
  const offset = found["offset"] ?? null;
  if (hour === undefined || minute === undefined) {
    return offset === null ? { date, time: null, offset } : null;
  }
  if (Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59) return null;
  const milliseconds = fraction.slice(0, 3).padEnd(3, "0");
  const time = `${hour.padStart(2, "0")}:${minute}:${second}.${milliseconds}`;
  return { date, time, offset: offset === null ? null : offset.replace(/^(...)(\d)/, "$1:$2") };
}

/** The calendar day in a zone: a wall clock's own day, or that of an instant with an offset. */
export function momentDate(moment: Moment, zone: string): LocalDate {
  if (moment.offset === null) return moment.date;
  return localDate(momentInstant(moment, zone), zone);
}

/** The instant; a day alone is taken at its first instant in the zone, the earliest it can mean. */
export function momentInstant({ date, time, offset }: Moment, zone: string): Instant {
  if (time === null) return startOfDay(date, zone);
  if (offset !== null) return instantOf(Date.parse(`${date}T${time}${offset}`));
  const shift = dayShift(date, zone);
  if (shift === null) return instantOfWallClock(`${date}T${time}`, zone);
  return instantOf(Date.parse(`${date}T${time}Z`) - shift);
}

const shifts = new Map<string, number | null>();

/** The zone's offset all through a day, or null on a day on which clocks move. */
function dayShift(date: LocalDate, zone: string): number | null {
  const key = `${date}|${zone}`;
  const known = shifts.get(key);
  if (known !== undefined) return known;
  const start = Date.parse(startOfDay(date, zone));
  const even = Date.parse(startOfDay(addDays(date, 1), zone)) - start === DAY_MS;
  const shift = even ? Date.parse(`${date}T00:00:00Z`) - start : null;
  if (shifts.size >= CACHE_LIMIT) shifts.clear();
  shifts.set(key, shift);
  return shift;
}
