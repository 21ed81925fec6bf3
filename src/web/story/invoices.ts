import type { Instant } from "../../core/calendar.ts";
import type { Fact, ReasonCode } from "../../core/fact.ts";
import { filed, issued, withdrawn } from "./bills.ts";
import { around, carriedOut, type Course, handedOver, onRoute, paidOf, paidOn } from "./life.ts";
import { LIVE_SECONDS } from "./live.ts";
import { settled, transferOf } from "./payments.ts";
import { envelope, type Sale, sale } from "./sale.ts";
import { truckOf } from "./trucks.ts";

/** An order that arrived as it should, and whose invoice does not become money by itself. */
type Chapter = (anchor: Instant) => readonly Fact[];

/** The days of an order delivered a day before the promised one. */
function days(placed: number, left: number, arrived: number): Course {
  return { placed, left, arrived, promised: arrived + 1 };
}

/** The same photo as in a delivery of last week: the proof proves nothing. */
const evidenceRejected: Chapter = (anchor) => {
  const of = sale(anchor, 1069, "aburra", { CAFE: 20, GALLETA: 35 });
  const { on } = of.moments;
  return [
    ...onRoute(of, days(-6, -2, -1)),
    ...handedOver(of, truckOf(of), on(-1, "10:20")),
    {
      type: "evidence.checked",
      ...envelope("erp", on(-1, "17:30"), of.deliveryId, "photo-checked"),
      deliveryId: of.deliveryId,
      orderId: of.orderId,
      kind: "photo",
      problem: "reused",
      detail: "ENT-877",
    },
  ];
};

/** A small shop pays when it is asked: a week late, if nobody does. */
const invoiceOverdue: Chapter = (anchor) => {
  const of = sale(anchor, 1032, "lupita", { AGUA: 50 });
  return [...carriedOut(of, days(-16, -14, -14)), ...paidOn(of, 6)];
};

/** The customer that likes to be reminded, five days before. */
const invoiceDueSoon: Chapter = (anchor) => {
  const of = sale(anchor, 1037, "central", { ARROZ: 80, JUGO: 50 });
  return [...carriedOut(of, days(-12, -10, -10)), ...paidOn(of, 5)];
};

/** "I pay today", said yesterday; the money comes six days later. */
const promiseToPay: Chapter = (anchor) => {
  const of = sale(anchor, 1029, "roble", { GALLETA: 45, JUGO: 60 });
  const { on, date } = of.moments;
  return [
    ...carriedOut(of, days(-18, -16, -16)),
    {
      type: "invoice.promised",
      ...envelope("erp", on(-1, "11:30"), of.invoiceId, "promised"),
      invoiceId: of.invoiceId,
      promisedOn: date(0),
      by: "Patricia Salgado",
    },
    ...paidOn(of, 6),
  ];
};

/** Six thousand pesos less than invoiced, and not a word about them until they come. */
const paymentShort: Chapter = (anchor) => {
  const of = sale(anchor, 1033, "bajio", { CHOCOLATE: 48, ARROZ: 70 });
  const { on } = of.moments;
  const missing = 6_000_00;
  const most = { amountMinor: transferOf(of).amountMinor - missing };
  const rest = { paymentId: "PAG-4933", amountMinor: missing };
  return [
    ...carriedOut(of, days(-15, -13, -12)),
    ...settled(of, on(-4, "11:10"), most),
    ...settled(of, on(6, "12:25"), rest),
  ];
};

/** Issued, and forgotten: the ERP presents it two days from now. */
const invoiceNotFiled: Chapter = (anchor) => {
  const of = sale(anchor, 1047, "lupita", { ATUN: 10, JUGO: 15 });
  const { on } = of.moments;
  const course = days(-6, -4, -4);
  return [
    ...onRoute(of, course),
    ...handedOver(of, truckOf(of), on(course.arrived, around(of, 12))),
    issued(of, on(course.arrived, around(of, 16))),
    filed(of, on(2, "10:00")),
    ...paidOn(of, paidOf(course)),
  ];
};

/** The tax authority sends it back; Billing corrects it two days from now. */
const invoiceRejected: Chapter = (anchor) => {
  const of = sale(anchor, 1044, "roble", { CAFE: 30, ARROZ: 50 });
  const { invoiceId } = of;
  const { on } = of.moments;
  return [
    ...carriedOut(of, days(-8, -6, -6)),
    {
      type: "invoice.rejected",
      ...envelope("erp", on(-1, "18:10"), invoiceId, "rejected"),
      invoiceId,
      reason: "El código postal del receptor no es el registrado en el SAT",
      reasonCode: "LEG",
      rejectedBy: "authority",
    },
    {
      type: "invoice.corrected",
      ...envelope("erp", on(2, "13:00"), invoiceId, "fixed"),
      invoiceId,
    },
    ...paidOn(of, 8),
  ];
};

/** Quoted at one price and invoiced at another: Sales knows which one holds. */
const invoiceDisputed: Chapter = (anchor) => {
  const of = sale(anchor, 1045, "setenta", { CHOCOLATE: 16, GALLETA: 30 });
  const { on, after } = of.moments;
  const said = "El chocolate se cotizó a 300.000 la caja y se facturó a 318.000";
  return [
    ...carriedOut(of, days(-7, -5, -5)),
    disputed(of, after(LIVE_SECONDS.invoiceDisputed), "PRI", said),
    {
      type: "invoice.dispute-resolved",
      ...envelope("crm", on(9, "09:50"), of.invoiceId, "resolved"),
      invoiceId: of.invoiceId,
      outcome: "refused",
      reason: "La cotización había vencido",
    },
    ...paidOn(of, 12),
  ];
};

/** The billing run of the day starts twice; the second invoice is cancelled two days later. */
const invoiceDuplicated: Chapter = (anchor) => {
  const course = { placed: -3, left: -1, arrived: -1, promised: 1 };
  const of = sale(anchor, 1063, "roble", { AGUA: 80, GALLETA: 18 });
  const again = { ...of, invoiceId: "FAC-2290" };
  const { on, after } = of.moments;
  return [
    ...carriedOut(of, course),
    issued(again, after(LIVE_SECONDS.invoiceRepeated)),
    withdrawn(again, on(2, "12:00"), "Duplicada"),
    ...paidOn(of, paidOf(course)),
  ];
};

function disputed({ invoiceId }: Sale, at: Instant, reasonCode: ReasonCode, reason: string): Fact {
  const told = envelope("crm", at, invoiceId, "disputed");
  return { type: "invoice.disputed", ...told, invoiceId, reasonCode, reason };
}

const CHAPTERS: readonly Chapter[] = [
  evidenceRejected,
  invoiceOverdue,
  invoiceDueSoon,
  promiseToPay,
  paymentShort,
  invoiceNotFiled,
  invoiceRejected,
  invoiceDisputed,
  invoiceDuplicated,
];

export function invoiceTrouble(anchor: Instant): readonly Fact[] {
  return CHAPTERS.flatMap((chapter) => chapter(anchor));
}
