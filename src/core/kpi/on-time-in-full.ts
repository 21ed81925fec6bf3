import { type Instant, localDate, type LocalDate } from "../calendar.ts";
import { arrivedLines, type DeliveryState, hasArrived } from "../delivery.ts";
import type { OrderPicture } from "../picture.ts";
import { overBy } from "../rules/quantities.ts";
import type { Period } from "./period.ts";

/**
 * Whether an order that was due in the period came on time and in full; null where it was not due
 * then, or may still come. It is due on the day first promised: a promise moved is a promise not
 * kept. Days are compared in the order's own zone; due and undelivered is a failure.
 */
export function onTimeInFull(
  picture: OrderPicture,
  { fromOn, toOn }: Pick<Period, "fromOn" | "toOn">,
  now: Instant,
): boolean | null {
  const { order, zone } = picture;
  const due = order.firstPromisedOn;
  if (due === null || order.cancelledAt !== null || due < fromOn || due > toOn) return null;
  if (cameInFull(picture, due)) return true;
  return due < localDate(now, zone) ? false : null;
}

function cameInFull({ order, deliveries, zone }: OrderPicture, due: LocalDate): boolean {
  const onTime = ({ deliveredAt }: DeliveryState) =>
    deliveredAt !== null && localDate(deliveredAt, zone) <= due;
  const came = deliveries.filter((one) => hasArrived(one) && onTime(one));
  if (came.length === 0) return false;
  const lines = came.map(arrivedLines);
  const missing =
    order.lines.length === 0 || lines.includes(null)
      ? null
      : overBy(
          order.lines,
          lines.flatMap((some) => some ?? []),
          order.lines,
        );
  if (missing !== null) return missing === 0;
  // Without quantities to compare: nothing was reported short, and nothing came or comes later.
  const whole = deliveries.every((one) => one.cancelledAt !== null || came.includes(one));
  return whole && came.every(isWhole);
}

function isWhole({ received }: DeliveryState): boolean {
  return (received ?? []).every((line) => !line.shortQuantity && !line.rejectedQuantity);
}
