import { addHours, endOfDay } from "../../calendar.ts";
import { orderTotal } from "../../order.ts";
import { fires, orderRule, quiet } from "../../rule.ts";
import { common, Hours } from "../thresholds.ts";
import { deliveredInFull, lastDeliveredAt } from "../whereabouts.ts";

/** The promised day ended, and the goods are not there. */
export const promiseBroken = orderRule({
  id: "promise-broken",
  team: "logistics",
  informs: ["sales"],
  severity: "critical",
  stage: "promise",
  thresholds: common({ graceHours: Hours.default(0) }, { answerWithinHours: 8 }),
  actions: ["new-date", "customer-told"],
  judge({ order, deliveries, zone }, now, { graceHours }) {
    if (!order.promisedOn || order.cancelledAt !== null) return quiet();
    if (deliveredInFull({ order, deliveries })) return quiet();
    const brokenAt = addHours(endOfDay(order.promisedOn, zone), graceHours);
    if (now < brokenAt) return quiet(brokenAt);
    return fires({
      subject: `order:${order.id}`,
      amount: orderTotal(order),
      since: brokenAt,
      data: {
        promisedOn: order.promisedOn,
        firstPromisedOn: order.firstPromisedOn,
        partlyDeliveredAt: lastDeliveredAt(deliveries),
      },
    });
  },
});
