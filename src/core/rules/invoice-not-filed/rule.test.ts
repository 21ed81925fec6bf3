import { accountPicture, at, did, ruleTable } from "../../../../test/support/rule-table.ts";
import { invoiceNotFiled } from "./rule.ts";

const order = did("order.placed", "11-01 09:00");
const issued = did("invoice.issued", "11-16 10:00", { totalMinor: 116_000 });

ruleTable(invoiceNotFiled, [
  {
    says: "issued today may be filed within three days",
    given: [order, issued],
    now: "11-19 09:59",
    finds: [],
    recheckAt: "11-19 10:00",
  },
  {
    says: "three days later nobody filed it: the customer does not know that it owes",
    given: [order, issued],
    now: "11-19 10:00",
    finds: [
      {
        subject: "invoice:FAC-1",
        since: at("11-19 10:00"),
        amount: { minor: 116_000, currency: "MXN" },
        data: { invoiceId: "FAC-1", issuedAt: at("11-16 10:00") },
      },
    ],
    recheckAt: null,
  },
  {
    says: "a portal that wants it the same day",
    given: [order, issued],
    thresholds: { fileWithinHours: 8 },
    now: "11-16 18:00",
    finds: [{ since: at("11-16 18:00") }],
    recheckAt: null,
  },
  {
    says: "an invoice without an order is the account's",
    given: accountPicture([
      did("customer.described", "11-01 09:00"),
      did("invoice.issued", "11-16 10:00", { orderIds: [], payerId: "CLI-1", totalMinor: 1 }),
    ]),
    now: "11-20 00:00",
    finds: [{ subject: "invoice:FAC-1" }],
    recheckAt: null,
  },
  {
    says: "an invoice over two orders is found once, by the first of them",
    given: [order, did("invoice.issued", "11-16 10:00", { orderIds: ["PED-0", "PED-1"] })],
    now: "11-20 00:00",
    finds: [],
    recheckAt: null,
  },
  {
    says: "filed",
    given: [order, issued, did("invoice.filed", "11-18 10:00")],
    now: "11-20 00:00",
    finds: [],
    recheckAt: null,
  },
  {
    says: "a draft is not to be filed",
    given: [order, did("invoice.drafted", "11-16 10:00")],
    now: "11-20 00:00",
    finds: [],
    recheckAt: null,
  },
  {
    says: "cancelled",
    given: [order, issued, did("invoice.cancelled", "11-17 10:00")],
    now: "11-20 00:00",
    finds: [],
    recheckAt: null,
  },
  ...(["invoice.accepted", "invoice.rejected", "invoice.disputed", "invoice.paid"] as const).map(
    (type) => ({
      says: `false alarm avoided: ${type} means that it arrived`,
      given: [order, issued, did(type, "11-17 10:00", { amountMinor: 1_000 })],
      now: "11-20 00:00",
      finds: [],
      recheckAt: null,
    }),
  ),
]);
