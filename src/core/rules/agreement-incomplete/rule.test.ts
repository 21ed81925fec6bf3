import { answered, at, did, of, ruleTable } from "../../../../test/support/rule-table.ts";
import { agreementIncomplete } from "./rule.ts";

const order = did("order.placed", "11-10 09:00", { agreementId: "CON-1", ...of(10) });
const WHOLE = {
  prices: [{ sku: "AZU-50", unitMinor: 10_000 }],
  paymentDays: 30,
  payerId: "CLI-1",
  evidence: [],
  validFrom: "2026-01-01",
};
const agreed = (wallClock: string, more: Readonly<Record<string, unknown>> = WHOLE) =>
  did("agreement.described", wallClock, more);
const bare = agreed("11-01 09:00", { validFrom: "2026-01-01", paymentDays: 30 });
const completed = answered("complete-agreement", "11-11 09:00", { team: "sales" });

ruleTable(agreementIncomplete, [
  {
    says: "it lacks prices, a payer and what proof is demanded",
    given: [bare, order],
    now: "11-10 09:00",
    finds: [
      {
        subject: "order:PED-1",
        since: at("11-10 09:00"),
        amount: { minor: 100_000, currency: "MXN" },
        data: { agreementId: "CON-1", missing: ["prices", "payerId", "evidence"] },
      },
    ],
    recheckAt: null,
  },
  {
    says: "nobody described it",
    given: [order],
    now: "11-10 09:00",
    finds: [{ data: { missing: ["description"] } }],
    recheckAt: null,
  },
  {
    says: "it is whole, and no proof at all is a policy too",
    given: [agreed("11-01 09:00"), order],
    now: "11-12 09:00",
    finds: [],
    recheckAt: null,
  },
  {
    says: "it was over on the day of the order",
    given: [agreed("11-01 09:00", { ...WHOLE, validTo: "2026-11-09" }), order],
    now: "11-12 09:00",
    finds: [{ data: { missing: ["validity"] } }],
    recheckAt: null,
  },
  {
    says: "it ends on the very day of the order",
    given: [agreed("11-01 09:00", { ...WHOLE, validTo: "2026-11-10" }), order],
    now: "11-12 09:00",
    finds: [],
    recheckAt: null,
  },
  {
    says: "said to be completed: believed for three days",
    given: [bare, order, completed],
    now: "11-11 10:00",
    finds: [],
    recheckAt: "11-14 09:00",
  },
  {
    says: "and by then it does not say so itself",
    given: [bare, order, completed],
    now: "11-14 09:00",
    finds: [{ since: at("11-10 09:00") }],
    recheckAt: null,
  },
  {
    says: "completed by the system that keeps it",
    given: [bare, order, agreed("11-12 09:00")],
    now: "11-12 09:00",
    finds: [],
    recheckAt: null,
  },
  {
    says: "told anew, and still without a payer",
    given: [bare, order, completed, agreed("11-12 09:00", { ...WHOLE, payerId: undefined })],
    now: "11-12 10:00",
    finds: [{ since: at("11-12 09:00"), data: { missing: ["payerId"] } }],
    recheckAt: null,
  },
  {
    says: "the agreement is the buyer's, and somebody else pays",
    given: [
      agreed("11-01 09:00"),
      did("customer.described", "11-01 09:00", { customerId: "CLI-9", name: "Matriz" }),
      did("order.placed", "11-10 09:00", { agreementId: "CON-1", payerId: "CLI-9", ...of(10) }),
    ],
    now: "11-12 09:00",
    finds: [],
    recheckAt: null,
  },
  {
    says: "so much a month needs no price per article",
    given: [
      agreed("11-01 09:00", {
        ...WHOLE,
        prices: undefined,
        recurring: { every: "month", from: "2026-01-01", amountMinor: 50_000 },
      }),
      order,
    ],
    now: "11-12 09:00",
    finds: [],
    recheckAt: null,
  },
  {
    says: "false alarm avoided: the order is under no agreement",
    given: [bare, did("order.placed", "11-10 09:00", of(10))],
    now: "11-12 09:00",
    finds: [],
    recheckAt: null,
  },
  {
    says: "cancelled",
    given: [bare, order, did("order.cancelled", "11-10 12:00")],
    now: "11-12 09:00",
    finds: [],
    recheckAt: null,
  },
  {
    says: "invoiced and paid in spite of it: nothing is left to be settled by its terms",
    given: [
      bare,
      order,
      did("invoice.issued", "11-11 09:00", { totalMinor: 100_000 }),
      did("invoice.paid", "11-12 09:00", { invoiceId: "FAC-1" }),
    ],
    now: "11-13 09:00",
    finds: [],
    recheckAt: null,
  },
]);
