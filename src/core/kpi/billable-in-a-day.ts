import { addHours, type Instant } from "../calendar.ts";
import { cameBack, type DeliveryState, hasArrived } from "../delivery.ts";
import { isWithin, type Period } from "./period.ts";

/**
 * Whether a delivery of the period could be billed within 24 hours: its proofs were complete by then.
 * Null for one of another period, for what came back, and while its 24 hours are not over.
 */
export function billableInADay(
  delivery: DeliveryState,
  completeAt: Instant | null,
  period: Period,
  now: Instant,
): boolean | null {
  const { deliveredAt } = delivery;
  if (deliveredAt === null || !isWithin(deliveredAt, period)) return null;
  if (!hasArrived(delivery) || cameBack(delivery)) return null;
  const limit = addHours(deliveredAt, 24);
  if (completeAt !== null) return completeAt <= limit;
  return now < limit ? null : false;
}
