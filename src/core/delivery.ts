import type { Instant, LocalDate } from "./calendar.ts";
import { type Evidence, withAttached, withChecked } from "./delivery-evidence.ts";
import type { Fact, FactOf, MovedLine, ReceivedLine } from "./fact.ts";
import { sum } from "./order.ts";

type PlannedDate = {
  readonly on: LocalDate;
  readonly at: Instant;
  readonly reason: string | null;
};

export type DeliveryState = {
  readonly id: string;
  /** Which sources told of it, a few at most. */
  readonly heardFrom: readonly string[];
  readonly orderId: string | null;
  /** Every planned date, oldest first: the moves are the story. */
  readonly plans: readonly PlannedDate[];
  /** When it was planned last, with a date or without one. */
  readonly plannedAt: Instant | null;
  readonly warehouse: string | null;
  readonly releasedAt: Instant | null;
  readonly dispatchedAt: Instant | null;
  readonly carrier: string | null;
  readonly etaAt: Instant | null;
  /** Since when it is expected on that day: an estimate moves by minutes all the time. */
  readonly etaSince: Instant | null;
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

export function newDelivery(id: string): DeliveryState {
  return {
    id,
    heardFrom: [],
    orderId: null,
    plans: [],
    plannedAt: null,
    warehouse: null,
    releasedAt: null,
    dispatchedAt: null,
    carrier: null,
    etaAt: null,
    etaSince: null,
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
        ...livingAgain(delivery),
        dispatchedAt: fact.occurredAt,
        carrier: fact.carrier ?? delivery.carrier,
        dispatched: fact.lines ?? delivery.dispatched,
      };
    case "delivery.eta":
      return {
        ...delivery,
        etaAt: fact.etaAt,
        etaSince: isSameDay(delivery.etaAt, fact.etaAt) ? delivery.etaSince : fact.occurredAt,
      };
    case "delivery.delivered":
      return {
        ...livingAgain(delivery),
        deliveredAt: fact.occurredAt,
        receivedBy: fact.receivedBy ?? delivery.receivedBy,
        received: fact.lines ?? delivery.received,
      };
    case "delivery.failed":
      return { ...delivery, failedAt: fact.occurredAt, failReason: fact.reason ?? null };
    case "delivery.returned":
      return {
        ...delivery,
        returnedAt: fact.occurredAt,
        // A return that names no lines is of everything, and so it stays.
        returned:
          fact.lines && !allReturned(delivery)
            ? [...(delivery.returned ?? []), ...fact.lines]
            : null,
      };
    case "delivery.cancelled":
      return { ...delivery, cancelledAt: fact.occurredAt };
    case "evidence.attached":
      return { ...delivery, evidence: withAttached(delivery.evidence, fact) };
    case "evidence.checked":
      return { ...delivery, evidence: withChecked(delivery.evidence, fact) };
    default:
      return fact satisfies never;
  }
}

/** Planned, sent or delivered after a failure, a return or a cancellation: that is past. */
function livingAgain(delivery: DeliveryState): DeliveryState {
  // What came back after it was delivered stays back: only an attempt that failed is repeated.
  const back = delivery.deliveredAt === null ? { returnedAt: null, returned: null } : {};
  return { ...delivery, failedAt: null, cancelledAt: null, ...back };
}

function isSameDay(a: Instant | null, b: Instant): boolean {
  return a !== null && a.slice(0, 10) === b.slice(0, 10);
}

function plan(delivery: DeliveryState, fact: FactOf<"delivery.planned">): DeliveryState {
  const last = delivery.plans.at(-1);
  const moved = fact.plannedOn !== undefined && fact.plannedOn !== last?.on;
  const again = delivery.failedAt !== null || cameBack(delivery);
  return {
    ...livingAgain(delivery),
    // A new attempt starts in the warehouse, and what was expected of the last one is past.
    ...(again ? { dispatchedAt: null, etaAt: null, etaSince: null } : {}),
    plannedAt: fact.occurredAt,
    warehouse: fact.warehouse ?? delivery.warehouse,
    planned: fact.lines ?? delivery.planned,
    plans:
      moved && fact.plannedOn !== undefined
        ? [
            ...delivery.plans,
            { on: fact.plannedOn, at: fact.occurredAt, reason: fact.reason ?? null },
          ].slice(-KEPT_PLANS)
        : delivery.plans,
  };
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

/** The customer has it, or had it: delivered, and the delivery was not annulled. */
export function hasArrived(delivery: DeliveryState): boolean {
  return delivery.deliveredAt !== null && delivery.cancelledAt === null;
}

function allReturned(delivery: DeliveryState): boolean {
  return delivery.returnedAt !== null && delivery.returned === null;
}

/** Nothing of it is with the customer any more: all of it returned. */
export function cameBack(delivery: DeliveryState): boolean {
  if (delivery.returnedAt === null) return false;
  if (delivery.deliveredAt === null || delivery.returned === null) return true;
  return acceptedQuantity(delivery) === 0;
}

/** What the customer took in, before returns; null where the source told no quantities. */
export function arrivedLines(delivery: DeliveryState): readonly MovedLine[] | null {
  if (!hasArrived(delivery)) return [];
  const { received, dispatched, planned } = delivery;
  if (!received) return dispatched ?? planned;
  const rejected = sum(received.map((line) => line.rejectedQuantity ?? 0));
  if (rejected === 0 || !dispatched) return received;
  // More than was sent: then what was rejected is counted in what was received.
  const counted = sum(received.map((line) => line.quantity)) + rejected;
  if (counted <= sum(dispatched.map((line) => line.quantity))) return received;
  return received.map((line) => ({
    ...line,
    quantity: Math.max(0, line.quantity - (line.rejectedQuantity ?? 0)),
  }));
}

/** What the customer kept: returned lines are negative. Null where no quantities were told. */
export function keptLines(delivery: DeliveryState): readonly MovedLine[] | null {
  const arrived = arrivedLines(delivery);
  if (!arrived || delivery.returnedAt === null) return arrived;
  if (!delivery.returned) return [];
  return [...arrived, ...delivery.returned.map((line) => ({ ...line, quantity: -line.quantity }))];
}

/** What the customer kept, over all lines; null where the source told no quantities. */
export function acceptedQuantity(delivery: DeliveryState): number | null {
  const lines = keptLines(delivery);
  return lines && Math.max(0, sum(lines.map((line) => line.quantity)));
}
