import {
  accountPicture,
  answered,
  at,
  did,
  ruleTable,
} from "../../../../test/support/rule-table.ts";
import type { Fact } from "../../fact.ts";
import { creditLimitExceeded } from "./rule.ts";

const limit = did("customer.described", "11-01 09:00", {
  creditLimitMinor: 100_000,
  creditCurrency: "MXN",
});
const order = (orderId: string, wallClock: string, totalMinor: number, more = {}) =>
  did("order.placed", wallClock, { orderId, totalMinor, ...more });
const invoice = (totalMinor: number, more = {}) =>
  did("invoice.issued", "11-05 09:00", { orderIds: [], payerId: "CLI-1", totalMinor, ...more });
const owed = invoice(70_000);
const eighty = order("PED-1", "11-10 09:00", 80_000);
const account = (...facts: readonly Fact[]) => accountPicture([limit, ...facts]);
const told = (action: string, wallClock: string, more = {}) =>
  answered(action, wallClock, {
    group: { type: "customer", id: "CLI-1" },
    rule: "credit-limit-exceeded",
    subject: "customer:CLI-1",
    team: "sales",
    ...more,
  });
const released = told("release-order", "11-10 12:00", { amountMinor: 150_000, currency: "MXN" });

ruleTable(creditLimitExceeded, [
  {
    says: "an order that, with what is owed, passes the limit",
    given: account(owed, eighty),
    now: "11-10 09:00",
    finds: [
      {
        subject: "customer:CLI-1",
        since: at("11-10 09:00"),
        amount: { minor: 50_000, currency: "MXN" },
        data: {
          limit: { minor: 100_000, currency: "MXN" },
          exposure: { minor: 150_000, currency: "MXN" },
          orders: { minor: 80_000 },
          receivables: { minor: 70_000 },
          others: [],
        },
      },
    ],
    recheckAt: null,
  },
  {
    says: "a new order is a new question: no button of before it releases it",
    given: account(owed, eighty, order("PED-2", "11-12 09:00", 900_000)),
    now: "11-12 10:00",
    finds: [{ since: at("11-12 09:00"), amount: { minor: 950_000, currency: "MXN" } }],
    recheckAt: null,
  },
  {
    says: "at the limit, and not beyond",
    given: account(owed, order("PED-1", "11-10 09:00", 30_000)),
    now: "11-10 09:00",
    finds: [],
    recheckAt: null,
  },
  {
    says: "a payment that nobody applied yet counts for the customer",
    given: account(owed, eighty, did("payment.received", "11-09 09:00", { amountMinor: 50_000 })),
    now: "11-10 09:00",
    finds: [],
    recheckAt: null,
  },
  {
    says: "what an invoice asks for is not counted again as its order",
    given: account(
      eighty,
      invoice(60_000, { orderIds: ["PED-1"] }),
      order("PED-2", "11-11 09:00", 30_000),
    ),
    now: "11-12 09:00",
    finds: [
      {
        since: at("11-11 09:00"),
        amount: { minor: 10_000 },
        data: { orders: { minor: 50_000 }, receivables: { minor: 60_000 } },
      },
    ],
    recheckAt: null,
  },
  {
    says: "another currency is told beside, and never added",
    given: account(
      order("PED-1", "11-10 09:00", 90_000),
      order("PED-2", "11-10 10:00", 90_000, { currency: "USD" }),
    ),
    now: "11-10 11:00",
    finds: [],
    recheckAt: null,
  },
  {
    says: "beyond the limit, with dollars beside it",
    given: account(owed, eighty, order("PED-2", "11-10 10:00", 90_000, { currency: "USD" })),
    now: "11-10 11:00",
    finds: [
      { data: { exposure: { minor: 150_000 }, others: [{ minor: 90_000, currency: "USD" }] } },
    ],
    recheckAt: null,
  },
  {
    says: "released up to what stood open",
    given: account(owed, eighty, released),
    now: "11-10 13:00",
    finds: [],
    recheckAt: null,
  },
  {
    says: "released, and a new order comes: it was not among those released",
    given: account(owed, eighty, released, order("PED-2", "11-11 09:00", 10_000)),
    now: "11-11 10:00",
    finds: [{ data: { exposure: { minor: 160_000 } } }],
    recheckAt: null,
  },
  {
    says: "released, paid in part, and a new order for less: it was not among those released",
    given: account(
      owed,
      eighty,
      released,
      did("invoice.paid", "11-11 08:00", { invoiceId: "FAC-1", amountMinor: 20_000 }),
      order("PED-2", "11-11 09:00", 10_000),
    ),
    now: "11-11 10:00",
    finds: [{ data: { exposure: { minor: 140_000 } } }],
    recheckAt: null,
  },
  {
    says: "released, and then an invoice makes it more",
    given: account(owed, eighty, released, invoice(5_000, { invoiceId: "FAC-2" })),
    now: "11-11 10:00",
    finds: [{ data: { exposure: { minor: 155_000 } } }],
    recheckAt: null,
  },
  {
    says: "held: silence for a week",
    given: account(owed, eighty, told("hold-order", "11-10 12:00")),
    now: "11-10 13:00",
    finds: [],
    recheckAt: "11-17 12:00",
  },
  {
    says: "after that week it is asked again",
    given: account(owed, eighty, told("hold-order", "11-10 12:00")),
    now: "11-17 12:00",
    finds: [{ since: at("11-10 09:00") }],
    recheckAt: null,
  },
  {
    says: "paid: below the limit again",
    given: account(owed, eighty, did("invoice.paid", "11-11 09:00", { invoiceId: "FAC-1" })),
    now: "11-12 09:00",
    finds: [],
    recheckAt: null,
  },
  {
    says: "the order is cancelled: it will never be owed",
    given: account(owed, eighty, did("order.cancelled", "11-11 09:00")),
    now: "11-12 09:00",
    finds: [],
    recheckAt: null,
  },
  {
    says: "false alarm avoided: only invoices are open, and no order can be stopped",
    given: account(invoice(170_000)),
    now: "11-12 09:00",
    finds: [],
    recheckAt: null,
  },
  {
    says: "false alarm avoided: nobody set a limit",
    given: accountPicture([order("PED-1", "11-10 09:00", 9_000_000)]),
    now: "11-12 09:00",
    finds: [],
    recheckAt: null,
  },
]);
