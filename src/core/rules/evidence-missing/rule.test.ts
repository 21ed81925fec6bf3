import { answered, at, did, of, ruleTable } from "../../../../test/support/rule-table.ts";
import { evidenceMissing } from "./rule.ts";

const customer = did("customer.described", "11-01 09:00", { evidence: ["waybill", "signature"] });
const order = did("order.placed", "11-10 09:00", of(100));
const delivered = did("delivery.delivered", "11-16 10:00", of(100));
const waybill = did("evidence.attached", "11-16 12:00", { kind: "waybill" });
const signature = did("evidence.attached", "11-16 13:00", { kind: "signature" });
const second = did("delivery.delivered", "11-16 11:00", { deliveryId: "ENT-2" });

ruleTable(evidenceMissing, [
  {
    says: "just delivered, the driver has some hours to send the proof",
    given: [customer, order, delivered],
    now: "11-16 13:59",
    finds: [],
    recheckAt: "11-16 14:00",
  },
  {
    says: "the grace is over and proofs are missing",
    given: [customer, order, delivered, waybill],
    now: "11-16 14:00",
    finds: [
      {
        subject: "delivery:ENT-1",
        since: at("11-16 14:00"),
        amount: { minor: 100_000, currency: "MXN" },
        data: { required: ["waybill", "signature"], present: ["waybill"] },
      },
    ],
    recheckAt: null,
  },
  {
    says: "complete",
    given: [customer, order, delivered, waybill, signature],
    now: "11-17 00:00",
    finds: [],
    recheckAt: null,
  },
  {
    says: "a proof that came before the delivery was recorded counts",
    given: [
      customer,
      order,
      delivered,
      did("evidence.attached", "11-16 09:00", { kind: "waybill" }),
      signature,
    ],
    now: "11-17 00:00",
    finds: [],
    recheckAt: null,
  },
  {
    says: "the agreement in force demands more than the customer itself",
    given: [
      customer,
      did("agreement.described", "11-01 09:00", { evidence: ["stamp"], validFrom: "2026-01-01" }),
      order,
      delivered,
    ],
    now: "11-17 00:00",
    finds: [{ data: { required: ["stamp"], present: [] } }],
    recheckAt: null,
  },
  {
    says: "the rules file has the last word on a customer",
    given: [customer, order, delivered],
    thresholds: { perCustomer: { "CLI-1": ["photo"] } },
    now: "11-17 00:00",
    finds: [{ data: { required: ["photo"] } }],
    recheckAt: null,
  },
  {
    says: "a customer nobody said anything about follows the default of the rules file",
    given: [order, delivered],
    thresholds: { required: ["waybill"] },
    now: "11-17 00:00",
    finds: [{ data: { required: ["waybill"] } }],
    recheckAt: null,
  },
  {
    says: "false alarm avoided: nobody demands any proof",
    given: [order, delivered],
    now: "11-17 00:00",
    finds: [],
    recheckAt: null,
  },
  {
    says: "waived",
    given: [
      customer,
      order,
      delivered,
      answered("waive", "11-16 16:00", { rule: "evidence-missing", subject: "delivery:ENT-1" }),
    ],
    now: "11-17 00:00",
    finds: [],
    recheckAt: null,
  },
  {
    says: "waived for one delivery, not for the other",
    given: [
      customer,
      order,
      delivered,
      second,
      answered("waive", "11-16 16:00", { rule: "evidence-missing", subject: "delivery:ENT-1" }),
    ],
    now: "11-17 00:00",
    finds: [{ subject: "delivery:ENT-2" }],
    recheckAt: null,
  },
  {
    says: "of two deliveries the one whose grace ends first is the next to look at",
    given: [customer, order, delivered, second],
    now: "11-16 12:00",
    finds: [],
    recheckAt: "11-16 14:00",
  },
  {
    says: "everything came back: nothing is billed, nothing has to be proven",
    given: [customer, order, delivered, did("delivery.returned", "11-16 18:00")],
    now: "11-17 00:00",
    finds: [],
    recheckAt: null,
  },
  {
    says: "a part came back: the rest still has to be proven",
    given: [customer, order, delivered, did("delivery.returned", "11-16 18:00", of(10))],
    now: "11-17 00:00",
    finds: [{ subject: "delivery:ENT-1" }],
    recheckAt: null,
  },
]);
