import type { Agreement, CustomerState } from "./customer.ts";
import type { DeliveryState } from "./delivery.ts";
import { compare, type Group } from "./fact.ts";
import type { InvoiceState } from "./invoice.ts";
import type { Answer, OrderState } from "./order.ts";
import type { PaymentState } from "./payment.ts";
import type { SourceState } from "./source.ts";

/** Everything known about one order. Deliveries and invoices come sorted by id. */
export type OrderPicture = {
  readonly kind: "order";
  readonly order: OrderState;
  readonly deliveries: readonly DeliveryState[];
  readonly invoices: readonly InvoiceState[];
  readonly customer: CustomerState | null;
  /** The agreement the order names, whether its payer or its buyer made it; null where unknown. */
  readonly agreement: Agreement | null;
  /** Where its days begin and end (IANA): the order's zone, its customer's, or the default. */
  readonly zone: string;
};

/** Everything that stands open with one customer. */
export type AccountPicture = {
  readonly kind: "account";
  readonly customer: CustomerState;
  /** Orders that are not settled yet, by id. */
  readonly orders: readonly OrderPicture[];
  /** Every invoice of the customer that is not settled, those of its orders included, by id. */
  readonly receivables: readonly InvoiceState[];
  /** Those of them that no known order answers for: they are judged here. */
  readonly invoices: readonly InvoiceState[];
  /** Payments not fully applied, and those of the last months, by id. */
  readonly payments: readonly PaymentState[];
  readonly zone: string;
};

export type SourcePicture = { readonly kind: "source"; readonly source: SourceState };

/** What a case's card may tell of. */
export type CasePicture = OrderPicture | AccountPicture;

/** All that a rule may look at. */
export type Picture = OrderPicture | AccountPicture | SourcePicture;

export function groupOf(picture: Picture): Group {
  switch (picture.kind) {
    case "order":
      return { type: "order", id: picture.order.id };
    case "account":
      return { type: "customer", id: picture.customer.id };
    case "source":
      return { type: "source", id: picture.source.id };
    default:
      return picture satisfies never;
  }
}

export function answersOf(picture: Picture): readonly Answer[] {
  switch (picture.kind) {
    case "order":
      return picture.order.answers;
    case "account":
      return picture.customer.answers;
    case "source":
      return picture.source.answers;
    default:
      return picture satisfies never;
  }
}

/** The order a picture is of; null for an account. */
export function orderIn(picture: CasePicture | null): OrderPicture | null {
  return picture?.kind === "order" ? picture : null;
}

/** The customer a picture is of; null where nobody named one. */
export function customerIn(picture: Picture): CustomerState | null {
  return picture.kind === "source" ? null : picture.customer;
}

/**
 * The invoices a picture answers for. One over several orders belongs to the first of them, so
 * that it has one case and not several.
 */
export function invoicesIn(picture: Picture): readonly InvoiceState[] {
  if (picture.kind === "account") return picture.invoices;
  if (picture.kind === "source") return [];
  return picture.invoices.filter((invoice) => ownerOf(invoice) === picture.order.id);
}

/** The order that answers for an invoice, if it was ever placed. */
export function ownerOf(invoice: InvoiceState): string | undefined {
  const { orderIds } = invoice;
  return orderIds.length > 1 ? orderIds.toSorted(compare)[0] : orderIds[0];
}
