import { earliest, type Instant, latest } from "../calendar.ts";
import { arrivedLines, type DeliveryState, hasArrived } from "../delivery.ts";
import type { InvoiceState } from "../invoice.ts";
import { answerSince, type OrderState, sum } from "../order.ts";
import { creditedLines } from "./billing.ts";
import { overBy, quantityOf } from "./quantities.ts";
import { followedBy, isOpen, outstandingQuantity, SHORT_ANSWERS, stands } from "./whereabouts.ts";

type Goods = {
  readonly order: OrderState;
  readonly deliveries: readonly DeliveryState[];
  readonly invoices: readonly InvoiceState[];
};
export type Shortage = { readonly quantity: number; readonly since: Instant };

/** What did not arrive and nobody has answered for: the larger of the two ways to see it. */
export function shortageOf(goods: Goods): Shortage | null {
  const arrived = goods.deliveries.filter(hasArrived);
  if (arrived.length === 0) return null;
  const reported = reportedShortage(goods, arrived);
  const never = neverToCome(goods, arrived);
  return never && never.quantity > (reported?.quantity ?? 0) ? never : reported;
}

/** Reported by who received it, or received less than despatched. */
function reportedShortage(goods: Goods, arrived: readonly DeliveryState[]): Shortage | null {
  const open = arrived.filter(
    (one) =>
      missingOn(one) > 0 &&
      stands(one) &&
      !followedBy(goods.deliveries, one, one.deliveredAt ?? "") &&
      !isAnswered(goods.order, one.deliveredAt),
  );
  const since = latest(...open.map((one) => one.deliveredAt));
  const first = earliest(...open.map((one) => one.deliveredAt));
  const quantity = sum(open.map(missingOn));
  return since && first && creditedSince(goods.invoices, first) < quantity
    ? { quantity, since }
    : null;
}

/** Short or rejected as reported, or the gap between what was sent and what was received. */
function missingOn({ dispatched, received }: DeliveryState): number {
  if (!received) return 0;
  const told = received.map((line) => (line.shortQuantity ?? 0) + (line.rejectedQuantity ?? 0));
  const gap = dispatched ? (overBy(dispatched, received, dispatched) ?? 0) : 0;
  return Math.max(sum(told), gap);
}

/** Ordered, and neither delivered nor outstanding, with no delivery left that could bring it. */
function neverToCome(goods: Goods, arrived: readonly DeliveryState[]): Shortage | null {
  const { order, deliveries } = goods;
  if (order.lines.length === 0 || deliveries.some(isOpen)) return null;
  const lines = arrived.map(arrivedLines);
  if (lines.includes(null)) return null;
  const missing =
    overBy(
      order.lines,
      lines.flatMap((some) => some ?? []),
      order.lines,
    ) ?? 0;
  const settled = arrived
    .filter((one) => isAnswered(order, one.deliveredAt))
    .map((one) => missingOn(one));
  const quantity = sum([missing, -outstandingQuantity(goods), -sum(settled)]);
  const since = latest(
    ...deliveries.flatMap((one) => [one.deliveredAt, one.cancelledAt, one.failedAt]),
    ...quantityChanges(order),
  );
  const first = earliest(...arrived.map((one) => one.deliveredAt));
  if (quantity <= 0 || !since || !first || isAnswered(order, since)) return null;
  return creditedSince(goods.invoices, first) < quantity ? { quantity, since } : null;
}

export function quantityChanges(order: OrderState): readonly Instant[] {
  return order.changes.filter((change) => change.quantity).map((change) => change.at);
}

function isAnswered(order: OrderState, since: Instant | null): boolean {
  return (
    since !== null && answerSince(order.answers, SHORT_ANSWERS, since, "delivery-short") !== null
  );
}

function creditedSince(invoices: readonly InvoiceState[], since: Instant): number {
  const lines = invoices.flatMap((invoice) =>
    invoice.credits
      .filter((note) => note.at >= since)
      .flatMap((note) => creditedLines(invoice, note) ?? []),
  );
  return quantityOf(lines);
}
