import { addHours, type Instant } from "../../src/core/calendar.ts";
import { cancelled, delivered, dispatched, invoiced } from "../support/orders.ts";
import { boxes, failed, order, planned, released } from "../support/orders.ts";
import type { Told } from "../support/remo.ts";

/** Documents of one situation, which no other situation knows. */
export type Ids = {
  readonly order: string;
  readonly customer: string;
  readonly delivery: string;
  readonly invoice: string;
  readonly payment: string;
  readonly request: string;
  readonly source: string;
  /** So many hours before now. */
  ago(hours: number): Instant;
};

export function idsFor(name: string, now: Instant): Ids {
  return {
    order: `PED-${name}`,
    customer: `CLI-${name}`,
    delivery: `ENT-${name}`,
    invoice: `FAC-${name}`,
    payment: `PAG-${name}`,
    request: `SNC-${name}`,
    source: `tms-${name}`,
    ago: (hours) => addHours(now, -hours),
  };
}

function placed({ order: id, customer, ago }: Ids, more: object = {}): Told {
  return order(id, { buyerId: customer, occurredAt: ago(60), ...more });
}

function customer({ customer: customerId, ago }: Ids, more: object = {}): Told {
  const occurredAt = ago(400);
  return { type: "customer.described", customerId, name: customerId, occurredAt, ...more };
}

function left({ delivery, order: id, ago }: Ids, hours: number): Told {
  return dispatched(delivery, id, { occurredAt: ago(hours) });
}

function arrived({ delivery, order: id, ago }: Ids, hours: number, more: object = {}): Told {
  return delivered(delivery, id, { occurredAt: ago(hours), ...more });
}

function billed({ invoice, order: id, customer: payerId, ago }: Ids, more: object = {}): Told {
  return invoiced(invoice, id, { payerId, occurredAt: ago(24), ...more });
}

/** Promised for yesterday and not delivered. */
export function broken(o: Ids): readonly Told[] {
  return [placed(o, { promisedOn: "2026-11-17" })];
}

/** Promised for tomorrow, and nothing has left. */
export function atRisk(o: Ids): readonly Told[] {
  return [placed(o, { promisedOn: "2026-11-18" })];
}

/** Promised sooner than goods reach this customer. */
export function infeasible(o: Ids): readonly Told[] {
  return [customer(o, { leadDays: 20 }), placed(o, { promisedOn: "2026-11-27" })];
}

export function changed(o: Ids): readonly Told[] {
  const { order: orderId, delivery, ago } = o;
  return [
    placed(o, { address: "Av. Central 120, Guadalajara" }),
    { ...planned(delivery, orderId), occurredAt: ago(50) },
    { ...released(delivery, orderId), occurredAt: ago(2) },
    { type: "order.changed", orderId, address: "Bodega 4, Zapopan", occurredAt: ago(1) },
  ];
}

export function cancelledOnRoad(o: Ids): readonly Told[] {
  return [placed(o), left(o, 5), { ...cancelled(o.order, "ya no"), occurredAt: o.ago(1) }];
}

export function stuck(o: Ids): readonly Told[] {
  return [placed(o, { occurredAt: o.ago(300) }), left(o, 240)];
}

export function notReceived(o: Ids): readonly Told[] {
  return [placed(o), left(o, 8), { ...failed(o.delivery, "cerrado"), occurredAt: o.ago(1) }];
}

export function short(o: Ids): readonly Told[] {
  return [placed(o), left(o, 8), arrived(o, 3, { lines: boxes(90) })];
}

export function twiceOnRoad(o: Ids): readonly Told[] {
  const again = dispatched(`${o.delivery}-2`, o.order, { occurredAt: o.ago(1) });
  return [placed(o), left(o, 8), arrived(o, 3), again];
}

/** Delivered to a customer that demands a waybill, and nobody attached it. */
export function unproven(o: Ids): readonly Told[] {
  return [customer(o, { evidence: ["waybill"] }), placed(o), left(o, 20), arrived(o, 12)];
}

export function badProof(o: Ids): readonly Told[] {
  const about = { deliveryId: o.delivery, orderId: o.order, kind: "waybill" } as const;
  return [
    ...unproven(o),
    { type: "evidence.attached", ...about, name: "guia.jpg", occurredAt: o.ago(11) },
    { type: "evidence.checked", ...about, problem: "unreadable", occurredAt: o.ago(10) },
  ];
}

export function unbilled(o: Ids): readonly Told[] {
  return [placed(o, { occurredAt: o.ago(120) }), left(o, 80), arrived(o, 50)];
}

function whole(o: Ids): readonly Told[] {
  return [placed(o), left(o, 40), arrived(o, 30)];
}

export function mismatch(o: Ids): readonly Told[] {
  return [...whole(o), billed(o, { totalMinor: 19_400_000 })];
}

export function billedTwice(o: Ids): readonly Told[] {
  const again = { occurredAt: o.ago(23), payerId: o.customer };
  return [...whole(o), billed(o), invoiced(`${o.invoice}-2`, o.order, again)];
}

export function unfiled(o: Ids): readonly Told[] {
  return [...whole(o), billed(o, { occurredAt: o.ago(80) })];
}

export function rejected(o: Ids): readonly Told[] {
  const { invoice: invoiceId, ago } = o;
  const why = { rejectedBy: "customer", reasonCode: "REF" } as const;
  return [
    ...whole(o),
    billed(o),
    { type: "invoice.rejected", invoiceId, ...why, occurredAt: ago(2) },
  ];
}

/** Over its price: Sales knows. */
export function disputed(o: Ids): readonly Told[] {
  const { invoice: invoiceId, ago } = o;
  const bill = billed(o, { dueOn: "2026-12-20" });
  const why = { reasonCode: "PRI", reason: "otro precio" } as const;
  return [...whole(o), bill, { type: "invoice.disputed", invoiceId, ...why, occurredAt: ago(2) }];
}

export function overdue(o: Ids): readonly Told[] {
  return [...whole(o), billed(o, { dueOn: "2026-11-10" })];
}

export function dueSoon(o: Ids): readonly Told[] {
  return [customer(o, { wantsReminder: true }), ...whole(o), billed(o, { dueOn: "2026-11-20" })];
}

export function paidShort(o: Ids): readonly Told[] {
  const { invoice: invoiceId, ago } = o;
  const bill = billed(o, { occurredAt: ago(60), dueOn: "2026-12-20" });
  const paid = { invoiceId, amountMinor: 18_000_000, occurredAt: ago(50) };
  return [...whole(o), bill, { type: "invoice.paid", ...paid }];
}

export function unbilledPeriod(o: Ids): readonly Told[] {
  const agreement = { agreementId: `CON-${o.customer}`, customerId: o.customer, currency: "MXN" };
  const recurring = { every: "month", from: "2026-10-01", amountMinor: 1_200_000 } as const;
  const occurredAt = o.ago(400);
  return [customer(o), { type: "agreement.described", ...agreement, recurring, occurredAt }];
}

function payment(o: Ids, paymentId: string, hours: number): Told {
  const terms = { payerId: o.customer, currency: "MXN", amountMinor: 900_000 };
  const reference = `SPEI ${o.payment}`;
  return { type: "payment.received", paymentId, ...terms, reference, occurredAt: o.ago(hours) };
}

export function unapplied(o: Ids): readonly Told[] {
  const bill = billed(o, { orderIds: [], totalMinor: 5_000_000, dueOn: "2026-12-20" });
  return [customer(o), bill, payment(o, o.payment, 75)];
}

export function paidTwice(o: Ids): readonly Told[] {
  return [customer(o), payment(o, o.payment, 2), payment(o, `${o.payment}-2`, 1)];
}

export function aboveLimit(o: Ids): readonly Told[] {
  const limit = { creditLimitMinor: 10_000_000, creditCurrency: "MXN" };
  return [customer(o, limit), placed(o, { promisedOn: "2026-12-10" })];
}

export function incomplete(o: Ids): readonly Told[] {
  return [placed(o, { agreementId: `CON-${o.order}`, promisedOn: "2026-12-10" })];
}

export function credited(o: Ids): readonly Told[] {
  const note = { creditNoteId: `NC-${o.order}`, currency: "MXN", totalMinor: 500_000 };
  const posted = { invoiceId: o.invoice, postedBy: "carmen", occurredAt: o.ago(1) };
  const bill = billed(o, { dueOn: "2026-12-20" });
  return [...whole(o), bill, { type: "invoice.credited", ...note, ...posted }];
}

/** Simón of Sales asks for a credit note. */
export function asksCredit(o: Ids, amountMinor = 552_000): readonly Told[] {
  const by = { personId: "simon", personName: "Simón Paz", team: "sales" } as const;
  const what = { amountMinor, currency: "MXN", reasonCode: "PRI", reason: "otro precio" } as const;
  const about = { invoiceId: o.invoice, requestId: o.request };
  const bill = billed(o, { dueOn: "2026-12-20" });
  const occurredAt = o.ago(2);
  return [...whole(o), bill, { type: "credit.requested", ...about, ...by, ...what, occurredAt }];
}

export function questioned(o: Ids): readonly Told[] {
  const by = { personId: "lucia", personName: "Lucía Rey", question: "¿Qué precio?" };
  const about = { invoiceId: o.invoice, requestId: o.request, occurredAt: o.ago(1) };
  return [...asksCredit(o), { type: "credit.asked", ...about, ...by }];
}

/** A source that says something, and then nothing. */
export function silent(o: Ids): readonly Told[] {
  return [order(o.order, { source: o.source })];
}

/** A customer with credit, and nothing owed. */
export function trusted(o: Ids): readonly Told[] {
  return [customer(o, { creditLimitMinor: 90_000_000, creditCurrency: "MXN" })];
}
