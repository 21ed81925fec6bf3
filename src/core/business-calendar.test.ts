import { expect, test } from "vitest";
import { calendarOf, type CalendarSpec } from "./business-calendar.ts";

const HOURS = { "mon-fri": ["08:00-18:00"] };
const UTC = { timeZone: "UTC", hours: HOURS };
test.each<[string, CalendarSpec, RegExp]>([
  ["never opens", { ...UTC, hours: {} }, /^opens less than an hour a week: give hours/],
  ["opens for minutes", { ...UTC, hours: { sun: ["10:00-10:59"] } }, /^opens less than an hour/],
  [
    "only opens on single days",
    { ...UTC, hours: {}, workingDays: { "2026-12-20": ["08:00-18:00"] } },
    /^opens less/,
  ],
  [
    "has no such zone",
    { ...UTC, timeZone: "America/Mexico" },
    /^timeZone is not an IANA time zone/,
  ],
  [
    "closes before it opens",
    { ...UTC, hours: { mon: ["18:00-08:00"] } },
    /^hours\.mon\.0 is not a range/,
  ],
  ["has an hour 25", { ...UTC, hours: { mon: ["08:00-25:00"] } }, /^hours\.mon\.0 is not a range/],
  [
    "overlaps itself",
    { ...UTC, hours: { mon: ["08:00-13:00", "12:00-18:00"] } },
    /^hours\.mon has hours that overlap\.$/,
  ],
  [
    "names a day twice",
    { ...UTC, hours: { ...HOURS, wed: ["09:00-10:00"] } },
    /^hours\.wed says the hours of wed a second time\.$/,
  ],
  [
    "names no day",
    { ...UTC, hours: { lunes: ["09:00-10:00"] } },
    /^hours\.lunes is not a weekday such as mon/,
  ],
  ["has no such date", { ...UTC, holidays: ["2026-02-29"] }, /^holidays\.0 is not a date/],
  [
    "works on no such date",
    { ...UTC, workingDays: { "2026-13-01": ["09:00-10:00"] } },
    /^workingDays\.2026-13-01 is not a date/,
  ],
  [
    "rests and works at once",
    { ...UTC, holidays: ["2026-12-20"], workingDays: { "2026-12-20": ["09:00-10:00"] } },
    /^has 2026-12-20 both as a holiday and as a working day\.$/,
  ],
  [
    "writes a country its own way",
    { ...UTC, country: "mx" },
    /^country is not an ISO country code such as MX\.$/,
  ],
  [
    "knows no such country",
    { ...UTC, country: "XX" },
    /^country "XX" has no known holidays: use an ISO code/,
  ],
  [
    "knows no such state",
    { ...UTC, country: "ES", state: "XX" },
    /^state "XX" of ES has no holidays of its own: use one of AN, .*MD/,
  ],
  [
    "asks for a state of a country without",
    { ...UTC, country: "MX", state: "JAL" },
    /^state "JAL" of MX .*: leave state out\.$/,
  ],
  [
    "knows no such region",
    { ...UTC, country: "DE", state: "BY", region: "XX" },
    /^region "XX" of DE-BY .* use one of A, /,
  ],
  [
    "has a region without its state",
    { ...UTC, country: "DE", region: "A" },
    /^region needs a state\.$/,
  ],
  [
    "has a state without its country",
    { ...UTC, state: "MD" },
    /^has a state or region but no country\.$/,
  ],
])("a calendar that %s is refused in one sentence", (_, spec, sentence) => {
  const made = calendarOf(spec);
  expect("error" in made ? made.error : "it was made").toMatch(sentence);
});
