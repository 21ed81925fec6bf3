import {
  accountPicture,
  answered,
  at,
  day,
  did,
  ruleTable,
} from "../../../../test/support/rule-table.ts";
import { invoiceOverdue } from "./rule.ts";

const order = did("order.placed", "03-01 09:00");
const issued = did("invoice.issued", "03-02 10:00", { totalMinor: 116_000, dueOn: day("03-31") });
const promised = (more = {}) =>
  did("invoice.promised", "04-02 10:00", { promisedOn: day("04-10"), ...more });

ruleTable(invoiceOverdue, [
  {
    says: "due today: the day is not over",
    given: [order, issued],
    now: "03-31 23:59",
    finds: [],
    recheckAt: "04-01 00:00",
  },
  {
    says: "a day late",
    given: [order, issued],
    now: "04-01 00:00",
    finds: [
      {
        subject: "invoice:FAC-1",
        severity: "warning",
        since: at("04-01 00:00"),
        amount: { minor: 116_000, currency: "MXN" },
        data: { invoiceId: "FAC-1", dueOn: day("03-31"), overDays: 1 },
      },
    ],
    recheckAt: "05-01 00:00",
  },
  ...[
    [31, "05-01 00:00", "05-31 00:00", "warning"] as const,
    [61, "05-31 00:00", "06-30 00:00", "warning"] as const,
    [91, "06-30 00:00", null, "critical"] as const,
  ].map(([overDays, now, recheckAt, severity]) => ({
    says: `${overDays} days late: it is news again`,
    given: [order, issued],
    now,
    finds: [{ since: at(now), severity, data: { overDays } }],
    recheckAt,
  })),
  {
    says: "buckets of the rules file, in whatever order they are written",
    given: [order, issued],
    thresholds: { bucketDays: [16, 4] },
    now: "04-04 00:00",
    finds: [{ since: at("04-04 00:00"), data: { overDays: 4 } }],
    recheckAt: "04-16 00:00",
  },
  {
    says: "what is left of it, after a part was paid, credited and withheld",
    given: [
      order,
      issued,
      did("invoice.paid", "03-20 10:00", { amountMinor: 50_000 }),
      did("invoice.credited", "03-20 10:00", { totalMinor: 6_000 }),
      did("withholding.applied", "03-20 10:00", { amountMinor: 10_000 }),
    ],
    now: "04-01 00:00",
    finds: [{ amount: { minor: 50_000 } }],
    recheckAt: "05-01 00:00",
  },
  {
    says: "nobody told how much it is: it is overdue all the same",
    given: [order, did("invoice.issued", "03-02 10:00", { dueOn: day("03-31") })],
    now: "04-01 00:00",
    finds: [{ amount: null }],
    recheckAt: "05-01 00:00",
  },
  {
    says: "issued after the day it was due: overdue since it was issued",
    given: [
      order,
      did("invoice.issued", "04-02 10:00", { totalMinor: 116_000, dueOn: day("03-31") }),
    ],
    now: "04-02 10:00",
    finds: [{ since: at("04-02 10:00"), data: { overDays: 1 } }],
    recheckAt: "05-01 00:00",
  },
  {
    says: "paid",
    given: [order, issued, did("invoice.paid", "04-05 10:00")],
    now: "04-06 00:00",
    finds: [],
    recheckAt: null,
  },
  {
    says: "disputed: nobody is asked for money that is objected to",
    given: [order, issued, did("invoice.disputed", "04-05 10:00")],
    now: "05-06 00:00",
    finds: [],
    recheckAt: null,
  },
  {
    says: "the dispute was refused: it is overdue again",
    given: [
      order,
      issued,
      did("invoice.disputed", "04-05 10:00"),
      did("invoice.dispute-resolved", "04-08 10:00", { outcome: "refused" }),
    ],
    now: "04-08 10:00",
    finds: [{ since: at("04-01 00:00") }],
    recheckAt: "05-01 00:00",
  },
  {
    says: "a promise to pay silences it until the promised day and a day's grace are over",
    given: [order, issued, promised()],
    now: "04-02 10:00",
    finds: [],
    recheckAt: "04-12 00:00",
  },
  {
    says: "across a bucket too",
    given: [order, issued, promised({ promisedOn: day("05-10") })],
    now: "05-02 00:00",
    finds: [],
    recheckAt: "05-12 00:00",
  },
  {
    says: "the promise is over",
    given: [order, issued, promised()],
    now: "04-12 00:00",
    finds: [{ since: at("04-01 00:00") }],
    recheckAt: "05-01 00:00",
  },
  {
    says: "an answer to an earlier bucket does not silence the next",
    given: [
      order,
      issued,
      promised(),
      answered("promise-to-pay", "04-02 10:00", {
        rule: "invoice-overdue",
        subject: "invoice:FAC-1",
      }),
    ],
    now: "05-01 00:00",
    finds: [{ since: at("05-01 00:00"), data: { overDays: 31 } }],
    recheckAt: "05-31 00:00",
  },
  {
    says: "a promise made before it is due holds it back as well",
    given: [order, issued, did("invoice.promised", "03-20 10:00", { promisedOn: day("04-10") })],
    now: "03-21 10:00",
    finds: [],
    recheckAt: "04-12 00:00",
  },
  {
    says: "a promise of a part that was kept leaves the rest overdue",
    given: [
      order,
      issued,
      promised({ amountMinor: 50_000 }),
      did("invoice.paid", "04-05 10:00", { amountMinor: 50_000 }),
    ],
    now: "04-05 10:00",
    finds: [{ amount: { minor: 66_000 } }],
    recheckAt: "05-01 00:00",
  },
  {
    says: "an invoice without an order is overdue in its customer's account, by its zone and terms",
    given: accountPicture([
      did("customer.described", "03-01 09:00", { paymentDays: 29, timeZone: "America/Bogota" }),
      did("invoice.issued", "03-02 10:00", { orderIds: [], payerId: "CLI-1", totalMinor: 1 }),
    ]),
    now: "03-31 23:00",
    finds: [{ subject: "invoice:FAC-1", since: at("03-31 23:00"), data: { dueOn: day("03-31") } }],
    recheckAt: "04-30 23:00",
  },
  {
    says: "false alarm avoided: nobody said when it is due",
    given: [order, did("invoice.issued", "03-02 10:00", { totalMinor: 1 })],
    now: "09-01 00:00",
    finds: [],
    recheckAt: null,
  },
]);
