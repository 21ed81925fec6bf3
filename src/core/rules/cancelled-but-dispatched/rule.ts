import { latest } from "../../calendar.ts";
import { orderRule, quiet } from "../../rule.ts";
import { cargoWorth } from "../stake.ts";
import { common } from "../thresholds.ts";
import { leftAt, stands } from "../whereabouts.ts";

/** A cancelled order's goods left, before the cancellation or after it, and are not back. */
export const cancelledButDispatched = orderRule({
  id: "cancelled-but-dispatched",
  team: "logistics",
  informs: ["sales"],
  severity: "critical",
  stage: "delivery",
  thresholds: common({}, { answerWithinHours: 2 }),
  actions: ["stop-truck", "returned"],
  judge({ order, deliveries }) {
    const { cancelledAt, cancelReason } = order;
    if (cancelledAt === null) return quiet();
    const findings = deliveries.flatMap((delivery) => {
      const left = leftAt(delivery);
      if (left === null || !stands(delivery)) return [];
      const { id, carrier, deliveredAt } = delivery;
      return [
        {
          subject: `delivery:${id}` as const,
          amount: cargoWorth(order, delivery),
          since: latest(cancelledAt, left) ?? cancelledAt,
          data: { deliveryId: id, cancelledAt, cancelReason, leftAt: left, carrier, deliveredAt },
        },
      ];
    });
    return { findings, recheckAt: null };
  },
});
