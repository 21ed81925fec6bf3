import { addHours, earliest, endOfDay, type Instant, latest } from "../../calendar.ts";
import { type DeliveryState, isOnRoute, isPending } from "../../delivery.ts";
import { answerSince, orderTotal } from "../../order.ts";
import { fires, orderRule, quiet } from "../../rule.ts";
import { common, Hours } from "../thresholds.ts";
import { deliveredInFull } from "../whereabouts.ts";

/** The promised day is near and goods have not left, or they are expected after it. */
export const promiseAtRisk = orderRule({
  id: "promise-at-risk",
  team: "logistics",
  informs: [],
  severity: "warning",
  stage: "promise",
  thresholds: common(
    {
      /** Before the local end of the promised day. */
      hoursBefore: Hours.positive().default(24),
    },
    { answerWithinHours: 4 },
  ),
  actions: ["will-make-it", "new-date"],
  judge({ order, deliveries, zone }, now, { hoursBefore }) {
    const { promisedOn, promisedAt } = order;
    if (promisedOn === null || promisedAt === null || order.cancelledAt !== null) return quiet();
    const brokenAt = endOfDay(promisedOn, zone);
    if (now >= brokenAt || deliveredInFull({ order, deliveries })) return quiet();
    if (answerSince(order.answers, ["will-make-it"], promisedAt, "promise-at-risk")) return quiet();
    const late = deliveries.find((one) => isPending(one) && (one.etaAt ?? "") >= brokenAt);
    const begins = earliest(
      late && latest(late.etaSince, promisedAt),
      isWaiting(deliveries) ? latest(addHours(brokenAt, -hoursBefore), promisedAt) : null,
    );
    // A day promised when it was already over is broken, never at risk.
    if (begins === null || begins >= brokenAt) return quiet();
    if (now < begins) return quiet(begins);
    return fires(
      {
        subject: `order:${order.id}`,
        amount: orderTotal(order),
        since: begins,
        data: { promisedOn, etaAt: etaOf(late), deliveryId: late?.id ?? null },
      },
      brokenAt,
    );
  },
});

/** Something has still to leave: a delivery that did not, or goods that no delivery carries. */
function isWaiting(deliveries: readonly DeliveryState[]): boolean {
  const pending = deliveries.filter(isPending);
  return pending.length === 0 || pending.some((one) => !isOnRoute(one));
}

function etaOf(late: DeliveryState | undefined): Instant | null {
  return late?.etaAt ?? null;
}
