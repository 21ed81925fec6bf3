import type { Instant } from "../calendar.ts";
import type { InvoiceState } from "../invoice.ts";

/**
 * An invoice as it stood at an instant: without what was paid, credited, debited or withheld since.
 * A payment that bounced has left the state, and counts as never made.
 */
export function asOf(invoice: InvoiceState, at: Instant): InvoiceState {
  const before = (one: { readonly at: Instant }) => one.at < at;
  const sofar = (instant: Instant | null) => (instant !== null && instant < at ? instant : null);
  return {
    ...invoice,
    issuedAt: sofar(invoice.issuedAt),
    cancelledAt: sofar(invoice.cancelledAt),
    paid: invoice.paid.filter(before),
    credits: invoice.credits.filter(before),
    debits: invoice.debits.filter(before),
    withholdings: invoice.withholdings.filter(before),
  };
}
