import type { RuleId } from "../../core/rules/index.ts";
import type { RuleTexts } from "../rule-text.ts";
import { cancelledButDispatched } from "./cancelled-but-dispatched.ts";
import { deliveredNotInvoiced } from "./delivered-not-invoiced.ts";
import { deliveryDuplicated } from "./delivery-duplicated.ts";
import { deliveryFailed } from "./delivery-failed.ts";
import { deliveryRescheduled } from "./delivery-rescheduled.ts";
import { deliveryShort } from "./delivery-short.ts";
import { deliveryStuck } from "./delivery-stuck.ts";
import { evidenceMissing } from "./evidence-missing.ts";
import { invoiceMismatch } from "./invoice-mismatch.ts";
import { invoicedNotDelivered } from "./invoiced-not-delivered.ts";
import { orderChangedAfterRelease } from "./order-changed-after-release.ts";
import { promiseAtRisk } from "./promise-at-risk.ts";
import { promiseBroken } from "./promise-broken.ts";
import { sourceSilent } from "./source-silent.ts";
import { promiseInfeasible } from "./promise-infeasible.ts";
import { evidenceRejected } from "./evidence-rejected.ts";
import { periodNotInvoiced } from "./period-not-invoiced.ts";
import { invoiceDuplicated } from "./invoice-duplicated.ts";
import { invoiceNotFiled } from "./invoice-not-filed.ts";
import { invoiceRejected } from "./invoice-rejected.ts";
import { invoiceDisputed } from "./invoice-disputed.ts";
import { creditNotePending } from "./credit-note-pending.ts";
import { creditNoteUnapproved } from "./credit-note-unapproved.ts";
import { invoiceDueSoon } from "./invoice-due-soon.ts";
import { invoiceOverdue } from "./invoice-overdue.ts";
import { paymentPromiseBroken } from "./payment-promise-broken.ts";
import { paymentShort } from "./payment-short.ts";
import { withholdingMissing } from "./withholding-missing.ts";
import { paymentUnapplied } from "./payment-unapplied.ts";
import { paymentDuplicated } from "./payment-duplicated.ts";
import { creditLimitExceeded } from "./credit-limit-exceeded.ts";
import { customerOnHold } from "./customer-on-hold.ts";
import { agreementIncomplete } from "./agreement-incomplete.ts";

/** Every rule's words. A rule without them does not compile. */
export const RULE_TEXTS: { readonly [Id in RuleId]: RuleTexts<Id> } = {
  "promise-at-risk": promiseAtRisk,
  "promise-broken": promiseBroken,
  "order-changed-after-release": orderChangedAfterRelease,
  "cancelled-but-dispatched": cancelledButDispatched,
  "delivery-rescheduled": deliveryRescheduled,
  "delivery-stuck": deliveryStuck,
  "delivery-failed": deliveryFailed,
  "delivery-short": deliveryShort,
  "delivery-duplicated": deliveryDuplicated,
  "evidence-missing": evidenceMissing,
  "delivered-not-invoiced": deliveredNotInvoiced,
  "invoiced-not-delivered": invoicedNotDelivered,
  "invoice-mismatch": invoiceMismatch,
  "source-silent": sourceSilent,
  "promise-infeasible": promiseInfeasible,
  "evidence-rejected": evidenceRejected,
  "period-not-invoiced": periodNotInvoiced,
  "invoice-duplicated": invoiceDuplicated,
  "invoice-not-filed": invoiceNotFiled,
  "invoice-rejected": invoiceRejected,
  "invoice-disputed": invoiceDisputed,
  "credit-note-pending": creditNotePending,
  "credit-note-unapproved": creditNoteUnapproved,
  "invoice-due-soon": invoiceDueSoon,
  "invoice-overdue": invoiceOverdue,
  "payment-promise-broken": paymentPromiseBroken,
  "payment-short": paymentShort,
  "withholding-missing": withholdingMissing,
  "payment-unapplied": paymentUnapplied,
  "payment-duplicated": paymentDuplicated,
  "credit-limit-exceeded": creditLimitExceeded,
  "customer-on-hold": customerOnHold,
  "agreement-incomplete": agreementIncomplete,
};
