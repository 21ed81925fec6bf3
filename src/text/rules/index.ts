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
};
