import { REASON_CODES } from "../../core/fact.ts";
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
  // Acknowledged, and in process: it arrived, whatever comes of it.
  ["AB", "invoice.filed"],
  ["IP", "invoice.filed"],
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
      paymentDays: paymentDays(document),
      taxId: taxIdOf(all(document, "AccountingCustomerParty")[0]),
    }),
    lines: lines.map((line) => billedLine(line, "InvoicedQuantity", currency)),
  };
  return { drafts: [fact] };
}

/** What credit and debit notes are called, each in its own kind of document. */
const CREDIT = {
  step: "8-credit-note",
  type: "invoice.credited",
  id: "creditNoteId",
  line: "CreditNoteLine",
  quantity: "CreditedQuantity",
  totals: "LegalMonetaryTotal",
} as const;
const DEBIT = {
  step: "8-debit-note",
  type: "invoice.debited",
  id: "debitNoteId",
  line: "DebitNoteLine",
  quantity: "DebitedQuantity",
  totals: "RequestedMonetaryTotal",
} as const;

export function creditNote(document: Element, context: Context): Told {
  return note(CREDIT, document, context);
}

export function debitNote(document: Element, context: Context): Told {
  return note(DEBIT, document, context);
}

/** A note names its invoice in its heading or line by line, and may be about several. */
function note(kind: typeof CREDIT | typeof DEBIT, document: Element, context: Context): Told {
  const heading = headingOf(document, kind.step, context);
  if ("refused" in heading) return heading;
  const lines = all(document, kind.line);
  const currency = currencyOf(document, kind.totals, lines);
  if (currency === undefined) return { refused: "DocumentCurrencyCode: no currency is named" };
  const byInvoice = grouped(lines, notedInvoice, notedInvoice(document));
  if (byInvoice.size === 0 || byInvoice.has(undefined)) {
    return { refused: "BillingReference: a line names no invoice, and the note none either" };
  }
  const total = amount(document, [kind.totals, "PayableAmount"], currency)?.minor;
  const reason =
    text(document, "DiscrepancyResponse", "Description") ??
    text(document, kind.line, "DiscrepancyResponse", "Description");
  const drafts = [...byInvoice].map(([invoiceId, noted]) => ({
    type: kind.type,
    externalId: byInvoice.size > 1 ? `${heading.externalId}/${invoiceId}` : heading.externalId,
    occurredAt: heading.at,
    invoiceId,
    [kind.id]: heading.id,
    currency,
    ...known({
      totalMinor: byInvoice.size > 1 ? lineTotal(noted, currency) : total,
      reason: reason?.slice(0, 300),
    }),
    lines: noted.map((line) => billedLine(line, kind.quantity, currency)),
  }));
  return { drafts };
}

/** A buyer's answer to invoices: at least that they arrived. */
export function applicationResponse(document: Element, context: Context): Told {
  const heading = headingOf(document, "9-application-response", context);
  if ("refused" in heading) return heading;
  const drafts = all(document, "DocumentResponse").flatMap((response, index) => {
    const code = text(response, "Response", "ResponseCode") ?? "";
    const type = RESPONSES.get(code);
    const invoiceId = text(response, "DocumentReference", "ID");
    const kind = text(response, "DocumentReference", "DocumentTypeCode") ?? INVOICE_TYPE;
    if (type === undefined || invoiceId === undefined || kind !== INVOICE_TYPE) return [];
    return [
      {
        type,
        externalId: index === 0 ? heading.externalId : `${heading.externalId}/${invoiceId}`,
        occurredAt: heading.at,
        invoiceId,
        ...objection(type, response),
      },
    ];
  });
  return drafts.length > 0 ? { drafts } : { skipped: "answers no invoice in a way Remo knows" };
}

/** Why a buyer rejects or queries: in words, and by the first code of Peppol's list it gives. */
function objection(type: string, response: Element) {
  if (type !== "invoice.rejected" && type !== "invoice.disputed") return {};
  const reason =
    text(response, "Response", "Status", "StatusReason") ??
    text(response, "Response", "Description");
  const codes = all(response, "Response", "Status", "StatusReasonCode");
  const reasonCode = REASON_CODES.find((code) => codes.some((one) => one.text === code));
  const rejectedBy = type === "invoice.rejected" ? "customer" : undefined;
  return known({ reason: reason?.slice(0, 300), reasonCode, rejectedBy });
}

function notedInvoice(from: Element): string | undefined {
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

/** Terms that count days, as UBL 2.1's settlement period does; free text tells nothing. */
function paymentDays(document: Element): number | undefined {
  const [measure] = all(document, "PaymentTerms", "SettlementPeriod", "DurationMeasure");
  const days = measure?.attributes.get("unitCode") === "DAY" ? Number(measure.text) : Number.NaN;
  return Number.isInteger(days) && days >= 0 ? days : undefined;
}

function taxIdOf(party: Element | undefined): string | undefined {
  return party && text(party, "Party", "PartyTaxScheme", "CompanyID")?.slice(0, 40);
}
