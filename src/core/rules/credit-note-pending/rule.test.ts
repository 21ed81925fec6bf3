import { at, did, ruleTable } from "../../../../test/support/rule-table.ts";
import { creditNotePending } from "./rule.ts";

const placed = did("order.placed", "11-01 09:00");
const issued = did("invoice.issued", "11-10 09:00", { totalMinor: 18_400_000 });
const requested = (more: Readonly<Record<string, unknown>> = {}) =>
  did("credit.requested", "11-12 09:00", { amountMinor: 1_230_000, team: "sales", ...more });
const approved = (wallClock: string, more: Readonly<Record<string, unknown>> = {}) =>
  did("credit.approved", wallClock, {
    personId: "U2",
    personName: "Lucía",
    amountMinor: 1_230_000,
    final: true,
    ...more,
  });
const asked = did("credit.asked", "11-12 11:00", {
  personId: "U2",
  personName: "Lucía",
  question: "¿Cuál?",
});
const another = (minor: number, wallClock: string, more: Readonly<Record<string, unknown>> = {}) =>
  did("customer.credit-tallied", wallClock, {
    requestId: "SNC-9",
    amountMinor: minor,
    currency: "MXN",
    counts: true,
    ...more,
  });
const posted = (more: Readonly<Record<string, unknown>> = {}) =>
  did("invoice.credited", "11-14 09:00", { totalMinor: 1_230_000, ...more });
const invoice = "invoice:FAC-1";

ruleTable(creditNotePending, [
  {
    says: "an invoice nobody asked to credit is quiet",
    given: [placed, issued],
    now: "11-13 09:00",
    finds: [],
    recheckAt: null,
  },
  {
    says: "a request waits for whom its amount needs, until it expires",
    given: [placed, issued, requested()],
    now: "11-13 09:00",
    finds: [
      {
        subject: invoice,
        since: at("11-12 09:00"),
        team: "collections",
        amount: { minor: 1_230_000, currency: "MXN" },
        data: {
          state: "waiting",
          localCode: "01",
          level: { team: "collections", role: "lead", approvals: 1 },
          window: { days: 30, count: 0 },
          stepUp: false,
        },
      },
    ],
    recheckAt: "11-27 09:00",
  },
  {
    says: "a higher amount needs the controller, and the amount typed again",
    given: [placed, issued, requested({ amountMinor: 6_000_000 })],
    now: "11-13 09:00",
    finds: [{ team: "controller", data: { level: { role: "controller" }, stepUp: true } }],
    recheckAt: "11-27 09:00",
  },
  {
    says: "the highest needs two directors",
    given: [placed, issued, requested({ amountMinor: 12_000_000 })],
    now: "11-13 09:00",
    finds: [{ team: "controller", data: { level: { role: "director", approvals: 2 } } }],
    recheckAt: "11-27 09:00",
  },
  {
    says: "another request of the same customer counts with it",
    given: [placed, issued, requested(), another(800_000, "11-02 09:00")],
    now: "11-13 09:00",
    finds: [
      {
        team: "controller",
        data: { window: { count: 1, amount: { minor: 800_000, currency: "MXN" } } },
      },
    ],
    recheckAt: "11-27 09:00",
  },
  {
    says: "one asked for afterwards counts as well: two halves are one whole",
    given: [placed, issued, requested(), another(800_000, "11-12 18:00")],
    now: "11-13 09:00",
    finds: [{ team: "controller" }],
    recheckAt: "11-27 09:00",
  },
  {
    says: "one that was rejected, one before the window and one in another currency do not count",
    given: [
      placed,
      issued,
      requested(),
      another(800_000, "11-11 09:00", { counts: false }),
      another(800_000, "10-12 09:00", { requestId: "SNC-8" }),
      another(800_000, "11-11 09:00", { requestId: "SNC-7", currency: "USD" }),
    ],
    now: "11-13 09:00",
    finds: [{ team: "collections", data: { window: { count: 0 } } }],
    recheckAt: "11-27 09:00",
  },
  {
    says: "a note that the ERP posted without a request counts towards the next one",
    given: [
      placed,
      issued,
      did("invoice.credited", "11-11 09:00", { creditNoteId: "NC-0", totalMinor: 900_000 }),
      requested(),
    ],
    now: "11-13 09:00",
    finds: [{ team: "controller", data: { window: { count: 1 } } }],
    recheckAt: "11-27 09:00",
  },
  {
    says: "while a question stands it is the requester's turn",
    given: [placed, issued, requested(), asked],
    now: "11-13 09:00",
    finds: [{ team: "sales", data: { state: "asked", question: { says: "¿Cuál?" } } }],
    recheckAt: "11-27 09:00",
  },
  {
    says: "an answer gives it back to the approver",
    given: [
      placed,
      issued,
      requested(),
      asked,
      did("credit.answered", "11-12 12:00", { answer: "La 12" }),
    ],
    now: "11-13 09:00",
    finds: [{ team: "collections", data: { state: "waiting", question: null } }],
    recheckAt: "11-27 09:00",
  },
  {
    says: "approved, it waits for the ERP, however long that takes",
    given: [placed, issued, requested(), approved("11-13 09:00")],
    now: "12-30 09:00",
    finds: [{ since: at("11-13 09:00"), team: "collections", data: { state: "approved" } }],
    recheckAt: null,
  },
  {
    says: "an approval of another amount, of one's own request, or that is not the last, is none",
    given: [
      placed,
      issued,
      requested(),
      approved("11-13 09:00", { amountMinor: 1 }),
      approved("11-13 10:00", { personId: "U1" }),
      approved("11-13 11:00", { final: false }),
    ],
    now: "11-14 09:00",
    finds: [{ data: { state: "waiting", approvals: [{ personId: "U2" }] } }],
    recheckAt: "11-27 09:00",
  },
  {
    says: "another amount voids what was approved, and begins anew",
    given: [
      placed,
      issued,
      requested(),
      approved("11-13 09:00"),
      did("credit.amended", "11-14 09:00", { amountMinor: 1_300_000 }),
    ],
    now: "11-14 10:00",
    finds: [{ since: at("11-14 09:00"), data: { state: "waiting", approvals: [] } }],
    recheckAt: "11-29 09:00",
  },
  {
    says: "rejected or withdrawn, it is over",
    given: [placed, issued, requested(), did("credit.rejected", "11-13 09:00")],
    now: "11-13 10:00",
    finds: [],
    recheckAt: null,
  },
  {
    says: "nobody decided in time: it is void",
    given: [placed, issued, requested()],
    now: "11-27 09:00",
    finds: [],
    recheckAt: null,
  },
  {
    says: "a note that names it carries it out",
    given: [placed, issued, requested(), approved("11-13 09:00"), posted({ requestId: "SNC-1" })],
    now: "11-15 09:00",
    finds: [],
    recheckAt: null,
  },
  {
    says: "so does one of the same amount, give or take rounding",
    given: [
      placed,
      issued,
      requested(),
      approved("11-13 09:00"),
      posted({ totalMinor: 1_229_950 }),
    ],
    now: "11-15 09:00",
    finds: [],
    recheckAt: null,
  },
  {
    says: "a note of another amount carries nothing out",
    given: [
      placed,
      issued,
      requested(),
      approved("11-13 09:00"),
      posted({ totalMinor: 1_000_000 }),
    ],
    now: "11-15 09:00",
    finds: [{ data: { state: "approved" } }],
    recheckAt: null,
  },
  {
    says: "the rules file says who signs, and for how long a request holds",
    given: [placed, issued, requested()],
    now: "11-13 09:00",
    thresholds: {
      ladder: {
        MXN: [
          { upTo: 100, role: "lead" },
          { team: "sales", role: "manager" },
        ],
      },
      expiresDays: 2,
      stepUpAbove: { MXN: 100 },
    },
    finds: [{ team: "sales", data: { level: { role: "manager", upTo: null }, stepUp: true } }],
    recheckAt: "11-14 09:00",
  },
]);
