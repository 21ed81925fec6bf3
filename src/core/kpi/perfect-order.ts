import type { Instant } from "../calendar.ts";
import { type DeliveryState, hasArrived } from "../delivery.ts";
import type { OrderPicture } from "../picture.ts";
import { isLive } from "../receivable.ts";

/** What a picture does not tell of its order's documents. */
export type Documents = {
  /** When a delivery's proofs were complete; null while they are not. */
  completeAt(delivery: DeliveryState): Instant | null;
  /** Whether an invoice was ever rejected or disputed, whatever became of it. */
  wasRefused(invoiceId: string): boolean;
};

/**
 * Whether an order that was due was perfect: on time and in full (`came`), undamaged, and with right
 * documents. Judged order by order; a product of four rates would be of orders that never were.
 */
export function perfectOrder(
  { deliveries, invoices }: OrderPicture,
  came: boolean | null,
  documents: Documents,
): boolean | null {
  if (came !== true) return came;
  const arrived = deliveries.filter(hasArrived);
  const undamaged = arrived.every(
    ({ received, returnedAt }) =>
      returnedAt === null && (received ?? []).every((line) => !line.rejectedQuantity),
  );
  const proven = arrived.every((one) => documents.completeAt(one) !== null);
  const billedRight = invoices
    .filter(isLive)
    .every(({ id, credits }) => credits.length === 0 && !documents.wasRefused(id));
  return undamaged && proven && billedRight;
}
