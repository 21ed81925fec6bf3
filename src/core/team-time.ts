import { z } from "zod";
import { type Calendar, calendarOf, CalendarPart, CountryField } from "./business-calendar.ts";
import { type Rotation, RotationSpec } from "./duty.ts";
import { DEFAULT_POLICIES, type Policies, Policy } from "./escalation-policy.ts";
import { type Team, TEAMS } from "./fact.ts";
import { SEVERITIES, type Severity } from "./rule.ts";
import { isRuleId } from "./rules/index.ts";

/** When teams work, who is told when nobody answers, and who is on duty: ready to use. */
export type TeamTime = {
  readonly calendars: Readonly<Record<Team, Calendar>>;
  readonly policies: Policies;
  /** Only of the teams that have one. */
  readonly duty: Readonly<Partial<Record<Team, Rotation>>>;
};

/** The sections of remo.yaml, each with its default. */
export const TeamTimeFields = {
  /** Whose public holidays hold where a calendar names no country of its own. */
  country: CountryField.optional(),
  /** By team; "default" for teams that have none, and for what a team's own leaves out. */
  calendars: keyed(CalendarPart, ["default", ...TEAMS], "a team, nor default"),
  /** By severity, or by rule id for one rule. */
  escalation: z.record(z.string(), Policy).default({}),
  /** By team. */
  duty: keyed(RotationSpec, TEAMS, "a team"),
};
const Sections = z.object(TeamTimeFields);
type Settings = z.infer<typeof Sections> & {
  readonly timeZone: string;
  readonly people: readonly { readonly id: string }[];
};
type Refused = { readonly error: string };

const USUAL_HOURS: Record<string, string[]> = { "mon-fri": ["08:00-18:00"] };

/** Prepares what the sections say. The error is one sentence that names the setting. */
export function parseTeamTime(settings: Settings): TeamTime | Refused {
  const calendars = calendarsOf(settings);
  if ("error" in calendars) return calendars;
  const policies = policiesOf(settings.escalation);
  if ("error" in policies) return policies;
  const duty = rotationsOf(settings, calendars);
  return "error" in duty ? duty : { calendars, policies, duty };
}

function calendarsOf(settings: Settings): Record<Team, Calendar> | Refused {
  const own = settings.calendars;
  const { timeZone, country } = settings;
  const usual = over({ timeZone, hours: USUAL_HOURS, country }, own["default"] ?? {});
  const shared = made("default", usual, usual);
  if ("error" in shared) return shared;
  const calendars: Record<Team, Calendar> = {
    sales: shared,
    logistics: shared,
    collections: shared,
    controller: shared,
    administrator: shared,
  };
  for (const team of TEAMS) {
    const part = own[team];
    if (!part) continue;
    const calendar = made(team, over(usual, part), usual);
    if ("error" in calendar) return calendar;
    calendars[team] = calendar;
  }
  return calendars;
}

/** What the special one says, and the rest of the general one; a state is one of its country's. */
function over(general: CalendarPart, special: CalendarPart): CalendarPart {
  const elsewhere = (special.country ?? special.state) !== undefined;
  return { ...general, ...(elsewhere ? { state: undefined, region: undefined } : {}), ...special };
}

function made(name: string, part: CalendarPart, usual: CalendarPart): Calendar | Refused {
  const timeZone = part.timeZone ?? usual.timeZone ?? "UTC";
  const calendar = calendarOf({ ...part, timeZone, hours: part.hours ?? USUAL_HOURS });
  return "error" in calendar ? { error: `calendars.${name} ${calendar.error}` } : calendar;
}

function policiesOf(given: Readonly<Record<string, Policy>>): Policies | Refused {
  const unknown = Object.keys(given).find((key) => !isRuleId(key) && !isSeverity(key));
  if (unknown !== undefined) {
    const severities = SEVERITIES.join(", ");
    return { error: `escalation.${unknown} is neither a severity (${severities}) nor a rule.` };
  }
  const bySeverity = (severity: Severity) => given[severity] ?? DEFAULT_POLICIES[severity];
  return {
    critical: bySeverity("critical"),
    warning: bySeverity("warning"),
    notice: bySeverity("notice"),
    byRule: Object.fromEntries(Object.entries(given).filter(([key]) => isRuleId(key))),
  };
}

function isSeverity(key: string): boolean {
  return SEVERITIES.some((severity) => severity === key);
}

function rotationsOf(
  { duty, people }: Settings,
  calendars: Readonly<Record<Team, Calendar>>,
): Partial<Record<Team, Rotation>> | Refused {
  const known = new Set(people.map(({ id }) => id));
  const rotations: Partial<Record<Team, Rotation>> = {};
  for (const team of TEAMS) {
    const spec = duty[team];
    if (!spec) continue;
    const stranger = namedIn(spec).find(([, person]) => !known.has(person));
    if (stranger) {
      const [where, person] = stranger;
      return { error: `duty.${team}.${where} names "${person}", who is not in people.` };
    }
    rotations[team] = { ...spec, zone: spec.timeZone ?? calendars[team].zone };
  }
  return rotations;
}

function namedIn(spec: RotationSpec): readonly (readonly [where: string, person: string])[] {
  return [
    ...spec.people.map((person) => ["people", person] as const),
    ...spec.overrides.map(({ person }) => ["overrides", person] as const),
    ...spec.absences.map(({ person }) => ["absences", person] as const),
  ];
}

/** A section by names of which there are few: a wrong one is said as such. */
function keyed<T extends z.ZodType>(value: T, names: readonly string[], what: string) {
  return z
    .record(z.string(), value)
    .superRefine((section, context) => {
      const wrong = Object.keys(section).find((name) => !names.includes(name));
      if (wrong === undefined) return;
      const message = `is not ${what}: use ${names.join(", ")}`;
      context.addIssue({ code: "custom", path: [wrong], message });
    })
    .default({});
}
