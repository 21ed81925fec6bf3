import type { Told } from "./remo.ts";

type ToldOf<T extends Told["type"]> = Extract<Told, { type: T }>;
type Extra<T extends Told["type"]> = Partial<ToldOf<T>>;

/** An order of 100 boxes for MXN 184,000.00. */
export function order(orderId: string, extra: Extra<"order.placed"> = {}): Told {
  return {
    type: "order.placed",
    orderId,
    customerName: "Distribuidora del Bajío",
    currency: "MXN",
    totalMinor: 18_400_000,
    lines: boxes(100),
    ...extra,
  };
}

/** One line of so many boxes. */
export function boxes(quantity: number, extra: { rejectedQuantity?: number } = {}) {
  return [{ lineId: "1", sku: "CAJA-12", quantity, unit: "cajas", ...extra }];
}

export function planned(
  deliveryId: string,
  orderId: string,
  extra: Extra<"delivery.planned"> = {},
): Told {
  return { type: "delivery.planned", deliveryId, orderId, ...extra };
}

export function released(deliveryId: string, orderId: string): Told {
  return { type: "delivery.released", deliveryId, orderId };
}

export function dispatched(
  deliveryId: string,
  orderId: string,
  extra: Extra<"delivery.dispatched"> = {},
): Told {
  return { type: "delivery.dispatched", deliveryId, orderId, lines: boxes(100), ...extra };
}

export function delivered(
  deliveryId: string,
  orderId: string,
  extra: Extra<"delivery.delivered"> = {},
): Told {
  return { type: "delivery.delivered", deliveryId, orderId, lines: boxes(100), ...extra };
}

export function failed(deliveryId: string, reason: string): Told {
  return { type: "delivery.failed", deliveryId, reason };
}

export function cancelled(orderId: string, reason: string): Told {
  return { type: "order.cancelled", orderId, reason };
}

/** An invoice over the whole order. */
export function invoiced(
  invoiceId: string,
  orderId: string,
  extra: Extra<"invoice.issued"> = {},
): Told {
  return {
    type: "invoice.issued",
    invoiceId,
    orderIds: [orderId],
    currency: "MXN",
    totalMinor: 18_400_000,
    ...extra,
  };
}

/** Bytes that begin as a JPEG does; different words make different photos. */
export function photo(name: string, words = name): { name: string; bytes: Buffer } {
  return {
    name,
    bytes: Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe0]), Buffer.from(words)]),
  };
}

/** The policy under which a delivery needs a waybill and a signature, four hours after it. */
export const TWO_PROOFS = {
  "evidence-missing": { required: ["waybill", "signature"], graceHours: 4 },
} as const;
