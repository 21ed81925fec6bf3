import { fires, invoiceRule, quiet } from "../../rule.ts";
import { isCollectable, openPromise } from "../collecting.ts";
import { common, Hours } from "../thresholds.ts";

/** The customer said by when it would pay, and the money did not come. */
export const paymentPromiseBroken = invoiceRule({
  id: "payment-promise-broken",
  team: "collections",
  informs: [],
  severity: "critical",
  stage: "collection",
  // Banks take a day to tell of a payment.
  thresholds: common({ promiseGraceHours: Hours.default(24) }, { answerWithinHours: 8 }),
  actions: ["promise-to-pay"],
  judge({ invoice, zone }, now, { promiseGraceHours }) {
    const open = openPromise(invoice, zone, promiseGraceHours);
    if (!open || !isCollectable(invoice)) return quiet();
    const { promise, missing, paidMinor, brokenAt } = open;
    if (now < brokenAt) return quiet(brokenAt);
    const currency = missing?.currency;
    const money = (minor: number | null) => (currency && minor ? { minor, currency } : null);
    return fires({
      subject: `invoice:${invoice.id}`,
      amount: missing,
      since: brokenAt,
      data: {
        invoiceId: invoice.id,
        promisedOn: promise.on,
        promised: money(promise.minor),
        paid: money(paidMinor),
        promises: invoice.promises.length,
      },
    });
  },
});
