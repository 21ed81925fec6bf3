import type { Case } from "../core/case.ts";
import type { Team } from "../core/fact.ts";
import type { Finding } from "../core/finding.ts";
import { may, type Person, teamsThatMay } from "../core/may.ts";
import { findingWords, ruleTag } from "../text/case-words.ts";
import type { Note } from "./card.ts";
import { type Reader, type Speech, speechFor } from "./reader.ts";

const MOST_FINDINGS = 4;
const MOST_NAMES = 4;
const MOST_VALUE = 80;

export type WhyAbout = {
  readonly people: readonly Person[];
  /** A rule's part of the rules file. */
  readonly thresholdsOf: (rule: string) => Readonly<Record<string, unknown>>;
};

/** `/remo why`: each rule that fires, its facts and thresholds, and who may answer it. */
export function whyNote(c: Case, about: WhyAbout, reader: Reader): Note {
  const speech = speechFor(reader);
  const { text } = speech;
  const shown = c.findings.slice(0, MOST_FINDINGS);
  const hidden = c.findings.length - shown.length;
  return {
    lang: reader.lang,
    title: text.why.title(c.group.id),
    text: `${text.card.ball}: ${text.team[c.ball.team]} · ${text.state[c.state]}`,
    lines: [
      ...shown.flatMap((finding) => findingLines(c, finding, about, speech)),
      ...(hidden > 0 ? [text.account.andMore(hidden)] : []),
    ],
  };
}

function findingLines(
  c: Case,
  finding: Finding,
  about: WhyAbout,
  speech: Speech,
): readonly string[] {
  const { text, f } = speech;
  const words = findingWords(finding, f);
  const thresholds = Object.entries(about.thresholdsOf(finding.rule))
    .filter(([name]) => name !== "enabled")
    .map(([name, value]) => `${name} ${valueWords(value)}`);
  const { why } = text;
  return [
    why.rule(words.tag, words.title, finding.rule),
    ...(finding.foldedUnder ? [why.foldedUnder(ruleTag(finding.foldedUnder, f.lang))] : []),
    [words.why, why.since(f.moment(finding.since))].filter((part) => part !== null).join(" "),
    ...words.fields.map(([label, value]) => `${label}: ${value}`),
    ...words.checklist.map(({ label, done }) => `${done ? "✓" : "✗"} ${label}`),
    ...(thresholds.length > 0 ? [why.thresholds(thresholds.join(" · "))] : []),
    ...answerLines(c, finding, about, speech),
  ];
}

/** A value of the rules file in one line, as it may be written there. */
function valueWords(value: unknown): string {
  const shown = Array.isArray(value)
    ? value.map(valueWords).join(", ")
    : typeof value === "object" && value !== null
      ? JSON.stringify(value)
      : String(value);
  return shown.length > MOST_VALUE ? `${shown.slice(0, MOST_VALUE)}…` : shown;
}

/** Buttons that the same people may press stand in one line. */
function answerLines(
  c: Case,
  finding: Finding,
  { people }: WhyAbout,
  { text, f }: Speech,
): readonly string[] {
  const byWho = Map.groupBy(finding.actions, (action) => {
    const teams = teamsThatMay(action, c);
    if (teams !== null) return f.list(teams.map((team) => ofTeam(team, people, { text, f })));
    const approvers = people.filter((person) => "allowed" in may(person, action, c));
    return text.why.teamOf(text.why.approvers, names(approvers));
  });
  return [...byWho].map(([who, actions]) =>
    text.why.mayAnswer(actions.map((action) => text.action[action]).join(", "), who),
  );
}

function ofTeam(team: Team, people: readonly Person[], { text }: Speech): string {
  const members = people.filter(({ teams }) => teams.includes(team));
  return text.why.teamOf(text.team[team], names(members));
}

function names(people: readonly Person[]): string | null {
  const shown = people.slice(0, MOST_NAMES).map(({ name }) => name);
  if (shown.length === 0) return null;
  return people.length > shown.length ? `${shown.join(", ")}…` : shown.join(", ");
}
