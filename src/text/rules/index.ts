import type { RuleId } from "../../core/rules/index.ts";
import type { RuleTexts } from "../rule-text.ts";
import { evidenceMissing } from "./evidence-missing.ts";
import { promiseBroken } from "./promise-broken.ts";

/** Every rule's words. A rule without them does not compile. */
export const RULE_TEXTS: { readonly [Id in RuleId]: RuleTexts<Id> } = {
  "promise-broken": promiseBroken,
  "evidence-missing": evidenceMissing,
};
