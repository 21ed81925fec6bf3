import { latest } from "../../calendar.ts";
import { compare } from "../../fact.ts";
import { hasArrived } from "../../delivery.ts";
import { answerSince, orderedQuantity } from "../../order.ts";
import { fires, orderRule, quiet } from "../../rule.ts";
import { overBy, unitOf } from "../quantities.ts";
import { quantityChanges } from "../shortage.ts";
import { worth } from "../stake.ts";
import { common, Share } from "../thresholds.ts";
import { isOut, leftAt, linesOut } from "../whereabouts.ts";

/** More was sent than was ordered: a second truck with the same goods, or too much on one. */
export const deliveryDuplicated = orderRule({
  id: "delivery-duplicated",
  team: "logistics",
  informs: ["sales"],
  severity: "critical",
  stage: "delivery",
  thresholds: common({ toleranceShare: Share.default(0) }, { answerWithinHours: 2 }),
  actions: ["stop-truck", "returned", "customer-keeps"],
  judge({ order, deliveries }, _now, { toleranceShare }) {
    if (order.cancelledAt !== null || order.lines.length === 0) return quiet();
    const out = deliveries.filter(isOut).sort((a, b) => compare(leftAt(a) ?? "", leftAt(b) ?? ""));
    const last = out.at(-1);
    if (!last) return quiet();
    const counted = out.length > 1 ? out : out.filter(hasArrived);
    const lines = counted.flatMap((one) => linesOut(one) ?? []);
    const ordered = orderedQuantity(order);
    const excess = overBy(lines, order.lines, order.lines) ?? 0;
    if (excess <= ordered * toleranceShare) return quiet();
    const since = latest(leftAt(last), ...quantityChanges(order)) ?? "";
    const subject = `delivery:${last.id}` as const;
    const keeps = answerSince(
      order.answers,
      ["customer-keeps"],
      since,
      "delivery-duplicated",
      subject,
    );
    if (keeps) return quiet();
    const others = out.filter((one) => one !== last).map((one) => one.id);
    const { deliveredAt, id: deliveryId } = last;
    const unit = unitOf(order.lines);
    const data = { deliveryId, others, orderedQuantity: ordered, excessQuantity: excess, unit };
    const amount = worth(order, excess);
    return fires({ subject, amount, since, data: { ...data, deliveredAt } });
  },
});
