import { agingOf, overdueMinor } from "./aging.ts";
import type { Instant } from "./calendar.ts";
import { creditLineOf } from "./exposure.ts";
import type { Money } from "./money.ts";
import type { AccountPicture } from "./picture.ts";
import type { RuleId } from "./rules/index.ts";

/** A customer who owes nothing late and may still buy on credit. */
export type Prospect = {
  readonly customerId: string;
  readonly name: string | null;
  readonly limit: Money;
  /** As `/remo customer` shows it. */
  readonly available: Money;
};

/** The best of them, and how many there are beside. */
export type Prospects = {
  readonly top: readonly (Prospect & { readonly orders: number })[];
  readonly total: number;
  /** Customers with a credit limit that were looked at. */
  readonly considered: number;
};

/** An open case of one of these says that something is wrong with what the customer pays. */
export const COLLECTION_RULES = [
  "invoice-overdue",
  "invoice-disputed",
  "payment-promise-broken",
  "payment-short",
  "payment-unapplied",
  "payment-duplicated",
  "withholding-missing",
  "customer-on-hold",
  "credit-limit-exceeded",
] as const satisfies readonly RuleId[];

/** Null for whoever has no credit limit, owes something late, or has no credit left. */
export function prospectOf(account: AccountPicture, now: Instant): Prospect | null {
  const { customer, receivables, zone } = account;
  const line = creditLineOf(account);
  if (!line || line.available.minor === 0) return null;
  const aged = agingOf(receivables, { now, zone, paymentDays: customer.paymentDays });
  if (aged.some((one) => overdueMinor(one) > 0)) return null;
  const { limit, available } = line;
  return { customerId: customer.id, name: customer.name, limit, available };
}
