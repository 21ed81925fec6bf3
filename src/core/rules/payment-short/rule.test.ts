import { answered, at, day, did, ruleTable } from "../../../../test/support/rule-table.ts";
import { paymentShort } from "./rule.ts";

const order = did("order.placed", "11-01 09:00");
const issued = did("invoice.issued", "11-02 10:00", { totalMinor: 116_000 });
const paid = did("invoice.paid", "11-10 10:00", { amountMinor: 100_000 });

ruleTable(paymentShort, [
  {
    says: "just paid: the rest may be on its way",
    given: [order, issued, paid],
    now: "11-12 09:59",
    finds: [],
    recheckAt: "11-12 10:00",
  },
  {
    says: "two days later nothing explains what is missing",
    given: [order, issued, paid],
    now: "11-12 10:00",
    finds: [
      {
        subject: "invoice:FAC-1",
        since: at("11-12 10:00"),
        amount: { minor: 16_000, currency: "MXN" },
        data: { due: { minor: 116_000 }, paid: { minor: 100_000 }, paidAt: at("11-10 10:00") },
      },
    ],
    recheckAt: null,
  },
  {
    says: "the clock starts with the last payment",
    given: [order, issued, paid, did("invoice.paid", "11-11 10:00", { amountMinor: 6_000 })],
    now: "11-12 10:00",
    finds: [],
    recheckAt: "11-13 10:00",
  },
  {
    says: "what was withheld explains it",
    given: [
      order,
      issued,
      paid,
      did("withholding.applied", "11-10 10:00", { amountMinor: 16_000 }),
    ],
    now: "11-13 10:00",
    finds: [],
    recheckAt: null,
  },
  {
    says: "or only a part of it",
    given: [order, issued, paid, did("withholding.applied", "11-10 10:00", { amountMinor: 6_000 })],
    now: "11-13 10:00",
    finds: [{ amount: { minor: 10_000 } }],
    recheckAt: null,
  },
  {
    says: "a credit note explains it",
    given: [order, issued, paid, did("invoice.credited", "11-11 10:00", { totalMinor: 16_000 })],
    now: "11-13 10:00",
    finds: [],
    recheckAt: null,
  },
  {
    says: "so does a request for one that waits for approval",
    given: [order, issued, paid, did("credit.requested", "11-11 10:00", { amountMinor: 16_000 })],
    now: "11-13 10:00",
    finds: [],
    recheckAt: null,
  },
  {
    says: "until it is rejected",
    given: [
      order,
      issued,
      paid,
      did("credit.requested", "11-11 10:00", { amountMinor: 16_000 }),
      did("credit.rejected", "11-12 10:00"),
    ],
    now: "11-13 10:00",
    finds: [{ amount: { minor: 16_000 } }],
    recheckAt: null,
  },
  {
    says: "a few cents are no difference",
    given: [order, issued, did("invoice.paid", "11-10 10:00", { amountMinor: 115_900 })],
    now: "11-13 10:00",
    finds: [],
    recheckAt: null,
  },
  {
    says: "nor is a share that the rules file tolerates",
    given: [order, issued, paid],
    thresholds: { toleranceShare: 0.15 },
    now: "11-13 10:00",
    finds: [],
    recheckAt: null,
  },
  {
    says: "chased: silence for a week",
    given: [order, issued, paid, answered("chase", "11-12 12:00", { team: "collections" })],
    now: "11-12 12:00",
    finds: [],
    recheckAt: "11-19 12:00",
  },
  {
    says: "and after that week it is asked again",
    given: [order, issued, paid, answered("chase", "11-12 12:00", { team: "collections" })],
    now: "11-19 12:00",
    finds: [{ since: at("11-12 10:00") }],
    recheckAt: null,
  },
  {
    says: "the customer said when the rest comes",
    given: [
      order,
      issued,
      paid,
      did("invoice.promised", "11-11 10:00", { promisedOn: day("11-20") }),
    ],
    now: "11-13 10:00",
    finds: [],
    recheckAt: "11-21 00:00",
  },
  {
    says: "disputed: the objection explains it",
    given: [order, issued, paid, did("invoice.disputed", "11-11 10:00")],
    now: "11-13 10:00",
    finds: [],
    recheckAt: null,
  },
  {
    says: "the payment bounced: nothing was paid, and it is not short",
    given: [
      order,
      issued,
      did("invoice.paid", "11-10 10:00", { amountMinor: 100_000, paidWith: "PAG-1" }),
      did("invoice.unpaid", "11-11 10:00", { paidWith: "PAG-1" }),
    ],
    now: "11-13 10:00",
    finds: [],
    recheckAt: null,
  },
  {
    says: "false alarm avoided: a payment that told no amount paid whatever was due",
    given: [order, issued, did("invoice.paid", "11-10 10:00")],
    now: "11-13 10:00",
    finds: [],
    recheckAt: null,
  },
  {
    says: "false alarm avoided: an invoice that told no total is short of nothing",
    given: [order, did("invoice.issued", "11-02 10:00"), paid],
    now: "11-13 10:00",
    finds: [],
    recheckAt: null,
  },
]);
