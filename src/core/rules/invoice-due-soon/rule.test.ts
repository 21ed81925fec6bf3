import { answered, at, day, did, ruleTable } from "../../../../test/support/rule-table.ts";
import { invoiceDueSoon } from "./rule.ts";

const customer = did("customer.described", "10-01 09:00", { wantsReminder: true });
const order = did("order.placed", "10-20 09:00", { payerId: "CLI-1" });
const issued = did("invoice.issued", "11-01 10:00", { totalMinor: 116_000, dueOn: day("11-20") });
const terms = did("invoice.issued", "11-01 10:00", { totalMinor: 116_000, paymentDays: 19 });

ruleTable(invoiceDueSoon, [
  {
    says: "due in six days: not yet",
    given: [customer, order, issued],
    now: "11-14 23:59",
    finds: [],
    recheckAt: "11-15 00:00",
  },
  {
    says: "due in five days, and this customer wants to be reminded",
    given: [customer, order, issued],
    now: "11-15 00:00",
    finds: [
      {
        subject: "invoice:FAC-1",
        since: at("11-15 00:00"),
        amount: { minor: 116_000, currency: "MXN" },
        data: { invoiceId: "FAC-1", dueOn: day("11-20") },
      },
    ],
    recheckAt: "11-21 00:00",
  },
  {
    says: "the due date follows from the terms of payment",
    given: [customer, order, terms],
    now: "11-16 00:00",
    finds: [{ data: { dueOn: day("11-20") } }],
    recheckAt: "11-21 00:00",
  },
  {
    says: "or from the order's, before the customer's",
    given: [
      did("customer.described", "10-01 09:00", { wantsReminder: true, paymentDays: 90 }),
      did("order.placed", "10-20 09:00", { payerId: "CLI-1", paymentDays: 19 }),
      did("invoice.issued", "11-01 10:00", { totalMinor: 1 }),
    ],
    now: "11-16 00:00",
    finds: [{ data: { dueOn: day("11-20") } }],
    recheckAt: "11-21 00:00",
  },
  {
    says: "or from the agreement the order is under",
    given: [
      customer,
      did("agreement.described", "10-01 09:00", { paymentDays: 19 }),
      did("order.placed", "10-20 09:00", { payerId: "CLI-1", agreementId: "CON-1" }),
      did("invoice.issued", "11-01 10:00", { totalMinor: 1 }),
    ],
    now: "11-16 00:00",
    finds: [{ data: { dueOn: day("11-20") } }],
    recheckAt: "11-21 00:00",
  },
  {
    says: "issued a few days before it is due: from its issue on",
    given: [
      customer,
      order,
      did("invoice.issued", "11-18 10:00", { totalMinor: 1, dueOn: day("11-20") }),
    ],
    now: "11-18 10:00",
    finds: [{ since: at("11-18 10:00") }],
    recheckAt: "11-21 00:00",
  },
  {
    says: "reminded",
    given: [
      customer,
      order,
      issued,
      answered("reminded", "11-16 10:00", { rule: "invoice-due-soon", subject: "invoice:FAC-1" }),
    ],
    now: "11-16 10:00",
    finds: [],
    recheckAt: null,
  },
  {
    says: "reminded of another invoice",
    given: [
      customer,
      order,
      issued,
      answered("reminded", "11-16 10:00", { rule: "invoice-due-soon", subject: "invoice:FAC-2" }),
    ],
    now: "11-16 10:00",
    finds: [{ subject: "invoice:FAC-1" }],
    recheckAt: "11-21 00:00",
  },
  {
    says: "it promised to pay: it knows",
    given: [
      customer,
      order,
      issued,
      did("invoice.promised", "11-10 10:00", { promisedOn: day("11-19") }),
    ],
    now: "11-16 10:00",
    finds: [],
    recheckAt: null,
  },
  {
    says: "the day is over: another rule's",
    given: [customer, order, issued],
    now: "11-21 00:00",
    finds: [],
    recheckAt: null,
  },
  {
    says: "paid",
    given: [customer, order, issued, did("invoice.paid", "11-14 10:00")],
    now: "11-16 10:00",
    finds: [],
    recheckAt: null,
  },
  {
    says: "nothing while the customer disputes it",
    given: [customer, order, issued, did("invoice.disputed", "11-14 10:00")],
    now: "11-16 10:00",
    finds: [],
    recheckAt: null,
  },
  {
    says: "false alarm avoided: nobody said that this customer wants to be reminded",
    given: [did("customer.described", "10-01 09:00"), order, issued],
    now: "11-16 10:00",
    finds: [],
    recheckAt: null,
  },
  {
    says: "nobody said when it is due",
    given: [customer, order, did("invoice.issued", "11-01 10:00", { totalMinor: 1 })],
    now: "11-16 10:00",
    finds: [],
    recheckAt: null,
  },
]);
