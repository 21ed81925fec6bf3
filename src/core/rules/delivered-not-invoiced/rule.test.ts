import { answered, at, did, of, ruleTable } from "../../../../test/support/rule-table.ts";
import { deliveredNotInvoiced } from "./rule.ts";

const customer = did("customer.described", "11-01 09:00", { evidence: ["signature"] });
const order = did("order.placed", "11-10 09:00", of(100));
const delivered = did("delivery.delivered", "11-16 10:00", of(90));
const invoiced = did("invoice.issued", "11-16 15:00", of(90));

ruleTable(deliveredNotInvoiced, [
  {
    says: "delivered today may be invoiced until tomorrow",
    given: [order, delivered],
    now: "11-17 09:59",
    finds: [],
    recheckAt: "11-17 10:00",
  },
  {
    says: "a day later and not invoiced: money nobody asked for",
    given: [order, delivered],
    now: "11-17 10:00",
    finds: [
      {
        subject: "order:PED-1",
        since: at("11-17 10:00"),
        amount: { minor: 90_000, currency: "MXN" },
        data: {
          deliveryId: "ENT-1",
          billableQuantity: 90,
          unit: "KGM",
          billableAt: at("11-16 10:00"),
        },
      },
    ],
    recheckAt: null,
  },
  {
    says: "invoiced",
    given: [order, delivered, invoiced],
    now: "11-20 00:00",
    finds: [],
    recheckAt: null,
  },
  {
    says: "a draft is no invoice",
    given: [order, delivered, did("invoice.drafted", "11-16 15:00", of(90))],
    now: "11-17 10:00",
    finds: [{ subject: "order:PED-1" }],
    recheckAt: null,
  },
  {
    says: "a part of what was delivered is invoiced: the rest counts",
    given: [order, delivered, did("invoice.issued", "11-16 15:00", of(60))],
    now: "11-17 10:00",
    finds: [{ amount: { minor: 30_000 }, data: { billableQuantity: 30 } }],
    recheckAt: null,
  },
  {
    says: "the proof is missing: not billable yet, and another rule's",
    given: [customer, order, delivered],
    now: "11-20 00:00",
    finds: [],
    recheckAt: null,
  },
  {
    says: "the clock starts when the proof is complete",
    given: [
      customer,
      order,
      delivered,
      did("evidence.attached", "11-18 09:00", { kind: "signature" }),
    ],
    now: "11-18 12:00",
    finds: [],
    recheckAt: "11-19 09:00",
  },
  {
    says: "or when the proof is waived",
    given: [
      customer,
      order,
      delivered,
      answered("waive", "11-18 09:00", { rule: "evidence-missing", subject: "delivery:ENT-1" }),
    ],
    now: "11-19 09:00",
    finds: [{ since: at("11-19 09:00") }],
    recheckAt: null,
  },
  {
    says: "an invoice that was cancelled leaves it to be billed, from the cancellation on",
    given: [order, delivered, invoiced, did("invoice.cancelled", "11-18 15:00")],
    now: "11-19 12:00",
    finds: [],
    recheckAt: "11-19 15:00",
  },
  {
    says: "an invoice that was credited in full leaves it to be billed",
    given: [order, delivered, invoiced, did("invoice.credited", "11-18 15:00", of(90))],
    now: "11-19 15:00",
    finds: [{ since: at("11-19 15:00"), data: { billableQuantity: 90 } }],
    recheckAt: null,
  },
  {
    says: "returned goods are not billed",
    given: [
      order,
      delivered,
      did("delivery.returned", "11-16 14:00", of(30)),
      did("invoice.issued", "11-16 15:00", of(60)),
    ],
    now: "11-20 00:00",
    finds: [],
    recheckAt: null,
  },
  {
    says: "the second delivery is not covered by the first one's invoice",
    given: [
      order,
      delivered,
      invoiced,
      did("delivery.delivered", "11-18 10:00", { deliveryId: "ENT-2", ...of(10) }),
    ],
    now: "11-19 10:00",
    finds: [{ since: at("11-19 10:00"), data: { deliveryId: "ENT-2", billableQuantity: 10 } }],
    recheckAt: null,
  },
  {
    says: "held with a reason: silence for a week",
    given: [order, delivered, answered("hold", "11-17 12:00", { team: "collections" })],
    now: "11-18 00:00",
    finds: [],
    recheckAt: "11-24 12:00",
  },
  {
    says: "after that week it is asked again",
    given: [order, delivered, answered("hold", "11-17 12:00", { team: "collections" })],
    now: "11-24 12:00",
    finds: [{ since: at("11-17 10:00") }],
    recheckAt: null,
  },
  {
    says: "without quantities, any invoice covers the order",
    given: [
      order,
      did("delivery.delivered", "11-16 10:00"),
      did("invoice.issued", "11-16 15:00", { invoiceId: "FAC-9" }),
    ],
    now: "11-20 00:00",
    finds: [],
    recheckAt: null,
  },
  {
    says: "without quantities and without an invoice, the whole order is at stake",
    given: [order, did("delivery.delivered", "11-16 10:00")],
    now: "11-20 00:00",
    finds: [{ amount: { minor: 100_000 }, data: { billableQuantity: null } }],
    recheckAt: null,
  },
  {
    says: "false alarm avoided: one invoice over several orders does not tell its quantities",
    given: [
      order,
      delivered,
      did("invoice.issued", "11-16 15:00", { orderIds: ["PED-1", "PED-2"], ...of(20) }),
    ],
    now: "11-20 00:00",
    finds: [],
    recheckAt: null,
  },
  {
    says: "false alarm avoided: everything was rejected at the door",
    given: [order, did("delivery.delivered", "11-16 10:00", of(0, { rejectedQuantity: 90 }))],
    now: "11-20 00:00",
    finds: [],
    recheckAt: null,
  },
]);
