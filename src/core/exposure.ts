import { type Instant, latest } from "./calendar.ts";
import { compare } from "./fact.ts";
import type { Money } from "./money.ts";
import { orderTotal, sum } from "./order.ts";
import { unappliedMinor } from "./payment.ts";
import type { AccountPicture, OrderPicture } from "./picture.ts";
import { isLive, isShared, netTotal, outstanding } from "./receivable.ts";

type Item = Money & { readonly at: Instant };

/** What a customer owes or will owe, in one currency. */
export type Exposure = {
  readonly currency: string;
  /** Ordered and not invoiced yet. */
  readonly ordersMinor: number;
  /** Invoiced and not paid. */
  readonly receivablesMinor: number;
  /** Paid, and applied to nothing. */
  readonly unappliedMinor: number;
  readonly totalMinor: number;
  readonly items: readonly Item[];
  /** When the newest of its open orders was placed. */
  readonly lastOrderAt: Instant | null;
};

/** The exposure in each currency, by code: amounts are never added across currencies. */
export function exposuresOf(account: AccountPicture): readonly Exposure[] {
  const stands = standing(account);
  const currencies = new Set(
    [...stands.orders, ...stands.receivables].map(({ currency }) => currency),
  );
  return [...currencies].toSorted(compare).map((currency) => exposureIn(currency, stands));
}

/** What a credit limit leaves, in its currency. */
type CreditLine = {
  readonly limit: Money;
  readonly exposure: Exposure;
  /** Below zero once the limit is passed, above the limit where the customer paid ahead. */
  readonly leftMinor: number;
  /** What may still be sold on credit: what is paid ahead is no credit. */
  readonly available: Money;
};

/** How much of its credit limit an account uses; null for a customer without one. */
export function creditLineOf(account: AccountPicture): CreditLine | null {
  const limit = account.customer.creditLimit;
  if (!limit) return null;
  const exposure = exposureIn(limit.currency, standing(account));
  const leftMinor = limit.minor - exposure.totalMinor;
  const minor = Math.min(Math.max(0, leftMinor), limit.minor);
  return { limit, exposure, leftMinor, available: { minor, currency: limit.currency } };
}

type Standing = {
  readonly orders: readonly Item[];
  readonly receivables: readonly Item[];
  readonly payments: AccountPicture["payments"];
};

function standing({ orders, receivables, payments }: AccountPicture): Standing {
  return {
    orders: orders.flatMap(notInvoiced),
    receivables: receivables.flatMap(owed),
    payments,
  };
}

function exposureIn(currency: string, { orders, receivables, payments }: Standing): Exposure {
  const inIt = <T extends { readonly currency: string | null }>(items: readonly T[]) =>
    items.filter((one) => one.currency === currency);
  const ordersMinor = totalOf(inIt(orders));
  const receivablesMinor = totalOf(inIt(receivables));
  const unapplied = sum(inIt(payments).map(unappliedMinor));
  return {
    currency,
    ordersMinor,
    receivablesMinor,
    unappliedMinor: unapplied,
    totalMinor: ordersMinor + receivablesMinor - unapplied,
    items: inIt([...orders, ...receivables]),
    lastOrderAt: latest(...inIt(orders).map(({ at }) => at)),
  };
}

function totalOf(items: readonly Item[]): number {
  return sum(items.map(({ minor }) => minor));
}

/** The part of an order that no invoice asks for yet. */
function notInvoiced({ order, invoices }: OrderPicture): readonly Item[] {
  const total = orderTotal(order);
  if (!total || order.placedAt === null || order.cancelledAt !== null) return [];
  const live = invoices.filter(isLive);
  // An invoice over several orders does not say how much of it is this one's: all is, then.
  if (live.some(isShared)) return [];
  const billed = live.map((invoice) => netTotal(invoice));
  if (billed.some((net) => net === null || net.currency !== total.currency)) return [];
  const left = total.minor - sum(billed.map((net) => net?.minor ?? 0));
  return left > 0 ? [{ minor: left, currency: total.currency, at: order.placedAt }] : [];
}

function owed(invoice: AccountPicture["receivables"][number]): readonly Item[] {
  const left = outstanding(invoice);
  if (!left || left.minor === 0 || invoice.issuedAt === null) return [];
  return [{ ...left, at: invoice.issuedAt }];
}

/** When what is open passed the limit: the oldest documents count first. Null while it does not. */
export function passedAt(exposure: Exposure, limitMinor: number): Instant | null {
  let minor = -exposure.unappliedMinor;
  for (const item of exposure.items.toSorted((a, b) => compare(a.at, b.at))) {
    minor += item.minor;
    if (minor > limitMinor) return item.at;
  }
  return null;
}
