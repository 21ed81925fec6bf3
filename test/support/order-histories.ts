import fc from "fast-check";
import { instantOf } from "../../src/core/calendar.ts";
import { EVIDENCE_KINDS, Fact, REASON_CODES } from "../../src/core/fact.ts";
import { RULE_IDS } from "../../src/core/rules/index.ts";

// Everything happens on a coarse grid of one month, so that instants often coincide.
const START = Date.parse("2026-11-01T06:00:00.000Z");
export const HOUR_MS = 3_600_000;
export const GRID_HOURS = 6;
const STEPS = 120;

const step = fc.integer({ min: 0, max: STEPS });
export const instant = step.map((steps) => instantOf(START + steps * GRID_HOURS * HOUR_MS));
const date = fc.integer({ min: 1, max: 30 }).map((n) => `2026-11-${String(n).padStart(2, "0")}`);
const quantity = fc.constantFrom(0, 10, 90, 100, 120);
const minor = fc.constantFrom(9_000, 10_000, 11_600);
const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined });
const lines = maybe(
  fc.array(
    fc.record({
      lineId: fc.constantFrom("1", "2"),
      sku: maybe(fc.constantFrom("A", "B")),
      unit: maybe(fc.constantFrom("KGM", "EA")),
      quantity,
      amountMinor: maybe(minor),
      backorderQuantity: maybe(quantity),
      shortQuantity: maybe(quantity),
      rejectedQuantity: maybe(quantity),
    }),
    { maxLength: 2 },
  ),
);

const order = fc.record({
  type: fc.constantFrom(
    "order.placed",
    "order.changed",
    "order.promised",
    "order.cancelled",
    "order.reinstated",
  ),
  orderId: fc.constant("PED-1"),
  currency: fc.constantFrom("MXN", "MXN", "USD"),
  promisedOn: date,
  requestedOn: maybe(date),
  address: maybe(fc.constantFrom("Av. Central 120", "Bodega 4")),
  totalMinor: maybe(minor),
  agreementId: maybe(fc.constant("CON-1")),
  lines,
});
const delivery = fc.record({
  type: fc.constantFrom(
    "delivery.planned",
    "delivery.planned",
    "delivery.released",
    "delivery.dispatched",
    "delivery.dispatched",
    "delivery.eta",
    "delivery.delivered",
    "delivery.delivered",
    "delivery.failed",
    "delivery.returned",
    "delivery.cancelled",
  ),
  deliveryId: fc.constantFrom("ENT-1", "ENT-2", "ENT-3"),
  orderId: fc.constant("PED-1"),
  plannedOn: maybe(date),
  etaAt: instant,
  lines,
});
const evidence = fc.record({
  type: fc.constantFrom("evidence.attached", "evidence.checked"),
  deliveryId: fc.constantFrom("ENT-1", "ENT-2"),
  orderId: fc.constant("PED-1"),
  kind: fc.constantFrom("photo", "photo", ...EVIDENCE_KINDS),
  name: fc.constant("foto.jpg"),
  problem: maybe(fc.constantFrom("unreadable", "reused")),
});
const invoice = fc.record({
  type: fc.constantFrom(
    "invoice.issued",
    "invoice.issued",
    "invoice.drafted",
    "invoice.cancelled",
    "invoice.credited",
    "invoice.filed",
    "invoice.rejected",
    "invoice.corrected",
    "invoice.disputed",
    "invoice.dispute-resolved",
    "invoice.promised",
    "invoice.promised",
    "invoice.paid",
    "invoice.paid",
    "withholding.applied",
    "withholding.certified",
  ),
  invoiceId: fc.constantFrom("FAC-1", "FAC-2"),
  creditNoteId: fc.constantFrom("NC-1", "NC-2"),
  orderIds: fc.constantFrom(["PED-1"], ["PED-1"], ["PED-1", "PED-2"]),
  currency: fc.constantFrom("MXN", "MXN", "USD"),
  totalMinor: maybe(minor),
  dueOn: maybe(date),
  promisedOn: date,
  amountMinor: minor,
  outcome: fc.constantFrom("accepted", "refused"),
  reasonCode: maybe(fc.constantFrom(...REASON_CODES)),
  withholdingId: fc.constantFrom("RET-1", "RET-2"),
  lines,
});
/** Histories of one invoice, from its issue to its money. */
const bill = { invoiceId: "FAC-1", orderIds: ["PED-1"], currency: "MXN", totalMinor: 11_600 };
const collecting = fc.constantFrom(
  { type: "customer.described", customerId: "CLI-1", name: "Bajío", wantsReminder: true },
  { type: "invoice.issued", ...bill, dueOn: "2026-11-12" },
  { type: "invoice.issued", ...bill, paymentDays: 5 },
  { type: "invoice.issued", ...bill, invoiceId: "FAC-2", paymentDays: 5 },
  { type: "invoice.filed", invoiceId: "FAC-1" },
  { type: "invoice.rejected", invoiceId: "FAC-1" },
  { type: "invoice.disputed", invoiceId: "FAC-1", reasonCode: "DEL" },
  { type: "invoice.promised", invoiceId: "FAC-1", promisedOn: "2026-11-18" },
  { type: "invoice.promised", invoiceId: "FAC-1", promisedOn: "2026-11-20", amountMinor: 9_000 },
  { type: "invoice.paid", invoiceId: "FAC-1", amountMinor: 5_000 },
  { type: "withholding.applied", invoiceId: "FAC-1", withholdingId: "RET-1", amountMinor: 600 },
  ...["chase", "reminded"].map((action) => ({
    type: "answer.given",
    group: { type: "order", id: "PED-1" },
    action,
    personId: "U1",
    personName: "Ana",
    team: "collections",
  })),
);
const answer = fc.record({
  type: fc.constant("answer.given"),
  group: fc.constant({ type: "order", id: "PED-1" }),
  action: fc.constantFrom(
    "will-make-it",
    "customer-told",
    "confirm-change",
    "still-on-route",
    "backorder",
    "bill-delivered",
    "customer-keeps",
    "waive",
    "hold",
    "accept",
    "chase",
    "reminded",
    "not-duplicate",
    "keep-anyway",
    "accept-proof",
    "complete-agreement",
  ),
  rule: maybe(fc.constantFrom(...RULE_IDS)),
  subject: maybe(fc.constantFrom("order:PED-1", "delivery:ENT-1", "delivery:ENT-2")),
  personId: fc.constant("U1"),
  personName: fc.constant("Ana"),
  team: fc.constant("logistics"),
});

const request = fc.record({
  type: fc.constantFrom(
    "credit.requested",
    "credit.requested",
    "credit.requested",
    "credit.amended",
    "credit.approved",
    "credit.approved",
    "credit.rejected",
    "credit.withdrawn",
    "credit.asked",
    "credit.answered",
  ),
  invoiceId: fc.constantFrom("FAC-1", "FAC-1", "FAC-2"),
  requestId: fc.constantFrom("SNC-1", "SNC-2"),
  personId: fc.constantFrom("U1", "U2"),
  personName: fc.constant("Ana"),
  amountMinor: fc.constantFrom(1_000, 9_000),
  currency: fc.constant("MXN"),
  reasonCode: fc.constant("QTY"),
  final: fc.boolean(),
  question: fc.constant("¿Cuál?"),
  answer: fc.constant("La otra"),
});
/** A note that the ERP posts, whether anybody asked for it or not. */
const credited = fc.record({
  type: fc.constant("invoice.credited"),
  invoiceId: fc.constantFrom("FAC-1", "FAC-1", "FAC-2"),
  creditNoteId: fc.constantFrom("NC-1", "NC-2"),
  currency: fc.constant("MXN"),
  totalMinor: fc.constantFrom(1_000, 9_000),
});
const ratified = fc.record({
  type: fc.constantFrom("credit.ratified", "credit.sent-back", "invoice.credit-reversed"),
  invoiceId: fc.constantFrom("FAC-1", "FAC-2"),
  creditNoteId: fc.constantFrom("NC-1", "NC-2"),
  personId: fc.constant("U3"),
  personName: fc.constant("Vera"),
});

const envelope = fc.record({
  source: fc.constantFrom("erp", "tms"),
  occurredAt: instant,
});
const placed = {
  type: "order.placed",
  orderId: "PED-1",
  buyerId: "CLI-1",
  currency: "MXN",
  promisedOn: "2026-11-10",
  totalMinor: 10_000,
  source: "erp",
  externalId: "placed",
  occurredAt: instantOf(START),
};
/** What most histories turn on, without the noise of everything that could come with it. */
const plain = fc.constantFrom(
  { type: "delivery.dispatched", deliveryId: "ENT-1", orderId: "PED-1" },
  { type: "delivery.delivered", deliveryId: "ENT-1", orderId: "PED-1" },
  { type: "delivery.delivered", deliveryId: "ENT-1", orderId: "PED-1" },
  { type: "invoice.issued", invoiceId: "FAC-1", orderIds: ["PED-1"], currency: "MXN" },
  {
    type: "credit.requested",
    invoiceId: "FAC-1",
    requestId: "SNC-1",
    personId: "U1",
    personName: "Ana",
    amountMinor: 9_000,
    currency: "MXN",
    reasonCode: "QTY",
  },
  ...["hold", "hold", "still-on-route"].map((action) => ({
    type: "answer.given",
    group: { type: "order", id: "PED-1" },
    action,
    personId: "U1",
    personName: "Ana",
    team: "collections",
  })),
);
type Told = readonly [
  { readonly source: string; readonly occurredAt: string },
  { readonly type: string },
];
const anything: fc.Arbitrary<Told> = fc.tuple(
  envelope,
  fc.oneof(
    order,
    delivery,
    delivery,
    delivery,
    delivery,
    evidence,
    invoice,
    invoice,
    answer,
    request,
    request,
    credited,
    ratified,
    plain,
  ),
);
/** Delivered, proven and checked in that order: by chance alone that seldom happens. */
const checkedProof: fc.Arbitrary<readonly Told[]> = fc
  .tuple(fc.integer({ min: 0, max: STEPS }), fc.constantFrom("photo", "waybill"))
  .map(([steps, kind]) =>
    [
      { type: "delivery.delivered", deliveryId: "ENT-1", orderId: "PED-1" },
      { type: "evidence.attached", deliveryId: "ENT-1", kind, name: "foto.jpg" },
      { type: "evidence.checked", deliveryId: "ENT-1", kind, problem: "reused" },
    ].map((what, n): Told => {
      const occurredAt = instantOf(START + (steps + n) * GRID_HOURS * HOUR_MS);
      return [{ source: "tms", occurredAt }, what];
    }),
  );
const plainly: fc.Arbitrary<Told> = fc.tuple(envelope, plain);
const collected: fc.Arbitrary<Told> = fc.tuple(envelope, collecting);
/** A history that begins with an order: a full one, or one of a few plain facts. */
export const history: fc.Arbitrary<readonly Fact[]> = fc
  .oneof(
    fc.array(anything, { minLength: 1, maxLength: 14 }),
    fc.array(plainly, { minLength: 1, maxLength: 4 }),
    fc.array(collected, { minLength: 2, maxLength: 8 }),
    fc
      .tuple(checkedProof, fc.array(plainly, { maxLength: 2 }))
      .map(([proof, others]): Told[] => [...proof, ...others]),
  )
  .chain((happened) => fc.record({ lines, happened: fc.constant(happened) }))
  .map(({ lines: ordered, happened }) => [
    Fact.parse({ ...placed, ...(ordered ? { lines: ordered } : {}) }),
    ...happened.map(([where, what], index) =>
      Fact.parse({ ...where, ...what, externalId: `${what.type} ${index}` }),
    ),
  ]);
