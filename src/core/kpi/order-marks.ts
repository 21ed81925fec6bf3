import type { Instant } from "../calendar.ts";
import type { DeliveryState } from "../delivery.ts";
import type { OrderPicture } from "../picture.ts";
import { billableInADay } from "./billable-in-a-day.ts";
import { onTimeInFull } from "./on-time-in-full.ts";
import { orderToInvoiceMs } from "./order-to-invoice.ts";
import { perfectOrder } from "./perfect-order.ts";
import type { Period } from "./period.ts";
import { proofTurnaroundMs } from "./proof-turnaround.ts";
import type { Scope } from "./scope.ts";
import { withoutIncident } from "./without-incident.ts";

/** An order, with what its picture does not tell. */
export type OrderSeen = {
  readonly picture: OrderPicture;
  readonly hadCase: boolean;
  /** Its invoices that were ever rejected or disputed. */
  readonly refused: ReadonlySet<string>;
};

/** What one order adds to the figures of its legal entity and currency. */
export type OrderMarks = {
  readonly scope: Scope;
  readonly onTimeInFull: boolean | null;
  readonly perfect: boolean | null;
  readonly withoutIncident: boolean | null;
  readonly billable: readonly (boolean | null)[];
  readonly proofMs: readonly number[];
  readonly toInvoiceMs: readonly number[];
};

/** `completeAt`: when a delivery's proofs were complete, under the rules file. */
export function orderMarks(
  { picture, hadCase, refused }: OrderSeen,
  completeAt: (picture: OrderPicture, delivery: DeliveryState) => Instant | null,
  period: Period,
  now: Instant,
): OrderMarks | null {
  const { order, deliveries } = picture;
  if (order.placedAt === null || order.currency === null) return null;
  const came = onTimeInFull(picture, period, now);
  const complete = (delivery: DeliveryState) => completeAt(picture, delivery);
  return {
    scope: { legalEntity: order.legalEntity, currency: order.currency },
    onTimeInFull: came,
    perfect: perfectOrder(picture, came, {
      completeAt: complete,
      wasRefused: (invoiceId) => refused.has(invoiceId),
    }),
    withoutIncident: withoutIncident(picture, hadCase, period),
    billable: deliveries.map((one) => billableInADay(one, complete(one), period, now)),
    proofMs: deliveries.flatMap((one) => proofTurnaroundMs(one, complete(one), period) ?? []),
    toInvoiceMs: orderToInvoiceMs(picture, period),
  };
}
