import { describe, expect, test } from "vitest";
import { calendar } from "../../test/support/business-calendars.ts";
import type { CalendarSpec } from "./business-calendar.ts";
import { addBusinessTime, businessMsBetween, isOpen, nextOpening } from "./business-time.ts";

const HOUR_MS = 3_600_000;
const MEXICO: CalendarSpec = {
  timeZone: "America/Mexico_City",
  hours: { "mon-fri": ["08:00-18:00"], sat: ["09:00-13:00"] },
  country: "MX",
};
const COLOMBIA: CalendarSpec = { ...MEXICO, timeZone: "America/Bogota", country: "CO" };
const CHILE: CalendarSpec = { ...MEXICO, timeZone: "America/Santiago", country: "CL" };
const MADRID: CalendarSpec = {
  timeZone: "Europe/Madrid",
  hours: { "mon-fri": ["09:00-14:00", "16:00-19:00"] },
  country: "ES",
  state: "MD",
};

test.each([
  [
    "an hour of a working day is an hour",
    MEXICO,
    "2026-11-17T10:00-06:00",
    1,
    "2026-11-17T11:00-06:00",
  ],
  [
    "what the evening cuts goes on in the morning",
    MEXICO,
    "2026-11-18T17:00-06:00",
    2,
    "2026-11-19T09:00-06:00",
  ],
  [
    "what would end at closing ends at the next opening",
    MEXICO,
    "2026-11-18T17:00-06:00",
    1,
    "2026-11-19T08:00-06:00",
  ],
  [
    "Saturday has half a day, Sunday none",
    MEXICO,
    "2026-11-28T12:00-06:00",
    2,
    "2026-11-30T09:00-06:00",
  ],
  ["the night counts nothing", MEXICO, "2026-11-18T23:30-06:00", 1, "2026-11-19T09:00-06:00"],
  [
    "Mexico rests on the observed Monday of the Revolution",
    MEXICO,
    "2026-11-14T12:00-06:00",
    2,
    "2026-11-17T09:00-06:00",
  ],
  ["and works on the 20th itself", MEXICO, "2026-11-20T09:00-06:00", 1, "2026-11-20T10:00-06:00"],
  [
    "Colombia moves All Saints to Monday",
    COLOMBIA,
    "2026-10-31T12:00-05:00",
    2,
    "2026-11-03T09:00-05:00",
  ],
  [
    "Colombia moves the Epiphany to Monday",
    COLOMBIA,
    "2026-01-10T12:00-05:00",
    2,
    "2026-01-13T09:00-05:00",
  ],
  [
    "Chile has its Independence on Friday and Saturday",
    CHILE,
    "2026-09-17T17:00-03:00",
    2,
    "2026-09-21T09:00-03:00",
  ],
  [
    "Chile rests on the Friday before a weekend of Independence",
    CHILE,
    "2027-09-16T17:00-03:00",
    2,
    "2027-09-20T09:00-03:00",
  ],
  [
    "Madrid adds its own second of May to the first",
    MADRID,
    "2025-04-30T18:00+02:00",
    2,
    "2025-05-05T10:00+02:00",
  ],
  ["a siesta divides the day", MADRID, "2026-11-25T13:00+01:00", 2, "2026-11-25T17:00+01:00"],
  [
    "the year ends on a working Thursday",
    MEXICO,
    "2026-12-31T17:00-06:00",
    2,
    "2027-01-02T10:00-06:00",
  ],
  [
    "a leap year has its 29th of February",
    MEXICO,
    "2028-02-28T17:00-06:00",
    11,
    "2028-03-01T08:00-06:00",
  ],
])("%s", (_, spec, from, hours, to) => {
  const cal = calendar(spec);
  const [start, end] = [new Date(from).toISOString(), new Date(to).toISOString()];
  expect(addBusinessTime(start, hours * HOUR_MS, cal)).toBe(end);
  expect(businessMsBetween(start, end, cal)).toBe(hours * HOUR_MS);
});

describe("a night shift", () => {
  const night: CalendarSpec = {
    timeZone: "America/Santiago",
    hours: { "mon-sun": ["00:00-06:00", "22:00-24:00"] },
  };
  test.each([
    ["has eight hours on a plain night", "2026-06-10T12:00-04:00", "2026-06-11T12:00-04:00", 8],
    [
      "has one more when the clock is put back",
      "2026-04-04T12:00-03:00",
      "2026-04-05T12:00-04:00",
      9,
    ],
    ["has one less when it is put forward", "2026-09-05T12:00-04:00", "2026-09-06T12:00-03:00", 7],
  ])("%s", (_, from, to, hours) => {
    const [a, b] = [new Date(from).toISOString(), new Date(to).toISOString()];
    expect(businessMsBetween(a, b, calendar(night))).toBe(hours * HOUR_MS);
  });
});

test("bank holidays are worked, unless the calendar keeps them", () => {
  const holyThursday = "2026-04-02T18:00:00.000Z";
  expect(isOpen(holyThursday, calendar(MEXICO))).toBe(true);
  expect(isOpen(holyThursday, calendar({ ...MEXICO, bankHolidays: true }))).toBe(false);
});

test("a half holiday closes at its hour, on the clock of the team", () => {
  const guatemala = calendar({ ...MEXICO, timeZone: "America/Guatemala", country: "GT" });
  expect(isOpen("2026-12-24T17:59:59.999Z", guatemala)).toBe(true);
  expect(nextOpening("2026-12-24T18:00:00.000Z", guatemala)).toBe("2026-12-26T15:00:00.000Z");
});

test("of a half and a whole holiday on one day, the whole one closes it", () => {
  const faroe = calendar({ ...MEXICO, timeZone: "Atlantic/Faroe", country: "FO" });
  expect(faroe.holidayOn("2028-06-05")?.closedFromMinute).toBe(0);
  expect(faroe.holidayOn("2026-06-05")?.closedFromMinute).toBe(720);
});

test("own holidays close, and own working days open whatever else is said", () => {
  const own = calendar({
    ...MEXICO,
    holidays: ["2026-11-24"],
    workingDays: { "2026-11-16": ["10:00-12:00"], "2026-11-29": ["09:00-11:00"] },
  });
  expect(nextOpening("2026-11-24T15:00:00.000Z", own)).toBe("2026-11-25T14:00:00.000Z");
  expect(nextOpening("2026-11-16T06:00:00.000Z", own)).toBe("2026-11-16T16:00:00.000Z");
  expect(nextOpening("2026-11-28T19:00:00.000Z", own)).toBe("2026-11-29T15:00:00.000Z");
});

test("a holiday has its name in the language of the country", () => {
  const own = {
    ...MEXICO,
    holidays: ["2026-11-24"],
    workingDays: { "2026-12-25": ["09:00-10:00"] },
  };
  const { holidayOn } = calendar(own);
  expect(holidayOn("2026-11-16")?.name).toBe("Día de la Revolución");
  expect(calendar(MADRID).holidayOn("2026-05-02")?.name).toBe("Día de la Comunidad de Madrid");
  expect(holidayOn("2026-11-24")).toEqual({ name: null, closedFromMinute: 0 });
  expect(holidayOn("2026-12-25")).toBeNull();
  expect(holidayOn("2026-11-17")).toBeNull();
});

test("a holiday of several days goes on in January", () => {
  const { holidayOn } = calendar({ ...MEXICO, timeZone: "Africa/Mbabane", country: "SZ" });
  const names = ["2026-12-28", "2027-01-02", "2027-01-03"].map((date) => holidayOn(date)?.name);
  expect(names).toEqual(["Incwala", "Incwala", undefined]);
});

test("an evening that is lived twice is open twice", () => {
  // On 7 November 2010 St. John's put the clock back at one minute past midnight.
  const evenings = { sat: ["23:00-24:00"], sun: ["00:00-01:00"] };
  const johns = calendar({ timeZone: "America/St_Johns", hours: evenings });
  const [from, to] = ["2010-11-06T12:00:00.000Z", "2010-11-07T12:00:00.000Z"];
  expect(businessMsBetween(from, to, johns)).toBe(3 * HOUR_MS);
  expect(isOpen("2010-11-07T03:00:00.000Z", johns)).toBe(true);
  expect(isOpen("2010-11-07T04:30:00.000Z", johns)).toBe(false);
});

test("a date that the zone left out is no day at all", () => {
  const apia = calendar({ timeZone: "Pacific/Apia", hours: { "mon-sun": ["00:00-24:00"] } });
  expect(apia.spansOn("2011-12-30")).toEqual([]);
  expect(businessMsBetween("2011-12-29T22:00:00.000Z", "2011-12-30T22:00:00.000Z", apia)).toBe(
    24 * HOUR_MS,
  );
});

test("nonsense throws instead of walking for ever", () => {
  const cal = calendar(MEXICO);
  const at = "2026-11-26T00:00:00.000Z";
  expect(() => addBusinessTime(at, -1, cal)).toThrow("cannot be -1 ms");
  expect(() => addBusinessTime(at, Number.NaN, cal)).toThrow("cannot be NaN ms");
  expect(() => addBusinessTime(at, 1e14, cal)).toThrow("more than a century away");
  expect(() => businessMsBetween(at, "2199-01-01T00:00:00.000Z", cal)).toThrow("century apart");
});
