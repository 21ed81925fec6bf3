import type { Instant, LocalDate } from "./calendar.ts";
import type { EvidenceKind, Fact, FactOf, MovedLine, ReceivedLine } from "./fact.ts";
import { sum } from "./order.ts";

export type Evidence = {
  readonly kind: EvidenceKind;
  readonly name: string;
  readonly sha256: string | null;
  readonly at: Instant;
  readonly by: string | null;
};

export type PlannedDate = {
  readonly on: LocalDate;
  readonly at: Instant;
  readonly reason: string | null;
};

export type DeliveryState = {
  readonly id: string;
  readonly orderId: string | null;
  /** Every planned date, oldest first: the moves are the story. */
  readonly plans: readonly PlannedDate[];
  /** When it was planned last, with a date or without one. */
  readonly plannedAt: Instant | null;
  readonly releasedAt: Instant | null;
  readonly dispatchedAt: Instant | null;
  readonly carrier: string | null;
  readonly etaAt: Instant | null;
  readonly deliveredAt: Instant | null;
  readonly receivedBy: string | null;
  readonly failedAt: Instant | null;
  readonly failReason: string | null;
  readonly returnedAt: Instant | null;
  readonly cancelledAt: Instant | null;
  /** Null where the source told no quantities: then nothing can be short of them. */
  readonly planned: readonly MovedLine[] | null;
  readonly dispatched: readonly MovedLine[] | null;
  readonly received: readonly ReceivedLine[] | null;
  readonly returned: readonly MovedLine[] | null;
  readonly evidence: readonly Evidence[];
};

const KEPT_PLANS = 30;
const KEPT_EVIDENCE = 100;

export function newDelivery(id: string): DeliveryState {
  return {
    id,
    orderId: null,
    plans: [],
    plannedAt: null,
    releasedAt: null,
    dispatchedAt: null,
    carrier: null,
    etaAt: null,
    deliveredAt: null,
    receivedBy: null,
    failedAt: null,
    failReason: null,
    returnedAt: null,
    cancelledAt: null,
    planned: null,
    dispatched: null,
    received: null,
    returned: null,
    evidence: [],
  };
}

export function evolveDelivery(before: DeliveryState, fact: Fact): DeliveryState {
  if (!("deliveryId" in fact)) return before;
  const delivery = { ...before, orderId: fact.orderId ?? before.orderId };
  switch (fact.type) {
    case "delivery.planned":
      return plan(delivery, fact);
    case "delivery.released":
      return { ...delivery, releasedAt: delivery.releasedAt ?? fact.occurredAt };
    case "delivery.dispatched":
      return {
        ...delivery,
        dispatchedAt: fact.occurredAt,
        carrier: fact.carrier ?? delivery.carrier,
        dispatched: fact.lines ?? delivery.dispatched,
        // A second attempt leaves again: the failure of the first is no longer the news.
        failedAt: null,
      };
    case "delivery.eta":
      return { ...delivery, etaAt: fact.etaAt };
    case "delivery.delivered":
      return {
        ...delivery,
        deliveredAt: fact.occurredAt,
        receivedBy: fact.receivedBy ?? delivery.receivedBy,
        received: fact.lines ?? delivery.received,
        failedAt: null,
      };
    case "delivery.failed":
      return { ...delivery, failedAt: fact.occurredAt, failReason: fact.reason ?? null };
    case "delivery.returned":
      return {
        ...delivery,
        returnedAt: fact.occurredAt,
        returned: fact.lines ? [...(delivery.returned ?? []), ...fact.lines] : delivery.returned,
      };
    case "delivery.cancelled":
      return { ...delivery, cancelledAt: fact.occurredAt };
    case "evidence.attached":
      return attach(delivery, fact);
    default:
      return fact satisfies never;
  }
}

function plan(delivery: DeliveryState, fact: FactOf<"delivery.planned">): DeliveryState {
  const last = delivery.plans.at(-1);
  const moved = fact.plannedOn !== undefined && fact.plannedOn !== last?.on;
  return {
    ...delivery,
    plannedAt: fact.occurredAt,
    planned: fact.lines ?? delivery.planned,
    // Planned again after a failure or a cancellation: it lives again.
    failedAt: null,
    cancelledAt: null,
    plans:
      moved && fact.plannedOn !== undefined
        ? [
            ...delivery.plans,
            { on: fact.plannedOn, at: fact.occurredAt, reason: fact.reason ?? null },
          ].slice(-KEPT_PLANS)
        : delivery.plans,
  };
}

function attach(delivery: DeliveryState, fact: FactOf<"evidence.attached">): DeliveryState {
  const proof: Evidence = {
    kind: fact.kind,
    name: fact.name,
    sha256: fact.sha256 ?? null,
    at: fact.occurredAt,
    by: fact.by ?? null,
  };
  return { ...delivery, evidence: [...delivery.evidence, proof].slice(-KEPT_EVIDENCE) };
}

/** On its way: left, and neither delivered, failed, returned nor called back. */
export function isOnRoute(delivery: DeliveryState): boolean {
  return (
    delivery.dispatchedAt !== null &&
    delivery.deliveredAt === null &&
    delivery.failedAt === null &&
    delivery.returnedAt === null &&
    delivery.cancelledAt === null
  );
}

/** Still to arrive: planned, released or on route. */
export function isPending(delivery: DeliveryState): boolean {
  return (
    delivery.deliveredAt === null &&
    delivery.failedAt === null &&
    delivery.returnedAt === null &&
    delivery.cancelledAt === null
  );
}

/** What the customer kept, over all lines; null where the source told no quantities. */
export function acceptedQuantity(delivery: DeliveryState): number | null {
  if (delivery.deliveredAt === null) return 0;
  const lines = delivery.received ?? delivery.dispatched ?? delivery.planned;
  if (!lines) return null;
  const returned = sum((delivery.returned ?? []).map((line) => line.quantity));
  return Math.max(0, sum(lines.map((line) => line.quantity)) - returned);
}
