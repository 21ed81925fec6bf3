import { type ActionId, actionSpec, type Role } from "./action.ts";
import type { Case } from "./case.ts";
import type { Team } from "./fact.ts";

export type Person = {
  readonly id: string;
  readonly name: string;
  readonly teams: readonly Team[];
  readonly roles: readonly Role[];
};

export type Permission =
  | { readonly allowed: true; readonly as: Team }
  | { readonly refused: "not-your-team"; readonly teams: readonly Team[] }
  | { readonly refused: "needs-approver"; readonly roles: readonly Role[] };

const APPROVERS = ["lead", "controller"] as const;

/** Whether this person may press this button on this case, and for which of their teams. */
export function may(person: Person, action: ActionId, c: Case): Permission {
  const { who } = actionSpec(action);
  if (who === "approver") {
    const approves = APPROVERS.some((role) => person.roles.includes(role));
    return approves
      ? { allowed: true, as: person.teams[0] ?? "controller" }
      : { refused: "needs-approver", roles: APPROVERS };
  }
  const teams = teamsFor(who, c);
  const as = teams.find((team) => person.teams.includes(team));
  if (as) return { allowed: true, as };
  return { refused: "not-your-team", teams };
}

/** The teams whose members may press it on this case; null where it takes a role and no team. */
export function teamsThatMay(action: ActionId, c: Case): readonly Team[] | null {
  const { who } = actionSpec(action);
  return who === "approver" ? null : teamsFor(who, c);
}

function teamsFor(who: "ball" | "involved" | readonly Team[], c: Case): readonly Team[] {
  if (who === "ball") return [c.ball.team];
  if (who === "involved") return [...new Set([c.ball.team, ...c.teams])];
  return who;
}

type Right = { readonly teams: readonly Team[]; readonly roles: readonly Role[] };

/** What people do by command and not on a case: the teams and the roles that may, either of them. */
const DEEDS = {
  /** Says when a customer will pay an invoice, or that it objects to it. */
  "promise-to-pay": { teams: ["collections", "sales"], roles: [] },
  dispute: { teams: ["collections", "sales"], roles: [] },
  /** Of one rule with one customer: the teams of that rule join. */
  "silence-one": { teams: [], roles: ["lead", "admin"] },
  /** Of a whole rule, customer or warehouse. */
  "silence-many": { teams: [], roles: ["lead", "admin"] },
  maintenance: { teams: [], roles: ["admin"] },
  /** Only of what one may do oneself. */
  delegate: { teams: [], roles: ["lead", "controller", "manager", "director"] },
} as const satisfies Record<string, Right>;

export type Deed = keyof typeof DEEDS;

/** Whether this person may do it; `involved` are the teams that it concerns, where those may too. */
export function mayDo(person: Person, deed: Deed, involved: readonly Team[] = []): Permission {
  const right: Right = DEEDS[deed];
  const teams = [...right.teams, ...involved];
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
