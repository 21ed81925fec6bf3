import { Temporal } from "temporal-polyfill";
import { addDays, instantOf, type LocalDate } from "./calendar.ts";

/** Epoch milliseconds during which the clock of a zone was not changed; the end is not in it. */
export type Stretch = { readonly fromMs: number; readonly toMs: number; readonly offsetMs: number };

const DAY_MS = 86_400_000;
const YEARS_LIMIT = 5_000;

// Asking a zone for its offset is slow, and a year has two changes at most: it is asked once a year.
const years = new Map<string, readonly Stretch[]>();

/** A year of a zone, from two days before it to two days after it. */
function stretchesOf(zone: string, year: number): readonly Stretch[] {
  const key = `${zone}|${year}`;
  const known = years.get(key);
  if (known) return known;
  const endMs = Date.UTC(year + 1, 0, 3);
  const stretches: Stretch[] = [];
  for (let fromMs = Date.UTC(year, 0, -1); fromMs < endMs;) {
    const here = Temporal.Instant.fromEpochMilliseconds(fromMs).toZonedDateTimeISO(zone);
    const change = here.getTimeZoneTransition("next")?.epochMilliseconds ?? endMs;
    const toMs = Math.min(change, endMs);
    stretches.push({ fromMs, toMs, offsetMs: here.offsetNanoseconds / 1e6 });
    fromMs = toMs;
  }
  if (years.size >= YEARS_LIMIT) years.clear();
  years.set(key, stretches);
  return stretches;
}

/**
 * A day in stretches without a clock change: one, or two on the day of a change, or none where the
 * zone left a date out. Days follow each other without a gap, each from its first instant.
 */
export function stretchesOn(date: LocalDate, zone: string): readonly Stretch[] {
  const stretches = stretchesOf(zone, Number(date.slice(0, 4)));
  const startMs = startIn(stretches, Date.parse(`${date}T00:00:00Z`));
  const endMs = startIn(stretches, Date.parse(`${date}T00:00:00Z`) + DAY_MS);
  return stretches.flatMap(({ fromMs, toMs, offsetMs }) => {
    const [from, to] = [Math.max(fromMs, startMs), Math.min(toMs, endMs)];
    return from < to ? [{ fromMs: from, toMs: to, offsetMs }] : [];
  });
}

/** The first instant at which the wall shows that midnight or something later. */
function startIn(stretches: readonly Stretch[], midnightMs: number): number {
  const first = stretches.find(({ toMs, offsetMs }) => toMs + offsetMs > midnightMs);
  return first ? Math.max(first.fromMs, midnightMs - first.offsetMs) : midnightMs;
}

/**
 * The day that holds an instant. Where midnight is lived twice, the second evening belongs to the
 * day that had begun.
 */
export function dayHolding(atMs: number, zone: string): LocalDate {
  const stretches = stretchesOf(zone, new Date(atMs).getUTCFullYear());
  const offsetMs = stretches.find(({ toMs }) => toMs > atMs)?.offsetMs ?? 0;
  const midnightMs = Math.floor((atMs + offsetMs) / DAY_MS) * DAY_MS;
  const date = instantOf(midnightMs).slice(0, 10);
  return startIn(stretches, midnightMs + DAY_MS) <= atMs ? addDays(date, 1) : date;
}
