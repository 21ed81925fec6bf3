import type { RuleId } from "./rules/index.ts";

/** What keeps a month from closing: goods without an invoice, and invoices that do not stand. */
export const MONTH_END_RULES = [
  "delivered-not-invoiced",
  "period-not-invoiced",
  "evidence-missing",
  "evidence-rejected",
  "invoice-not-filed",
  "invoice-rejected",
  "invoice-disputed",
  "credit-note-pending",
] as const satisfies readonly RuleId[];
export type MonthEndRule = (typeof MONTH_END_RULES)[number];

export function isMonthEndRule(rule: string): rule is MonthEndRule {
  return MONTH_END_RULES.some((one) => one === rule);
}
