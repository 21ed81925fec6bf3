import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { checkTeamTime, loadConfig } from "./config.ts";
import { ConfigError, parseRemoYaml } from "./remo-yaml.ts";
import { isOpen, nextOpening } from "./core/business-time.ts";
import { onDuty } from "./core/duty.ts";
import { DEFAULT_POLICIES } from "./core/escalation-policy.ts";

const PEOPLE = "people: [{ id: ana, name: Ana }, { id: beto, name: Beto }]\n";

function teamTime(yaml: string) {
  return checkTeamTime(parseRemoYaml(parse(PEOPLE + yaml), "remo.yaml"), "remo.yaml");
}

describe("without a word about time", () => {
  const { calendars, policies, duty } = teamTime("timeZone: America/Bogota");

  test("every team works from Monday to Friday, 8 to 18, where Remo's days end", () => {
    for (const calendar of Object.values(calendars)) {
      expect(nextOpening("2026-11-20T23:00:00.000Z", calendar)).toBe("2026-11-23T13:00:00.000Z");
      // No country, no holidays: this one is Colombia's.
      expect(isOpen("2026-11-16T15:00:00.000Z", calendar)).toBe(true);
    }
    expect(Object.keys(calendars)).toHaveLength(5);
  });

  test("policies are the usual ones, and nobody is on duty", () => {
    expect(policies).toEqual({ ...DEFAULT_POLICIES, byRule: {} });
    expect(duty).toEqual({});
  });
});

test("a country alone brings its holidays to every team", () => {
  const { calendars } = teamTime("timeZone: America/Bogota\ncountry: CO");
  expect(calendars.sales.holidayOn("2026-11-16")?.name).toBe("Independencia de Cartagena");
});

test("a team says what differs, and shares the rest", () => {
  const { calendars } = teamTime(`
timeZone: America/Mexico_City
country: MX
calendars:
  default: { holidays: [2026-12-24] }
  logistics: { hours: { mon-sat: [06:00-14:00, 15:00-22:00] } }
  collections: { timeZone: Europe/Madrid, country: ES, state: MD }
`);
  // Saturday: only the warehouse works.
  expect(isOpen("2026-11-21T16:00:00.000Z", calendars.logistics)).toBe(true);
  expect(isOpen("2026-11-21T16:00:00.000Z", calendars.sales)).toBe(false);
  for (const team of ["sales", "logistics", "collections"] as const) {
    expect(calendars[team].holidayOn("2026-12-24")).not.toBeNull();
  }
  expect(calendars.logistics.holidayOn("2026-11-16")).not.toBeNull();
  expect(calendars.collections.holidayOn("2026-11-16")).toBeNull();
  expect(calendars.collections.holidayOn("2025-05-02")).not.toBeNull();
  expect(calendars.collections.zone).toBe("Europe/Madrid");
});

test("a team in another country does not inherit a state of the first", () => {
  const { calendars } = teamTime(`
calendars:
  default: { country: ES, state: MD }
  sales: { country: PT }
  logistics: { state: CT }
`);
  expect(calendars.sales.holidayOn("2026-06-10")).not.toBeNull();
  expect(calendars.logistics.holidayOn("2025-05-02")).toBeNull();
  expect(calendars.controller.holidayOn("2025-05-02")).not.toBeNull();
});

test("policies are replaced by severity, or for one rule", () => {
  const { policies } = teamTime(`
escalation:
  notice: { steps: [{ afterMinutes: 600, notify: channel }], ackExpiresMinutes: 600 }
  source-silent: { steps: [{ afterMinutes: 0, notify: owner }], ackExpiresMinutes: 60, repeatLastEveryMinutes: 60 }
`);
  expect(policies.notice).toEqual({
    steps: [{ afterMinutes: 600, notify: "channel" }],
    ackExpiresMinutes: 600,
    repeatLastEveryMinutes: null,
  });
  expect(policies.byRule["source-silent"]?.repeatLastEveryMinutes).toBe(60);
  expect(policies.critical).toEqual(DEFAULT_POLICIES.critical);
});

test("a rotation is in the zone of its team, unless it names one", () => {
  const { duty } = teamTime(`
timeZone: America/Bogota
duty:
  sales: { people: [ana, beto], startsOn: 2026-11-02 }
  logistics: { people: [ana, beto], startsOn: 2026-11-02, timeZone: Europe/Madrid }
`);
  expect(duty.sales && onDuty(duty.sales, "2026-11-09T12:59:00.000Z")).toBe("ana");
  expect(duty.sales && onDuty(duty.sales, "2026-11-09T13:00:00.000Z")).toBe("beto");
  expect(duty.logistics?.zone).toBe("Europe/Madrid");
});

test("managers and directors may be named", () => {
  const yaml = "people: [{ id: eva, name: Eva, roles: [manager, director] }]";
  expect(parseRemoYaml(parse(yaml), "remo.yaml").people[0]?.roles).toEqual(["manager", "director"]);
});

const step = "steps: [{ afterMinutes: 5, notify: owner }]";
const turns = "people: [ana, beto], startsOn: 2026-11-02";
test.each([
  [
    "digests: { weekday: lunes }",
    "remo.yaml: digests.weekday is not one of mon, tue, wed, thu, fri, sat, sun.",
  ],
  ["digests: { hour: 24 }", "remo.yaml: digests.hour is not an hour from 0 to 23."],
  ["digests: { hour: ocho }", "remo.yaml: digests.hour is not an hour from 0 to 23."],
  ["country: Mexico", "remo.yaml: country is not an ISO country code such as MX."],
  [
    "country: XX",
    'remo.yaml: calendars.default country "XX" has no known holidays: use an ISO code such as MX.',
  ],
  [
    "calendars: { ventas: {} }",
    "remo.yaml: calendars.ventas is not a team, nor default: use default, sales, logistics, collections, controller, administrator.",
  ],
  [
    "calendars: { sales: { hours: {} } }",
    "remo.yaml: calendars.sales opens less than an hour a week: give hours such as { mon-fri: [08:00-18:00] }.",
  ],
  [
    "calendars: { sales: { hours: { lun: [08:00-18:00] } } }",
    "remo.yaml: calendars.sales.hours.lun is not a weekday such as mon, or several such as mon-fri.",
  ],
  [
    "calendars: { sales: { hours: { mon: [8-18] } } }",
    "remo.yaml: calendars.sales.hours.mon.0 is not a range of hours such as 08:00-18:00.",
  ],
  [
    "calendars: { sales: { hours: { mon: 08:00-18:00 } } }",
    "remo.yaml: calendars.sales.hours.mon: expected array, received string.",
  ],
  ["calendars: { sales: { zone: UTC } }", 'remo.yaml: calendars.sales: Unrecognized key: "zone".'],
  [
    "calendars: { sales: { timeZone: Bogota } }",
    "remo.yaml: calendars.sales.timeZone is not an IANA time zone such as America/Mexico_City.",
  ],
  [
    "calendars: { default: { holidays: [24 Dec] } }",
    "remo.yaml: calendars.default.holidays.0 is not a date (YYYY-MM-DD).",
  ],
  [
    `escalation: { urgent: { ${step}, ackExpiresMinutes: 5 } }`,
    "remo.yaml: escalation.urgent is neither a severity (critical, warning, notice) nor a rule.",
  ],
  [
    `escalation: { notice: { ${step} } }`,
    "remo.yaml: escalation.notice.ackExpiresMinutes must be whole minutes up to 86400 (60 days of 24 hours).",
  ],
  [
    "escalation: { notice: { steps: [], ackExpiresMinutes: 5 } }",
    "remo.yaml: escalation.notice.steps needs at least one step.",
  ],
  [
    "escalation: { notice: { steps: [{ afterMinutes: 5, notify: boss }], ackExpiresMinutes: 5 } }",
    "remo.yaml: escalation.notice.steps.0.notify is not one of owner, channel, lead, manager, director.",
  ],
  [
    "escalation: { notice: { steps: [{ afterMinutes: 5, notify: owner }, { afterMinutes: 5, notify: lead }], ackExpiresMinutes: 5 } }",
    "remo.yaml: escalation.notice.steps must have afterMinutes that grow from one to the next.",
  ],
  [
    `escalation: { notice: { ${step}, ackExpiresMinutes: 5, repeatLastEveryMinutes: 1 } }`,
    "remo.yaml: escalation.notice.repeatLastEveryMinutes must be 15 minutes or more.",
  ],
  [
    `escalation: { notice: { ${step}, ackExpiresMinutes: 90000 } }`,
    "remo.yaml: escalation.notice.ackExpiresMinutes must be whole minutes up to 86400 (60 days of 24 hours).",
  ],
  [
    `duty: { ventas: { ${turns} } }`,
    "remo.yaml: duty.ventas is not a team: use sales, logistics, collections, controller, administrator.",
  ],
  [
    "duty: { sales: { people: [ana, eva], startsOn: 2026-11-02 } }",
    'remo.yaml: duty.sales.people names "eva", who is not in people.',
  ],
  [
    "duty: { sales: { people: [ana, ana], startsOn: 2026-11-02 } }",
    "remo.yaml: duty.sales.people names somebody twice.",
  ],
  [
    "duty: { sales: { people: [], startsOn: 2026-11-02 } }",
    "remo.yaml: duty.sales.people needs at least one person.",
  ],
  [
    "duty: { sales: { people: [ana], startsOn: monday } }",
    "remo.yaml: duty.sales.startsOn is not a date (YYYY-MM-DD).",
  ],
  [
    `duty: { sales: { ${turns}, handOver: { time: 8am } } }`,
    "remo.yaml: duty.sales.handOver.time is not a time such as 08:00.",
  ],
  [
    `duty: { sales: { ${turns}, handOver: { weekday: lunes } } }`,
    "remo.yaml: duty.sales.handOver.weekday is not one of mon, tue, wed, thu, fri, sat, sun.",
  ],
  [
    `duty: { sales: { ${turns}, everyDays: 10, handOver: { weekday: mon } } }`,
    "remo.yaml: duty.sales.handOver.weekday needs turns of whole weeks: make everyDays 7, 14 …, or leave the weekday out.",
  ],
  [
    `duty: { sales: { ${turns}, absences: [{ person: eva, from: 2026-11-02, to: 2026-11-03 }] } }`,
    'remo.yaml: duty.sales.absences names "eva", who is not in people.',
  ],
  [
    `duty: { sales: { ${turns}, absences: [{ person: ana, from: 2026-11-04, to: 2026-11-03 }] } }`,
    "remo.yaml: duty.sales.absences.0 must not end before it begins.",
  ],
  [
    `duty: { sales: { ${turns}, overrides: [{ person: eva, from: 2026-11-02T08:00:00Z, until: 2026-11-03T08:00:00Z }] } }`,
    'remo.yaml: duty.sales.overrides names "eva", who is not in people.',
  ],
  [
    `duty: { sales: { ${turns}, overrides: [{ person: ana, from: 2026-11-02T08:00:00Z, until: 2026-11-02T08:00:00Z }] } }`,
    "remo.yaml: duty.sales.overrides.0 must end after it begins.",
  ],
  [
    `duty: { sales: { ${turns}, overrides: [{ person: ana, from: 2026-11-02, until: 2026-11-03 }] } }`,
    "remo.yaml: duty.sales.overrides.0.from is not an ISO 8601 instant with an offset.",
  ],
])("%s is refused: %s", (yaml, sentence) => {
  expect(() => teamTime(yaml)).toThrow(new ConfigError(sentence));
});

describe("where browsers reach Remo", () => {
  test.each([
    ["https://remo.example.com", "https://remo.example.com"],
    ["https://example.com/remo/", "https://example.com/remo"],
    ["http://localhost:3000", "http://localhost:3000"],
    [undefined, undefined],
    ["  ", undefined],
  ])("%s is taken", (REMO_PUBLIC_URL, expected) => {
    expect(loadConfig({ REMO_PUBLIC_URL }).publicUrl).toBe(expected);
  });

  test.each([
    ["http://remo.example.com", "does not begin with https://."],
    ["remo.example.com", "is not an address such as https://remo.example.com."],
    ["ftp://remo.example.com", "is not an address such as https://remo.example.com."],
  ])("%s is refused in one sentence", (REMO_PUBLIC_URL, why) => {
    expect(() => loadConfig({ REMO_PUBLIC_URL })).toThrow(
      new ConfigError(`The environment variable REMO_PUBLIC_URL ${why}`),
    );
  });
});
