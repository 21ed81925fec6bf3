import { at, day, did, ruleTable } from "../../../../test/support/rule-table.ts";
import { creditNoteUnapproved } from "./rule.ts";

const placed = did("order.placed", "11-01 09:00");
const issued = did("invoice.issued", "11-10 09:00", { totalMinor: 18_400_000 });
const requested = did("credit.requested", "11-12 09:00", { amountMinor: 1_230_000 });
const approved = did("credit.approved", "11-13 09:00", {
  personId: "U2",
  personName: "Lucía",
  amountMinor: 1_230_000,
  final: true,
});
const posted = (more: Readonly<Record<string, unknown>> = {}) =>
  did("invoice.credited", "11-14 09:00", { totalMinor: 1_230_000, ...more });
const signer = { personId: "U3", personName: "Vera", creditNoteId: "NC-1" };
const watched = { from: day("11-01") };

ruleTable(creditNoteUnapproved, [
  {
    says: "without a day to begin with, notes of invoices nobody asked about are history",
    given: [placed, issued, posted()],
    now: "11-15 09:00",
    finds: [],
    recheckAt: null,
  },
  {
    says: "from its day on, a note that nobody asked for goes to the controller",
    given: [placed, issued, posted({ postedBy: "U9" })],
    now: "11-15 09:00",
    thresholds: watched,
    finds: [
      {
        subject: "invoice:FAC-1",
        since: at("11-14 09:00"),
        team: "controller",
        amount: { minor: 1_230_000, currency: "MXN" },
        data: { why: "no-request", creditNoteId: "NC-1", postedBy: "U9" },
      },
    ],
    recheckAt: null,
  },
  {
    says: "a note of before that day is left alone",
    given: [placed, issued, posted()],
    now: "11-16 09:00",
    thresholds: { from: day("11-15") },
    finds: [],
    recheckAt: null,
  },
  {
    says: "where a request was made, a note that is not the approved one is found in any case",
    given: [placed, issued, requested, approved, posted({ totalMinor: 500_000 })],
    now: "11-15 09:00",
    finds: [{ data: { why: "no-request" } }],
    recheckAt: null,
  },
  {
    says: "a note that carries out an approved request is as it should be",
    given: [placed, issued, requested, approved, posted({ postedBy: "U9" })],
    now: "11-15 09:00",
    thresholds: watched,
    finds: [],
    recheckAt: null,
  },
  {
    says: "named before anybody approved: not approved",
    given: [placed, issued, requested, posted({ requestId: "SNC-1" })],
    now: "11-15 09:00",
    finds: [{ data: { why: "not-approved", requestId: "SNC-1" } }],
    recheckAt: null,
  },
  {
    says: "named though it was taken back after its approval: not approved",
    given: [
      placed,
      issued,
      requested,
      approved,
      did("credit.withdrawn", "11-13 12:00"),
      posted({ requestId: "SNC-1" }),
    ],
    now: "11-15 09:00",
    finds: [{ data: { why: "not-approved", requestId: "SNC-1" } }],
    recheckAt: null,
  },
  {
    says: "of the same amount as one that was taken back: nobody asked for it",
    given: [placed, issued, requested, approved, did("credit.withdrawn", "11-13 12:00"), posted()],
    now: "11-15 09:00",
    finds: [{ data: { why: "no-request" } }],
    recheckAt: null,
  },
  {
    says: "approved after it was posted, it is approved",
    given: [
      placed,
      issued,
      requested,
      did("invoice.credited", "11-12 10:00", { totalMinor: 1_230_000, requestId: "SNC-1" }),
      approved,
    ],
    now: "11-15 09:00",
    finds: [],
    recheckAt: null,
  },
  {
    says: "more than was approved",
    given: [
      placed,
      issued,
      requested,
      approved,
      posted({ requestId: "SNC-1", totalMinor: 1_240_000 }),
    ],
    now: "11-15 09:00",
    finds: [{ data: { why: "exceeds", approvedMinor: 1_230_000 } }],
    recheckAt: null,
  },
  {
    says: "posted by who asked for it, or by who approved it",
    given: [placed, issued, requested, approved, posted({ postedBy: "U1" })],
    now: "11-15 09:00",
    finds: [{ data: { why: "same-person", as: "requester" } }],
    recheckAt: null,
  },
  {
    says: "posted by who approved it",
    given: [placed, issued, requested, approved, posted({ postedBy: "U2" })],
    now: "11-15 09:00",
    finds: [{ data: { why: "same-person", as: "approver" } }],
    recheckAt: null,
  },
  {
    says: "two notes for one request: the second is nobody's",
    given: [
      placed,
      issued,
      requested,
      approved,
      posted({ requestId: "SNC-1" }),
      posted({ requestId: "SNC-1", creditNoteId: "NC-2" }),
    ],
    now: "11-15 09:00",
    finds: [{ data: { why: "no-request", creditNoteId: "NC-2" } }],
    recheckAt: null,
  },
  {
    says: "two notes of one instant have a name each",
    given: [placed, issued, posted(), posted({ creditNoteId: "NC-2" })],
    now: "11-15 09:00",
    thresholds: watched,
    finds: [
      { since: at("11-14 09:00"), data: { creditNoteId: "NC-1" } },
      { since: at("11-14 09:00").replace(".000Z", ".001Z"), data: { creditNoteId: "NC-2" } },
    ],
    recheckAt: null,
  },
  {
    says: "approved after the fact, it is settled",
    given: [placed, issued, posted(), did("credit.ratified", "11-15 09:00", signer)],
    now: "11-15 10:00",
    thresholds: watched,
    finds: [],
    recheckAt: null,
  },
  {
    says: "sent back, it waits for whoever reverses it",
    given: [placed, issued, posted(), did("credit.sent-back", "11-15 09:00", signer)],
    now: "11-15 10:00",
    thresholds: watched,
    finds: [{ since: at("11-15 09:00"), team: "collections", actions: ["approve-after"] }],
    recheckAt: null,
  },
  {
    says: "reversed in the ERP, it is settled",
    given: [
      placed,
      issued,
      posted(),
      did("credit.sent-back", "11-15 09:00", signer),
      did("invoice.credit-reversed", "11-15 11:00", { creditNoteId: "NC-1" }),
    ],
    now: "11-15 12:00",
    thresholds: watched,
    finds: [],
    recheckAt: null,
  },
]);
