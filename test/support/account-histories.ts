import fc from "fast-check";
import { Fact } from "../../src/core/fact.ts";
import { instant } from "./order-histories.ts";

/** Random histories of one customer's account, on the same coarse grid as those of orders. */

const CUSTOMER = "CLI-1";
const date = fc.integer({ min: 1, max: 28 }).map((n) => `2026-11-${String(n).padStart(2, "0")}`);
const minor = fc.constantFrom(5_000, 10_000, 60_000);
const currency = fc.constantFrom("MXN", "MXN", "MXN", "USD");
const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined });
const orderId = fc.constantFrom("PED-1", "PED-2");
const invoiceId = fc.constantFrom("FAC-1", "FAC-2", "FAC-3");
const paymentId = fc.constantFrom("PAG-1", "PAG-2");

const order = fc.record({
  type: fc.constantFrom("order.placed", "order.placed", "order.cancelled", "delivery.dispatched"),
  orderId,
  deliveryId: fc.constantFrom("ENT-1", "ENT-2"),
  buyerId: fc.constant(CUSTOMER),
  currency,
  totalMinor: maybe(minor),
});
const invoice = fc.record({
  type: fc.constantFrom(
    "invoice.issued",
    "invoice.issued",
    "invoice.issued",
    "invoice.cancelled",
    "invoice.disputed",
    "invoice.dispute-resolved",
    "invoice.paid",
  ),
  invoiceId,
  outcome: fc.constant("refused"),
  payerId: fc.constant(CUSTOMER),
  orderIds: fc.constantFrom([], [], ["PED-1"], ["PED-1", "PED-2"]),
  currency,
  totalMinor: maybe(minor),
  amountMinor: maybe(minor),
  dueOn: maybe(date),
  agreementId: maybe(fc.constant("CON-1")),
  period: maybe(fc.constantFrom("2026-10", "2026-11-02", "2026-11-09")),
});
const payment = fc.record({
  type: fc.constantFrom(
    "payment.received",
    "payment.received",
    "payment.received",
    "payment.applied",
    "payment.refunded",
    "payment.vouched",
  ),
  paymentId,
  invoiceId,
  payerId: fc.constant(CUSTOMER),
  currency,
  amountMinor: fc.constantFrom(5_000, 10_000),
  reference: maybe(fc.constantFrom("SPEI 1", "SPEI-1")),
});
const customer = fc.record({
  type: fc.constant("customer.described"),
  customerId: fc.constant(CUSTOMER),
  name: fc.constant("Bajío"),
  creditLimitMinor: maybe(fc.constantFrom(1_000, 15_000)),
  creditCurrency: maybe(currency),
  paymentDays: maybe(fc.constantFrom(0, 3, 10)),
});
const agreement = fc.record({
  type: fc.constantFrom("agreement.described", "agreement.described", "agreement.settled"),
  agreementId: fc.constantFrom("CON-1", "CON-2"),
  customerId: fc.constant(CUSTOMER),
  currency: maybe(currency),
  validFrom: maybe(date),
  validTo: fc.constantFrom("2026-10-31", "2026-11-20"),
  period: fc.constantFrom("2026-10", "2026-11-02"),
  recurring: maybe(
    fc.record({
      every: fc.constantFrom("week", "month"),
      from: fc.constantFrom("2026-10-01", "2026-11-02"),
      amountMinor: maybe(minor),
    }),
  ),
});
const answer = fc.record({
  type: fc.constant("answer.given"),
  group: fc.constant({ type: "customer", id: CUSTOMER }),
  action: fc.constantFrom("release-order", "hold-order", "hold-order", "apply-payment"),
  rule: maybe(fc.constantFrom("credit-limit-exceeded", "customer-on-hold", "payment-duplicated")),
  subject: maybe(fc.constantFrom("customer:CLI-1", "order:PED-1", "payment:PAG-2")),
  amountMinor: maybe(fc.constantFrom(10_000, 100_000)),
  currency: maybe(currency),
  personId: fc.constant("U1"),
  personName: fc.constant("Ana"),
  team: fc.constant("sales"),
});

const happened = fc.tuple(
  fc.record({ source: fc.constantFrom("erp", "bank"), occurredAt: instant }),
  fc.oneof(order, order, invoice, invoice, payment, payment, customer, agreement, answer),
);

/** A history of an account, of facts that need not fit together. */
export const accountHistory: fc.Arbitrary<readonly Fact[]> = fc
  .array(happened, { minLength: 1, maxLength: 14 })
  .map((all) =>
    all.map(([where, what], index) =>
      Fact.parse({ ...where, ...what, externalId: `${what.type} ${index}` }),
    ),
  );
