import { type Context, headingOf, type Told } from "./document.ts";
import { lastDay } from "./moments.ts";
import {
  amount,
  currencyOf,
  deliveryAddress,
  known,
  partyId,
  partyName,
  quantity,
  sellerId,
  skuOf,
} from "./parts.ts";
import { all, type Element, text } from "./xml.ts";

// UNCL 1229 code 2 (Peppol) and the UBL code list's word for a line that is withdrawn.
const WITHDRAWN = new Set(["2", "cancelled"]);
// Peppol's order response codes, and those of UNCL 1225.
const ACCEPTED = new Set(["ap", "29", "accepted"]);
const REJECTED = new Set(["re", "27", "rejected"]);

export function order(document: Element, context: Context): Told {
  const heading = headingOf(document, "1-order", context);
  if ("refused" in heading) return heading;
  const items = all(document, "OrderLine", "LineItem");
  const currency = currencyOf(document, "AnticipatedMonetaryTotal", items);
  if (currency === undefined) return { refused: "DocumentCurrencyCode: no currency is named" };
  const terms = termsOf(document, currency);
  const fact = {
    ...terms,
    type: "order.placed",
    externalId: heading.externalId,
    occurredAt: heading.at,
    orderId: heading.id,
    currency,
  };
  return {
    drafts: [fact],
    asked: { orderId: heading.id, at: heading.at, on: terms.requestedOn },
  };
}

export function orderChange(document: Element, context: Context): Told {
  // Several changes of one day fold in the sequence that the buyer gave them.
  const sequence = (text(document, "SequenceNumberID") ?? "0").padStart(6, "0");
  const heading = headingOf(document, `2-order-change/${sequence}`, context);
  if ("refused" in heading) return heading;
  const orderId = text(document, "OrderReference", "ID");
  if (orderId === undefined) return { refused: "OrderReference: names no order" };
  const items = all(document, "OrderLine", "LineItem");
  const terms = termsOf(document, currencyOf(document, "AnticipatedMonetaryTotal", items));
  const fact = {
    ...terms,
    type: "order.changed",
    externalId: heading.externalId,
    occurredAt: heading.at,
    orderId,
    ...known({ requestedBy: terms.customerName ?? terms.buyerId }),
  };
  return { drafts: [fact], asked: { orderId, at: heading.at, on: terms.requestedOn } };
}

export function orderCancellation(document: Element, context: Context): Told {
  const heading = headingOf(document, "4-order-cancellation", context);
  if ("refused" in heading) return heading;
  const orderIds = all(document, "OrderReference", "ID").map((id) => id.text);
  if (orderIds.length === 0) return { refused: "OrderReference: names no order" };
  const reason = text(document, "CancellationNote") ?? text(document, "Note");
  const drafts = orderIds.map((orderId, index) => ({
    type: "order.cancelled",
    externalId: index === 0 ? heading.externalId : `${heading.externalId}/${orderId}`,
    occurredAt: heading.at,
    orderId,
    ...known({ reason: reason?.slice(0, 300) }),
  }));
  return { drafts };
}

/** OrderResponse(Simple): a date promised, an order accepted as asked, or refused. */
export function orderResponse(document: Element, context: Context): Told {
  const heading = headingOf(document, "3-order-response", context);
  if ("refused" in heading) return heading;
  const orderId = text(document, "OrderReference", "ID");
  if (orderId === undefined) return { refused: "OrderReference: names no order" };
  const answer = answerOf(document);
  const { externalId, at: occurredAt } = heading;
  const about = { externalId, occurredAt, orderId };
  if (answer === "rejected") {
    const note = text(document, "RejectionNote") ?? text(document, "Note");
    const reason = `Rejected by the seller${note === undefined ? "" : `: ${note}`}`.slice(0, 300);
    return { drafts: [{ ...about, type: "order.cancelled", reason }] };
  }
  const promisedOn = lastDay([
    ...all(document, "Delivery", "PromisedDeliveryPeriod"),
    ...all(document, "OrderLine", "LineItem", "Delivery", "PromisedDeliveryPeriod"),
  ]);
  const draft = { ...about, type: "order.promised" };
  if (promisedOn !== undefined) return { drafts: [{ ...draft, promisedOn }] };
  if (answer === "accepted") return { drafts: [], accepted: { orderId, draft } };
  return { skipped: `answers order ${orderId} without a date or an acceptance` };
}

function answerOf(document: Element): "accepted" | "rejected" | "other" {
  const indicator = text(document, "AcceptedIndicator");
  if (indicator !== undefined) return /^(true|1)$/.test(indicator) ? "accepted" : "rejected";
  const code = text(document, "OrderResponseCode")?.toLowerCase() ?? "";
  return ACCEPTED.has(code) ? "accepted" : REJECTED.has(code) ? "rejected" : "other";
}

function termsOf(document: Element, currency: string | undefined) {
  const [buyer] = all(document, "BuyerCustomerParty");
  const [delivery] = all(document, "Delivery");
  const items = all(document, "OrderLine", "LineItem");
  return known({
    buyerId: partyId(buyer),
    shipToId: text(document, "Delivery", "DeliveryLocation", "ID"),
    payerId: partyId(all(document, "AccountingCustomerParty")[0]),
    legalEntity: sellerId(all(document, "SellerSupplierParty")[0]),
    customerName: partyName(buyer),
    address: deliveryAddress(delivery),
    requestedOn: requestedOn(document),
    totalMinor: amount(document, ["AnticipatedMonetaryTotal", "PayableAmount"], currency)?.minor,
    lines: items.map((item) => orderLine(item, currency)),
  });
}

/** Where only the lines ask for days, the order is wanted whole by the last of them. */
function requestedOn(document: Element) {
  return (
    lastDay(all(document, "Delivery", "RequestedDeliveryPeriod")) ??
    lastDay(all(document, "OrderLine", "LineItem", "Delivery", "RequestedDeliveryPeriod"))
  );
}

function orderLine(item: Element, currency: string | undefined) {
  const ordered = quantity(item, "Quantity");
  const withdrawn = WITHDRAWN.has(text(item, "LineStatusCode")?.toLowerCase() ?? "");
  const description = text(item, "Item", "Name") ?? text(item, "Item", "Description");
  return known({
    lineId: text(item, "ID"),
    sku: skuOf(item),
    description: description?.slice(0, 300),
    quantity: withdrawn ? 0 : ordered?.value,
    unit: ordered?.unit,
    amountMinor: withdrawn ? 0 : amount(item, ["LineExtensionAmount"], currency)?.minor,
  });
}
