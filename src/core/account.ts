import type { Instant } from "./calendar.ts";
import { hasArrived, isPending as isComing } from "./delivery.ts";
import type { Fact } from "./fact.ts";
import { inSightUntil, isGone, unappliedMinor } from "./payment.ts";
import type { OrderPicture } from "./picture.ts";
import { isLive, isSettled } from "./receivable.ts";
import type { Subject } from "./subject.ts";

/** With whom a subject stands open, and until when if time alone ends that. */
export type Standing = { readonly customerId: string; readonly until: Instant | null };

/**
 * The customer in whose account a subject stands open, by its own state; null when it is settled or
 * names nobody. Orders count until `isOrderSettled`.
 */
export function standingOf({ kind, state }: Subject): Standing | null {
  switch (kind) {
    case "order": {
      const customerId = state.payerId ?? state.buyerId;
      return state.placedAt === null || customerId === null ? null : { customerId, until: null };
    }
    case "invoice":
      return state.payerId === null || isSettled(state)
        ? null
        : { customerId: state.payerId, until: null };
    case "payment":
      if (state.payerId === null || state.minor === null || isGone(state)) return null;
      return {
        customerId: state.payerId,
        until: unappliedMinor(state) > 0 ? null : inSightUntil(state),
      };
    default:
      return null;
  }
}

/** Nothing more is to come of it: cancelled with nothing out, or all its invoices are settled. */
export function isOrderSettled({ order, deliveries, invoices }: OrderPicture): boolean {
  if (deliveries.some(isComing)) return false;
  const billed = invoices.filter(isLive);
  if (!billed.every(isSettled)) return false;
  if (order.cancelledAt !== null) return !deliveries.some(hasArrived);
  return billed.length > 0;
}

const STIRRING = [
  /^order\.(placed|changed|cancelled|reinstated)$/,
  // What left can no longer be stopped, and what came back can.
  /^delivery\.(dispatched|delivered|returned|cancelled)$/,
  /^(invoice|credit|payment|withholding|customer|agreement)\./,
];

/** Whether a fact may change what is found about a customer's account. */
export function stirsAccount({ type }: Pick<Fact, "type">): boolean {
  const known = stirring.get(type);
  if (known !== undefined) return known;
  const stirs = STIRRING.some((types) => types.test(type));
  stirring.set(type, stirs);
  return stirs;
}

const stirring = new Map<Fact["type"], boolean>();
