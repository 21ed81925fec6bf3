import type { Instant } from "../calendar.ts";
import { acceptedQuantity, type DeliveryState, isPending } from "../delivery.ts";
import { orderedQuantity, type OrderState } from "../order.ts";

type Goods = { readonly order: OrderState; readonly deliveries: readonly DeliveryState[] };

/**
 * Nothing is still to come: something arrived, no delivery is pending or failed, and nothing
 * announced as outstanding is missing. A quantity that was refused or came short is another rule's.
 */
export function deliveredInFull({ order, deliveries }: Goods): boolean {
  const arrived = deliveries.filter((delivery) => delivery.deliveredAt !== null);
  if (arrived.length === 0) return false;
  const live = deliveries.filter((delivery) => delivery.cancelledAt === null);
  const open = live.some((one) => isPending(one) || (one.failedAt !== null && !one.returnedAt));
  return !open && outstandingQuantity({ order, deliveries }) <= 0;
}

/** Announced as a backorder and not delivered since, over all lines. */
export function outstandingQuantity({ order, deliveries }: Goods): number {
  const backordered = deliveries
    .flatMap((delivery) => delivery.dispatched ?? delivery.planned ?? [])
    .reduce((all, line) => Math.max(all, line.backorderQuantity ?? 0), 0);
  if (backordered === 0) return 0;
  const accepted = deliveries.reduce((all, one) => all + (acceptedQuantity(one) ?? 0), 0);
  return Math.min(backordered, Math.max(0, orderedQuantity(order) - accepted));
}

export function lastDeliveredAt(deliveries: readonly DeliveryState[]): Instant | null {
  return deliveries.reduce<Instant | null>(
    (last, { deliveredAt }) => (deliveredAt && (!last || deliveredAt > last) ? deliveredAt : last),
    null,
  );
}
