import { compare } from "../core/fact.ts";
import type { Instant } from "../core/calendar.ts";
import type { DeliveryState } from "../core/delivery.ts";
import { blockedByTeam } from "../core/kpi/blocked.ts";
import { type DisputeEvent, disputesOf } from "../core/kpi/dispute-turnaround.ts";
import type { MonthOfSales } from "../core/kpi/dso-countback.ts";
import { type BallEvent, hoursHeld } from "../core/kpi/hours-held.ts";
import {
  type InvoiceMarks,
  invoiceMarks,
  type InvoiceSeen,
  salesMinor,
} from "../core/kpi/invoice-marks.ts";
import { byScope, isEmptyScope, type Kpis, scopeKpis } from "../core/kpi/kpis.ts";
import { type OrderMarks, orderMarks, type OrderSeen } from "../core/kpi/order-marks.ts";
import { isWithin, monthsBack, type Period } from "../core/kpi/period.ts";
import { type Scope, scopeKey } from "../core/kpi/scope.ts";
import type { Team } from "../core/fact.ts";
import type { OrderPicture } from "../core/picture.ts";

type Scoped<T> = T & { readonly scope: Scope };

/** What the figures are made of, page by page: all of it as it is at one moment, and bounded. */
export type KpiStore = {
  /** Orders that were due, delivered, invoiced or paid in the period. */
  orders(period: Period): AsyncIterable<readonly OrderSeen[]>;
  /** Invoices that were owed at its beginning or its end, or were issued or credited in it. */
  invoices(period: Period): AsyncIterable<readonly InvoiceSeen[]>;
  /** Invoices issued in the period, whatever became of them. */
  issued(period: Period): AsyncIterable<readonly InvoiceSeen[]>;
  /** By invoice, each in the order of time. */
  disputes(period: Period): Promise<readonly Scoped<DisputeEvent>[]>;
  /** What each open case holds back now. */
  blocked(): Promise<readonly (Scope & { readonly team: Team; readonly minor: number })[]>;
  /** Of the cases that lived in the period, each in the order of what happened. */
  balls(period: Period): Promise<readonly BallEvent[]>;
  /** Whether some reading so far met its limit. */
  isPartial(): boolean;
};

export type Measure = (period: Period, now: Instant) => Promise<Kpis>;

export type MeasureParts = {
  /** Reads everything in one snapshot, so that the figures fit each other. */
  readonly read: <T>(work: (store: KpiStore) => Promise<T>) => Promise<T>;
  readonly zone: string;
  /** When a delivery's proofs were complete, under the rules file. */
  readonly completeAt: (picture: OrderPicture, delivery: DeliveryState) => Instant | null;
};

/** How many months of sales are counted back: debts are older than that where nobody pays. */
const MONTHS_BACK = 12;

/**
 * The figures of a period. Whoever asks for the same days meanwhile gets the same answer; other days
 * wait their turn, for a reading holds a connection as long as it takes.
 */
export function createMeasure(parts: MeasureParts): Measure {
  const underWay = new Map<string, Promise<Kpis>>();
  let last: Promise<unknown> = Promise.resolve();
  return (period, now) => {
    const key = `${period.fromOn} ${period.toOn}`;
    const known = underWay.get(key);
    if (known) return known;
    const measuring = last
      .then(() => parts.read((store) => measure(store, parts, period, now)))
      .finally(() => underWay.delete(key));
    underWay.set(key, measuring);
    last = measuring.catch(() => undefined);
    return measuring;
  };
}

async function measure(
  store: KpiStore,
  { zone, completeAt }: MeasureParts,
  period: Period,
  now: Instant,
): Promise<Kpis> {
  const orders = await marksOf(store.orders(period), (seen: OrderSeen) =>
    orderMarks(seen, completeAt, period, now),
  );
  const invoices = await marksOf(store.invoices(period), (seen: InvoiceSeen) =>
    invoiceMarks(seen, period),
  );
  const disputes = byScope(await store.disputes(period));
  const months = await monthsOfSales(store, invoices, period, zone);
  const [orderScopes, invoiceScopes] = [byScope(orders), byScope(invoices)];
  const scopes = scopesOf([...orders, ...invoices]).map((scope) => {
    const key = scopeKey(scope);
    const measured = {
      orders: orderScopes.get(key) ?? [],
      invoices: invoiceScopes.get(key) ?? [],
      disputes: disputesOf(disputes.get(key) ?? [], period),
      months: months.map(({ days, sales }) => ({ days, salesMinor: sales.get(key) ?? 0 })),
    };
    return scopeKpis(scope, measured, period);
  });
  return {
    period,
    scopes: scopes.filter((one) => !isEmptyScope(one)),
    blocked: blockedByTeam(await store.blocked()),
    heldMs: hoursHeld(await store.balls(period), period),
    isPartial: store.isPartial(),
  };
}

/** What each document adds, of all pages: the states themselves are let go page by page. */
async function marksOf<Seen, Marks>(
  pages: AsyncIterable<readonly Seen[]>,
  mark: (seen: Seen) => Marks | null,
): Promise<readonly Marks[]> {
  const all: Marks[] = [];
  for await (const page of pages) {
    for (const seen of page) {
      const marks = mark(seen);
      if (marks !== null) all.push(marks);
    }
  }
  return all;
}

function scopesOf(marks: readonly (OrderMarks | InvoiceMarks)[]): readonly Scope[] {
  const scopes = new Map(marks.map(({ scope }) => [scopeKey(scope), scope]));
  return [...scopes.values()].toSorted(
    (a, b) =>
      compare(a.legalEntity ?? "\uffff", b.legalEntity ?? "\uffff") ||
      compare(a.currency, b.currency),
  );
}

type SalesOfMonth = Pick<MonthOfSales, "days"> & { readonly sales: ReadonlyMap<string, number> };

/** Month by month back from the end of the period, while receivables are left to be explained. */
async function monthsOfSales(
  store: KpiStore,
  invoices: readonly InvoiceMarks[],
  { from, toOn, until }: Period,
  zone: string,
): Promise<readonly SalesOfMonth[]> {
  const left = new Map<string, number>();
  for (const { scope, closingMinor } of invoices) {
    const key = scopeKey(scope);
    left.set(key, (left.get(key) ?? 0) + closingMinor);
  }
  const months: SalesOfMonth[] = [];
  for (const month of monthsBack(toOn, MONTHS_BACK, zone)) {
    if (months.length > 0 && [...left.values()].every((minor) => minor <= 0)) break;
    const days = { ...month, until: month.until < until ? month.until : until };
    // Whatever was issued in the period has been read already.
    const sales =
      month.from >= from ? salesAmong(invoices, days) : await salesOf(store, days, until);
    for (const [key, minor] of sales) left.set(key, (left.get(key) ?? 0) - minor);
    months.push({ days: month.days, sales });
  }
  return months;
}

function salesAmong(invoices: readonly InvoiceMarks[], month: Period): ReadonlyMap<string, number> {
  const sales = new Map<string, number>();
  for (const { scope, issuedAt, netMinor } of invoices) {
    if (!isWithin(issuedAt, month)) continue;
    const key = scopeKey(scope);
    sales.set(key, (sales.get(key) ?? 0) + netMinor);
  }
  return sales;
}

async function salesOf(
  store: KpiStore,
  month: Period,
  at: Instant,
): Promise<ReadonlyMap<string, number>> {
  const sales = new Map<string, number>();
  for await (const page of store.issued(month)) {
    for (const { invoice, legalEntity } of page) {
      if (invoice.currency === null) continue;
      const key = scopeKey({ legalEntity, currency: invoice.currency });
      sales.set(key, (sales.get(key) ?? 0) + salesMinor(invoice, month, at));
    }
  }
  return sales;
}
