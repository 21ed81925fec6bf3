import { type Case } from "../../src/core/case.ts";
import { CALM, judgeCase } from "../../src/core/judge-case.ts";
import type { Finding } from "../../src/core/finding.ts";
import type { Fact } from "../../src/core/fact.ts";
import { answersOf, groupOf, type Picture } from "../../src/core/picture.ts";
import { RULES } from "../../src/core/rules/index.ts";
import {
  accountPicture,
  at,
  day,
  did,
  of,
  orderPicture,
  sourcePicture,
} from "../support/rule-table.ts";

/** A name that would call a channel, were it not escaped. */
export const CUSTOMER = "Bajío & Cía <!channel>";

type Story = {
  readonly given: readonly Fact[] | Picture;
  readonly now: string;
  readonly thresholds?: Readonly<Record<string, unknown>>;
};

const placed = did("order.placed", "11-10 09:00", {
  promisedOn: day("11-19"),
  customerName: CUSTOMER,
  address: "Av. Central 120, Guadalajara",
  totalMinor: 18_400_000,
  ...of(10),
});
const described = did("customer.described", "11-01 09:00", {
  name: CUSTOMER,
  evidence: ["waybill", "signature", "photo"],
});
const planned = did("delivery.planned", "11-11 09:00", { plannedOn: day("11-19"), ...of(10) });
const released = did("delivery.released", "11-18 09:00");
const dispatched = did("delivery.dispatched", "11-19 08:00", { carrier: "Norte", ...of(10) });
const delivered = did("delivery.delivered", "11-19 14:10", of(10));
const proofs = ["waybill", "signature", "photo"].map((kind) =>
  did("evidence.attached", "11-19 15:00", { kind, name: `${kind}.jpg` }),
);
const issued = did("invoice.issued", "11-20 10:00", { totalMinor: 18_400_000, ...of(10) });
const due = did("invoice.issued", "11-20 10:00", { totalMinor: 18_400_000, dueOn: day("11-25") });
const REMINDED = { name: CUSTOMER, wantsReminder: true };
const paid = (paymentId: string) =>
  did("payment.received", "11-10 09:00", { paymentId, amountMinor: 500_000, reference: "SPEI 1" });
const overdue = did("invoice.issued", "11-20 10:00", {
  orderIds: [],
  payerId: "CLI-1",
  totalMinor: 18_400_000,
  dueOn: day("11-21"),
});
const limited = did("customer.described", "11-01 09:00", {
  name: CUSTOMER,
  creditLimitMinor: 100_000,
  creditCurrency: "MXN",
});
const account = (...facts: readonly Fact[]) => accountPicture([limited, ...facts]);
const asked = did("credit.requested", "11-20 18:05", {
  amountMinor: 1_230_000,
  reasonCode: "DEL",
  reason: `faltante de 3 cajas de ${CUSTOMER}`,
  team: "sales",
});
const whole = [placed, described, planned, released, dispatched, delivered, ...proofs];

/** For each rule, the shortest history in which it fires, and when. */
export const STORIES: Readonly<Record<string, Story>> = {
  "promise-at-risk": { given: [placed], now: "11-19 12:00" },
  "promise-broken": { given: [placed], now: "11-22 12:00" },
  "order-changed-after-release": {
    given: [
      placed,
      planned,
      released,
      did("order.changed", "11-18 10:31", { address: "Bodega 4, Zapopan", requestedBy: "Ventas" }),
    ],
    now: "11-18 11:00",
  },
  "cancelled-but-dispatched": {
    given: [placed, planned, released, dispatched, did("order.cancelled", "11-19 09:00")],
    now: "11-19 10:00",
  },
  "delivery-rescheduled": {
    given: [
      placed,
      planned,
      did("delivery.planned", "11-17 09:00", { plannedOn: day("11-23"), reason: "Sin unidad" }),
    ],
    now: "11-17 10:00",
  },
  "delivery-stuck": { given: [placed, planned, released, dispatched], now: "11-28 12:00" },
  "delivery-failed": {
    given: [
      placed,
      planned,
      dispatched,
      did("delivery.failed", "11-19 16:00", { reason: "Nadie recibió" }),
    ],
    now: "11-19 17:00",
  },
  "delivery-short": {
    given: [placed, planned, dispatched, did("delivery.delivered", "11-19 14:10", of(8))],
    now: "11-19 18:00",
  },
  "delivery-duplicated": {
    given: [
      placed,
      dispatched,
      delivered,
      did("delivery.dispatched", "11-20 08:00", { deliveryId: "ENT-2", ...of(10) }),
    ],
    now: "11-20 09:00",
  },
  "evidence-missing": {
    given: [placed, described, planned, dispatched, delivered],
    now: "11-22 15:00",
  },
  "delivered-not-invoiced": { given: whole, now: "11-23 12:00" },
  "invoiced-not-delivered": { given: [placed, planned, issued], now: "11-28 12:00" },
  "invoice-mismatch": {
    given: [...whole, did("invoice.issued", "11-20 10:00", { totalMinor: 20_000_000, ...of(12) })],
    now: "11-21 12:00",
  },
  "invoice-duplicated": {
    given: [
      ...whole,
      issued,
      did("invoice.issued", "11-20 11:00", { invoiceId: "FAC-2", totalMinor: 18_400_000 }),
    ],
    now: "11-20 12:00",
  },
  "invoice-not-filed": { given: [...whole, issued], now: "11-24 12:00" },
  "invoice-rejected": {
    given: [
      ...whole,
      issued,
      did("invoice.rejected", "11-21 10:00", { rejectedBy: "customer", reasonCode: "REF" }),
    ],
    now: "11-21 12:00",
  },
  "invoice-disputed": {
    given: [
      ...whole,
      issued,
      did("invoice.disputed", "11-21 10:00", { reasonCode: "QTY", reason: "Faltan <3> cajas" }),
    ],
    now: "11-21 12:00",
  },
  "invoice-due-soon": {
    given: [...whole, did("customer.described", "11-02 09:00", REMINDED), due],
    now: "11-24 12:00",
  },
  "invoice-overdue": { given: [...whole, due], now: "11-27 12:00" },
  "payment-promise-broken": {
    given: [...whole, due, did("invoice.promised", "11-21 10:00", { promisedOn: day("11-23") })],
    now: "11-26 12:00",
  },
  "payment-short": {
    given: [...whole, due, did("invoice.paid", "11-21 10:00", { amountMinor: 18_000_000 })],
    now: "11-24 12:00",
  },
  "withholding-missing": {
    given: [
      ...whole,
      issued,
      did("withholding.applied", "11-21 10:00", { tax: "ISR", amountMinor: 400_000 }),
    ],
    now: "12-26 12:00",
  },
  "promise-infeasible": {
    given: [did("customer.described", "11-01 09:00", { name: CUSTOMER, leadDays: 20 }), placed],
    now: "11-10 12:00",
  },
  "evidence-rejected": {
    given: [...whole, did("evidence.checked", "11-19 16:00", { kind: "photo", problem: "reused" })],
    now: "11-20 12:00",
  },
  "agreement-incomplete": {
    given: [placed, did("order.changed", "11-10 10:00", { agreementId: "CON-1" })],
    now: "11-10 12:00",
  },
  "period-not-invoiced": {
    given: account(
      did("agreement.described", "11-01 09:00", {
        currency: "MXN",
        recurring: { every: "month", from: "2026-10-01", amountMinor: 1_200_000 },
      }),
    ),
    now: "11-10 12:00",
  },
  "payment-unapplied": { given: account(paid("PAG-1")), now: "11-20 12:00" },
  "payment-duplicated": {
    given: account(paid("PAG-1"), paid("PAG-2")),
    now: "11-10 12:00",
  },
  "credit-limit-exceeded": { given: account(placed), now: "11-10 12:00" },
  "customer-on-hold": {
    given: account(placed, overdue),
    now: "12-20 12:00",
  },
  "credit-note-pending": { given: [...whole, issued, asked], now: "11-21 12:00" },
  "credit-note-unapproved": {
    given: [
      ...whole,
      issued,
      did("invoice.credited", "11-21 09:00", { totalMinor: 100_000, postedBy: CUSTOMER }),
    ],
    now: "11-21 12:00",
    thresholds: { from: day("11-01") },
  },
  "source-silent": {
    given: sourcePicture("erp-norte", "11-19 08:00"),
    now: "11-22 12:00",
    thresholds: { everyHours: { "erp-norte": 6 } },
  },
};

export type Opened = { readonly case: Case; readonly picture: Picture; readonly now: string };

/** Opens the case of one rule's story. Throws when the rule stays silent in it. */
export function openCase(ruleId: string): Opened {
  const rule = RULES.find((one) => one.id === ruleId);
  const story = STORIES[ruleId];
  if (!rule || !story) throw new Error(`test/view/firing.ts tells no story of ${ruleId}: add one.`);
  const prepared = rule.prepare(story.thresholds ?? {});
  if ("issues" in prepared) throw new Error(JSON.stringify(prepared.issues));
  const { given } = story;
  const picture = "kind" in given ? given : orderPicture(given);
  const now = at(story.now);
  const findings = prepared.judge(picture, now).findings.map((found): Finding => ({
    rule: rule.id,
    team: rule.team,
    informs: rule.informs,
    severity: rule.severity,
    stage: rule.stage,
    actions: rule.actions,
    answerWithinHours: 8,
    foldedUnder: null,
    ...found,
  }));
  const judged = {
    group: groupOf(picture),
    findings,
    answers: answersOf(picture),
    zone: "America/Mexico_City",
    ...CALM,
  };
  const opened = judgeCase(null, judged, now, () => "0192f0c1-7b7e-7c3a-9d51-3f1f6f1f0a01");
  if (!opened) throw new Error(`${ruleId} stays silent in its story.`);
  return { case: opened.case, picture, now };
}

/** Every rule, whoever added it. */
export const RULE_IDS: readonly string[] = RULES.map((rule) => rule.id);
