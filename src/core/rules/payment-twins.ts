import { addHours, type Instant } from "../calendar.ts";
import { compare } from "../fact.ts";
import { inSightUntil, isGone, type PaymentState } from "../payment.ts";

const HOURS_PER_DAY = 24;

export type Twins = {
  readonly later: PaymentState & { readonly receivedAt: Instant };
  readonly earlier: PaymentState & { readonly receivedAt: Instant };
  /** When the earlier one may leave the account: from then on nothing is known of it. */
  readonly until: Instant;
};

type Received = Twins["later"];

/**
 * Payments that look like one told or made twice: the same payer, amount, currency and reference
 * within so many days. Without a reference equal amounts say nothing: customers pay round sums.
 */
export function twinsAmong(
  payments: readonly PaymentState[],
  windowDays: number,
): readonly Twins[] {
  const groups = Map.groupBy(payments.filter(isComparable), sameness);
  return [...groups.values()].flatMap((same) =>
    same
      .toSorted((a, b) => compare(a.receivedAt, b.receivedAt) || compare(a.id, b.id))
      .flatMap((later, index, sorted) => {
        const earlier = sorted[index - 1];
        if (!earlier || later.vouchedAt !== null) return [];
        const near = addHours(earlier.receivedAt, windowDays * HOURS_PER_DAY);
        if (later.receivedAt > near) return [];
        return [{ later, earlier, until: inSightUntil(earlier) ?? earlier.receivedAt }];
      }),
  );
}

function isComparable(payment: PaymentState): payment is Received {
  return payment.receivedAt !== null && payment.reference !== null && !isGone(payment);
}

function sameness({ payerId, minor, currency, reference }: PaymentState): string {
  const written = (reference ?? "").replace(/[\s.-]/g, "").toUpperCase();
  return JSON.stringify([payerId, minor, currency, written]);
}
