import type { Rule } from "../rule.ts";
import { cancelledButDispatched } from "./cancelled-but-dispatched/rule.ts";
import { deliveredNotInvoiced } from "./delivered-not-invoiced/rule.ts";
import { deliveryDuplicated } from "./delivery-duplicated/rule.ts";
import { deliveryFailed } from "./delivery-failed/rule.ts";
import { deliveryRescheduled } from "./delivery-rescheduled/rule.ts";
import { deliveryShort } from "./delivery-short/rule.ts";
import { deliveryStuck } from "./delivery-stuck/rule.ts";
import { evidenceMissing } from "./evidence-missing/rule.ts";
import { invoicedNotDelivered } from "./invoiced-not-delivered/rule.ts";
import { invoiceMismatch } from "./invoice-mismatch/rule.ts";
import { orderChangedAfterRelease } from "./order-changed-after-release/rule.ts";
import { promiseAtRisk } from "./promise-at-risk/rule.ts";
import { promiseBroken } from "./promise-broken/rule.ts";
import { sourceSilent } from "./source-silent/rule.ts";

/** Every rule there is, in the order of the chain from promise to cash. */
export const RULES = [
  promiseAtRisk,
  promiseBroken,
  orderChangedAfterRelease,
  cancelledButDispatched,
  deliveryRescheduled,
  deliveryStuck,
  deliveryFailed,
  deliveryShort,
  deliveryDuplicated,
  evidenceMissing,
  deliveredNotInvoiced,
  invoicedNotDelivered,
  invoiceMismatch,
  sourceSilent,
] as const;

export type RuleId = (typeof RULES)[number]["id"];
type RuleOf<Id extends RuleId> = Extract<(typeof RULES)[number], { id: Id }>;
/** The facts a rule proves its finding with: what its text may tell. */
export type DataOf<Id extends RuleId> =
  RuleOf<Id> extends Rule<string, infer Data, infer _T, infer _K> ? Data : never;

export const RULE_IDS = RULES.map((rule) => rule.id);

export function isRuleId(text: string): text is RuleId {
  return RULE_IDS.some((id) => id === text);
}
