import type { Decided } from "../core/command-decisions.ts";
import type { InvoiceState } from "../core/invoice.ts";
import { takeAbout } from "./flow.ts";
import type { Flow } from "./flow-context.ts";

/**
 * Takes what a command decides about an invoice, whether it has a case or not, on the invoice as it
 * is when that is committed: two people at once, or a payment meanwhile, are seen. `decide` may be
 * asked more than once.
 */
export type OnInvoice = (
  invoiceId: string,
  decide: (invoice: InvoiceState) => Decided,
) => Promise<Decided>;

export function createOnInvoice(flow: Flow): OnInvoice {
  return (invoiceId, decide) =>
    takeAbout(flow, `invoice:${invoiceId}`, flow.clock.now(), (subject) =>
      subject?.kind === "invoice"
        ? decide(subject.state)
        : { refused: { refused: "invoice-not-owed" } },
    );
}
