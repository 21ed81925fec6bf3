import { Temporal } from "temporal-polyfill";

/** An instant: ISO 8601, UTC, always with milliseconds, so that text order is time order. */
export type Instant = string;
/** A calendar day without a time zone: YYYY-MM-DD. */
export type LocalDate = string;

const HOUR_MS = 3_600_000;
const CACHE_LIMIT = 20_000;

/** Epoch milliseconds as an instant. */
export function instantOf(epochMs: number): Instant {
  return new Date(epochMs).toISOString();
}

/** Epoch milliseconds of an instant. */
export function epochMs(instant: Instant): number {
  return Date.parse(instant);
}

export function addHours(instant: Instant, hours: number): Instant {
  if (hours === 0) return instant;
  return instantOf(epochMs(instant) + hours * HOUR_MS);
}

export function earliest(...instants: readonly (Instant | null | undefined)[]): Instant | null {
  let first: Instant | null = null;
  for (const instant of instants) if (instant && (!first || instant < first)) first = instant;
  return first;
}

export function latest(...instants: readonly (Instant | null | undefined)[]): Instant | null {
  let last: Instant | null = null;
  for (const instant of instants) if (instant && (!last || instant > last)) last = instant;
  return last;
}

/** A map that forgets its oldest entries: zone arithmetic is slow, and days repeat. */
function cached<V>(compute: (key: string) => V): (key: string) => V {
  const known = new Map<string, V>();
  return (key) => {
    const hit = known.get(key);
    if (hit !== undefined) return hit;
    const value = compute(key);
    if (known.size >= CACHE_LIMIT) known.delete(known.keys().next().value ?? key);
    known.set(key, value);
    return value;
  };
}

/** The same for questions about a zone, of which there are few. */
function cachedByZone(
  compute: (text: string, zone: string) => string,
): (text: string, zone: string) => string {
  const inZone = cached((zone) => cached((text) => compute(text, zone)));
  return (text, zone) => inZone(zone)(text);
}

const startOfDayCached = cachedByZone((date, zone) => {
  const start = Temporal.PlainDate.from(date).toZonedDateTime(zone).startOfDay();
  return instantOf(start.epochMilliseconds);
});

const formatterCached = cached(
  (zone) =>
    new Intl.DateTimeFormat("en-CA", {
      timeZone: zone,
      year: "numeric",
      month: "2-digit",
      day: "2-digit",
    }),
);

/** The first instant of that day in that zone (days do not always begin at 00:00). */
export function startOfDay(date: LocalDate, zone: string): Instant {
  return startOfDayCached(date, zone);
}

/** The first instant after that day in that zone: a promise for the day is broken from then on. */
export function endOfDay(date: LocalDate, zone: string): Instant {
  return endOfDayCached(date, zone);
}

const endOfDayCached = cachedByZone((date, zone) => startOfDay(addDays(date, 1), zone));

/** The calendar day an instant falls on in that zone. */
export function localDate(instant: Instant, zone: string): LocalDate {
  // Years of other than four digits are written otherwise; no order is of such a year.
  if (instant < "1900" || instant >= "3000") return formatted(instant, zone);
  // Formatting is slow: the days that a UTC day touches are looked up, from its beginning on.
  let date = firstDateCached(instant.slice(0, 10), zone);
  while (endOfDay(date, zone) <= instant) date = nextDateCached(date, zone);
  return date;
}

const firstDateCached = cachedByZone((utcDay, zone) => formatted(`${utcDay}T00:00:00Z`, zone));
const nextDateCached = cachedByZone((date, zone) => formatted(endOfDay(date, zone), zone));

function formatted(instant: Instant, zone: string): LocalDate {
  return formatterCached(zone).format(epochMs(instant));
}

/** The hour of the day that clocks in that zone show: HH:MM, from 00:00 to 23:59. */
export function wallClock(instant: Instant, zone: string): string {
  return clockFormatterCached(zone).format(epochMs(instant));
}

const clockFormatterCached = cached(
  (zone) =>
    new Intl.DateTimeFormat("en-GB", {
      timeZone: zone,
      hour: "2-digit",
      minute: "2-digit",
      hourCycle: "h23",
    }),
);

export function addDays(date: LocalDate, days: number): LocalDate {
  return instantOf(Date.parse(`${date}T00:00:00Z`) + days * 24 * HOUR_MS).slice(0, 10);
}

/** Whether the runtime knows this IANA time zone. */
export function isTimeZone(zone: string): boolean {
  return isTimeZoneCached(zone);
}

const isTimeZoneCached = cached((zone) => {
  try {
    return Boolean(new Intl.DateTimeFormat("en", { timeZone: zone }));
  } catch {
    return false;
  }
});

/** The instant of a wall-clock time ("2026-11-19T14:10:00" or with a blank) in that zone. */
export function instantOfWallClock(time: string, zone: string): Instant {
  const plain = Temporal.PlainDateTime.from(time.trim().replace(" ", "T"));
  return instantOf(plain.toZonedDateTime(zone).epochMilliseconds);
}
