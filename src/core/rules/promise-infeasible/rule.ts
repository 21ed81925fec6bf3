import { z } from "zod";
import { addDays, endOfDay, localDate } from "../../calendar.ts";
import { answerSince, orderTotal } from "../../order.ts";
import { fires, orderRule, quiet } from "../../rule.ts";
import { nextRouteDay, runsOn } from "../route.ts";
import { common, Days } from "../thresholds.ts";
import { leftAt, stands } from "../whereabouts.ts";

/** Promised sooner than it can be prepared, or for a day on which the route does not run. */
export const promiseInfeasible = orderRule({
  id: "promise-infeasible",
  team: "sales",
  informs: [],
  severity: "warning",
  stage: "promise",
  thresholds: common(
    {
      /** Days from the order to the earliest delivery, for customers that have none of their own. */
      leadDays: Days.default(0),
      /** Days on which their routes run, 1 is Monday; none: every day. */
      routeDays: z.array(z.int().min(1).max(7)).default([]),
    },
    { answerWithinHours: 4 },
  ),
  actions: ["new-date", "keep-anyway"],
  judge({ order, deliveries, customer, zone }, now, thresholds) {
    const { promisedOn, promisedAt, placedAt } = order;
    if (promisedOn === null || promisedAt === null || placedAt === null) return quiet();
    if (order.cancelledAt !== null) return quiet();
    if (deliveries.some((one) => stands(one) && leftAt(one) !== null)) return quiet();
    const overAt = endOfDay(promisedOn, zone);
    if (now >= overAt) return quiet();
    const leadDays = Math.ceil(customer?.leadDays ?? thresholds.leadDays);
    const routeDays = customer?.routeDays ?? thresholds.routeDays;
    const earliestOn = addDays(localDate(placedAt, zone), leadDays);
    const tooSoon = promisedOn < earliestOn;
    const offRoute = !runsOn(promisedOn, routeDays);
    if (!tooSoon && !offRoute) return quiet();
    const { answers } = order;
    if (answerSince(answers, ["keep-anyway"], promisedAt, "promise-infeasible")) return quiet();
    // The first day that serves both and is no sooner than the customer expects it.
    const offerOn = nextRouteDay(tooSoon ? earliestOn : promisedOn, routeDays);
    return fires(
      {
        subject: `order:${order.id}`,
        amount: orderTotal(order),
        since: promisedAt,
        data: { promisedOn, orderedAt: placedAt, leadDays, routeDays, tooSoon, offRoute, offerOn },
      },
      overAt,
    );
  },
});
