import { type LocalDate, localDate, type Instant } from "./calendar.ts";
import type { InvoiceState } from "./invoice.ts";
import { dueOn, outstanding } from "./receivable.ts";

/** By days past due; `undated` is owed without anybody having said until when. */
export const BUCKETS = ["current", "d30", "d60", "d90", "older", "undated"] as const;
export type Bucket = (typeof BUCKETS)[number];

/** What is owed in one currency, in minor units, by bucket. */
export type Aged = { readonly currency: string } & Readonly<Record<Bucket, number>>;

/** What one customer owes in one currency. */
export type AgedCustomer = Aged & { readonly customerId: string; readonly name: string | null };

const DAY_MS = 86_400_000;

export function daysBetween(from: LocalDate, to: LocalDate): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / DAY_MS);
}

export function bucketOf(due: LocalDate | null, today: LocalDate): Bucket {
  if (due === null) return "undated";
  const late = daysBetween(due, today);
  if (late <= 0) return "current";
  if (late <= 30) return "d30";
  if (late <= 60) return "d60";
  return late <= 90 ? "d90" : "older";
}

export function emptyAged(currency: string): Aged {
  return { currency, current: 0, d30: 0, d60: 0, d90: 0, older: 0, undated: 0 };
}

export function overdueMinor({ d30, d60, d90, older }: Aged): number {
  return d30 + d60 + d90 + older;
}

export function owedMinor(aged: Aged): number {
  return overdueMinor(aged) + aged.current + aged.undated;
}

/** What these invoices still owe, by currency and bucket, the largest debt first. */
export function agingOf(
  invoices: readonly InvoiceState[],
  o: { readonly now: Instant; readonly zone: string; readonly paymentDays: number | null },
): readonly Aged[] {
  const today = localDate(o.now, o.zone);
  const byCurrency = new Map<string, Aged>();
  for (const invoice of invoices) {
    const left = outstanding(invoice);
    if (!left || left.minor === 0) continue;
    const bucket = bucketOf(dueOn(invoice, o.zone, o.paymentDays), today);
    const aged = byCurrency.get(left.currency) ?? emptyAged(left.currency);
    byCurrency.set(left.currency, { ...aged, [bucket]: aged[bucket] + left.minor });
  }
  return [...byCurrency.values()].toSorted((a, b) => owedMinor(b) - owedMinor(a));
}
