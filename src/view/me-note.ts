import type { Case } from "../core/case.ts";
import type { Team } from "../core/fact.ts";
import type { Person } from "../core/may.ts";
import type { OfficeState } from "../core/office.ts";
import type { Field, Note } from "./card.ts";
import { caseRow } from "./cases-note.ts";
import { type Reader, type Speech, speechFor } from "./reader.ts";

/** Cases that the answer names; the rest is counted. */
export const MY_CASES = 10;

const PLATFORMS = { slack: "Slack", teams: "Teams" } as const;

export type Myself = {
  readonly person: Person & {
    readonly accounts: Readonly<Partial<Record<keyof typeof PLATFORMS, string>>>;
  };
  readonly office: OfficeState;
  /** The teams for which they are on duty now. */
  readonly onDuty: readonly Team[];
  readonly cases: { readonly cases: readonly Case[]; readonly total: number };
};

/** `/remo me`: who Remo thinks the reader is, and what waits for them. */
export function meNote({ person, office, onDuty, cases }: Myself, reader: Reader): Note {
  const speech = speechFor(reader);
  const { text, f } = speech;
  const { why } = text;
  const teams = person.teams.map((team) => text.team[team]);
  const roles = person.roles.map((role) => why.role[role]);
  const duty = onDuty.map((team) => text.team[team]);
  const fields: readonly Field[] = [
    { label: why.teams, value: teams.length > 0 ? f.list(teams) : why.nobody },
    { label: why.roles, value: roles.length > 0 ? f.list(roles) : why.role.member },
    { label: why.accounts, value: accountsOf(person) },
    { label: why.onDuty, value: duty.length > 0 ? f.list(duty) : why.notOnDuty },
    ...delegatesOf(person, office, speech),
  ];
  const hidden = cases.total - cases.cases.length;
  return {
    lang: reader.lang,
    title: why.meTitle(person.name),
    text:
      cases.total === 0
        ? text.command.noCases(text.command.mine, null)
        : text.command.casesTitle(text.command.mine, cases.total),
    fields,
    lines: [
      ...cases.cases.map((one) => caseRow(one, null, speech)),
      ...(hidden > 0 ? [text.command.andMore(hidden)] : []),
    ],
  };
}

function accountsOf({ accounts }: Myself["person"]): string {
  const platforms = ["slack", "teams"] as const;
  return platforms.map((one) => `${PLATFORMS[one]}: ${accounts[one] ?? "—"}`).join(" · ");
}

function delegatesOf(
  { id }: Person,
  { delegations }: OfficeState,
  { text, f }: Speech,
): readonly Field[] {
  const own = delegations.filter(
    ({ of, from, until }) => of.personId === id && from <= f.now && until > f.now,
  );
  return own.map(({ to, until }) => ({
    label: text.why.delegates,
    value: text.why.delegateLine(to.personName, f.when(until)),
  }));
}
