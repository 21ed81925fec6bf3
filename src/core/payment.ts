import { addHours, type Instant } from "./calendar.ts";
import type { Fact } from "./fact.ts";
import { sum } from "./order.ts";

export type PaymentState = {
  readonly id: string;
  readonly payerId: string | null;
  readonly currency: string | null;
  readonly minor: number | null;
  readonly reference: string | null;
  readonly receivedAt: Instant | null;
  readonly applied: readonly {
    readonly invoiceId: string;
    readonly minor: number;
    readonly at: Instant;
  }[];
  readonly refundedAt: Instant | null;
  readonly reversedAt: Instant | null;
  /** Somebody said that it is a payment of its own, though it looks like another one. */
  readonly vouchedAt: Instant | null;
};

export function newPayment(id: string): PaymentState {
  return {
    id,
    payerId: null,
    currency: null,
    minor: null,
    reference: null,
    receivedAt: null,
    applied: [],
    refundedAt: null,
    reversedAt: null,
    vouchedAt: null,
  };
}

export function evolvePayment(payment: PaymentState, fact: Fact): PaymentState {
  switch (fact.type) {
    case "payment.received":
      return {
        ...payment,
        payerId: fact.payerId ?? payment.payerId,
        currency: fact.currency,
        minor: fact.amountMinor,
        reference: fact.reference ?? payment.reference,
        receivedAt: payment.receivedAt ?? fact.occurredAt,
      };
    case "payment.applied": {
      const { invoiceId, amountMinor: minor, occurredAt: at } = fact;
      return { ...payment, applied: [...payment.applied, { invoiceId, minor, at }] };
    }
    case "payment.refunded":
      return { ...payment, refundedAt: fact.occurredAt };
    case "payment.reversed":
      return { ...payment, reversedAt: fact.occurredAt };
    case "payment.vouched":
      return { ...payment, vouchedAt: fact.occurredAt };
    default:
      return payment;
  }
}

/** What of it pays no invoice yet; zero once it was refunded or reversed. */
export function unappliedMinor(payment: PaymentState): number {
  if (payment.minor === null || isGone(payment)) return 0;
  return Math.max(0, payment.minor - sum(payment.applied.map(({ minor }) => minor)));
}

/** The money went back, or never came. */
export function isGone(payment: PaymentState): boolean {
  return payment.refundedAt !== null || payment.reversedAt !== null;
}

// A payment told twice is told within days; a statement may bring it again a quarter later.
const TWIN_DAYS = 100;

/** Until when another payment may turn out to be its twin: as long as it is kept in sight. */
export function inSightUntil(payment: PaymentState): Instant | null {
  return payment.receivedAt && addHours(payment.receivedAt, TWIN_DAYS * 24);
}
