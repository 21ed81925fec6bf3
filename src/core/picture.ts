import type { CustomerState } from "./customer.ts";
import type { DeliveryState } from "./delivery.ts";
import type { Group } from "./fact.ts";
import type { InvoiceState } from "./invoice.ts";
import type { Answer, OrderState } from "./order.ts";
import type { SourceState } from "./source.ts";

/** Everything known about one order. Deliveries and invoices come sorted by id. */
export type OrderPicture = {
  readonly kind: "order";
  readonly order: OrderState;
  readonly deliveries: readonly DeliveryState[];
  readonly invoices: readonly InvoiceState[];
  readonly customer: CustomerState | null;
  /** Where its days begin and end (IANA): the order's zone, its customer's, or the default. */
  readonly zone: string;
};

export type SourcePicture = { readonly kind: "source"; readonly source: SourceState };

/** All that a rule may look at. */
export type Picture = OrderPicture | SourcePicture;

export function groupOf(picture: Picture): Group {
  return picture.kind === "order"
    ? { type: "order", id: picture.order.id }
    : { type: "source", id: picture.source.id };
}

export function answersOf(picture: Picture): readonly Answer[] {
  return picture.kind === "order" ? picture.order.answers : picture.source.answers;
}
