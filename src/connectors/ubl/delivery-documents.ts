import { type Context, type Draft, grouped, headingOf, type Told } from "./document.ts";
import { endAt, instantAt } from "./moments.ts";
import { known, lineOrderId, orderLineId, partyName, quantity, skuOf } from "./parts.ts";
import { all, type Element, text } from "./xml.ts";

/**
 * What left. The delivery is named by the advice's own number; where its lines belong to several
 * orders, each order has a delivery of its own, named `ADVICE/ORDER`.
 */
export function despatchAdvice(document: Element, context: Context): Told {
  const heading = headingOf(document, "5-despatch-advice", context);
  if ("refused" in heading) return heading;
  const [delivery] = all(document, "Shipment", "Delivery");
  const withdrawn = text(document, "DocumentStatusCode")?.toLowerCase() === "cancelled";
  const eta = estimatedAt(delivery, context.zone);
  const carrier =
    partyName(all(document, "Shipment", "Consignment", "CarrierParty")[0]) ??
    partyName(delivery && all(delivery, "CarrierParty")[0]);
  const groups = grouped(
    all(document, "DespatchLine"),
    lineOrderId,
    text(document, "OrderReference", "ID"),
  );
  const drafts = [...groups].flatMap(([orderId, lines]): Draft[] => {
    const suffix = groups.size > 1 && orderId !== undefined ? `/${orderId}` : "";
    const about = { deliveryId: heading.id + suffix, ...known({ orderId }) };
    const externalId = heading.externalId + suffix;
    if (withdrawn) {
      return [{ ...about, type: "delivery.cancelled", externalId, occurredAt: heading.at }];
    }
    const left: Draft = {
      ...about,
      type: "delivery.dispatched",
      externalId,
      occurredAt: leftAt(delivery, context.zone) ?? heading.at,
      ...known({ carrier }),
      lines: lines.map(despatchLine),
    };
    if (eta === null) return [left];
    const expected = { externalId: `${externalId}/eta`, occurredAt: heading.at, etaAt: eta };
    return [left, { ...about, type: "delivery.eta", ...expected }];
  });
  return drafts.length > 0 ? { drafts } : { refused: "DespatchLine: there is none" };
}

/**
 * What arrived, told under the number of the despatch advice it answers. Goods that were refused
 * whole are a failed delivery.
 */
export function receiptAdvice(document: Element, context: Context): Told {
  const heading = headingOf(document, "6-receipt-advice", context);
  if ("refused" in heading) return heading;
  const lines = all(document, "ReceiptLine");
  if (lines.length === 0) return { refused: "ReceiptLine: there is none" };
  const byDespatch = grouped(
    lines,
    (line) => text(line, "DespatchLineReference", "DocumentReference", "ID"),
    text(document, "DespatchDocumentReference", "ID") ?? heading.id,
  );
  const orderId = text(document, "OrderReference", "ID");
  const groups = [...byDespatch].flatMap(([despatchId = heading.id, ofDespatch]) => {
    const byOrder = grouped(ofDespatch, lineOrderId, orderId);
    return [...byOrder].map(([ofOrder, received]) => ({
      deliveryId: byOrder.size > 1 ? `${despatchId}/${ofOrder}` : despatchId,
      orderId: ofOrder,
      received,
    }));
  });
  const occurredAt = arrivedAt(document, context.zone) ?? heading.at;
  const drafts = groups.map(({ received, deliveryId, orderId: ofOrder }) => ({
    ...arrival(received),
    ...known({ deliveryId, orderId: ofOrder }),
    externalId: groups.length > 1 ? `${heading.externalId}/${deliveryId}` : heading.externalId,
    occurredAt,
  }));
  return { drafts };
}

function arrival(lines: readonly Element[]) {
  const received = lines.map(receiptLine);
  const kept = received.reduce((all, line) => all + (line.quantity ?? 0), 0);
  const refused = received.reduce((all, line) => all + (line.rejectedQuantity ?? 0), 0);
  if (kept > 0 || refused === 0) return { type: "delivery.delivered", lines: received };
  const reasons = lines.map((line) => text(line, "RejectReason") ?? text(line, "RejectReasonCode"));
  const reason = reasons.find((one) => one !== undefined)?.slice(0, 300);
  return { type: "delivery.failed", ...known({ reason }) };
}

function despatchLine(line: Element) {
  const left = quantity(line, "DeliveredQuantity");
  const later = quantity(line, "BackorderQuantity") ?? quantity(line, "OutstandingQuantity");
  return known({
    lineId: orderLineId(line),
    sku: skuOf(line),
    quantity: left?.value ?? 0,
    unit: left?.unit ?? later?.unit,
    backorderQuantity: later?.value,
  });
}

/** UBL counts what was rejected among what was received; a delivery's quantity is what was kept. */
function receiptLine(line: Element) {
  const received = quantity(line, "ReceivedQuantity");
  const rejected = quantity(line, "RejectedQuantity");
  return known({
    lineId: orderLineId(line),
    sku: skuOf(line),
    quantity: Math.max(0, (received?.value ?? 0) - (rejected?.value ?? 0)),
    unit: received?.unit ?? rejected?.unit,
    rejectedQuantity: rejected?.value,
    shortQuantity: quantity(line, "ShortQuantity")?.value,
  });
}

function leftAt(delivery: Element | undefined, zone: string) {
  if (!delivery) return null;
  const date = text(delivery, "Despatch", "ActualDespatchDate");
  return instantAt(date, text(delivery, "Despatch", "ActualDespatchTime"), zone);
}

function estimatedAt(delivery: Element | undefined, zone: string) {
  if (!delivery) return null;
  const period = (name: string) => text(delivery, "EstimatedDeliveryPeriod", name);
  return (
    endAt(text(delivery, "EstimatedDeliveryDate"), text(delivery, "EstimatedDeliveryTime"), zone) ??
    endAt(period("EndDate"), period("EndTime"), zone)
  );
}

function arrivedAt(document: Element, zone: string) {
  const [delivery] = all(document, "Shipment", "Delivery");
  const date = delivery && text(delivery, "ActualDeliveryDate");
  const time = delivery && text(delivery, "ActualDeliveryTime");
  return (
    instantAt(date, time, zone) ??
    instantAt(text(document, "ReceiptLine", "ReceivedDate"), "", zone)
  );
}
