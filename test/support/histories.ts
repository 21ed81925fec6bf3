import fc from "fast-check";
import { Fact, type FactInput } from "../../src/core/fact.ts";

/** The day the generated histories play around. */
export const DAY = "2026-03-10";

const at = fc
  .integer({ min: -96, max: 96 })
  .map((hours) => new Date(Date.parse(`${DAY}T12:00:00Z`) + hours * 1_800_000).toISOString());
const date = fc
  .integer({ min: -3, max: 4 })
  .map((days) =>
    new Date(Date.parse(`${DAY}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10),
  );
const orderId = fc.constantFrom("PED-1", "PED-1", "PED-1", "PED-2", "PED-3");
const deliveryId = fc.constantFrom("ENT-11", "ENT-21", "ENT-12", "ENT-13");
const invoiceId = fc.constantFrom("FAC-1", "FAC-2");
const quantity = fc.integer({ min: 0, max: 12 });
const line = quantity.map((count) => ({ lineId: "1", sku: "AGUA", quantity: count, unit: "CJA" }));
const lines = fc.option(
  line.map((one) => [one]),
  { nil: undefined },
);

type Loose = { readonly type: string; readonly occurredAt: string } & Record<string, unknown>;

function step(type: string, fields: Record<string, fc.Arbitrary<unknown>>): fc.Arbitrary<Loose> {
  return fc.record({ type: fc.constant(type), occurredAt: at, ...fields }) as fc.Arbitrary<Loose>;
}

// A delivery always names the order it belongs to by its number: ENT-1 is PED-1's, as in a TMS.
const delivery = deliveryId.map((id) => ({ deliveryId: id, orderId: `PED-${id.at(-1)}` }));
const aboutDelivery = (type: string, fields: Record<string, fc.Arbitrary<unknown>> = {}) =>
  fc.tuple(delivery, step(type, fields)).map(([about, rest]) => ({ ...rest, ...about }));

const anyStep: fc.Arbitrary<Loose> = fc.oneof(
  step("order.placed", {
    orderId,
    buyerId: fc.constantFrom("C1", "C2"),
    currency: fc.constant("MXN"),
    totalMinor: fc.constantFrom(100_000, 250_000),
    promisedOn: fc.option(date, { nil: undefined }),
    lines,
  }),
  step("order.changed", { orderId, address: fc.constantFrom("Bodega 1", "Bodega 2"), lines }),
  step("order.promised", { orderId, promisedOn: date }),
  step("order.cancelled", { orderId }),
  step("order.reinstated", { orderId }),
  aboutDelivery("delivery.planned", { plannedOn: date, lines }),
  aboutDelivery("delivery.released"),
  aboutDelivery("delivery.dispatched", { lines }),
  aboutDelivery("delivery.eta", { etaAt: at }),
  aboutDelivery("delivery.delivered", { lines }),
  aboutDelivery("delivery.failed"),
  aboutDelivery("delivery.returned", { lines }),
  aboutDelivery("evidence.attached", {
    kind: fc.constantFrom("waybill", "signature", "photo"),
    name: fc.constant("foto.jpg"),
  }),
  step("invoice.issued", {
    invoiceId,
    orderIds: orderId.map((id) => [id]),
    currency: fc.constant("MXN"),
    totalMinor: fc.constantFrom(100_000, 90_000),
    dueOn: fc.option(date, { nil: undefined }),
    lines,
  }),
  // A credit note names its invoice only: whose order it is, is known by other facts.
  step("invoice.credited", {
    invoiceId,
    creditNoteId: fc.constantFrom("NC-1", "NC-2"),
    currency: fc.constant("MXN"),
    totalMinor: fc.constant(10_000),
    lines,
  }),
  step("invoice.cancelled", { invoiceId }),
  ...["invoice.filed", "invoice.accepted", "invoice.rejected", "invoice.corrected"].map((type) =>
    step(type, { invoiceId }),
  ),
  step("invoice.disputed", { invoiceId, reasonCode: fc.constantFrom("DEL", "PRI", "OTH") }),
  step("invoice.dispute-resolved", { invoiceId, outcome: fc.constantFrom("accepted", "refused") }),
  step("invoice.promised", { invoiceId, promisedOn: date }),
  step("invoice.paid", { invoiceId, amountMinor: fc.constantFrom(40_000, 100_000) }),
  step("customer.described", {
    customerId: fc.constantFrom("C1", "C2"),
    name: fc.constantFrom("Abarrotes Lupita", "Tienda del Sur"),
    evidence: fc.option(fc.constantFrom([], ["signature"], ["waybill", "photo"]), {
      nil: undefined,
    }),
  }),
);
const tenOf = { lines: fc.constant([{ lineId: "1", sku: "AGUA", quantity: 10, unit: "CJA" }]) };
const first = { deliveryId: "ENT-11", orderId: "PED-1" };
const delivered = step("delivery.delivered", tenOf).map((rest) => ({ ...rest, ...first }));
const issued = step("invoice.issued", {
  invoiceId: fc.constant("FAC-1"),
  orderIds: fc.constant(["PED-1"]),
  currency: fc.constant("MXN"),
  totalMinor: fc.constantFrom(100_000, 120_000),
  ...tenOf,
});

/** Some facts of a few orders, each with a name of its own, in no particular order of time. */
const placed = step("order.placed", {
  orderId: fc.constant("PED-1"),
  buyerId: fc.constant("C1"),
  currency: fc.constant("MXN"),
  totalMinor: fc.constant(100_000),
  promisedOn: date,
  lines: fc.constant([{ lineId: "1", sku: "AGUA", quantity: 10, unit: "CJA" }]),
});

export const history: fc.Arbitrary<readonly Fact[]> = fc
  .tuple(placed, delivered, issued, fc.array(anyStep, { minLength: 1, maxLength: 40 }))
  .map(([...parts]) => parts.flat())
  .map((steps) =>
    steps.map((one, index) =>
      Fact.parse({ ...one, source: "erp", externalId: `f${index}` } as FactInput),
    ),
  );
