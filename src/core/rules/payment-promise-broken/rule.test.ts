import { at, day, did, ruleTable } from "../../../../test/support/rule-table.ts";
import { paymentPromiseBroken } from "./rule.ts";

const order = did("order.placed", "11-01 09:00");
const issued = did("invoice.issued", "11-02 10:00", { totalMinor: 116_000 });
const promised = (more = {}) =>
  did("invoice.promised", "11-05 10:00", { promisedOn: day("11-10"), by: "Ana", ...more });
const paid = (amountMinor: number, when = "11-09 10:00") =>
  did("invoice.paid", when, { amountMinor });

ruleTable(paymentPromiseBroken, [
  {
    says: "promised, and the day is to come",
    given: [order, issued, promised()],
    now: "11-10 23:59",
    finds: [],
    recheckAt: "11-12 00:00",
  },
  {
    says: "the day and a day's grace for the bank are over",
    given: [order, issued, promised()],
    now: "11-12 00:00",
    finds: [
      {
        subject: "invoice:FAC-1",
        since: at("11-12 00:00"),
        amount: { minor: 116_000, currency: "MXN" },
        data: { promisedOn: day("11-10"), promised: null, paid: null, promises: 1 },
      },
    ],
    recheckAt: null,
  },
  {
    says: "a part came: the rest is missing",
    given: [order, issued, promised(), paid(16_000)],
    now: "11-12 00:00",
    finds: [{ amount: { minor: 100_000 }, data: { paid: { minor: 16_000 } } }],
    recheckAt: null,
  },
  {
    says: "of a promised part, only what it lacks",
    given: [order, issued, promised({ amountMinor: 50_000 }), paid(16_000)],
    now: "11-12 00:00",
    finds: [
      { amount: { minor: 34_000 }, data: { promised: { minor: 50_000 }, paid: { minor: 16_000 } } },
    ],
    recheckAt: null,
  },
  {
    says: "no more than is left to pay is missing",
    given: [order, issued, paid(100_000, "11-03 10:00"), promised({ amountMinor: 50_000 })],
    now: "11-12 00:00",
    finds: [{ amount: { minor: 16_000 } }],
    recheckAt: null,
  },
  {
    says: "what was paid before the promise is no part of it",
    given: [order, issued, paid(66_000, "11-03 10:00"), promised({ amountMinor: 50_000 })],
    now: "11-12 00:00",
    finds: [{ amount: { minor: 50_000 }, data: { paid: null } }],
    recheckAt: null,
  },
  {
    says: "the promised part was paid in two payments",
    given: [order, issued, promised({ amountMinor: 50_000 }), paid(30_000), paid(20_000)],
    now: "11-12 00:00",
    finds: [],
    recheckAt: null,
  },
  {
    says: "paid in full",
    given: [order, issued, promised(), paid(116_000)],
    now: "11-12 00:00",
    finds: [],
    recheckAt: null,
  },
  {
    says: "a new promise: a new date",
    given: [
      order,
      issued,
      promised(),
      did("invoice.promised", "11-13 10:00", { promisedOn: day("11-20") }),
    ],
    now: "11-13 10:00",
    finds: [],
    recheckAt: "11-22 00:00",
  },
  {
    says: "and that one is broken too",
    given: [
      order,
      issued,
      promised(),
      did("invoice.promised", "11-13 10:00", { promisedOn: day("11-20") }),
    ],
    now: "11-22 00:00",
    finds: [{ since: at("11-22 00:00"), data: { promisedOn: day("11-20"), promises: 2 } }],
    recheckAt: null,
  },
  {
    says: "a bank that tells on the same day needs no grace",
    given: [order, issued, promised()],
    thresholds: { promiseGraceHours: 0 },
    now: "11-11 00:00",
    finds: [{ since: at("11-11 00:00") }],
    recheckAt: null,
  },
  {
    says: "false alarm avoided: meanwhile the customer disputes it",
    given: [order, issued, promised(), did("invoice.disputed", "11-09 10:00")],
    now: "11-13 00:00",
    finds: [],
    recheckAt: null,
  },
  {
    says: "cancelled",
    given: [order, issued, promised(), did("invoice.cancelled", "11-09 10:00")],
    now: "11-13 00:00",
    finds: [],
    recheckAt: null,
  },
]);
