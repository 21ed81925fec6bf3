import {
  accountPicture,
  answered,
  at,
  did,
  of,
  ruleTable,
} from "../../../../test/support/rule-table.ts";
import type { Fact } from "../../fact.ts";
import { customerOnHold } from "./rule.ts";

const invoice = (more = {}) =>
  did("invoice.issued", "10-01 09:00", {
    orderIds: [],
    payerId: "CLI-1",
    totalMinor: 70_000,
    dueOn: "2026-10-31",
    ...more,
  });
const order = did("order.placed", "11-20 09:00", of(10));
const second = did("order.placed", "11-21 09:00", { orderId: "PED-2", ...of(10) });
const account = (...facts: readonly Fact[]) => accountPicture(facts);
const told = (action: string, wallClock: string, more = {}) =>
  answered(action, wallClock, {
    group: { type: "customer", id: "CLI-1" },
    rule: "customer-on-hold",
    subject: "order:PED-1",
    team: "sales",
    ...more,
  });

const fifty = Array.from({ length: 50 }, (_, index) => {
  const orderId = `PED-1${String(index).padStart(2, "0")}`;
  return [
    did("order.placed", "11-20 09:00", { orderId, ...of(10) }),
    told("release-order", "11-20 12:00", { subject: `order:${orderId}` }),
  ];
}).flat();

ruleTable(customerOnHold, [
  {
    says: "the fifty-first order is asked about, though fifty were released",
    given: account(invoice(), ...fifty, second),
    now: "11-21 09:00",
    finds: [{ subject: "order:PED-2" }],
    recheckAt: null,
  },
  {
    says: "a new order, and an invoice overdue for more than fifteen days",
    given: account(invoice(), order),
    now: "11-20 09:00",
    finds: [
      {
        subject: "order:PED-1",
        since: at("11-20 09:00"),
        amount: { minor: 100_000, currency: "MXN" },
        data: {
          orderId: "PED-1",
          overdue: [{ minor: 70_000, currency: "MXN" }],
          invoiceIds: ["FAC-1"],
          invoices: 1,
          oldestDueOn: "2026-10-31",
        },
      },
    ],
    recheckAt: null,
  },
  {
    says: "the order is older: it is asked about from the day on which the invoice is too late",
    given: account(invoice(), did("order.placed", "11-02 09:00", of(10))),
    now: "11-15 23:59",
    finds: [],
    recheckAt: "11-16 00:00",
  },
  {
    says: "and from then on it is",
    given: account(invoice(), did("order.placed", "11-02 09:00", of(10))),
    now: "11-16 00:00",
    finds: [{ since: at("11-16 00:00") }],
    recheckAt: null,
  },
  {
    says: "each order by itself",
    given: account(invoice(), order, second),
    now: "11-22 09:00",
    finds: [{ subject: "order:PED-1" }, { subject: "order:PED-2" }],
    recheckAt: null,
  },
  {
    says: "sums of two currencies stand side by side",
    given: account(
      invoice(),
      invoice({ invoiceId: "FAC-2", currency: "USD", dueOn: "2026-10-15" }),
      order,
    ),
    now: "11-22 09:00",
    finds: [
      {
        data: {
          overdue: [
            { minor: 70_000, currency: "MXN" },
            { minor: 70_000, currency: "USD" },
          ],
          oldestDueOn: "2026-10-15",
        },
      },
    ],
    recheckAt: null,
  },
  {
    says: "another invoice will be too late soon: it is looked at then",
    given: account(invoice(), invoice({ invoiceId: "FAC-2", dueOn: "2026-11-10" }), order),
    now: "11-22 09:00",
    finds: [{ data: { invoices: 1 } }],
    recheckAt: "11-26 00:00",
  },
  {
    says: "released by somebody who may: that order, and no other",
    given: account(invoice(), order, second, told("release-order", "11-21 12:00")),
    now: "11-22 09:00",
    finds: [{ subject: "order:PED-2" }],
    recheckAt: null,
  },
  {
    says: "held: silence for a week",
    given: account(invoice(), order, told("hold-order", "11-20 12:00")),
    now: "11-21 09:00",
    finds: [],
    recheckAt: "11-27 12:00",
  },
  {
    says: "after that week it is asked again",
    given: account(invoice(), order, told("hold-order", "11-20 12:00")),
    now: "11-27 12:00",
    finds: [{ since: at("11-20 09:00") }],
    recheckAt: null,
  },
  {
    says: "it left: nothing can be stopped",
    given: account(invoice(), order, did("delivery.dispatched", "11-20 12:00", of(10))),
    now: "11-21 09:00",
    finds: [],
    recheckAt: null,
  },
  {
    says: "paid",
    given: account(
      invoice(),
      order,
      did("payment.received", "11-20 12:00", { amountMinor: 70_000 }),
      did("payment.applied", "11-20 13:00", { invoiceId: "FAC-1", amountMinor: 70_000 }),
    ),
    now: "11-21 09:00",
    finds: [],
    recheckAt: null,
  },
  {
    says: "disputed: the customer has a reason not to pay",
    given: account(invoice(), order, did("invoice.disputed", "11-02 09:00", { reasonCode: "QTY" })),
    now: "11-22 09:00",
    finds: [],
    recheckAt: null,
  },
  {
    says: "due after so many days, as the customer's terms say",
    given: account(
      did("customer.described", "09-01 09:00", { paymentDays: 10 }),
      invoice({ dueOn: undefined }),
      order,
    ),
    now: "11-21 09:00",
    finds: [{ data: { oldestDueOn: "2026-10-11" } }],
    recheckAt: null,
  },
  {
    says: "cancelled",
    given: account(invoice(), order, did("order.cancelled", "11-20 12:00")),
    now: "11-22 09:00",
    finds: [],
    recheckAt: null,
  },
  {
    says: "false alarm avoided: nobody knows when the invoice is due",
    given: account(invoice({ dueOn: undefined }), order),
    now: "11-22 09:00",
    finds: [],
    recheckAt: null,
  },
]);
