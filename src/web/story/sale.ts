import type { Instant, LocalDate } from "../../core/calendar.ts";
import type { Fact } from "../../core/fact.ts";
import { type Customer, CUSTOMERS, type CustomerKey } from "./customers.ts";
import { type Basket, linesOf, totalOf } from "./goods.ts";
import { type Moments, momentsFrom } from "./moments.ts";

/**
 * The systems that speak: the ERP, the carriers' transport system, and the sales team's CRM; and what
 * people do in chat, which Remo itself keeps.
 */
export const STORY_SOURCES = ["erp", "tms", "crm", "remo"] as const;
export type StorySource = (typeof STORY_SOURCES)[number];

/** One order with its delivery and its invoice; its moments are those of the customer's zone. */
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

/** A fact is named by its document and what happened to it, whatever day the story begins. */
export function envelope(source: StorySource, occurredAt: Instant, document: string, what: string) {
  return { source, externalId: `${document}:${what}`, occurredAt };
}

/** Which of the two companies sells to a customer. */
export function entityOf({ currency }: Pick<Customer, "currency">): string {
  return currency === "MXN" ? "Valle y Sierra México" : "Valle y Sierra Colombia";
}

export function placed(of: Sale, at: Instant, promisedOn: LocalDate, agreementId?: string): Fact {
  const { customer, orderId, basket } = of;
  const { currency } = customer;
  return {
    type: "order.placed",
    ...envelope("erp", at, orderId, "placed"),
    orderId,
    buyerId: customer.id,
    payerId: customer.id,
    legalEntity: entityOf(customer),
    customerName: customer.name,
    salesRep: customer.salesRep,
    address: customer.address,
    currency,
    totalMinor: totalOf(basket, currency),
    lines: linesOf(basket, currency),
    promisedOn,
    timeZone: customer.zone,
    ...(agreementId ? { agreementId } : {}),
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

/** The customer was told of another day. */
export function promised({ orderId }: Sale, at: Instant, promisedOn: LocalDate, by: string): Fact {
  return {
    type: "order.promised",
    ...envelope("crm", at, orderId, "promised"),
    orderId,
    promisedOn,
    by,
  };
}

export function cancelled({ orderId }: Sale, at: Instant, reason: string): Fact {
  return { type: "order.cancelled", ...envelope("crm", at, orderId, "cancelled"), orderId, reason };
}
