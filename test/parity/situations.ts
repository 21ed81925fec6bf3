import type { ActionId } from "../../src/core/action.ts";
import { photo } from "../support/orders.ts";
import * as told from "./facts.ts";
import type { Given } from "./seats.ts";
import type { Situation } from "./situation.ts";

const WHY: Given = { form: "reason", fields: { reason: "por acuerdo con el cliente" } };
const because = () => WHY;
const on = (form: "date" | "promise") => (): Given => ({ form, fields: { on: "2026-11-25" } });

/** In Logistics, by Luis, on an order's case; each says what is otherwise. */
const IN_LOGISTICS = { about: "order", by: "luis", place: "logistica" } as const;
const IN_SALES = { about: "order", by: "ana", place: "ventas" } as const;
const IN_COLLECTIONS = { about: "order", by: "carmen", place: "cobranza" } as const;
const SIGNING = { about: "order", by: "lucia", place: "cobranza" } as const;
const ASKING = { about: "order", by: "simon", place: "ventas" } as const;
// Accounts are judged by the sweep.
const ON_ACCOUNT = { about: "customer", by: "carmen", place: "cobranza", hours: 0 } as const;

/** One for every action there is: a new one does not compile without its own. */
export const SITUATIONS = {
  acknowledge: { ...IN_LOGISTICS, given: told.broken },
  escalate: { ...IN_LOGISTICS, given: told.broken, form: because },
  snooze: { ...IN_LOGISTICS, given: told.broken, form: () => ({ form: "snooze" }) },
  wake: { ...IN_LOGISTICS, given: told.broken, first: "snooze" },
  assign: {
    ...IN_LOGISTICS,
    given: told.broken,
    form: () => ({ form: "person", fields: { person: "marta" } }),
  },
  watch: { ...IN_LOGISTICS, given: told.broken },
  unwatch: { ...IN_LOGISTICS, given: told.broken, first: "watch", place: null },
  silence: {
    ...IN_LOGISTICS,
    given: told.broken,
    form: () => ({ form: "silence", fields: { scope: "both" } }),
    records: "silence.started",
    shows: "En silencio hasta el .+ por Luis Peña",
  },
  maintenance: {
    given: told.silent,
    about: "source",
    by: "ada",
    place: "administracion",
    hours: 0.02,
    form: () => ({ form: "maintenance" }),
    records: "maintenance.started",
  },
  "keep-anyway": { ...IN_SALES, given: told.infeasible, form: because },
  "will-make-it": { ...IN_LOGISTICS, given: told.atRisk },
  "new-date": {
    ...IN_LOGISTICS,
    given: told.broken,
    form: on("date"),
    records: "order.promised",
  },
  "customer-told": { ...IN_SALES, given: told.broken },
  "confirm-change": { ...IN_LOGISTICS, given: told.changed },
  "refuse-change": { ...IN_LOGISTICS, given: told.changed, form: because },
  "stop-truck": { ...IN_LOGISTICS, given: told.cancelledOnRoad },
  returned: { ...IN_LOGISTICS, given: told.cancelledOnRoad, records: "delivery.returned" },
  delivered: { ...IN_LOGISTICS, given: told.stuck, records: "delivery.delivered" },
  failed: { ...IN_LOGISTICS, given: told.stuck, form: because, records: "delivery.failed" },
  "still-on-route": { ...IN_LOGISTICS, given: told.stuck },
  "re-plan": {
    ...IN_LOGISTICS,
    given: told.notReceived,
    form: on("date"),
    records: "delivery.planned",
  },
  backorder: { ...IN_SALES, given: told.short, form: on("date"), records: "order.promised" },
  "bill-delivered": { ...IN_SALES, given: told.short },
  "customer-keeps": { ...IN_SALES, given: told.twiceOnRoad, form: because },
  "attach-proof": {
    ...IN_LOGISTICS,
    given: told.unproven,
    form: ({ order }) => ({
      form: "proof",
      fields: { proofKind: "waybill" },
      files: [photo("guia.jpg", order)],
    }),
    records: "evidence.attached",
  },
  "ask-driver": { ...IN_LOGISTICS, given: told.unproven },
  waive: { ...IN_LOGISTICS, given: told.unproven, by: "marta", form: because },
  "accept-proof": { ...IN_LOGISTICS, given: told.badProof, by: "marta", form: because },
  "invoice-issued": {
    ...IN_COLLECTIONS,
    given: told.unbilled,
    form: ({ invoice }) => ({ form: "invoice", fields: { invoiceId: invoice } }),
    records: "invoice.issued",
  },
  hold: { ...IN_COLLECTIONS, given: told.unbilled, form: because },
  "not-billable": {
    ...ON_ACCOUNT,
    given: told.unbilledPeriod,
    form: because,
    records: "agreement.settled",
  },
  "show-diff": { ...IN_COLLECTIONS, given: told.mismatch, tells: "MXN 194,000.00" },
  accept: { ...IN_COLLECTIONS, given: told.mismatch, form: because },
  "credit-note": {
    ...IN_COLLECTIONS,
    given: told.mismatch,
    form: () => ({
      form: "credit",
      fields: { amount: "10,000.00", reasonCode: "PRI", reason: "otro precio" },
    }),
    records: "credit.requested",
  },
  "cancel-invoice": {
    ...IN_COLLECTIONS,
    given: told.billedTwice,
    form: because,
    records: "invoice.cancelled",
  },
  "not-duplicate": { ...IN_COLLECTIONS, given: told.billedTwice, form: because },
  filed: { ...IN_COLLECTIONS, given: told.unfiled, records: "invoice.filed" },
  corrected: {
    ...IN_COLLECTIONS,
    given: told.rejected,
    form: ({ invoice }) => ({ form: "invoice", fields: { invoiceId: `${invoice}-B` } }),
    records: "invoice.corrected",
  },
  dispute: {
    ...IN_COLLECTIONS,
    given: told.overdue,
    form: () => ({ form: "dispute", fields: { reasonCode: "PRI" } }),
    records: "invoice.disputed",
  },
  "accept-dispute": {
    ...IN_SALES,
    given: told.disputed,
    form: because,
    records: "invoice.dispute-resolved",
  },
  "refuse-dispute": {
    ...IN_SALES,
    given: told.disputed,
    form: () => ({ ...WHY, form: "with-files" }),
    records: "invoice.dispute-resolved",
  },
  "approve-credit": { ...SIGNING, given: told.asksCredit, records: "credit.approved" },
  "reject-credit": {
    ...SIGNING,
    given: told.asksCredit,
    form: because,
    records: "credit.rejected",
  },
  "ask-credit": { ...SIGNING, given: told.asksCredit, form: because, records: "credit.asked" },
  "call-signer": {
    ...SIGNING,
    given: (ids) => told.asksCredit(ids, 6_000_000),
    place: "contraloria",
    press: "approve-credit",
    form: () => ({ form: "amount", fields: { amount: "60,000.00" } }),
  },
  "answer-credit": {
    ...ASKING,
    given: told.questioned,
    form: because,
    records: "credit.answered",
  },
  "amend-credit": {
    ...ASKING,
    given: told.asksCredit,
    form: () => ({ form: "amend", fields: { amount: "6,000.00" } }),
    records: "credit.amended",
  },
  "withdraw-credit": { ...ASKING, given: told.asksCredit, records: "credit.withdrawn" },
  "approve-after": {
    ...SIGNING,
    given: told.credited,
    by: "vera",
    place: "contraloria",
    form: because,
    records: "credit.ratified",
  },
  "reverse-credit": {
    ...SIGNING,
    given: told.credited,
    by: "vera",
    place: "contraloria",
    form: because,
    records: "credit.sent-back",
  },
  reminded: { ...IN_COLLECTIONS, given: told.dueSoon },
  "promise-to-pay": {
    ...IN_COLLECTIONS,
    given: told.overdue,
    form: on("promise"),
    records: "invoice.promised",
  },
  "attach-certificate": {
    ...IN_COLLECTIONS,
    given: told.paidShort,
    form: ({ order }) => ({ form: "certificate", files: [photo("constancia.jpg", order)] }),
    records: "withholding.certified",
  },
  chase: { ...IN_COLLECTIONS, given: told.paidShort },
  "apply-payment": {
    ...ON_ACCOUNT,
    given: told.unapplied,
    form: ({ invoice }) => ({ form: "invoice", fields: { invoiceId: invoice } }),
    records: "payment.applied",
  },
  refund: { ...ON_ACCOUNT, given: told.paidTwice, records: "payment.refunded" },
  "release-order": {
    ...ON_ACCOUNT,
    given: told.aboveLimit,
    by: "ana",
    place: "ventas",
    form: because,
  },
  "hold-order": {
    ...ON_ACCOUNT,
    given: told.aboveLimit,
    by: "ana",
    place: "ventas",
    form: because,
  },
  "complete-agreement": { ...IN_SALES, given: told.incomplete, form: because },
} as const satisfies Record<ActionId, Situation>;
