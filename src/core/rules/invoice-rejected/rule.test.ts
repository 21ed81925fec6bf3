import { at, day, did, ruleTable } from "../../../../test/support/rule-table.ts";
import { invoiceRejected } from "./rule.ts";

const order = did("order.placed", "11-01 09:00");
const issued = did("invoice.issued", "11-12 10:00", {
  totalMinor: 116_000,
  legalEntity: "CO-1",
});
const rejected = did("invoice.rejected", "11-18 10:00", {
  rejectedBy: "customer",
  reasonCode: "REF",
  reason: "Falta la orden de compra",
});
const three = { answerBusinessDays: { "CO-1": 3 } };

ruleTable(invoiceRejected, [
  {
    says: "rejected: it is not paid until it is corrected",
    given: [order, issued, rejected],
    now: "11-18 10:00",
    finds: [
      {
        subject: "invoice:FAC-1",
        since: at("11-18 10:00"),
        amount: { minor: 116_000, currency: "MXN" },
        data: {
          rejectedBy: "customer",
          reasonCode: "REF",
          reason: "Falta la orden de compra",
          tacitOn: null,
          isLate: false,
        },
      },
    ],
    recheckAt: null,
  },
  {
    says: "three business days from Thursday end on Tuesday: on Wednesday it was too late to reject",
    given: [order, issued, rejected],
    thresholds: three,
    now: "11-18 12:00",
    finds: [{ data: { tacitOn: day("11-17"), isLate: true } }],
    recheckAt: null,
  },
  {
    says: "the days run from the filing, where that is known",
    given: [order, issued, did("invoice.filed", "11-13 10:00"), rejected],
    thresholds: three,
    now: "11-18 12:00",
    finds: [{ data: { tacitOn: day("11-18"), isLate: false } }],
    recheckAt: null,
  },
  {
    says: "the tax authority is bound by no such clock",
    given: [order, issued, did("invoice.rejected", "11-18 10:00", { rejectedBy: "authority" })],
    thresholds: three,
    now: "11-18 12:00",
    finds: [{ data: { rejectedBy: "authority", tacitOn: null, isLate: false } }],
    recheckAt: null,
  },
  {
    says: "another legal entity, in a country without such a clock",
    given: [order, issued, rejected],
    thresholds: { answerBusinessDays: { "MX-1": 3 } },
    now: "11-18 12:00",
    finds: [{ data: { tacitOn: null, isLate: false } }],
    recheckAt: null,
  },
  {
    says: "corrected and sent again",
    given: [order, issued, rejected, did("invoice.corrected", "11-19 10:00")],
    now: "11-19 10:00",
    finds: [],
    recheckAt: null,
  },
  {
    says: "rejected again after the correction",
    given: [
      order,
      issued,
      rejected,
      did("invoice.corrected", "11-19 10:00"),
      did("invoice.rejected", "11-20 10:00"),
    ],
    now: "11-20 12:00",
    finds: [{ since: at("11-20 10:00"), data: { rejectedBy: null, reason: null } }],
    recheckAt: null,
  },
  {
    says: "replaced by another invoice: this one is owed no more",
    given: [
      order,
      issued,
      rejected,
      did("invoice.corrected", "11-19 10:00", { replacementId: "FAC-9" }),
      did("invoice.rejected", "11-20 10:00"),
    ],
    now: "11-20 12:00",
    finds: [],
    recheckAt: null,
  },
  {
    says: "accepted after all",
    given: [order, issued, rejected, did("invoice.accepted", "11-19 10:00")],
    now: "11-19 12:00",
    finds: [],
    recheckAt: null,
  },
  {
    says: "contested: from then on it is a dispute",
    given: [order, issued, rejected, did("invoice.disputed", "11-19 10:00")],
    now: "11-19 12:00",
    finds: [],
    recheckAt: null,
  },
  {
    says: "the customer is right: it is still to be corrected",
    given: [
      order,
      issued,
      rejected,
      did("invoice.disputed", "11-19 10:00"),
      did("invoice.dispute-resolved", "11-20 10:00", { outcome: "accepted" }),
    ],
    now: "11-20 12:00",
    finds: [{ since: at("11-18 10:00") }],
    recheckAt: null,
  },
  {
    says: "refused with proof: the invoice stands as it is",
    given: [
      order,
      issued,
      rejected,
      did("invoice.disputed", "11-19 10:00"),
      did("invoice.dispute-resolved", "11-20 10:00", { outcome: "refused" }),
    ],
    now: "11-20 12:00",
    finds: [],
    recheckAt: null,
  },
  {
    says: "what the tax authority rejected is not accepted by refusing the customer",
    given: [
      order,
      issued,
      did("invoice.rejected", "11-18 10:00", { rejectedBy: "authority" }),
      did("invoice.disputed", "11-19 10:00"),
      did("invoice.dispute-resolved", "11-20 10:00", { outcome: "refused" }),
    ],
    now: "11-20 12:00",
    finds: [{ data: { rejectedBy: "authority" } }],
    recheckAt: null,
  },
  {
    says: "false alarm avoided: paid all the same",
    given: [order, issued, rejected, did("invoice.paid", "11-19 10:00")],
    now: "11-19 12:00",
    finds: [],
    recheckAt: null,
  },
]);
