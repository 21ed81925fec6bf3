import { addDays, endOfDay, type Instant, type LocalDate } from "../calendar.ts";
import type { CustomerState } from "../customer.ts";
import type { InvoiceState } from "../invoice.ts";
import type { Money } from "../money.ts";
import type { AccountPicture } from "../picture.ts";
import { dueOn, outstanding } from "../receivable.ts";

export type Overdue = {
  readonly invoiceId: string;
  readonly dueOn: LocalDate;
  readonly owed: Money;
  /** From when on it is overdue for longer than was allowed. */
  readonly from: Instant;
};

/** The customer's unpaid and undisputed invoices, with when each is overdue beyond so many days. */
export function overdueBeyond(account: AccountPicture, days: number): readonly Overdue[] {
  const { customer, receivables, zone } = account;
  return receivables.flatMap((invoice): Overdue[] => {
    const owed = outstanding(invoice);
    const due = dueOn(invoice, zone, paymentDaysOf(invoice, customer));
    if (!owed || owed.minor === 0 || due === null || invoice.disputedAt !== null) return [];
    const from = endOfDay(addDays(due, days), zone);
    return [{ invoiceId: invoice.id, dueOn: due, owed, from }];
  });
}

/** The days in which the agreement it bills, or else the customer, pays. */
function paymentDaysOf({ agreementId }: InvoiceState, customer: CustomerState): number | null {
  const agreed = agreementId === null ? undefined : customer.agreements[agreementId];
  return agreed?.paymentDays ?? customer.paymentDays;
}

/** Sums by currency, each in the order in which it first appears. */
export function sumsByCurrency(amounts: readonly Money[]): readonly Money[] {
  const sums = new Map<string, number>();
  for (const { minor, currency } of amounts) sums.set(currency, (sums.get(currency) ?? 0) + minor);
  return [...sums].map(([currency, minor]) => ({ minor, currency }));
}
