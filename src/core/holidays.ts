import Holidays from "date-holidays";
import { addDays, type LocalDate } from "./calendar.ts";

/** Whose public holidays hold: a country, and where its states or regions have their own. */
export type Place = {
  /** ISO 3166-1, two capital letters. */
  readonly country: string;
  /** As ISO 3166-2 names it behind the hyphen: "MD" of "ES-MD". */
  readonly state?: string | undefined;
  readonly region?: string | undefined;
  /** Whether days on which only banks and offices rest are holidays too. */
  readonly bankHolidays: boolean;
};

export type Holiday = {
  /** In the language of the country; null for a day that the business chose itself. */
  readonly name: string | null;
  /** Minutes after local midnight from which it is closed: 0 unless the day is a half holiday. */
  readonly closedFromMinute: number;
};

type Year = ReadonlyMap<LocalDate, Holiday>;

const DAY_HOURS = 24;
const HOUR_MS = 3_600_000;
const YEARS_LIMIT = 2_000;

const years = new Map<string, Year>();
const laws = new Map<string, Holidays>();

/** What is wrong with a place, as the rest of a sentence that begins with a setting's name. */
export function placeProblem({ country, state, region }: Place): string | null {
  const known = new Holidays();
  if (!Object.hasOwn(known.getCountries(), country)) {
    return `country "${country}" has no known holidays: use an ISO code such as MX`;
  }
  if (state === undefined) return region === undefined ? null : "region needs a state";
  const states = known.getStates(country) ?? {};
  if (!Object.hasOwn(states, state)) return unknownPart("state", state, country, states);
  const regions = known.getRegions(country, state) ?? {};
  return region === undefined || Object.hasOwn(regions, region)
    ? null
    : unknownPart("region", region, `${country}-${state}`, regions);
}

function unknownPart(what: string, name: string, of: string, known: object): string {
  const names = Object.keys(known).join(", ");
  return `${what} "${name}" of ${of} has no holidays of its own: ${
    names === "" ? `leave ${what} out` : `use one of ${names}, or leave it out`
  }`;
}

/** The holiday on that day, or null. A year is computed once for each place (some 4 ms). */
export function publicHoliday(place: Place, date: LocalDate): Holiday | null {
  return yearOf(place, Number(date.slice(0, 4))).get(date) ?? null;
}

function yearOf(place: Place, year: number): Year {
  const key = `${keyOf(place)}|${year}`;
  const known = years.get(key);
  if (known) return known;
  const days = new Map<LocalDate, Holiday>();
  // A holiday of several days may have begun in December.
  for (const one of [...listed(place, year - 1), ...listed(place, year)]) {
    for (const [date, holiday] of daysOf(one)) {
      // They come by their beginning: of two on one day, the earlier hour closes it.
      if (!days.has(date)) days.set(date, holiday);
    }
  }
  if (years.size >= YEARS_LIMIT) years.clear();
  years.set(key, days);
  return days;
}

function keyOf({ country, state = "", region = "", bankHolidays }: Place): string {
  return [country, state, region, bankHolidays].join("|");
}

type Listed = ReturnType<Holidays["getHolidays"]>[number];

function listed(place: Place, year: number): readonly Listed[] {
  const key = keyOf(place);
  let law = laws.get(key);
  if (!law) {
    const { country, state, region, bankHolidays } = place;
    const types = {
      types: bankHolidays ? ["bank" as const, "public" as const] : ["public" as const],
    };
    law = new Holidays(
      {
        country,
        ...(state === undefined ? {} : { state }),
        ...(region === undefined ? {} : { region }),
      },
      types,
    );
    laws.set(key, law);
  }
  return law.getHolidays(year);
}

/**
 * The calendar days of one holiday. Its local date and its length are taken, not its instants: these
 * are in the zone of the country's capital, and a warehouse in Tijuana closes by its own clock.
 */
function* daysOf({ date, start, end, name }: Listed): Generator<[LocalDate, Holiday]> {
  const [day = "", clock = ""] = date.split(" ");
  const startHour = Number(clock.slice(0, 2)) + Number(clock.slice(3, 5)) / 60;
  // One hour of tolerance: a day of a clock change has 23 or 25.
  const hours = (end.getTime() - start.getTime()) / HOUR_MS + startHour + 1;
  const days = Math.max(1, Math.floor(hours / DAY_HOURS));
  for (let n = 0; n < days; n += 1) {
    yield [addDays(day, n), { name, closedFromMinute: n === 0 ? startHour * 60 : 0 }];
  }
}
