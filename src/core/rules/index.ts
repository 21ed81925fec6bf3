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
import { promiseInfeasible } from "./promise-infeasible/rule.ts";
import { evidenceRejected } from "./evidence-rejected/rule.ts";
import { periodNotInvoiced } from "./period-not-invoiced/rule.ts";
import { invoiceDuplicated } from "./invoice-duplicated/rule.ts";
import { invoiceNotFiled } from "./invoice-not-filed/rule.ts";
import { invoiceRejected } from "./invoice-rejected/rule.ts";
import { invoiceDisputed } from "./invoice-disputed/rule.ts";
import { creditNotePending } from "./credit-note-pending/rule.ts";
import { creditNoteUnapproved } from "./credit-note-unapproved/rule.ts";
import { invoiceDueSoon } from "./invoice-due-soon/rule.ts";
import { invoiceOverdue } from "./invoice-overdue/rule.ts";
import { paymentPromiseBroken } from "./payment-promise-broken/rule.ts";
import { paymentShort } from "./payment-short/rule.ts";
import { withholdingMissing } from "./withholding-missing/rule.ts";
import { paymentUnapplied } from "./payment-unapplied/rule.ts";
import { paymentDuplicated } from "./payment-duplicated/rule.ts";
import { creditLimitExceeded } from "./credit-limit-exceeded/rule.ts";
import { customerOnHold } from "./customer-on-hold/rule.ts";
import { agreementIncomplete } from "./agreement-incomplete/rule.ts";

/** Every rule there is, in the order of the chain from promise to cash. */
export const RULES = [
  promiseInfeasible,
  promiseAtRisk,
  promiseBroken,
  agreementIncomplete,
  creditLimitExceeded,
  customerOnHold,
  orderChangedAfterRelease,
  cancelledButDispatched,
  deliveryRescheduled,
  deliveryStuck,
  deliveryFailed,
  deliveryShort,
  deliveryDuplicated,
  evidenceMissing,
  evidenceRejected,
  deliveredNotInvoiced,
  periodNotInvoiced,
  invoicedNotDelivered,
  invoiceMismatch,
  invoiceDuplicated,
  invoiceNotFiled,
  invoiceRejected,
  invoiceDisputed,
  creditNotePending,
  creditNoteUnapproved,
  invoiceDueSoon,
  invoiceOverdue,
  paymentPromiseBroken,
  paymentShort,
  withholdingMissing,
  paymentUnapplied,
  paymentDuplicated,
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
