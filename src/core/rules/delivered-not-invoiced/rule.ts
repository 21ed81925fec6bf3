import { addHours, latest } from "../../calendar.ts";
import { fires, orderRule, quiet } from "../../rule.ts";
import { readyToBill, unbilled } from "../billable.ts";
import { heldUntil } from "../billing.ts";
import { evidencePolicy } from "../evidence.ts";
import { unitOf } from "../quantities.ts";
import { worth } from "../stake.ts";
import { common, Days, Hours } from "../thresholds.ts";

/** Delivered and proven, and not invoiced: money earned that nobody has asked for. */
export const deliveredNotInvoiced = orderRule({
  id: "delivered-not-invoiced",
  team: "collections",
  informs: [],
  severity: "warning",
  stage: "billing",
  thresholds: common(
    {
      invoiceWithinHours: Hours.default(24),
      holdDays: Days.default(7),
      // What makes a delivery ready to bill: the policy of evidence-missing unless set here.
      ...evidencePolicy,
    },
    { answerWithinHours: 10 },
  ),
  actions: ["invoice-issued", "hold"],
  judge(picture, now, thresholds) {
    const { order, deliveries, invoices } = picture;
    if (order.cancelledAt !== null || deliveries.length === 0) return quiet();
    const first = unbilled(picture, readyToBill(picture, thresholds));
    if (!first) return quiet();
    const reversals = invoices.flatMap((one) => [
      one.cancelledAt,
      ...one.credits.map(({ at }) => at),
    ]);
    const billableAt = latest(first.readyAt, ...reversals) ?? first.readyAt;
    const since = addHours(billableAt, thresholds.invoiceWithinHours);
    if (now < since) return quiet(since);
    const held = heldUntil(order.answers, "delivered-not-invoiced", thresholds.holdDays);
    if (held !== null && now < held) return quiet(held);
    const { deliveryId, deliveredAt, quantity } = first;
    const unit = unitOf(order.lines);
    return fires({
      subject: `order:${order.id}`,
      amount: worth(order, quantity),
      since,
      data: { deliveryId, deliveredAt, billableAt, billableQuantity: quantity, unit },
    });
  },
});
