import { earliest, latest } from "../../calendar.ts";
import type { DeliveryState } from "../../delivery.ts";
import { answerSince, type OrderChange, type OrderState, orderTotal } from "../../order.ts";
import { fires, orderRule, quiet } from "../../rule.ts";
import { span } from "../changes.ts";
import { common } from "../thresholds.ts";
import { leftAt, stands } from "../whereabouts.ts";

/** The order changed while its goods were in the warehouse's or the driver's hands. */
export const orderChangedAfterRelease = orderRule({
  id: "order-changed-after-release",
  team: "logistics",
  informs: ["sales"],
  severity: "notice",
  stage: "delivery",
  thresholds: common({}, { answerWithinHours: 4 }),
  actions: ["confirm-change", "refuse-change"],
  judge({ order, deliveries }) {
    if (order.changes.length === 0) return quiet();
    const standing = deliveries.filter(stands);
    const open = openChanges(order, standing);
    const since = latest(...open.map((change) => change.at));
    if (since === null) return quiet();
    const data = {
      changedAt: since,
      cancelled: order.cancelledAt !== null,
      address: span(open, (change) => change.address),
      requestedOn: span(open, (change) => change.requestedOn),
      quantity: span(open, (change) => change.quantity),
      requestedBy: open.at(-1)?.requestedBy ?? null,
    };
    // Changed there and back: nothing is left to confirm.
    if (!data.cancelled && !data.address && !data.requestedOn && !data.quantity) return quiet();
    return fires({ subject: `order:${order.id}`, amount: orderTotal(order), since, data });
  },
});

function openChanges(order: OrderState, standing: readonly DeliveryState[]) {
  const { cancelledAt, answers } = order;
  // Cancelled and already on the truck is another rule's.
  if (cancelledAt !== null && standing.some((one) => leftAt(one) !== null)) return [];
  return order.changes.filter(
    (change) =>
      (cancelledAt === null ? !change.cancelled : change.cancelled && change.at === cancelledAt) &&
      standing.some((one) => cameTooLateFor(one, change)) &&
      !answerSince(
        answers,
        ["confirm-change", "refuse-change"],
        change.at,
        "order-changed-after-release",
      ),
  );
}

function cameTooLateFor(delivery: DeliveryState, { at }: OrderChange): boolean {
  const releasedAt = earliest(delivery.releasedAt, delivery.dispatchedAt);
  if (releasedAt === null || releasedAt >= at) return false;
  return delivery.deliveredAt === null || delivery.deliveredAt > at;
}
