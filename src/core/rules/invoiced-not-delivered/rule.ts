import { addHours, earliest, latest } from "../../calendar.ts";
import { cameBack, hasArrived, isOnRoute, isPending } from "../../delivery.ts";
import { orderTotal } from "../../order.ts";
import { isShared } from "../../receivable.ts";
import { fires, orderRule, quiet } from "../../rule.ts";
import { heldUntil, isOwed, netOf } from "../billing.ts";
import { common, Days, Hours } from "../thresholds.ts";

/** An invoice is out, and nothing of the order is with the customer. */
export const invoicedNotDelivered = orderRule({
  id: "invoiced-not-delivered",
  team: "collections",
  informs: ["logistics"],
  severity: "critical",
  stage: "billing",
  thresholds: common(
    {
      /** From the issue of the invoice: it often travels with the goods. */
      graceHours: Hours.default(24),
      holdDays: Days.default(7),
    },
    { answerWithinHours: 8 },
  ),
  actions: ["delivered", "credit-note", "hold"],
  judge({ order, deliveries, invoices }, now, { graceHours, holdDays }) {
    if (invoices.length === 0) return quiet();
    if (deliveries.some((one) => hasArrived(one) && !cameBack(one))) return quiet();
    const owed = invoices.filter(isOwed);
    const issuedAt = earliest(...owed.map((one) => one.issuedAt));
    const first = owed.find((one) => one.issuedAt === issuedAt);
    if (!first || issuedAt === null) return quiet();
    const backAt = deliveries.map((one) => (hasArrived(one) ? one.returnedAt : null));
    const since = addHours(latest(issuedAt, ...backAt) ?? issuedAt, graceHours);
    if (now < since) return quiet(since);
    const held = heldUntil(order.answers, "invoiced-not-delivered", holdDays);
    if (held !== null && now < held) return quiet(held);
    const pending = deliveries.find(isOnRoute) ?? deliveries.find(isPending);
    const net = owed.some(isShared) ? null : netOf(owed);
    return fires({
      subject: pending ? (`delivery:${pending.id}` as const) : (`order:${order.id}` as const),
      amount: net ?? orderTotal(order),
      since,
      data: {
        invoiceIds: owed.map((one) => one.id),
        issuedAt,
        deliveryId: pending?.id ?? null,
        dispatchedAt: pending?.dispatchedAt ?? null,
      },
    });
  },
});
