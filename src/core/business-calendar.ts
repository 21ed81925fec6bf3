import { z } from "zod";
import { instantOf, isTimeZone, type LocalDate } from "./calendar.ts";
import { type Holiday, type Place, placeProblem, publicHoliday } from "./holidays.ts";
import { stretchesOn } from "./zone-days.ts";

export const WEEKDAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"] as const;
export type Weekday = (typeof WEEKDAYS)[number];

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
const DAY_MINUTES = 1_440;
const CACHE_DAYS = 20_000;
/** A calendar that opens less could push what is due out by decades. */
const MIN_WEEKLY_MINUTES = 60;
const CLOCK = "([01]\\d|2[0-3]):([0-5]\\d)";
const RANGE = new RegExp(`^${CLOCK}-(?:${CLOCK}|24:00)$`);

/** Minutes of the wall clock after midnight; the end is not in it. */
type Range = { readonly fromMinute: number; readonly toMinute: number };
/** Epoch milliseconds; the end is not in it. */
export type Span = { readonly fromMs: number; readonly toMs: number };

export const DateField = z.iso.date({ error: "is not a date (YYYY-MM-DD)" });
export const ZoneField = z
  .string()
  .refine(isTimeZone, "is not an IANA time zone such as America/Mexico_City");
export const CountryField = z.string().regex(/^[A-Z]{2}$/, "is not an ISO country code such as MX");
const Ranges = z
  .array(
    z
      .string()
      .refine((text) => rangeOf(text) !== null, "is not a range of hours such as 08:00-18:00"),
  )
  .max(12)
  .refine(apart, "has hours that overlap");
const Hours = z.record(z.string(), Ranges).superRefine((hours, context) => {
  const seen = new Set<Weekday>();
  for (const key of Object.keys(hours)) {
    const days = weekdaysOf(key);
    const twice = days.find((day) => seen.has(day));
    for (const day of days) seen.add(day);
    const problem =
      days.length === 0
        ? "is not a weekday such as mon, or several such as mon-fri"
        : twice && `says the hours of ${twice} a second time`;
    if (problem) context.addIssue({ code: "custom", path: [key], message: problem });
  }
});
const DatedHours = z.record(z.string(), Ranges).superRefine((hours, context) => {
  const wrong = Object.keys(hours).find((key) => !DateField.safeParse(key).success);
  if (wrong === undefined) return;
  context.addIssue({ code: "custom", path: [wrong], message: "is not a date (YYYY-MM-DD)" });
});

/** A calendar as somebody writes it; what is left out comes from a more general one. */
export const CalendarPart = z.strictObject({
  timeZone: ZoneField.optional(),
  /** By weekday (mon, or mon-fri): ranges such as 08:00-13:00. A day not named is closed. */
  hours: Hours.optional(),
  country: CountryField.optional(),
  state: z.string().min(1).max(10).optional(),
  region: z.string().min(1).max(10).optional(),
  bankHolidays: z.boolean().optional(),
  /** Days on which this business rests, besides the country's. */
  holidays: z.array(DateField).max(1_000).optional(),
  /** Days with hours of their own, whatever the weekday and the country say. */
  workingDays: DatedHours.optional(),
});
export type CalendarPart = z.infer<typeof CalendarPart>;
export type CalendarSpec = CalendarPart & {
  readonly timeZone: string;
  readonly hours: Readonly<Record<string, string[]>>;
};

/** When a team works. What it answers is remembered: a day is worked out once. */
export type Calendar = {
  readonly zone: string;
  /**
   * What is open from the first instant of that day to that of the next, in order. Where the clock
   * is put back, an hour that the hours contain is open both times it is lived.
   */
  spansOn(date: LocalDate): readonly Span[];
  /** The holiday kept on that day, whatever the weekday; null also on an own working day. */
  holidayOn(date: LocalDate): Holiday | null;
};

/** Makes a calendar. The error is one sentence, to go behind the name of the calendar. */
export function calendarOf(spec: CalendarSpec): Calendar | { readonly error: string } {
  const parsed = CalendarPart.safeParse(spec);
  const issue = parsed.error?.issues[0];
  if (issue) return { error: `${issue.path.join(".")} ${issue.message}.` };
  const week = weekOf(spec.hours);
  const problem = problemOf(spec, week);
  if (problem !== null) return { error: `${problem}.` };
  const holidayOn = holidaysOf(spec);
  const rangesOn = (date: LocalDate) => rangesOf(spec, week, holidayOn, date);
  const days = new Map<LocalDate, readonly Span[]>();
  return {
    zone: spec.timeZone,
    holidayOn,
    spansOn(date) {
      const known = days.get(date);
      if (known) return known;
      const spans = spansOf(date, spec.timeZone, rangesOn);
      if (days.size >= CACHE_DAYS) days.clear();
      days.set(date, spans);
      return spans;
    },
  };
}

type Week = ReadonlyMap<Weekday, readonly Range[]>;

function problemOf(spec: CalendarSpec, week: Week): string | null {
  const minutes = [...week.values()].flat().reduce((sum, one) => sum + length(one), 0);
  if (minutes < MIN_WEEKLY_MINUTES) {
    return "opens less than an hour a week: give hours such as { mon-fri: [08:00-18:00] }";
  }
  const both = spec.holidays?.find((date) => spec.workingDays?.[date] !== undefined);
  if (both !== undefined) return `has ${both} both as a holiday and as a working day`;
  const place = placeOf(spec);
  if (place) return placeProblem(place);
  return (spec.state ?? spec.region) === undefined ? null : "has a state or region but no country";
}

function placeOf({ country, state, region, bankHolidays = false }: CalendarSpec): Place | null {
  return country === undefined ? null : { country, state, region, bankHolidays };
}

function holidaysOf(spec: CalendarSpec): Calendar["holidayOn"] {
  const own = new Set(spec.holidays);
  const place = placeOf(spec);
  return (date) => {
    if (spec.workingDays?.[date] !== undefined) return null;
    const legal = place && publicHoliday(place, date);
    return own.has(date) ? { name: legal?.name ?? null, closedFromMinute: 0 } : legal;
  };
}

function rangesOf(
  spec: CalendarSpec,
  week: Week,
  holidayOn: Calendar["holidayOn"],
  date: LocalDate,
): readonly Range[] {
  const special = spec.workingDays?.[date];
  if (special) return rangesFrom(special);
  const usual = week.get(weekdayOf(date)) ?? [];
  const holiday = holidayOn(date);
  if (!holiday) return usual;
  return usual
    .map((one) => ({ ...one, toMinute: Math.min(one.toMinute, holiday.closedFromMinute) }))
    .filter((one) => length(one) > 0);
}

function spansOf(
  date: LocalDate,
  zone: string,
  rangesOn: (date: LocalDate) => readonly Range[],
): readonly Span[] {
  return stretchesOn(date, zone).flatMap(({ fromMs, toMs, offsetMs }) => {
    // Where midnight itself is lived twice, a piece of this day is once more the evening before.
    const first = Math.floor((fromMs + offsetMs) / DAY_MS) * DAY_MS;
    const wallDays = toMs + offsetMs > first + DAY_MS ? [first, first + DAY_MS] : [first];
    return wallDays.flatMap((midnightMs) =>
      rangesOn(instantOf(midnightMs).slice(0, 10)).flatMap(({ fromMinute, toMinute }) => {
        const opens = Math.max(fromMs, midnightMs + fromMinute * MINUTE_MS - offsetMs);
        const closes = Math.min(toMs, midnightMs + toMinute * MINUTE_MS - offsetMs);
        return closes > opens ? [{ fromMs: opens, toMs: closes }] : [];
      }),
    );
  });
}

function weekOf(hours: CalendarSpec["hours"]): Week {
  return new Map(
    Object.entries(hours).flatMap(([key, texts]) =>
      weekdaysOf(key).map((day) => [day, rangesFrom(texts)] as const),
    ),
  );
}

/** "mon" or "mon-fri" as weekdays, also over Sunday ("sat-mon"); none when it is neither. */
function weekdaysOf(key: string): readonly Weekday[] {
  const [from = -1, to = from, ...more] = key
    .split("-")
    .map((name) => WEEKDAYS.findIndex((day) => day === name));
  if (from < 0 || to < 0 || more.length > 0) return [];
  const count = ((to - from + 7) % 7) + 1;
  return [...WEEKDAYS, ...WEEKDAYS].slice(from, from + count);
}

export function weekdayOf(date: LocalDate): Weekday {
  return WEEKDAYS[(new Date(`${date}T00:00:00Z`).getUTCDay() + 6) % 7] ?? "mon";
}

function rangesFrom(texts: readonly string[]): readonly Range[] {
  return texts.flatMap((text) => rangeOf(text) ?? []).sort((a, b) => a.fromMinute - b.fromMinute);
}

function rangeOf(text: string): Range | null {
  const found = RANGE.exec(text);
  if (!found) return null;
  const [, fromHour, fromMinute, toHour, toMinute] = found.map(Number);
  const from = (fromHour ?? 0) * 60 + (fromMinute ?? 0);
  const to =
    toHour === undefined || Number.isNaN(toHour) ? DAY_MINUTES : toHour * 60 + (toMinute ?? 0);
  return to > from ? { fromMinute: from, toMinute: to } : null;
}

function length({ fromMinute, toMinute }: Range): number {
  return toMinute - fromMinute;
}

function apart(texts: readonly string[]): boolean {
  const ranges = rangesFrom(texts);
  return ranges.every((one, n) => n === 0 || one.fromMinute >= (ranges[n - 1]?.toMinute ?? 0));
}
