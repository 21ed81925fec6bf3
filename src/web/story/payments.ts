import { addHours, type Instant } from "../../core/calendar.ts";
import type { Fact } from "../../core/fact.ts";
import type { Customer } from "./customers.ts";
import { totalOf } from "./goods.ts";
import { envelope, type Sale } from "./sale.ts";

/** A transfer as the bank statement tells it. */
export type Transfer = {
  readonly paymentId: string;
  readonly amountMinor: number;
  readonly reference: string;
};

const PAYMENT_OFFSET = 3000;
/** The bank's name for a transfer in each country. */
const WIRE = { MXN: "SPEI", COP: "PSE" } as const;

/** The transfer with which a sale is paid: PED-1042 by PAG-4042. */
export function transferOf({ orderId, basket, customer }: Sale): Transfer {
  const number = Number(orderId.slice("PED-".length)) + PAYMENT_OFFSET;
  return {
    paymentId: `PAG-${number}`,
    amountMinor: totalOf(basket, customer.currency),
    reference: `${WIRE[customer.currency]} ${number * 7919}`,
  };
}

export function received(
  { id, currency }: Pick<Customer, "id" | "currency">,
  { paymentId, amountMinor, reference }: Transfer,
  at: Instant,
): Fact {
  return {
    type: "payment.received",
    ...envelope("erp", at, paymentId, "received"),
    paymentId,
    payerId: id,
    currency,
    amountMinor,
    reference,
  };
}

export function applied(
  invoiceId: string,
  { paymentId, amountMinor }: Pick<Transfer, "paymentId" | "amountMinor">,
  at: Instant,
): Fact {
  return {
    type: "payment.applied",
    ...envelope("erp", at, paymentId, "applied"),
    paymentId,
    invoiceId,
    amountMinor,
  };
}

export function reversed({ paymentId }: Transfer, at: Instant, reason: string): Fact {
  return {
    type: "payment.reversed",
    ...envelope("erp", at, paymentId, "reversed"),
    paymentId,
    invoiceIds: [],
    reason,
  };
}

/** Received, and matched with the sale's invoice an hour and a half later. */
export function settled(of: Sale, at: Instant, told: Partial<Transfer> = {}): readonly Fact[] {
  const transfer = { ...transferOf(of), ...told };
  return [received(of.customer, transfer, at), applied(of.invoiceId, transfer, addHours(at, 1.5))];
}
