import { type Aged, agingOf, daysBetween, emptyAged, overdueMinor, owedMinor } from "./aging.ts";
import { addDays, type Instant, localDate, type LocalDate, startOfDay } from "./calendar.ts";
import type { Agreement } from "./customer.ts";
import { creditLineOf } from "./exposure.ts";
import { compare } from "./fact.ts";
import type { InvoiceState } from "./invoice.ts";
import type { Money } from "./money.ts";
import { unappliedMinor } from "./payment.ts";
import type { AccountPicture } from "./picture.ts";
import { dueOn, isLive, outstanding } from "./receivable.ts";

/** What one currency of an account amounts to; never added to another. */
type Balance = {
  readonly aged: Aged;
  readonly owed: Money;
  readonly overdue: Money;
  /** Received and not applied to any invoice yet. */
  readonly unapplied: Money;
};

type Overdue = {
  readonly invoiceId: string;
  readonly left: Money;
  readonly dueOn: LocalDate;
  readonly days: number;
  readonly isDisputed: boolean;
};

/** Whether what was promised came: by then, not by then, or there is still time. */
export type PromiseOutcome = "kept" | "broken" | "waiting";

type PromisedPayment = {
  readonly invoiceId: string;
  readonly on: LocalDate;
  readonly amount: Money | null;
  readonly outcome: PromiseOutcome;
};

export type AccountSummary = {
  readonly balances: readonly Balance[];
  readonly overdue: readonly Overdue[];
  readonly openInvoices: number;
  readonly openOrders: number;
  readonly withoutCertificate: readonly {
    readonly invoiceId: string;
    readonly tax: string | null;
    readonly amount: Money | null;
  }[];
  /** By the sum by which `credit-limit-exceeded` judges. */
  readonly credit: { readonly limit: Money; readonly available: Money } | null;
  readonly promises: readonly PromisedPayment[];
  readonly recurring: readonly {
    readonly agreementId: string;
    readonly lastPeriod: string | null;
    readonly every: "week" | "month";
    readonly amount: Money | null;
  }[];
};

/**
 * An account as somebody needs it before a visit, the worst of each list first. `settled` are
 * invoices that stand open no more and had promises of payment: whether those were kept counts.
 */
export function summaryOf(
  account: AccountPicture,
  settled: readonly InvoiceState[],
  now: Instant,
): AccountSummary {
  const { customer, receivables, zone } = account;
  const today = localDate(now, zone);
  const live = receivables.filter(isLive);
  const line = creditLineOf(account);
  return {
    balances: balancesOf(account, now),
    overdue: live
      .flatMap((invoice) => overdueOf(invoice, zone, customer.paymentDays, today))
      .toSorted((a, b) => b.days - a.days || compare(a.invoiceId, b.invoiceId)),
    openInvoices: live.filter((invoice) => (outstanding(invoice)?.minor ?? 1) > 0).length,
    openOrders: account.orders.filter(({ order }) => order.cancelledAt === null).length,
    withoutCertificate: live.flatMap((invoice) =>
      invoice.withholdings
        .filter(({ certifiedAt }) => certifiedAt === null)
        .map(({ tax, minor }) => ({
          invoiceId: invoice.id,
          tax,
          amount: invoice.currency === null ? null : { minor, currency: invoice.currency },
        })),
    ),
    credit: line && { limit: line.limit, available: line.available },
    promises: [...live, ...settled.filter((one) => !live.some(({ id }) => id === one.id))]
      .flatMap((invoice) => promisesOf(invoice, today, zone))
      .toSorted((a, b) => compare(b.on, a.on)),
    recurring: Object.entries(customer.agreements).flatMap(([agreementId, agreement]) =>
      recurringOf(agreementId, agreement),
    ),
  };
}

function balancesOf(account: AccountPicture, now: Instant): readonly Balance[] {
  const { receivables, payments, customer, zone } = account;
  const aged = agingOf(receivables, { now, zone, paymentDays: customer.paymentDays });
  const waiting = new Map<string, number>();
  for (const payment of payments) {
    const minor = unappliedMinor(payment);
    if (payment.currency === null || minor === 0) continue;
    waiting.set(payment.currency, (waiting.get(payment.currency) ?? 0) + minor);
  }
  const currencies = [...new Set([...aged.map(({ currency }) => currency), ...waiting.keys()])];
  return currencies.map((currency) => {
    const own = aged.find((one) => one.currency === currency) ?? emptyAged(currency);
    return {
      aged: own,
      owed: { minor: owedMinor(own), currency },
      overdue: { minor: overdueMinor(own), currency },
      unapplied: { minor: waiting.get(currency) ?? 0, currency },
    };
  });
}

function overdueOf(
  invoice: InvoiceState,
  zone: string,
  paymentDays: number | null,
  today: LocalDate,
): readonly Overdue[] {
  const left = outstanding(invoice);
  const due = dueOn(invoice, zone, paymentDays);
  if (!left || left.minor === 0 || due === null || due >= today) return [];
  const days = daysBetween(due, today);
  const isDisputed = invoice.disputedAt !== null;
  return [{ invoiceId: invoice.id, left, dueOn: due, days, isDisputed }];
}

function added(minors: readonly number[]): number {
  return minors.reduce((all, minor) => all + minor, 0);
}

/** A promise is kept by money that came from when it was made until its day ended. */
function promisesOf(
  invoice: InvoiceState,
  today: LocalDate,
  zone: string,
): readonly PromisedPayment[] {
  return invoice.promises.map((promise) => {
    const { on, minor, at } = promise;
    const until = startOfDay(addDays(on, 1), zone);
    const came = invoice.paid.filter((paid) => paid.at >= at && paid.at < until);
    const whole = came.some((paid) => paid.minor === null);
    const sum = added(came.map((paid) => paid.minor ?? 0));
    const left = outstanding(invoice);
    const wanted = minor ?? (left ? left.minor + added(paidAfter(invoice, at)) : null);
    const kept = whole || (wanted !== null && sum >= wanted && sum > 0);
    const amount =
      minor === null || invoice.currency === null ? null : { minor, currency: invoice.currency };
    const outcome = kept ? "kept" : on < today ? "broken" : "waiting";
    return { invoiceId: invoice.id, on, amount, outcome };
  });
}

function paidAfter(invoice: InvoiceState, at: Instant): readonly number[] {
  return invoice.paid.filter((paid) => paid.at >= at).map((paid) => paid.minor ?? 0);
}

function recurringOf(agreementId: string, agreement: Agreement): AccountSummary["recurring"] {
  const { recurring, settled, currency } = agreement;
  if (!recurring) return [];
  const { every, amountMinor } = recurring;
  const amount =
    amountMinor === undefined || currency === null ? null : { minor: amountMinor, currency };
  return [{ agreementId, every, lastPeriod: settled.toSorted(compare).at(-1) ?? null, amount }];
}
