import { orderRule, quiet } from "../../rule.ts";
import { cargoWorth } from "../stake.ts";
import { common } from "../thresholds.ts";
import { followedBy } from "../whereabouts.ts";

/** An attempt failed, and neither a new one is planned nor are the goods back. */
export const deliveryFailed = orderRule({
  id: "delivery-failed",
  team: "logistics",
  informs: ["sales"],
  severity: "critical",
  stage: "delivery",
  thresholds: common({}, { answerWithinHours: 4 }),
  actions: ["re-plan", "returned"],
  judge({ order, deliveries }) {
    // A cancelled order's goods have to come back, which another rule says.
    if (order.cancelledAt !== null) return quiet();
    const findings = deliveries.flatMap((delivery) => {
      const { id, failedAt, failReason, returnedAt, cancelledAt, carrier } = delivery;
      if (failedAt === null || returnedAt !== null || cancelledAt !== null) return [];
      if (followedBy(deliveries, delivery, failedAt)) return [];
      return [
        {
          subject: `delivery:${id}` as const,
          amount: cargoWorth(order, delivery),
          since: failedAt,
          data: { deliveryId: id, failedAt, reason: failReason, carrier },
        },
      ];
    });
    return { findings, recheckAt: null };
  },
});
