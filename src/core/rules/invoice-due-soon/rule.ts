import { orderTotal } from "../../order.ts";
import { fires, orderRule, quiet } from "../../rule.ts";
import { common } from "../thresholds.ts";

/** One sentence: what is wrong when this rule speaks. */
export const invoiceDueSoon = orderRule({
  id: "invoice-due-soon",
  team: "sales",
  informs: [],
  severity: "notice",
  stage: "promise",
  thresholds: common({}, { answerWithinHours: 8 }),
  actions: [],
  judge({ order }, now) {
    // What was placed in the future is wrong in any business: replace this condition by the rule's.
    if (order.placedAt === null || order.placedAt <= now) return quiet();
    return fires(
      {
        subject: `order:${order.id}`,
        amount: orderTotal(order),
        since: order.placedAt,
        data: { placedAt: order.placedAt },
      },
      order.placedAt,
    );
  },
});
