import { addDays, type Instant } from "../../core/calendar.ts";
import type { Fact } from "../../core/fact.ts";
import { periodAt } from "../../core/rules/periods.ts";
import { CUSTOMERS, type CustomerKey } from "./customers.ts";
import { LATER_HOURS, LIVE_SECONDS } from "./live.ts";
import { carriedOut, type Course, finishedByHand, healthy, prepared } from "./life.ts";
import { momentsFrom } from "./moments.ts";
import { applied, received, reversed, transferOf } from "./payments.ts";
import { entityOf, envelope, placed, promised, sale } from "./sale.ts";
import { truckOf } from "./trucks.ts";

/** What is wrong with a customer's account or agreement, rather than with one delivery. */
type Chapter = (anchor: Instant) => readonly Fact[];

/** An invoice of before the story's orders, as the ERP's opening balance tells it. */
type Opening = {
  readonly key: CustomerKey;
  readonly invoiceId: string;
  readonly issuedDay: number;
  readonly totalMinor: number;
  readonly bills?: { readonly agreementId: string; readonly period: string };
};

function opening(anchor: Instant, { key, issuedDay, ...rest }: Opening): readonly Fact[] {
  const { id, currency, paymentDays, zone } = CUSTOMERS[key];
  const { invoiceId, totalMinor, bills } = rest;
  const { on, date } = momentsFrom(anchor, zone);
  const told = (time: string, what: string) => ({
    ...envelope("erp", on(issuedDay, time), invoiceId, what),
    invoiceId,
  });
  return [
    {
      type: "invoice.issued",
      ...told("15:00", "issued"),
      orderIds: [],
      payerId: id,
      legalEntity: entityOf(CUSTOMERS[key]),
      currency,
      totalMinor,
      dueOn: addDays(date(issuedDay), paymentDays),
      ...bills,
    },
    { type: "invoice.filed", ...told("15:30", "filed"), with: currency === "MXN" ? "SAT" : "DIAN" },
  ];
}

/** A new order while an invoice is three weeks overdue: should the truck leave? */
const customerOnHold: Chapter = (anchor) => {
  const of = sale(anchor, 1070, "esperanza", { CHOCOLATE: 12, GALLETA: 30 });
  const course = { placed: -2, left: 3, arrived: 3, promised: 5 };
  const owed = { invoiceId: "FAC-2105", totalMinor: 38_640_00 };
  const transfer = { paymentId: "PAG-4905", amountMinor: owed.totalMinor, reference: "SPEI 88120" };
  const { on } = of.moments;
  return [
    ...opening(anchor, { key: "esperanza", issuedDay: -50, ...owed }),
    ...prepared(of, course),
    ...finishedByHand(of, course),
    received(of.customer, transfer, on(8, "10:30")),
    applied(owed.invoiceId, transfer, on(8, "12:00")),
  ];
};

/** What is ordered and what is owed pass the limit together, until the older invoice is paid. */
const creditLimitExceeded: Chapter = (anchor) => {
  const owed = sale(anchor, 1071, "palma", { CAFE: 40 });
  const of = sale(anchor, 1072, "palma", { ATUN: 40, JUGO: 20 });
  const course = { placed: -1, left: 3, arrived: 3, promised: 5 };
  return [
    ...healthy(owed, { placed: -8, left: -6, arrived: -6, promised: -5 }),
    ...prepared(of, course),
    ...finishedByHand(of, course),
  ];
};

/** The first order under an agreement that nobody finished writing. */
const agreementIncomplete: Chapter = (anchor) => {
  const of = sale(anchor, 1073, "fermin", { ARROZ: 40, CHOCOLATE: 10 });
  const course: Course = { placed: -2, left: 3, arrived: 3, promised: 5 };
  const [, ...rest] = prepared(of, course);
  const { on, date } = of.moments;
  return [
    placed(of, on(course.placed, "10:25"), date(course.promised), "CON-205"),
    ...rest,
    ...finishedByHand(of, course),
  ];
};

/** Promised sooner than the border's truck runs; the customer agrees to another day tomorrow. */
const promiseInfeasible: Chapter = (anchor) => {
  const of = sale(anchor, 1068, "frontera", { ATUN: 36, GALLETA: 40 });
  const { on, date, after } = of.moments;
  const truck = truckOf(of);
  return [
    placed(of, after(LIVE_SECONDS.earlyPromise), date(2)),
    promised(of, on(1, "09:40"), date(4), of.customer.salesRep),
    truck.planned(on(1, "11:00"), date(4)),
    truck.released(on(2, "16:20")),
    ...finishedByHand(of, { placed: 0, left: 3, arrived: 4, promised: 4 }),
  ];
};

/** The coffee machines' rent: three months, of which nobody billed the second. */
const periodNotInvoiced: Chapter = (anchor) => {
  const { id, currency, zone } = CUSTOMERS.andina;
  const { date, on } = momentsFrom(anchor, zone);
  const agreementId = "CON-310";
  const amountMinor = 2_600_000_00;
  const recurring = { every: "month", from: date(-68), amountMinor } as const;
  const month = (n: number, invoiceId: string, issuedDay: number) => {
    const bills = { agreementId, period: periodAt(recurring, n).name };
    return [
      ...opening(anchor, { key: "andina", invoiceId, issuedDay, totalMinor: amountMinor, bills }),
      ...paidFor(CUSTOMERS.andina, invoiceId, amountMinor, on(issuedDay + 6, "10:20")),
    ];
  };
  return [
    {
      type: "agreement.described",
      ...envelope("erp", on(-70, "09:00"), agreementId, "described"),
      agreementId,
      customerId: id,
      currency,
      paymentDays: CUSTOMERS.andina.paymentDays,
      validFrom: date(-68),
      validTo: date(17),
      recurring,
    },
    ...month(0, "FAC-2140", -36),
    ...month(2, "FAC-2312", 20),
  ];
};

function paidFor(
  customer: (typeof CUSTOMERS)[CustomerKey],
  invoiceId: string,
  amountMinor: number,
  at: Instant,
): readonly Fact[] {
  const paymentId = `PAG-${invoiceId.slice("FAC-".length)}`;
  const transfer = { paymentId, amountMinor, reference: `PSE ${paymentId.slice(4)}` };
  return [received(customer, transfer, at), applied(invoiceId, transfer, at)];
}

/** Withheld five weeks ago, and the certificate is still to come. */
const withholdingMissing: Chapter = (anchor) => {
  const customer = CUSTOMERS.chapinero;
  const { on } = momentsFrom(anchor, customer.zone);
  const invoiceId = "FAC-2088";
  const [totalMinor, amountMinor] = [62_000_000_00, 1_550_000_00];
  const about = { invoiceId, withholdingId: "RET-2088" };
  return [
    ...opening(anchor, { key: "chapinero", invoiceId, issuedDay: -64, totalMinor }),
    {
      type: "withholding.applied",
      ...envelope("erp", on(-36, "10:00"), about.withholdingId, "applied"),
      ...about,
      tax: "retefuente",
      amountMinor,
    },
    ...paidFor(customer, invoiceId, totalMinor - amountMinor, on(-36, "10:05")),
    {
      type: "withholding.certified",
      ...envelope("erp", on(4, "15:30"), about.withholdingId, "certified"),
      ...about,
      certificate: "CR-1183",
    },
  ];
};

/** Money came three days ago, and nobody said what it pays until the day after tomorrow. */
const paymentUnapplied: Chapter = (anchor) => {
  const of = sale(anchor, 1038, "aburra", { ATUN: 90, ARROZ: 60 });
  const { on, hoursAfter } = of.moments;
  const transfer = transferOf(of);
  return [
    ...carriedOut(of, { placed: -11, left: -9, arrived: -8, promised: -7 }),
    received(of.customer, transfer, hoursAfter(LATER_HOURS.paymentWaited - 72)),
    applied(of.invoiceId, transfer, on(2, "10:15")),
  ];
};

/** The bank's file is read twice, and the same transfer is there again. */
const paymentDuplicated: Chapter = (anchor) => {
  const of = sale(anchor, 1034, "setenta", { ATUN: 22, JUGO: 36 });
  const { on, after } = of.moments;
  const again = { ...transferOf(of), paymentId: "PAG-4934" };
  return [
    ...healthy(of, { placed: -14, left: -12, arrived: -12, promised: -11 }),
    received(of.customer, again, after(LIVE_SECONDS.paymentRepeated)),
    reversed(again, on(1, "15:00"), "El archivo del banco se leyó dos veces"),
  ];
};

const CHAPTERS: readonly Chapter[] = [
  customerOnHold,
  creditLimitExceeded,
  agreementIncomplete,
  promiseInfeasible,
  periodNotInvoiced,
  withholdingMissing,
  paymentUnapplied,
  paymentDuplicated,
];

export function accountTrouble(anchor: Instant): readonly Fact[] {
  return CHAPTERS.flatMap((chapter) => chapter(anchor));
}
