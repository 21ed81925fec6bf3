import { type Context, type Draft, headingOf, type Told } from "./document.ts";
import { amount } from "./parts.ts";
import { all, type Element, text } from "./xml.ts";

/**
 * What a customer says it pays: each line pays its invoice so much, debits less credits. Lines that
 * name no invoice (a credit note taken into account, a note in words) pay none.
 */
export function remittanceAdvice(document: Element, context: Context): Told {
  const heading = headingOf(document, "9-remittance-advice", context);
  if ("refused" in heading) return heading;
  const lines = all(document, "RemittanceAdviceLine");
  const currency =
    text(document, "DocumentCurrencyCode") ??
    all(document, "TotalPaymentAmount")[0]?.attributes.get("currencyID");
  const drafts = lines.flatMap((line, index): Draft[] => {
    const invoiceId = text(line, "BillingReference", "InvoiceDocumentReference", "ID");
    const minor = (name: string) => amount(line, [name], currency)?.minor;
    const debit = minor("DebitLineAmount");
    const amountMinor = (debit ?? 0) - (minor("CreditLineAmount") ?? 0);
    // Without an amount it would pay whatever is due: too much to take from a line that says nothing.
    if (invoiceId === undefined || debit === undefined || amountMinor <= 0) return [];
    const externalId = index === 0 ? heading.externalId : `${heading.externalId}/${index + 1}`;
    const paid = { invoiceId, amountMinor, paidWith: heading.id };
    return [{ type: "invoice.paid", externalId, occurredAt: heading.at, ...paid }];
  });
  if (drafts.length > 0) return { drafts };
  return { refused: "RemittanceAdviceLine: none names an invoice and what it pays of it" };
}
