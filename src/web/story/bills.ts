import { addDays, type Instant, localDate } from "../../core/calendar.ts";
import type { Fact } from "../../core/fact.ts";
import { linesOf, totalOf } from "./goods.ts";
import { entityOf, envelope, type Sale } from "./sale.ts";

/** An invoice of the whole order. */
export function issued({ customer, invoiceId, orderId, basket }: Sale, at: Instant): Fact {
  const { currency, paymentDays, zone } = customer;
  return {
    type: "invoice.issued",
    ...envelope("erp", at, invoiceId, "issued"),
    invoiceId,
    orderIds: [orderId],
    payerId: customer.id,
    legalEntity: entityOf(customer),
    currency,
    totalMinor: totalOf(basket, currency),
    dueOn: addDays(localDate(at, zone), paymentDays),
    lines: linesOf(basket, currency).map(({ description: _name, ...line }) => line),
  };
}

export function filed({ invoiceId, customer }: Sale, at: Instant): Fact {
  return {
    type: "invoice.filed",
    ...envelope("erp", at, invoiceId, "filed"),
    invoiceId,
    with: customer.currency === "MXN" ? "SAT" : "DIAN",
  };
}

type Rebate = {
  readonly id: string;
  readonly sku: string;
  readonly amountMinor: number;
  readonly reason: string;
  readonly postedBy: string;
};

/** A credit note for the price of an article: its line has an amount and no boxes. */
export function rebated({ invoiceId, customer }: Sale, at: Instant, rebate: Rebate): Fact {
  const { id, sku, amountMinor, reason, postedBy } = rebate;
  return {
    type: "invoice.credited",
    ...envelope("erp", at, id, "posted"),
    invoiceId,
    creditNoteId: id,
    currency: customer.currency,
    totalMinor: amountMinor,
    reason,
    postedBy,
    lines: [{ sku, quantity: 0, amountMinor }],
  };
}

export function withdrawn({ invoiceId }: Sale, at: Instant, reason: string): Fact {
  const cancelled = envelope("erp", at, invoiceId, "cancelled");
  return { type: "invoice.cancelled", ...cancelled, invoiceId, reason };
}
