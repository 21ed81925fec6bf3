import { type Aged, emptyAged, overdueMinor } from "../aging.ts";
import type { Blocked } from "./blocked.ts";
import { bestPossibleDso } from "./best-possible-dso.ts";
import { collectionEffectiveness, monthsIn } from "./collection-effectiveness.ts";
import { type CreditNoteRate, creditNoteRate } from "./credit-note-rate.ts";
import type { Disputes } from "./dispute-turnaround.ts";
import { dso } from "./dso.ts";
import { dsoCountback, type MonthOfSales } from "./dso-countback.ts";
import type { HeldMs } from "./hours-held.ts";
import type { InvoiceMarks } from "./invoice-marks.ts";
import type { OrderMarks } from "./order-marks.ts";
import type { Period } from "./period.ts";
import { type Rate, rateOf } from "./rate.ts";
import { type Scope, scopeKey } from "./scope.ts";
import { type Spread, spreadOf } from "./spread.ts";

/** The figures of one legal entity in one currency; null where there is no data. Minor units. */
export type ScopeKpis = Scope & {
  readonly receivableMinor: number;
  readonly salesMinor: number;
  readonly aging: Aged;
  readonly overdueMinor: number;
  readonly dsoDays: number | null;
  readonly dsoCountbackDays: number | null;
  readonly bestPossibleDsoDays: number | null;
  readonly collectionEffectivenessPercent: number | null;
  readonly onTimeInFull: Rate | null;
  readonly perfectOrder: Rate | null;
  readonly billableInADay: Rate | null;
  readonly withoutIncident: Rate | null;
  readonly orderToInvoice: Spread | null;
  readonly proofTurnaround: Spread | null;
  readonly filingTurnaround: Spread | null;
  readonly firstPassAcceptance: Rate | null;
  readonly disputeTurnaround: Spread | null;
  readonly openDisputes: Spread | null;
  readonly creditNotes: CreditNoteRate | null;
};

/** The figures that all teams share. */
export type Kpis = {
  readonly period: Period;
  readonly scopes: readonly ScopeKpis[];
  /** What open cases hold back now. */
  readonly blocked: readonly Blocked[];
  /** Milliseconds each team had the ball in the period. */
  readonly heldMs: HeldMs;
  /** Whether there was more than is counted at once: then the figures are of a part. */
  readonly isPartial: boolean;
};

/** What figures are made of, of one legal entity and currency. */
type Measured = {
  readonly invoices: readonly InvoiceMarks[];
  readonly orders: readonly OrderMarks[];
  readonly disputes: Disputes;
  /** The newest month first; see `dsoCountback`. */
  readonly months: readonly MonthOfSales[];
};

/** Invoices that are owed nothing and orders of another period leave no scope of their own. */
export function isEmptyScope(kpis: ScopeKpis): boolean {
  const { receivableMinor, salesMinor, creditNotes } = kpis;
  const rates = [kpis.onTimeInFull, kpis.billableInADay, kpis.withoutIncident, kpis.openDisputes];
  return receivableMinor === 0 && salesMinor === 0 && ![...rates, creditNotes].some(Boolean);
}

/** What was marked, by legal entity and currency. */
export function byScope<T extends { readonly scope: Scope }>(
  marks: readonly T[],
): ReadonlyMap<string, readonly T[]> {
  return Map.groupBy(marks, ({ scope }) => scopeKey(scope));
}

export function scopeKpis(scope: Scope, measured: Measured, { days }: Period): ScopeKpis {
  const { invoices, orders, disputes } = measured;
  const money = moneyOf(scope, invoices);
  const { receivableMinor, salesMinor, aging } = money;
  const notYetDue = aging.current + aging.undated;
  return {
    ...scope,
    receivableMinor,
    salesMinor,
    aging,
    overdueMinor: overdueMinor(aging),
    dsoDays: dso(receivableMinor, salesMinor, days),
    dsoCountbackDays: dsoCountback(receivableMinor, measured.months),
    bestPossibleDsoDays: bestPossibleDso(notYetDue, salesMinor, days),
    collectionEffectivenessPercent: collectionEffectiveness({
      openingMinor: money.openingMinor,
      salesMinor,
      months: monthsIn(days),
      closingMinor: receivableMinor,
      closingCurrentMinor: notYetDue,
    }),
    ...flowOf(orders),
    ...filingsOf(invoices),
    disputeTurnaround: spreadOf(disputes.closedMs),
    openDisputes: spreadOf(disputes.openMs),
    creditNotes: creditNoteRate(
      invoices.flatMap(({ creditNotes }) => creditNotes),
      money.invoicedMinor,
    ),
  };
}

function moneyOf({ currency }: Scope, invoices: readonly InvoiceMarks[]) {
  const sum = (pick: (one: InvoiceMarks) => number) =>
    invoices.reduce((all, one) => all + pick(one), 0);
  const aging = { ...emptyAged(currency) };
  for (const { bucket, closingMinor } of invoices) aging[bucket] += closingMinor;
  return {
    aging,
    openingMinor: sum((one) => one.openingMinor),
    receivableMinor: sum((one) => one.closingMinor),
    salesMinor: sum((one) => one.salesMinor),
    invoicedMinor: sum((one) => one.invoicedMinor),
  };
}

function flowOf(orders: readonly OrderMarks[]) {
  return {
    onTimeInFull: rateOf(orders.map((one) => one.onTimeInFull)),
    perfectOrder: rateOf(orders.map((one) => one.perfect)),
    billableInADay: rateOf(orders.flatMap((one) => one.billable)),
    withoutIncident: rateOf(orders.map((one) => one.withoutIncident)),
    orderToInvoice: spreadOf(orders.flatMap((one) => one.toInvoiceMs)),
    proofTurnaround: spreadOf(orders.flatMap((one) => one.proofMs)),
  };
}

function filingsOf(invoices: readonly InvoiceMarks[]) {
  const filings = invoices.flatMap(({ filing }) => filing ?? []);
  return {
    filingTurnaround: spreadOf(filings.flatMap(({ ms }) => ms ?? [])),
    firstPassAcceptance: rateOf(filings.map(({ firstPass }) => firstPass)),
  };
}
