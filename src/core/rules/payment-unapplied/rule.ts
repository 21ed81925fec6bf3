import { addHours, earliest } from "../../calendar.ts";
import { unappliedMinor } from "../../payment.ts";
import { accountRule } from "../../rule.ts";
import { common, Days } from "../thresholds.ts";

const HOURS_PER_DAY = 24;

/** Money came, and days later some of it still pays no invoice. */
export const paymentUnapplied = accountRule({
  id: "payment-unapplied",
  team: "collections",
  informs: [],
  severity: "warning",
  stage: "collection",
  thresholds: common(
    {
      /** Days from the payment in which somebody may still be matching it. */
      graceDays: Days.default(3),
    },
    { answerWithinHours: 10 },
  ),
  actions: ["apply-payment"],
  judge({ payments }, now, { graceDays }) {
    const waiting = payments.flatMap((payment) => {
      const { receivedAt, currency } = payment;
      const minor = unappliedMinor(payment);
      if (receivedAt === null || currency === null || minor === 0) return [];
      return [{ payment, receivedAt, amount: { minor, currency } }];
    });
    const found = waiting.map(({ payment, receivedAt, amount }) => ({
      subject: `payment:${payment.id}` as const,
      amount,
      since: addHours(receivedAt, graceDays * HOURS_PER_DAY),
      data: {
        paymentId: payment.id,
        receivedAt,
        reference: payment.reference,
        received: { minor: payment.minor ?? amount.minor, currency: amount.currency },
        unapplied: amount,
      },
    }));
    return {
      findings: found.filter(({ since }) => since <= now),
      recheckAt: earliest(...found.map(({ since }) => since).filter((since) => since > now)),
    };
  },
});
