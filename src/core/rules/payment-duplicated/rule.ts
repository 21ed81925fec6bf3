import { z } from "zod";
import { earliest } from "../../calendar.ts";
import { answerSince } from "../../order.ts";
import { unappliedMinor } from "../../payment.ts";
import { accountRule } from "../../rule.ts";
import { common } from "../thresholds.ts";
import { twinsAmong } from "../payment-twins.ts";

/** The same payer paid the same amount with the same reference twice. */
export const paymentDuplicated = accountRule({
  id: "payment-duplicated",
  team: "collections",
  informs: [],
  severity: "warning",
  stage: "collection",
  thresholds: common(
    {
      /** Days between two payments that may still be one: at most as long as they are kept in sight. */
      windowDays: z.number().min(0).max(100).default(100),
    },
    { answerWithinHours: 10 },
  ),
  actions: ["refund", "apply-payment", "not-duplicate"],
  judge({ customer, payments }, now, { windowDays }) {
    const found = twinsAmong(payments, windowDays).flatMap(({ later, earlier, until }) => {
      const { id, receivedAt, currency } = later;
      const subject = `payment:${id}` as const;
      const rule = "payment-duplicated";
      if (until <= now || currency === null || later.minor === null) return [];
      // Applied on purpose, to another invoice: no longer one payment told twice.
      if (answerSince(customer.answers, ["apply-payment"], receivedAt, rule, subject)) return [];
      const finding = {
        subject,
        amount: { minor: later.minor, currency },
        since: receivedAt,
        data: {
          paymentId: id,
          twinId: earlier.id,
          receivedAt,
          twinReceivedAt: earlier.receivedAt,
          reference: later.reference,
          unapplied: { minor: unappliedMinor(later), currency },
        },
      };
      return [{ finding, until }];
    });
    return {
      findings: found.map(({ finding }) => finding),
      recheckAt: earliest(...found.map(({ until }) => until)),
    };
  },
});
