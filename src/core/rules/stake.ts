import type { DeliveryState } from "../delivery.ts";
import { type Money, share } from "../money.ts";
import { orderedQuantity, orderTotal, type OrderState } from "../order.ts";
import { quantityOf } from "./quantities.ts";

/** What so much of the order is worth, as a share of its total; never more than the total. */
export function worth(order: OrderState, quantity: number | null): Money | null {
  const total = orderTotal(order);
  const ordered = orderedQuantity(order);
  if (!total || quantity === null || ordered <= 0) return total;
  return share(total, Math.min(quantity, ordered), ordered);
}

/** What a delivery carries is worth: the whole order where no quantities were told. */
export function cargoWorth(order: OrderState, delivery: DeliveryState): Money | null {
  const lines = delivery.received ?? delivery.dispatched ?? delivery.planned;
  return worth(order, lines && quantityOf(lines));
}
