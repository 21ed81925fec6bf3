import { answered, at, did, of, ruleTable } from "../../../../test/support/rule-table.ts";
import { invoicedNotDelivered } from "./rule.ts";

const order = did("order.placed", "11-10 09:00", of(100));
const invoiced = did("invoice.issued", "11-16 15:00", { totalMinor: 116_000, ...of(100) });
const dispatched = did("delivery.dispatched", "11-16 16:00", of(100));

ruleTable(invoicedNotDelivered, [
  {
    says: "an invoice may travel with the goods for a day",
    given: [order, invoiced, dispatched],
    now: "11-17 14:59",
    finds: [],
    recheckAt: "11-17 15:00",
  },
  {
    says: "a day later nothing has arrived, and a delivery is on route: it can be closed here",
    given: [order, invoiced, dispatched],
    now: "11-17 15:00",
    finds: [
      {
        subject: "delivery:ENT-1",
        since: at("11-17 15:00"),
        amount: { minor: 116_000, currency: "MXN" },
        data: { invoiceIds: ["FAC-1"], deliveryId: "ENT-1", dispatchedAt: at("11-16 16:00") },
      },
    ],
    recheckAt: null,
  },
  {
    says: "no delivery is known at all",
    given: [order, invoiced],
    now: "11-20 00:00",
    finds: [{ subject: "order:PED-1", data: { deliveryId: null } }],
    recheckAt: null,
  },
  {
    says: "delivered, even in part: another rule compares",
    given: [order, invoiced, did("delivery.delivered", "11-16 18:00", of(10))],
    now: "11-20 00:00",
    finds: [],
    recheckAt: null,
  },
  {
    says: "delivered and returned whole: the invoice stands for nothing",
    given: [
      order,
      invoiced,
      did("delivery.delivered", "11-16 18:00", of(100)),
      did("delivery.returned", "11-18 10:00"),
    ],
    now: "11-19 10:00",
    finds: [{ since: at("11-19 10:00") }],
    recheckAt: null,
  },
  {
    says: "credited in full",
    given: [order, invoiced, did("invoice.credited", "11-18 10:00", of(100))],
    now: "11-20 00:00",
    finds: [],
    recheckAt: null,
  },
  {
    says: "credited in full by an amount without lines",
    given: [order, invoiced, did("invoice.credited", "11-18 10:00", { totalMinor: 116_000 })],
    now: "11-20 00:00",
    finds: [],
    recheckAt: null,
  },
  {
    says: "cancelled",
    given: [order, invoiced, did("invoice.cancelled", "11-18 10:00")],
    now: "11-20 00:00",
    finds: [],
    recheckAt: null,
  },
  {
    says: "a draft asks nobody for money",
    given: [order, did("invoice.drafted", "11-16 15:00", of(100))],
    now: "11-20 00:00",
    finds: [],
    recheckAt: null,
  },
  {
    says: "held with a reason, such as an advance: silence for a week",
    given: [order, invoiced, answered("hold", "11-18 10:00", { team: "collections" })],
    now: "11-20 00:00",
    finds: [],
    recheckAt: "11-25 10:00",
  },
]);
