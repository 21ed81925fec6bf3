import type { Instant, LocalDate } from "../../core/calendar.ts";
import type { EvidenceKind, Fact, ReceivedLine } from "../../core/fact.ts";
import { type Customer, CUSTOMERS, type CustomerKey } from "./customers.ts";
import { type Basket, linesOf, totalOf } from "./goods.ts";
import { type Moments, momentsFrom } from "./moments.ts";
import { proofsFor } from "./settings.ts";

/** The systems that speak: the ERP, the carriers' transport system, and the sales team's CRM. */
export const STORY_SOURCES = ["erp", "tms", "crm"] as const;
export type StorySource = (typeof STORY_SOURCES)[number];

/** One order and what can be told of it; a fact's external id is its document and what happened. */
export type Sale = {
  readonly orderId: string;
  readonly deliveryId: string;
  readonly invoiceId: string;
  readonly customer: Customer;
  readonly basket: Basket;
  readonly moments: Moments;
};

// The three numbers run in parallel: PED-1042 goes out as ENT-881 and is billed as FAC-2212.
const DELIVERY_OFFSET = -161;
const INVOICE_OFFSET = 1170;

export function sale(anchor: Instant, n: number, key: CustomerKey, basket: Basket): Sale {
  const customer: Customer = CUSTOMERS[key];
  return {
    orderId: `PED-${n}`,
    deliveryId: `ENT-${n + DELIVERY_OFFSET}`,
    invoiceId: `FAC-${n + INVOICE_OFFSET}`,
    customer,
    basket,
    moments: momentsFrom(anchor, customer.zone),
  };
}

function envelope(source: StorySource, occurredAt: Instant, document: string, what: string) {
  return { source, externalId: `${document}:${what}`, occurredAt };
}

export function placed(of: Sale, at: Instant, promisedOn: LocalDate): Fact {
  const { customer, orderId, basket } = of;
  return {
    type: "order.placed",
    ...envelope("erp", at, orderId, "placed"),
    orderId,
    buyerId: customer.id,
    payerId: customer.id,
    legalEntity: customer.currency === "MXN" ? "Valle y Sierra México" : "Valle y Sierra Colombia",
    customerName: customer.name,
    salesRep: customer.salesRep,
    address: customer.address,
    currency: customer.currency,
    totalMinor: totalOf(basket, customer.currency),
    lines: linesOf(basket, customer.currency),
    promisedOn,
    timeZone: customer.zone,
  };
}

export function addressChanged({ orderId, customer }: Sale, at: Instant, address: string): Fact {
  return {
    type: "order.changed",
    ...envelope("crm", at, orderId, "address"),
    orderId,
    address,
    requestedBy: customer.salesRep,
  };
}

export function cancelled({ orderId }: Sale, at: Instant, reason: string): Fact {
  return { type: "order.cancelled", ...envelope("crm", at, orderId, "cancelled"), orderId, reason };
}

type Bill = { readonly basket?: Basket };

/** An invoice of the whole order, or of a part of it. */
export function issued(of: Sale, at: Instant, { basket = of.basket }: Bill = {}): Fact {
  const { customer, invoiceId, orderId, moments } = of;
  const { currency } = customer;
  const lines = linesOf(basket, currency).map(({ description: _name, ...line }) => line);
  return {
    type: "invoice.issued",
    ...envelope("erp", at, invoiceId, "issued"),
    invoiceId,
    orderIds: [orderId],
    payerId: customer.id,
    currency,
    totalMinor: totalOf(basket, currency),
    dueOn: moments.date(customer.paymentDays),
    lines,
  };
}

export function filed({ invoiceId, customer }: Sale, at: Instant): Fact {
  const authority = customer.currency === "MXN" ? "SAT" : "DIAN";
  return {
    type: "invoice.filed",
    ...envelope("erp", at, invoiceId, "filed"),
    invoiceId,
    with: authority,
  };
}

export function paid({ invoiceId, basket, customer }: Sale, at: Instant): Fact {
  const amountMinor = totalOf(basket, customer.currency);
  return { type: "invoice.paid", ...envelope("erp", at, invoiceId, "paid"), invoiceId, amountMinor };
}

type Note = { readonly id: string; readonly basket: Basket; readonly reason: string };

export function credited(of: Sale, at: Instant, { id, basket, reason }: Note): Fact {
  const { invoiceId, customer } = of;
  const { currency } = customer;
  return {
    type: "invoice.credited",
    ...envelope("erp", at, id, "posted"),
    invoiceId,
    creditNoteId: id,
    currency,
    totalMinor: totalOf(basket, currency),
    reason,
    lines: linesOf(basket, currency).map(({ sku, quantity, unit, amountMinor }) => ({
      ...(sku === undefined ? {} : { sku }),
      ...(unit === undefined ? {} : { unit }),
      ...(amountMinor === undefined ? {} : { amountMinor }),
      quantity,
    })),
  };
}
