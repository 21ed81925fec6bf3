import type { Rule } from "../rule.ts";
import { evidenceMissing } from "./evidence-missing/rule.ts";
import { promiseBroken } from "./promise-broken/rule.ts";

/** Every rule there is, in the order of the chain from promise to cash. */
export const RULES = [promiseBroken, evidenceMissing] as const;

export type RuleId = (typeof RULES)[number]["id"];
type RuleOf<Id extends RuleId> = Extract<(typeof RULES)[number], { id: Id }>;
/** The facts a rule proves its finding with: what its text may tell. */
export type DataOf<Id extends RuleId> =
  RuleOf<Id> extends Rule<string, infer Data, infer _T, infer _K> ? Data : never;

export const RULE_IDS = RULES.map((rule) => rule.id);

export function isRuleId(text: string): text is RuleId {
  return RULE_IDS.some((id) => id === text);
}
