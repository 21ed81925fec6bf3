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
  if (who === "signer") {
    const holds = person.teams.includes(c.ball.team);
    return { allowed: true, as: holds ? c.ball.team : (person.teams[0] ?? "controller") };
  }
  const teams = teamsFor(who, c);
  const as = teams.find((team) => person.teams.includes(team));
  if (as) return { allowed: true, as };
  return { refused: "not-your-team", teams };
}

function teamsFor(who: "ball" | "involved" | readonly Team[], c: Case): readonly Team[] {
  if (who === "ball") return [c.ball.team];
  if (who === "involved") return [...new Set([c.ball.team, ...c.teams])];
  return who;
}
