import { at, day, did, ruleTable } from "../../../../test/support/rule-table.ts";
import { invoiceDisputed } from "./rule.ts";

const order = did("order.placed", "11-01 09:00");
const issued = did("invoice.issued", "11-12 10:00", {
  totalMinor: 116_000,
  legalEntity: "CO-1",
});
const disputed = (more = {}) => did("invoice.disputed", "11-18 10:00", more);
const owners = {
  logistics: ["DEL", "QTY", "ITM", "QUA"],
  sales: ["PRI", "PAY", "REF", "REC", "UNR"],
  collections: ["LEG", "FIN", "PPD", "OTH", undefined],
};

ruleTable(invoiceDisputed, [
  {
    says: "the customer objects to all of it",
    given: [order, issued, disputed({ reasonCode: "DEL", reason: "No llegó" })],
    now: "11-18 10:00",
    finds: [
      {
        subject: "invoice:FAC-1",
        team: "logistics",
        since: at("11-18 10:00"),
        amount: { minor: 116_000, currency: "MXN" },
        data: { reasonCode: "DEL", reason: "No llegó", tacitOn: null },
      },
    ],
    recheckAt: null,
  },
  {
    says: "or to a part of it",
    given: [order, issued, disputed({ amountMinor: 20_000 })],
    now: "11-18 10:00",
    finds: [{ amount: { minor: 20_000, currency: "MXN" } }],
    recheckAt: null,
  },
  ...Object.entries(owners).flatMap(([team, codes]) =>
    codes.map((reasonCode) => ({
      says: `${reasonCode ?? "no cause"}: ${team} knows the answer`,
      given: [order, issued, disputed({ reasonCode })],
      now: "11-18 10:00",
      finds: [{ team }],
      recheckAt: null,
    })),
  ),
  {
    says: "the rules file says who owns a cause here",
    given: [order, issued, disputed({ reasonCode: "QUA" })],
    thresholds: { owners: { QUA: "sales" } },
    now: "11-18 10:00",
    finds: [{ team: "sales" }],
    recheckAt: null,
  },
  {
    says: "it came after tacit acceptance, which is worth saying in the answer",
    given: [order, issued, disputed()],
    thresholds: { answerBusinessDays: { "CO-1": 3 } },
    now: "11-18 10:00",
    finds: [{ data: { tacitOn: day("11-17"), isLate: true } }],
    recheckAt: null,
  },
  ...(["accepted", "refused"] as const).map((outcome) => ({
    says: `resolved: ${outcome}`,
    given: [order, issued, disputed(), did("invoice.dispute-resolved", "11-19 10:00", { outcome })],
    now: "11-19 10:00",
    finds: [],
    recheckAt: null,
  })),
  {
    says: "accepted by the customer after all",
    given: [order, issued, disputed(), did("invoice.accepted", "11-19 10:00")],
    now: "11-19 10:00",
    finds: [],
    recheckAt: null,
  },
  {
    says: "disputed again, for another cause",
    given: [
      order,
      issued,
      disputed({ reasonCode: "DEL" }),
      did("invoice.dispute-resolved", "11-19 10:00", { outcome: "refused" }),
      did("invoice.disputed", "11-20 10:00", { reasonCode: "PRI" }),
    ],
    now: "11-20 10:00",
    finds: [{ since: at("11-20 10:00"), team: "sales" }],
    recheckAt: null,
  },
  {
    says: "credited in full: nothing is left to object to",
    given: [
      order,
      issued,
      disputed(),
      did("invoice.credited", "11-19 10:00", { totalMinor: 116_000 }),
    ],
    now: "11-19 10:00",
    finds: [],
    recheckAt: null,
  },
  {
    says: "false alarm avoided: paid, whatever was said",
    given: [order, issued, disputed(), did("invoice.paid", "11-19 10:00")],
    now: "11-19 10:00",
    finds: [],
    recheckAt: null,
  },
]);
