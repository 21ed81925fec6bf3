import { type ActionId, actionSpec, type Role } from "./action.ts";
import { type Case, concerned } from "./case.ts";
import type { Team } from "./fact.ts";
import type { Matcher } from "./people-facts.ts";

export type Person = {
  readonly id: string;
  readonly name: string;
  readonly teams: readonly Team[];
  readonly roles: readonly Role[];
};

export type Permission =
  | { readonly allowed: true; readonly as: Team }
  | { readonly refused: "not-your-team"; readonly teams: readonly Team[] }
  | { readonly refused: "needs-approver"; readonly roles: readonly Role[] }
  | { readonly refused: "needs-lead"; readonly roles: readonly Role[] };

const APPROVERS = ["lead", "controller"] as const;
const SILENCERS = ["lead", "admin"] as const;

/** Whether this person may press this button on this case, and for which of their teams. */
export function may(person: Person, action: ActionId, c: Case): Permission {
  const { who } = actionSpec(action);
  if (who === "approver") {
    const approves = APPROVERS.some((role) => person.roles.includes(role));
    return approves
      ? { allowed: true, as: person.teams[0] ?? "controller" }
      : { refused: "needs-approver", roles: APPROVERS };
  }
  if (who === "signer") {
    const holds = person.teams.includes(c.ball.team);
    return { allowed: true, as: holds ? c.ball.team : (person.teams[0] ?? "controller") };
  }
  const teams = teamsFor(who, c);
  const as = teams.find((team) => person.teams.includes(team));
  if (as) return { allowed: true, as };
  // Who was called, assigned or watches takes part, of whichever team they are.
  if (isCalled(person.id, who, c)) return { allowed: true, as: person.teams[0] ?? c.ball.team };
  return { refused: "not-your-team", teams };
}

/**
 * Whether this person may silence what the matcher covers. One rule of one customer: whoever is in
 * a team that it concerns. A whole rule, customer or warehouse: leads and administrators.
 */
export function maySilence(
  person: Person,
  { customerId, rule }: Matcher,
  concernedTeams: readonly Team[],
): Permission {
  const as = concernedTeams.find((team) => person.teams.includes(team));
  if (SILENCERS.some((role) => person.roles.includes(role))) {
    return { allowed: true, as: as ?? person.teams[0] ?? "administrator" };
  }
  const isNarrow = customerId !== undefined && rule !== undefined;
  if (!isNarrow) return { refused: "needs-lead", roles: SILENCERS };
  return as ? { allowed: true, as } : { refused: "not-your-team", teams: concernedTeams };
}

/** The team with the ball first, then those that follow the case. */
export function involvedTeams(c: Pick<Case, "ball" | "teams">): readonly Team[] {
  return [...new Set([c.ball.team, ...c.teams])];
}

/** Whether a case called this person by name, so that they may do what this group of people may. */
export function isCalled(
  personId: string,
  who: "ball" | "involved" | readonly Team[],
  c: Case,
): boolean {
  if (who === "ball") return c.assignee?.personId === personId;
  return who === "involved" && concerned(c).some((one) => one.personId === personId);
}

function teamsFor(who: "ball" | "involved" | readonly Team[], c: Case): readonly Team[] {
  if (who === "ball") return [c.ball.team];
  if (who === "involved") return involvedTeams(c);
  return who;
}
