import { earliest, type Instant, latest } from "../calendar.ts";
import {
  acceptedQuantity,
  cameBack,
  type DeliveryState,
  hasArrived,
  isOnRoute,
  isPending,
  keptLines,
} from "../delivery.ts";
import type { MovedLine } from "../fact.ts";
import { answerSince, orderedQuantity, type OrderState, sum } from "../order.ts";

type Goods = { readonly order: OrderState; readonly deliveries: readonly DeliveryState[] };

/** What a person answers when goods came short: what becomes of the rest. */
export const SHORT_ANSWERS = ["backorder", "bill-delivered"] as const;

/**
 * Nothing is still to come: something arrived, no delivery is pending or failed, and nothing
 * announced as outstanding is missing. A quantity that was refused or came short is another
 * rule's, until somebody answers that it is still owed.
 */
export function deliveredInFull({ order, deliveries }: Goods): boolean {
  const arrivedAt = lastDeliveredAt(deliveries);
  if (arrivedAt === null || deliveries.some(isOpen)) return false;
  const rest = answerSince(order.answers, SHORT_ANSWERS, arrivedAt);
  if (rest) return rest.action === "bill-delivered";
  return outstandingQuantity({ order, deliveries }) <= 0;
}

/** Its goods are neither with the customer nor back: pending, or failed and not returned. */
export function isOpen(delivery: DeliveryState): boolean {
  const { failedAt, returnedAt, cancelledAt } = delivery;
  return isPending(delivery) || (failedAt !== null && returnedAt === null && cancelledAt === null);
}

/** Neither cancelled nor wholly returned. */
export function stands(delivery: DeliveryState): boolean {
  return delivery.cancelledAt === null && !cameBack(delivery);
}

/** Announced as a backorder and not delivered since, over all lines. */
export function outstandingQuantity({ order, deliveries }: Goods): number {
  const backordered = deliveries.reduce((most, delivery) => {
    const lines = delivery.dispatched ?? delivery.planned ?? [];
    return Math.max(most, sum(lines.map((line) => line.backorderQuantity ?? 0)));
  }, 0);
  if (backordered === 0) return 0;
  const accepted = deliveries.reduce((all, one) => all + (acceptedQuantity(one) ?? 0), 0);
  return Math.min(backordered, Math.max(0, orderedQuantity(order) - accepted));
}

export function lastDeliveredAt(deliveries: readonly DeliveryState[]): Instant | null {
  return latest(...deliveries.filter(hasArrived).map(({ deliveredAt }) => deliveredAt));
}

/** When the goods left; a delivery that arrived or failed did leave, whatever else was told. */
export function leftAt(delivery: DeliveryState): Instant | null {
  return delivery.dispatchedAt ?? delivery.deliveredAt ?? delivery.failedAt;
}

/** When the delivery was first heard of. */
function bornAt(delivery: DeliveryState): Instant | null {
  const { plans, plannedAt, releasedAt } = delivery;
  return earliest(plans[0]?.at, plannedAt, releasedAt, leftAt(delivery));
}

/** Whether, after an instant, another delivery was made for the order, and it stands. */
export function followedBy(
  deliveries: readonly DeliveryState[],
  delivery: DeliveryState,
  after: Instant,
): boolean {
  return deliveries.some(
    (other) => other.id !== delivery.id && stands(other) && (bornAt(other) ?? "") > after,
  );
}

/** On route or kept by the customer, in quantities that somebody told. */
export function isOut(delivery: DeliveryState): boolean {
  const out = hasArrived(delivery) || isOnRoute(delivery);
  return out && !cameBack(delivery) && linesOut(delivery) !== null;
}

/** What the customer kept, or the truck carries; null where no quantities were told. */
export function linesOut(delivery: DeliveryState): readonly MovedLine[] | null {
  return hasArrived(delivery) ? keptLines(delivery) : (delivery.dispatched ?? delivery.planned);
}
