import { orderedQuantity } from "../../order.ts";
import { fires, orderRule, quiet } from "../../rule.ts";
import { isOwed } from "../billing.ts";
import { quantityOf, unitOf } from "../quantities.ts";
import { shortageOf } from "../shortage.ts";
import { worth } from "../stake.ts";
import { common, Share } from "../thresholds.ts";
import { lastDeliveredAt } from "../whereabouts.ts";

const UNBILLED = ["backorder", "bill-delivered"] as const;

/** Less arrived than was sent or ordered, and nobody said what becomes of the rest. */
export const deliveryShort = orderRule({
  id: "delivery-short",
  team: "sales",
  informs: [],
  severity: "warning",
  stage: "delivery",
  thresholds: common(
    {
      /** Of the quantity ordered: bulk goods never weigh the same twice. */
      toleranceShare: Share.default(0),
    },
    { answerWithinHours: 8 },
  ),
  actions: [...UNBILLED, "credit-note"],
  judge(picture, _now, { toleranceShare }) {
    const { order, deliveries } = picture;
    if (order.cancelledAt !== null) return quiet();
    const shortage = shortageOf(picture);
    if (!shortage) return quiet();
    const sent = deliveries.flatMap((one) => one.dispatched ?? one.received ?? []);
    const ordered = order.lines.length > 0 ? orderedQuantity(order) : quantityOf(sent);
    if (shortage.quantity <= ordered * toleranceShare) return quiet();
    const received = deliveries.flatMap((one) => one.received ?? []);
    // What was not invoiced needs no credit.
    const noCredit = picture.invoices.some(isOwed) ? {} : { actions: UNBILLED };
    return fires({
      ...noCredit,
      subject: `order:${order.id}`,
      amount: worth(order, shortage.quantity),
      since: shortage.since,
      data: {
        shortQuantity: shortage.quantity,
        orderedQuantity: ordered,
        unit: unitOf(order.lines.length > 0 ? order.lines : [...sent, ...received]),
        rejectedQuantity: received.reduce((all, line) => all + (line.rejectedQuantity ?? 0), 0),
        deliveredAt: lastDeliveredAt(deliveries),
      },
    });
  },
});
