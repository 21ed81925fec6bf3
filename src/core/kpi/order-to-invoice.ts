import { epochMs } from "../calendar.ts";
import { type OrderPicture, ownerOf } from "../picture.ts";
import { isLive } from "../receivable.ts";
import { isWithin, type Period } from "./period.ts";

/**
 * From the order to each of its invoices that were issued in the period, in milliseconds. An invoice
 * over several orders counts once, for the first of them.
 */
export function orderToInvoiceMs(
  { order, invoices }: OrderPicture,
  period: Period,
): readonly number[] {
  const { placedAt } = order;
  if (placedAt === null) return [];
  return invoices
    .filter((one) => isLive(one) && isWithin(one.issuedAt, period) && ownerOf(one) === order.id)
    .flatMap(({ issuedAt }) => (issuedAt === null ? [] : [epochMs(issuedAt) - epochMs(placedAt)]))
    .filter((ms) => ms >= 0);
}
