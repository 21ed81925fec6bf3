import { endOfDay, instantOf, instantOfWallClock, startOfDay } from "../../core/calendar.ts";
import type { Instant, LocalDate } from "../../core/calendar.ts";
import { all, type Element, text } from "./xml.ts";

const DATE = /^(\d{4}-\d{2}-\d{2})(Z|[+-](?:0\d|1[0-4]):[0-5]\d)?$/;
const TIME = /^([01]\d|2[0-3]):([0-5]\d):([0-5]\d)(?:\.(\d+))?(Z|[+-](?:0\d|1[0-4]):[0-5]\d)?$/;

/** The day of an xsd:date; null when the text is none, or no day of the calendar. */
export function dayOf(written: string | undefined): LocalDate | null {
  const day = DATE.exec(written ?? "")?.[1];
  if (day === undefined) return null;
  const midnight = Date.parse(`${day}T00:00:00Z`);
  return !Number.isNaN(midnight) && instantOf(midnight).startsWith(day) ? day : null;
}

/**
 * The instant of an xsd:date and an xsd:time, either of which may carry an offset; without one both
 * are wall-clock in the zone. A date alone means the first instant of that day: the earliest it can
 * have been. What follows from a document of the same day then sorts by `externalIdOf`.
 */
export function instantAt(
  date: string | undefined,
  time: string | undefined,
  zone: string,
): Instant | null {
  const day = dayOf(date);
  if (day === null) return null;
  const dateOffset = DATE.exec(date ?? "")?.[2];
  const found = TIME.exec(time ?? "");
  if (!found && dateOffset === undefined) return startOfDay(day, zone);
  const [, hour = "00", minute = "00", second = "00", fraction = "", timeOffset] = found ?? [];
  const clock = `${day}T${hour}:${minute}:${second}.${fraction.slice(0, 3).padEnd(3, "0")}`;
  const offset = timeOffset ?? dateOffset;
  if (offset === undefined) return instantOfWallClock(clock, zone);
  return instantOf(Date.parse(`${clock}${offset}`));
}

/** The last millisecond of what an element says of an end: its time, or the whole of its day. */
export function endAt(
  date: string | undefined,
  time: string | undefined,
  zone: string,
): Instant | null {
  const day = dayOf(date);
  if (day === null) return null;
  if (time !== undefined) return instantAt(date, time, zone);
  return instantOf(Date.parse(endOfDay(day, zone)) - 1);
}

/**
 * When a document was issued. One that answers another on the same day cannot be earlier than it:
 * where only the other has a time of day, that time is taken.
 */
export function issuedAt(document: Element, zone: string): Instant | null {
  const own = instantAt(text(document, "IssueDate"), text(document, "IssueTime"), zone);
  if (own === null || text(document, "IssueTime") !== undefined) return own;
  const referred = REFERENCES.flatMap((path) => all(document, ...path))
    .filter((reference) => text(reference, "IssueTime") !== undefined)
    .map((reference) => instantAt(text(reference, "IssueDate"), text(reference, "IssueTime"), zone))
    .filter((instant) => instant !== null && sameDay(document, instant, zone));
  return referred.reduce<Instant>((latest, at) => (at !== null && at > latest ? at : latest), own);
}

const REFERENCES = [
  ["OrderReference"],
  ["DespatchDocumentReference"],
  ["BillingReference", "InvoiceDocumentReference"],
] as const;

function sameDay(document: Element, instant: Instant, zone: string): boolean {
  const day = dayOf(text(document, "IssueDate"));
  return day !== null && instant >= startOfDay(day, zone) && instant < endOfDay(day, zone);
}

/** The last day of the latest period of that name; several lines may each ask for their own day. */
export function lastDay(periods: readonly Element[]): LocalDate | undefined {
  const days = periods
    .map((period) => dayOf(text(period, "EndDate") ?? text(period, "StartDate")))
    .filter((day) => day !== null);
  return days.toSorted().at(-1);
}
