import type { Instant, LocalDate } from "../../core/calendar.ts";
import type { EvidenceKind, Fact } from "../../core/fact.ts";
import { type Basket, linesOf } from "./goods.ts";
import { envelope, type Sale, type StorySource } from "./sale.ts";
import { proofsFor } from "./settings.ts";

/** What can be told of one truck's delivery. */
export type Truck = {
  planned(at: Instant, on: LocalDate): Fact;
  /** The delivery moves to another day. */
  moved(at: Instant, on: LocalDate, reason: string): Fact;
  released(at: Instant): Fact;
  dispatched(at: Instant): Fact;
  eta(at: Instant, etaAt: Instant): Fact;
  delivered(at: Instant, receivedBy: string, received?: Basket): Fact;
  failed(at: Instant, reason: string): Fact;
  returned(at: Instant, reason: string): Fact;
  proof(at: Instant, kind: EvidenceKind): Fact;
  /** All that the customer demands. */
  proofs(at: Instant): readonly Fact[];
};

type Options = {
  readonly deliveryId?: string;
  /** Who tells of the road: without the transport system, the branches type it into the ERP. */
  readonly road?: StorySource;
};

const FILE_OF: Readonly<Record<EvidenceKind, readonly [name: string, ending: string]>> = {
  waybill: ["guia", "pdf"],
  signature: ["firma", "jpg"],
  photo: ["entrega", "jpg"],
  stamp: ["sello", "jpg"],
};
const MEDIA_TYPE: Readonly<Record<string, string>> = { pdf: "application/pdf", jpg: "image/jpeg" };
const CARRIER = { MXN: "Fletes La Sierra", COP: "Transportes del Valle" } as const;

/** The truck of a sale: its own delivery by default, with all the goods of the order. */
export function truckOf(of: Sale, options: Options = {}): Truck {
  const { orderId, basket, customer } = of;
  const { deliveryId = of.deliveryId, road = "tms" } = options;
  const about = { deliveryId, orderId };
  const told = (source: StorySource, at: Instant, what: string) => ({
    ...envelope(source, at, deliveryId, what),
    ...about,
  });
  const lines = linesMoved(basket, customer.currency);
  const plan = (plannedOn: LocalDate) => ({ type: "delivery.planned", plannedOn, lines }) as const;
  return {
    planned: (at, on) => ({ ...plan(on), ...told("erp", at, "planned") }),
    moved: (at, on, reason) => ({ ...plan(on), ...told("erp", at, "moved"), reason }),
    released: (at) => ({ type: "delivery.released", ...told("erp", at, "released") }),
    dispatched: (at) => ({
      type: "delivery.dispatched",
      ...told(road, at, "dispatched"),
      carrier: CARRIER[customer.currency],
      lines,
    }),
    eta: (at, etaAt) => ({ type: "delivery.eta", ...told(road, at, "eta"), etaAt }),
    delivered: (at, receivedBy, received = basket) => ({
      type: "delivery.delivered",
      ...told(road, at, "delivered"),
      receivedBy,
      lines: linesMoved(received, customer.currency),
    }),
    failed: (at, reason) => ({ type: "delivery.failed", ...told(road, at, "failed"), reason }),
    returned: (at, reason) => ({
      type: "delivery.returned",
      ...told(road, at, "returned"),
      reason,
    }),
    proof: (at, kind) => proof(told(road, at, kind), kind),
    proofs: (at) => proofsFor(customer).map((kind) => proof(told(road, at, kind), kind)),
  };
}

function linesMoved(basket: Basket, currency: Sale["customer"]["currency"]) {
  return linesOf(basket, currency).map(
    ({ amountMinor: _amount, description: _name, ...line }) => line,
  );
}

type Told = ReturnType<typeof envelope> & { readonly deliveryId: string; readonly orderId: string };

function proof(told: Told, kind: EvidenceKind): Fact {
  const [name, ending] = FILE_OF[kind];
  return {
    type: "evidence.attached",
    ...told,
    kind,
    name: `${name}-${told.deliveryId}.${ending}`,
    mediaType: MEDIA_TYPE[ending] ?? "application/octet-stream",
    by: "Chofer",
  };
}
