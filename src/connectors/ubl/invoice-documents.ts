import { type Context, grouped, headingOf, type Told } from "./document.ts";
import { dayOf } from "./moments.ts";
import {
  amount,
  currencyOf,
  known,
  lineOrderId,
  orderLineId,
  partyId,
  quantity,
  sellerId,
  skuOf,
} from "./parts.ts";
import { all, type Element, text } from "./xml.ts";

// Peppol's invoice response: what a buyer's answer means for the invoice.
const RESPONSES: ReadonlyMap<string, string> = new Map([
  ["AP", "invoice.accepted"],
  ["CA", "invoice.disputed"],
  ["UQ", "invoice.disputed"],
  ["RE", "invoice.rejected"],
  ["PD", "invoice.paid"],
]);
const INVOICE_TYPE = "380";

export function invoice(document: Element, context: Context): Told {
  const heading = headingOf(document, "7-invoice", context);
  if ("refused" in heading) return heading;
  const lines = all(document, "InvoiceLine");
  const currency = currencyOf(document, "LegalMonetaryTotal", lines);
  if (currency === undefined) return { refused: "DocumentCurrencyCode: no currency is named" };
  const named = [text(document, "OrderReference", "ID"), ...lines.map(lineOrderId)];
  const fact = {
    type: "invoice.issued",
    externalId: heading.externalId,
    occurredAt: heading.at,
    invoiceId: heading.id,
    orderIds: [...new Set(named.filter((id) => id !== undefined))],
    currency,
    ...known({
      payerId: partyId(all(document, "AccountingCustomerParty")[0]),
      legalEntity: sellerId(all(document, "AccountingSupplierParty")[0]),
      totalMinor: amount(document, ["LegalMonetaryTotal", "PayableAmount"], currency)?.minor,
      dueOn: dueOn(document),
    }),
    lines: lines.map((line) => billedLine(line, "InvoicedQuantity", currency)),
  };
  return { drafts: [fact] };
}

/** A credit note names its invoice in its heading or line by line, and may credit several. */
export function creditNote(document: Element, context: Context): Told {
  const heading = headingOf(document, "8-credit-note", context);
  if ("refused" in heading) return heading;
  const lines = all(document, "CreditNoteLine");
  const currency = currencyOf(document, "LegalMonetaryTotal", lines);
  if (currency === undefined) return { refused: "DocumentCurrencyCode: no currency is named" };
  const byInvoice = grouped(lines, creditedInvoice, creditedInvoice(document));
  if (byInvoice.size === 0 || byInvoice.has(undefined)) {
    return {
      refused: "BillingReference: a line names no invoice, and the credit note none either",
    };
  }
  const total = amount(document, ["LegalMonetaryTotal", "PayableAmount"], currency)?.minor;
  const reason =
    text(document, "DiscrepancyResponse", "Description") ??
    text(document, "CreditNoteLine", "DiscrepancyResponse", "Description");
  const drafts = [...byInvoice].map(([invoiceId, credited]) => ({
    type: "invoice.credited",
    externalId: byInvoice.size > 1 ? `${heading.externalId}/${invoiceId}` : heading.externalId,
    occurredAt: heading.at,
    invoiceId,
    creditNoteId: heading.id,
    currency,
    ...known({
      totalMinor: byInvoice.size > 1 ? lineTotal(credited, currency) : total,
      reason: reason?.slice(0, 300),
    }),
    lines: credited.map((line) => billedLine(line, "CreditedQuantity", currency)),
  }));
  return { drafts };
}

/** A buyer's answer to invoices; answers that only acknowledge them tell nothing new. */
export function applicationResponse(document: Element, context: Context): Told {
  const heading = headingOf(document, "9-application-response", context);
  if ("refused" in heading) return heading;
  const drafts = all(document, "DocumentResponse").flatMap((response, index) => {
    const code = text(response, "Response", "ResponseCode") ?? "";
    const type = RESPONSES.get(code);
    const invoiceId = text(response, "DocumentReference", "ID");
    const kind = text(response, "DocumentReference", "DocumentTypeCode") ?? INVOICE_TYPE;
    if (type === undefined || invoiceId === undefined || kind !== INVOICE_TYPE) return [];
    const reason =
      text(response, "Response", "Status", "StatusReason") ??
      text(response, "Response", "Description");
    const gives = type === "invoice.rejected" || type === "invoice.disputed";
    return [
      {
        type,
        externalId: index === 0 ? heading.externalId : `${heading.externalId}/${invoiceId}`,
        occurredAt: heading.at,
        invoiceId,
        ...(gives ? known({ reason: reason?.slice(0, 300) }) : {}),
      },
    ];
  });
  return drafts.length > 0
    ? { drafts }
    : { skipped: "acknowledges without accepting or rejecting" };
}

function creditedInvoice(from: Element): string | undefined {
  return (
    text(from, "BillingReference", "InvoiceDocumentReference", "ID") ??
    text(from, "DiscrepancyResponse", "ReferenceID")
  );
}

/** Of a note over several invoices only the lines say how much falls on each: net of tax. */
function lineTotal(lines: readonly Element[], currency: string): number | undefined {
  const amounts = lines.map((line) => amount(line, ["LineExtensionAmount"], currency)?.minor);
  return amounts.reduce<number | undefined>(
    (all, minor) => (all === undefined || minor === undefined ? undefined : all + minor),
    0,
  );
}

function billedLine(line: Element, quantityName: string, currency: string) {
  const billed = quantity(line, quantityName);
  return known({
    lineId: orderLineId(line),
    sku: skuOf(line),
    quantity: billed?.value ?? 0,
    unit: billed?.unit,
    amountMinor: amount(line, ["LineExtensionAmount"], currency)?.minor,
  });
}

/** UBL 2.1 has a due date of its own; 2.0 has it with the means or the terms of payment. */
function dueOn(document: Element): string | undefined {
  const written =
    text(document, "DueDate") ??
    text(document, "PaymentMeans", "PaymentDueDate") ??
    text(document, "PaymentTerms", "PaymentDueDate");
  return dayOf(written) ?? undefined;
}
