import { latest } from "../../calendar.ts";
import { type DeliveryState, isPending } from "../../delivery.ts";
import { answerSince, type OrderState } from "../../order.ts";
import { orderRule, quiet } from "../../rule.ts";
import { cargoWorth } from "../stake.ts";
import { common } from "../thresholds.ts";

/** The planned day moved after the customer was promised one, and nobody told the customer. */
export const deliveryRescheduled = orderRule({
  id: "delivery-rescheduled",
  team: "sales",
  informs: [],
  severity: "notice",
  stage: "delivery",
  thresholds: common({}, { answerWithinHours: 8 }),
  actions: ["customer-told", "new-date"],
  judge({ order, deliveries }) {
    if (order.promisedAt === null || order.cancelledAt !== null) return quiet();
    const findings = deliveries.flatMap((delivery) => {
      const moved = isPending(delivery) ? moveOf(order, delivery) : null;
      if (!moved) return [];
      const { at, ...data } = moved;
      const amount = cargoWorth(order, delivery);
      return [{ subject: `delivery:${delivery.id}` as const, amount, since: at, data }];
    });
    return { findings, recheckAt: null };
  },
});

/** From the day the customer knows of to the day planned now; null when they are the same. */
function moveOf(order: OrderState, delivery: DeliveryState) {
  const last = delivery.plans.at(-1);
  if (!last || order.promisedOn === null || order.promisedAt === null) return null;
  const told = answerSince(
    order.answers,
    ["customer-told"],
    order.promisedAt,
    "delivery-rescheduled",
    `delivery:${delivery.id}`,
  );
  const knownAt = latest(order.promisedAt, told?.at) ?? order.promisedAt;
  if (last.at <= knownAt) return null;
  const known = delivery.plans.findLast((plan) => plan.at <= knownAt);
  const first = delivery.plans.find((plan) => plan.at > knownAt) ?? last;
  // A first plan after the promised day moved what the customer knows: the promise itself.
  const movedPromise = !known && first.on > order.promisedOn;
  const from = known?.on ?? (movedPromise ? order.promisedOn : first.on);
  if (last.on === from || (movedPromise && last.on < from)) return null;
  return { at: last.at, deliveryId: delivery.id, from, to: last.on, reason: last.reason };
}
