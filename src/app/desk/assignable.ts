import type { Case } from "../../core/case.ts";
import { involvedTeams } from "../../core/may.ts";
import type { Directory, KnownPerson } from "../ports.ts";

// As many as a list on a chat platform holds.
const MOST = 100;

/** To whom a case may be given: people of the teams it involves, those with the ball first. */
export function assignable(c: Case, { people }: Pick<Directory, "people">): readonly KnownPerson[] {
  const teams = involvedTeams(c);
  const rank = (one: KnownPerson) => teams.findIndex((team) => one.teams.includes(team));
  return people
    .filter((one) => rank(one) >= 0)
    .toSorted((a, b) => rank(a) - rank(b))
    .slice(0, MOST);
}
