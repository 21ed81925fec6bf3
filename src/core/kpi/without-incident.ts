import { isOrderSettled } from "../account.ts";
import { type Instant, latest } from "../calendar.ts";
import type { OrderPicture } from "../picture.ts";
import { isLive, lastPaidAt } from "../receivable.ts";
import { isWithin, type Period } from "./period.ts";

/** Whether an order that was closed in the period never had a case; null for any other order. */
export function withoutIncident(
  picture: OrderPicture,
  hadCase: boolean,
  period: Period,
): boolean | null {
  return isWithin(closedAt(picture), period) ? !hadCase : null;
}

/** When nothing more was to come of it: all was delivered, and all its invoices paid or credited. */
function closedAt(picture: OrderPicture): Instant | null {
  if (picture.order.cancelledAt !== null || !isOrderSettled(picture)) return null;
  const billed = picture.invoices.filter(isLive);
  return latest(
    ...billed.flatMap((invoice) => [
      lastPaidAt(invoice),
      ...invoice.credits.map(({ at }) => at),
      ...invoice.withholdings.map(({ certifiedAt }) => certifiedAt),
    ]),
  );
}
