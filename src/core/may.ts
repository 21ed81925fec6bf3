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

/** The teams whose members may press it on this case; null where it takes a role and no team. */
export function teamsThatMay(action: ActionId, c: Case): readonly Team[] | null {
  const { who } = actionSpec(action);
  return who === "approver" || who === "signer" ? null : teamsFor(who, c);
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

type Right = { readonly teams: readonly Team[]; readonly roles: readonly Role[] };

/** What people do by command and not on a case: the teams and the roles that may, either of them. */
const DEEDS = {
  /** Says when a customer will pay an invoice, or that it objects to it. */
  "promise-to-pay": { teams: ["collections", "sales"], roles: [] },
  dispute: { teams: ["collections", "sales"], roles: [] },
  maintenance: { teams: [], roles: ["admin"] },
  /** Only of what one may do oneself. */
  delegate: { teams: [], roles: ["lead", "controller", "manager", "director"] },
} as const satisfies Record<string, Right>;

export type Deed = keyof typeof DEEDS;

/** Whether this person may do it by command. */
export function mayDo(person: Person, deed: Deed): Permission {
  const right: Right = DEEDS[deed];
  const { teams } = right;
  const own = teams.find((team) => person.teams.includes(team));
  const as = own ?? person.teams[0] ?? "administrator";
  if (own !== undefined || right.roles.some((role) => person.roles.includes(role))) {
    return { allowed: true, as };
  }
  return teams.length > 0
    ? { refused: "not-your-team", teams }
    : { refused: "needs-approver", roles: right.roles };
}

/** Whether somebody decides who is on duty for a team: its leads, and administrators. */
export function leads(person: Person, team: Team): boolean {
  if (person.roles.includes("admin")) return true;
  return person.teams.includes(team) && person.roles.includes("lead");
}
