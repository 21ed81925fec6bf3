import { at, day, did, ruleTable } from "../../../../test/support/rule-table.ts";
import { withholdingMissing } from "./rule.ts";

const order = did("order.placed", "10-01 09:00");
const issued = did("invoice.issued", "10-02 10:00", { totalMinor: 116_000 });
const income = did("withholding.applied", "10-10 10:00", { tax: "ISR", amountMinor: 10_000 });
const vat = did("withholding.applied", "10-10 16:00", {
  withholdingId: "RET-2",
  tax: "IVA",
  amountMinor: 6_000,
});
const local = did("withholding.applied", "10-15 10:00", {
  withholdingId: "RET-3",
  amountMinor: 1_000,
});
const certified = (withholdingId: string) =>
  did("withholding.certified", "10-20 10:00", { withholdingId });

ruleTable(withholdingMissing, [
  {
    says: "just withheld: the certificate takes its time",
    given: [order, issued, income],
    now: "11-09 23:59",
    finds: [],
    recheckAt: "11-10 00:00",
  },
  {
    says: "thirty days later the certificate is missing",
    given: [order, issued, income],
    now: "11-10 00:00",
    finds: [
      {
        subject: "invoice:FAC-1",
        since: at("11-10 00:00"),
        amount: { minor: 10_000, currency: "MXN" },
        data: { withheldOn: day("10-10"), withholdingIds: ["RET-1"], taxes: ["ISR"] },
      },
    ],
    recheckAt: null,
  },
  {
    says: "what was withheld on one day comes in one certificate; another day is another",
    given: [order, issued, income, vat, local],
    now: "11-10 00:00",
    finds: [
      {
        amount: { minor: 16_000 },
        data: { withholdingIds: ["RET-1", "RET-2"], taxes: ["ISR", "IVA"] },
      },
    ],
    recheckAt: "11-15 00:00",
  },
  {
    says: "both are found in the end, the older first",
    given: [order, issued, local, vat, income],
    now: "11-15 00:00",
    finds: [
      { since: at("11-10 00:00") },
      { since: at("11-15 00:00"), data: { withholdingIds: ["RET-3"], taxes: [] } },
    ],
    recheckAt: null,
  },
  {
    says: "one of the two has its certificate",
    given: [order, issued, income, vat, certified("RET-1")],
    now: "11-10 00:00",
    finds: [{ amount: { minor: 6_000 }, data: { withholdingIds: ["RET-2"], taxes: ["IVA"] } }],
    recheckAt: null,
  },
  {
    says: "certified",
    given: [order, issued, income, certified("RET-1")],
    now: "11-10 00:00",
    finds: [],
    recheckAt: null,
  },
  {
    says: "a customer who certifies every other month",
    given: [order, issued, income],
    thresholds: { certificateDays: 60 },
    now: "11-10 00:00",
    finds: [],
    recheckAt: "12-10 00:00",
  },
  {
    says: "false alarm avoided: the invoice was cancelled",
    given: [order, issued, income, did("invoice.cancelled", "10-20 10:00")],
    now: "11-10 00:00",
    finds: [],
    recheckAt: null,
  },
]);
