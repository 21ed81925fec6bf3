import {
  addDays,
  addHours,
  endOfDay,
  epochMs,
  type Instant,
  instantOf,
  instantOfWallClock,
  localDate,
  type LocalDate,
  startOfDay,
  wallClock,
} from "../core/calendar.ts";
import { monthNamed, weekdayNamed } from "./date-words.ts";
import type { Lang } from "./format.ts";
import { plainWord } from "./plain-word.ts";

/** A day somebody meant, and the instant when they said an hour or a length of time as well. */
export type When = { readonly on: LocalDate; readonly at: Instant | null };

export type WhenContext = { readonly now: Instant; readonly zone: string; readonly lang: Lang };

/** No date that people type is longer: "el proximo viernes a las 9 de la mañana". */
const MOST_WORDS = 9;
const MORNING = "08:00";
const DAYS_PER_WEEK = 7;
const MINUTE_MS = 60_000;

/**
 * A date or a moment as people type it, in either language: "mañana 9:00", "viernes", "15/12",
 * "2h", "3 días", "2026-12-01", "next friday". A day without a year is the next such day. Null when
 * any word of it is not understood, or the day does not exist.
 */
export function parseWhen(typed: string, o: WhenContext): When | null {
  const text = plainWord(typed).trim().replaceAll(/\s+/g, " ").replaceAll(/[,]/g, "");
  if (text === "" || text.length > 80) return null;
  const length = lengthIn(text);
  if (length) return after(length, o);
  const { time, rest } = splitTime(text);
  if (time === null) {
    const on = dayIn(rest, o, null);
    return on === null ? null : { on, at: null };
  }
  const on = rest === "" ? nextDayWith(time, o) : dayIn(rest, o, time);
  return on === null ? null : { on, at: wall(on, time, o.zone) };
}

/** The longest beginning of these words that is a date or a moment, and the words after it. */
export function takeWhen(
  words: readonly string[],
  o: WhenContext,
): { readonly when: When; readonly rest: readonly string[] } | null {
  for (let count = Math.min(words.length, MOST_WORDS); count > 0; count -= 1) {
    const when = parseWhen(words.slice(0, count).join(" "), o);
    if (when) return { when, rest: words.slice(count) };
  }
  return null;
}

/** The instant meant: of a day alone its beginning, eight in the morning, or its last minute. */
export function instantIn(
  { on, at }: When,
  zone: string,
  ofDay: "start" | "morning" | "end",
): Instant {
  if (at !== null) return at;
  if (ofDay === "morning") return wall(on, MORNING, zone);
  if (ofDay === "start") return startOfDay(on, zone);
  // "Until Friday" is told back as Friday 23:59, not as Saturday.
  return instantOf(epochMs(endOfDay(on, zone)) - MINUTE_MS);
}

function wall(on: LocalDate, time: string, zone: string): Instant {
  return instantOfWallClock(`${on}T${time}:00`, zone);
}

type Length = { readonly count: number; readonly unit: "minute" | "hour" | "day" };

const LENGTH =
  /^(?:en |in |por |for |dentro de )?(\d{1,4}|una?|an?|one) ?(m|min|mins|minutos?|minutes?|h|hs|hrs?|horas?|hours?|d|dias?|days?|semanas?|weeks?)$/;

function lengthIn(text: string): Length | null {
  const match = LENGTH.exec(text);
  if (!match) return null;
  const [, figures = "", unit = ""] = match;
  const count = /^\d/.test(figures) ? Number(figures) : 1;
  if (count === 0) return null;
  if (unit.startsWith("m")) return { count, unit: "minute" };
  if (unit.startsWith("h")) return { count, unit: "hour" };
  const days = unit.startsWith("s") || unit.startsWith("w") ? DAYS_PER_WEEK : 1;
  return { count: count * days, unit: "day" };
}

function after({ count, unit }: Length, { now, zone }: WhenContext): When {
  if (unit !== "day") {
    const at = unit === "hour" ? addHours(now, count) : instantOf(epochMs(now) + count * MINUTE_MS);
    return { on: localDate(at, zone), at };
  }
  // The same hour of the day, whatever the clocks do meanwhile.
  const on = addDays(localDate(now, zone), count);
  return { on, at: wall(on, wallClock(now, zone), zone) };
}

const CLOCK =
  /(?:^|[ t])(?:a las? |at )?(\d{1,2})(?::(\d{2}))? ?(am|pm|a\.m\.|p\.m\.|hrs|de la manana|de la tarde|de la noche)?$/;

/** The hour at the end of a text ("17:00", "a las 9", "5 pm"), as HH:MM, and what comes before. */
function splitTime(text: string): { readonly time: string | null; readonly rest: string } {
  const none = { time: null, rest: text };
  const match = CLOCK.exec(text);
  if (!match) return none;
  const [whole, hours = "", minutes, half] = match;
  // A bare number is an hour only when something says so: "15" may be a day.
  if (minutes === undefined && half === undefined && !/(^| )(a las?|at) \d/.test(whole))
    return none;
  const hour = hourOf(Number(hours), half);
  if (hour === null || Number(minutes ?? 0) > 59) return none;
  const time = `${String(hour).padStart(2, "0")}:${minutes ?? "00"}`;
  return { time, rest: text.slice(0, text.length - whole.length).trim() };
}

function hourOf(hour: number, half: string | undefined): number | null {
  if (half === undefined || half === "hrs") return hour <= 23 ? hour : null;
  if (hour < 1 || hour > 12) return null;
  const isMorning = half.startsWith("a") || half.endsWith("manana");
  return (hour % 12) + (isMorning ? 0 : 12);
}

function nextDayWith(time: string, { now, zone }: WhenContext): LocalDate {
  const today = localDate(now, zone);
  return wall(today, time, zone) > now ? today : addDays(today, 1);
}

const FILLERS = /^(?:(?:el|la|on|this|este|esta|next|proximo|proxima|para) )+/;

function dayIn(text: string, o: WhenContext, time: string | null): LocalDate | null {
  const today = localDate(o.now, o.zone);
  const day = text.replace(FILLERS, "").replace(/ (proximo|que viene)$/, "");
  if (day === "hoy" || day === "today") return today;
  if (day === "manana" || day === "tomorrow") return addDays(today, 1);
  if (day === "pasado manana" || day === "day after tomorrow" || day === "the day after tomorrow") {
    return addDays(today, 2);
  }
  const weekday = weekdayNamed(day, o.lang);
  if (weekday !== null) return nextWeekday(weekday, today, o, time);
  return dateIn(day, today, o.lang);
}

/** Said on that very day, it means today only with an hour that is still to come. */
function nextWeekday(
  weekday: number,
  today: LocalDate,
  { now, zone }: WhenContext,
  time: string | null,
): LocalDate {
  const todays = new Date(`${today}T00:00:00Z`).getUTCDay();
  const away = (weekday - todays + DAYS_PER_WEEK) % DAYS_PER_WEEK;
  if (away > 0) return addDays(today, away);
  const isAhead = time !== null && wall(today, time, zone) > now;
  return isAhead ? today : addDays(today, DAYS_PER_WEEK);
}

function dateIn(text: string, today: LocalDate, lang: Lang): LocalDate | null {
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(text);
  if (iso) return existing(Number(iso[1]), Number(iso[2]), Number(iso[3]));
  // The day comes first, as both of our languages write it.
  const figures = /^(\d{1,2})[/.-](\d{1,2})(?:[/.-](\d{2}|\d{4}))?$/.exec(text);
  if (figures) return nearest(Number(figures[1]), Number(figures[2]), figures[3], today);
  const words = /^(\d{1,2})(?: de)? ([a-z]+)(?:(?: de)? (\d{4}))?$/.exec(text);
  const turned = /^([a-z]+) (\d{1,2})(?: (\d{4}))?$/.exec(text);
  const day = words?.[1] ?? turned?.[2];
  const month = monthNamed(words?.[2] ?? turned?.[1] ?? "", lang);
  if (day === undefined || month === null) return null;
  return nearest(Number(day), month, words?.[3] ?? turned?.[3], today);
}

function nearest(
  day: number,
  month: number,
  year: string | undefined,
  today: LocalDate,
): LocalDate | null {
  if (year !== undefined) {
    return existing(year.length === 2 ? 2000 + Number(year) : Number(year), month, day);
  }
  const first = Number(today.slice(0, 4));
  // Eight years hold every day there is, 29 February included.
  for (let each = first; each <= first + 8; each += 1) {
    const on = existing(each, month, day);
    if (on !== null && on >= today) return on;
  }
  return null;
}

function existing(year: number, month: number, day: number): LocalDate | null {
  if (year < 2000 || year > 2100) return null;
  const on = `${year}-${String(month).padStart(2, "0")}-${String(day).padStart(2, "0")}`;
  const parsed = Date.parse(`${on}T00:00:00Z`);
  return Number.isNaN(parsed) || instantOf(parsed).slice(0, 10) !== on ? null : on;
}
