import { type Instant, latest } from "../calendar.ts";
import { cameBack, hasArrived, keptLines } from "../delivery.ts";
import { compare } from "../fact.ts";
import type { OrderPicture } from "../picture.ts";
import { isShared } from "../receivable.ts";
import { billedLines, isOwed } from "./billing.ts";
import { evidenceOf, type EvidencePolicy } from "./evidence.ts";
import { type Line, overBy } from "./quantities.ts";
import { returnedApart } from "./return-notes.ts";

type Ready = {
  readonly deliveryId: string;
  readonly deliveredAt: Instant;
  readonly readyAt: Instant;
  readonly lines: readonly Line[] | null;
};
type Unbilled = Omit<Ready, "lines"> & { readonly quantity: number | null };

/** The deliveries that can be billed, in the order in which they became ready. */
export function readyToBill(picture: OrderPicture, policy: EvidencePolicy): readonly Ready[] {
  return picture.deliveries
    .flatMap((delivery): Ready[] => {
      const { deliveredAt } = delivery;
      if (deliveredAt === null || !hasArrived(delivery) || cameBack(delivery)) return [];
      const { completeAt } = evidenceOf(picture, delivery, policy);
      if (completeAt === null) return [];
      const readyAt = latest(deliveredAt, completeAt) ?? deliveredAt;
      return [{ deliveryId: delivery.id, deliveredAt, readyAt, lines: keptLines(delivery) }];
    })
    .sort((a, b) => compare(a.readyAt, b.readyAt) || compare(a.deliveryId, b.deliveryId));
}

/**
 * The first delivery that the invoices do not cover, and how much is left to bill over all
 * (delivered - returned - invoiced + credited). Without quantities any invoice covers everything.
 */
export function unbilled(
  { order, deliveries, invoices }: Pick<OrderPicture, "order" | "deliveries" | "invoices">,
  ready: readonly Ready[],
): Unbilled | null {
  const [first] = ready;
  if (!first) return null;
  const owed = invoices.filter(isOwed);
  const billed = owed.map((invoice) => (isShared(invoice) ? null : billedLines(invoice)));
  const unknown = ready.some(({ lines }) => lines === null) || billed.includes(null);
  if (unknown) return owed.length === 0 ? { ...first, quantity: null } : null;
  const back = returnedApart(deliveries);
  const whole = overByAll({ order, ready, back, billed: billed.flatMap((lines) => lines ?? []) });
  if (!whole) return owed.length === 0 ? { ...first, quantity: null } : null;
  return whole.first && { ...whole.first, quantity: whole.quantity };
}

type Sides = Pick<OrderPicture, "order"> & {
  readonly ready: readonly Ready[];
  readonly back: readonly Line[];
  readonly billed: readonly Line[];
};

function overByAll({ order, ready, back, billed }: Sides) {
  const delivered: Line[] = back.map((line) => ({ ...line, quantity: -line.quantity }));
  let first: Ready | null = null;
  let quantity = 0;
  for (const one of ready) {
    delivered.push(...(one.lines ?? []));
    const over = overBy(delivered, billed, order.lines);
    if (over === null) return null;
    if (over > 0) first ??= one;
    quantity = over;
  }
  return { first: quantity > 0 ? first : null, quantity };
}
