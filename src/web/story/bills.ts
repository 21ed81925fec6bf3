import { addDays, type Instant, localDate } from "../../core/calendar.ts";
import type { Fact } from "../../core/fact.ts";
import { type Basket, linesOf, totalOf } from "./goods.ts";
import { envelope, type Sale } from "./sale.ts";

/** An invoice of the whole order. */
export function issued({ customer, invoiceId, orderId, basket }: Sale, at: Instant): Fact {
  const { currency, paymentDays, zone } = customer;
  return {
    type: "invoice.issued",
    ...envelope("erp", at, invoiceId, "issued"),
    invoiceId,
    orderIds: [orderId],
    payerId: customer.id,
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

export function paid({ invoiceId, basket, customer }: Sale, at: Instant): Fact {
  const amountMinor = totalOf(basket, customer.currency);
  return {
    type: "invoice.paid",
    ...envelope("erp", at, invoiceId, "paid"),
    invoiceId,
    amountMinor,
  };
}

type Note = { readonly id: string; readonly basket: Basket; readonly reason: string };

/** A credit note for part of the goods; its lines name them by SKU, as the ERP prints them. */
export function credited({ invoiceId, customer }: Sale, at: Instant, note: Note): Fact {
  const { currency } = customer;
  return {
    type: "invoice.credited",
    ...envelope("erp", at, note.id, "posted"),
    invoiceId,
    creditNoteId: note.id,
    currency,
    totalMinor: totalOf(note.basket, currency),
    reason: note.reason,
    lines: linesOf(note.basket, currency).map(
      ({ lineId: _line, description: _name, ...line }) => line,
    ),
  };
}
