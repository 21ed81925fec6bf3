import type { Team } from "../fact.ts";
import type { Stage } from "../rule.ts";
import { RULES } from "../rules/index.ts";
import { type Scope, scopeKey } from "./scope.ts";

const BLOCKING_STAGES: ReadonlySet<Stage> = new Set<Stage>(["evidence", "billing", "collection"]);

/**
 * The rules that stop billing or collection: the goods have arrived, or the invoice is there. A
 * reminder before the day stops nothing.
 */
export const BLOCKING_RULES: readonly string[] = RULES.filter(
  ({ id, stage }) => BLOCKING_STAGES.has(stage) && id !== "invoice-due-soon",
).map(({ id }) => id);

/** What open cases of one team hold back, of one legal entity and currency. */
export type Blocked = Scope & {
  readonly team: Team;
  readonly minor: number;
  readonly cases: number;
};

/** Adds up what each open case holds back by who has the ball, the largest amount first. */
export function blockedByTeam(
  cases: readonly (Scope & { readonly team: Team; readonly minor: number })[],
): readonly Blocked[] {
  const byTeam = new Map<string, Blocked>();
  for (const { team, legalEntity, currency, minor } of cases) {
    const scope = { legalEntity, currency };
    const key = `${team} ${scopeKey(scope)}`;
    const before = byTeam.get(key) ?? { ...scope, team, minor: 0, cases: 0 };
    byTeam.set(key, { ...before, minor: before.minor + minor, cases: before.cases + 1 });
  }
  return [...byTeam.values()].toSorted((a, b) => b.minor - a.minor);
}
