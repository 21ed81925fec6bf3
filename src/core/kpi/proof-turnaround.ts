import { epochMs, type Instant } from "../calendar.ts";
import { type DeliveryState, hasArrived } from "../delivery.ts";
import { isWithin, type Period } from "./period.ts";

/** From a delivery of the period to its last proof, in milliseconds; null while one is missing. */
export function proofTurnaroundMs(
  delivery: DeliveryState,
  completeAt: Instant | null,
  period: Period,
): number | null {
  const { deliveredAt } = delivery;
  if (deliveredAt === null || completeAt === null || !hasArrived(delivery)) return null;
  if (!isWithin(deliveredAt, period)) return null;
  return Math.max(0, epochMs(completeAt) - epochMs(deliveredAt));
}
