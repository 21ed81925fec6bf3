import { addHours, earliest, latest } from "../../calendar.ts";
import { isOnRoute } from "../../delivery.ts";
import { answerSince } from "../../order.ts";
import { orderRule, quiet } from "../../rule.ts";
import { cargoWorth } from "../stake.ts";
import { common, Hours } from "../thresholds.ts";

/** The waybill nobody closed: on route for long, with no word of how it ended. */
export const deliveryStuck = orderRule({
  id: "delivery-stuck",
  team: "logistics",
  informs: [],
  severity: "warning",
  stage: "delivery",
  thresholds: common({ stuckHours: Hours.positive().default(48) }, { answerWithinHours: 8 }),
  actions: ["delivered", "failed", "still-on-route"],
  judge({ order, deliveries }, now, { stuckHours }) {
    if (order.cancelledAt !== null) return quiet();
    const clocks = deliveries.filter(isOnRoute).map((delivery) => {
      const left = delivery.dispatchedAt ?? now;
      const subject = `delivery:${delivery.id}` as const;
      const seen = answerSince(order.answers, ["still-on-route"], left, "delivery-stuck", subject);
      const since = addHours(latest(left, seen?.at) ?? left, stuckHours);
      return { delivery, subject, left, since };
    });
    return {
      findings: clocks
        .filter(({ since }) => since <= now)
        .map(({ delivery, subject, left, since }) => ({
          subject,
          amount: cargoWorth(order, delivery),
          since,
          data: { deliveryId: delivery.id, dispatchedAt: left, carrier: delivery.carrier },
        })),
      recheckAt: earliest(...clocks.map(({ since }) => since).filter((since) => since > now)),
    };
  },
});
