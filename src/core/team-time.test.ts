import { describe, expect, test } from "vitest";
import { z } from "zod";
import { isOpen } from "./business-time.ts";
import { DEFAULT_POLICIES } from "./escalation-policy.ts";
import { parseTeamTime, TeamTimeFields } from "./team-time.ts";

const Sections = z.object(TeamTimeFields);
const people = [{ id: "ana" }, { id: "luis" }];

function prepared(sections: object, timeZone = "America/Mexico_City") {
  return parseTeamTime({ ...Sections.parse(sections), timeZone, people });
}

function ready(sections: object, timeZone?: string) {
  const time = prepared(sections, timeZone);
  if ("error" in time) throw new Error(time.error);
  return time;
}

/** A Tuesday and a Saturday of November 2026, and a Mexican holiday, each at some hour in UTC. */
const TUESDAY = (hour: string) => `2026-11-24T${hour}:00.000Z`;
const SATURDAY = (hour: string) => `2026-11-21T${hour}:00.000Z`;
const REVOLUTION = "2026-11-16T18:00:00.000Z";

describe("calendars", () => {
  test("are weekdays from eight to six in the common zone where nobody wrote one", () => {
    const { calendars } = ready({});
    for (const calendar of Object.values(calendars)) {
      expect(isOpen(TUESDAY("13:59"), calendar)).toBe(false);
      expect(isOpen(TUESDAY("14:00"), calendar)).toBe(true);
      expect(isOpen(SATURDAY("18:00"), calendar)).toBe(false);
      expect(isOpen(REVOLUTION, calendar)).toBe(true);
    }
    expect(Object.keys(calendars)).toHaveLength(5);
  });

  test("keep the country's holidays, which a team may have elsewhere", () => {
    const { calendars } = ready({
      country: "MX",
      calendars: { sales: { country: "CO" }, logistics: { hours: { "mon-sun": ["00:00-24:00"] } } },
    });
    expect(isOpen(REVOLUTION, calendars.collections)).toBe(false);
    expect(isOpen(REVOLUTION, calendars.logistics)).toBe(false);
    expect(isOpen("2026-11-16T18:00:00.000Z", calendars.sales)).toBe(false);
    expect(isOpen("2026-05-05T18:00:00.000Z", calendars.sales)).toBe(true);
    expect(isOpen(SATURDAY("18:00"), calendars.logistics)).toBe(true);
  });

  test("of a team say what differs from the default one", () => {
    const { calendars } = ready({
      calendars: {
        default: { hours: { "mon-sat": ["09:00-13:00"] } },
        sales: { timeZone: "Europe/Madrid" },
      },
    });
    expect(isOpen(SATURDAY("15:30"), calendars.logistics)).toBe(true);
    expect(isOpen(SATURDAY("08:30"), calendars.sales)).toBe(true);
    expect(isOpen(SATURDAY("15:30"), calendars.sales)).toBe(false);
    expect([calendars.sales.zone, calendars.logistics.zone]).toEqual([
      "Europe/Madrid",
      "America/Mexico_City",
    ]);
  });

  test("in another country have none of the default one's states", () => {
    const usual = { country: "ES", state: "MD" };
    const sections = (sales: object) => ({ calendars: { default: usual, sales } });
    // Madrid alone rests on the second of May.
    const madrid = "2028-05-02T15:00:00.000Z";
    const open = (sales: object) => isOpen(madrid, ready(sections(sales)).calendars.sales);
    expect(open({ hours: { "mon-fri": ["08:00-18:00"] } })).toBe(false);
    expect(open({ country: "ES" })).toBe(true);
    expect(open({ state: "CT" })).toBe(true);
    expect(open({ country: "MX" })).toBe(true);
  });

  test.each([
    [{ default: { country: "XX" } }, /^calendars\.default country "XX"/],
    [{ sales: { country: "XX" } }, /^calendars\.sales country "XX"/],
  ])("%j are refused in one sentence that names the setting", (calendars, sentence) => {
    const refused = prepared({ calendars });
    expect("error" in refused ? refused.error : "").toMatch(sentence);
  });

  test("of no team are refused, with the names there are", () => {
    const parsed = Sections.safeParse({ calendars: { ventas: {} } });
    expect(parsed.error?.issues).toMatchObject([
      {
        path: ["calendars", "ventas"],
        message:
          "is not a team, nor default: use default, sales, logistics, collections, controller, administrator",
      },
    ]);
    expect(Sections.safeParse({ duty: { default: {} } }).success).toBe(false);
  });
});

describe("escalation", () => {
  const policy = { steps: [{ afterMinutes: 5, notify: "lead" }], ackExpiresMinutes: 30 };

  test("is by severity, as usual where nothing is said, and by rule", () => {
    expect(ready({}).policies).toEqual({ ...DEFAULT_POLICIES, byRule: {} });
    const { policies } = ready({ escalation: { warning: policy, "delivery-short": policy } });
    const own = { ...policy, repeatLastEveryMinutes: null };
    expect(policies).toEqual({
      ...DEFAULT_POLICIES,
      warning: own,
      byRule: { "delivery-short": own },
    });
  });

  test("of something else is refused", () => {
    expect(prepared({ escalation: { warning: policy, urgent: policy } })).toEqual({
      error: "escalation.urgent is neither a severity (critical, warning, notice) nor a rule.",
    });
  });
});

describe("duty", () => {
  const turns = { people: ["ana", "luis"], startsOn: "2026-11-02" };

  test("is in the zone of the team's calendar, unless it names its own", () => {
    const { duty } = ready({
      calendars: { sales: { timeZone: "Europe/Madrid" } },
      duty: { sales: turns, logistics: { ...turns, timeZone: "UTC" } },
    });
    expect(duty).toMatchObject({
      sales: { zone: "Europe/Madrid", ...turns },
      logistics: { zone: "UTC" },
    });
    expect(Object.keys(duty)).toEqual(["sales", "logistics"]);
  });

  const override = { person: "eva", from: "2026-11-03T00:00:00Z", until: "2026-11-04T00:00:00Z" };
  test.each([
    ["people", { ...turns, people: ["ana", "eva"] }],
    ["overrides", { ...turns, overrides: [override] }],
    ["absences", { ...turns, absences: [{ person: "eva", from: "2026-11-03", to: "2026-11-04" }] }],
  ])("names nobody among its %s who is not in people", (where, spec) => {
    expect(prepared({ duty: { sales: spec } })).toEqual({
      error: `duty.sales.${where} names "eva", who is not in people.`,
    });
  });
});
