import { earliest, latest } from "../../calendar.ts";
import { compare } from "../../fact.ts";
import { orderTotal } from "../../order.ts";
import type { OrderPicture } from "../../picture.ts";
import { accountRule, quiet } from "../../rule.ts";
import { overdueBeyond, sumsByCurrency } from "../overdue.ts";
import { answerOnOrders } from "../release.ts";
import { common, Days } from "../thresholds.ts";
import { leftAt, stands } from "../whereabouts.ts";

/** Orders one case can speak of, the oldest first. */
const MOST_ORDERS = 50;

/** An order that has not left yet, for a customer whose invoice is long overdue. */
export const customerOnHold = accountRule({
  id: "customer-on-hold",
  team: "sales",
  informs: ["collections"],
  severity: "critical",
  stage: "promise",
  thresholds: common(
    { overdueDays: Days.default(15), holdDays: Days.default(7) },
    { answerWithinHours: 8 },
  ),
  actions: ["release-order", "hold-order"],
  judge(account, now, { overdueDays, holdDays }) {
    const unpaid = overdueBeyond(account, Math.ceil(overdueDays));
    const late = unpaid.filter(({ from }) => from <= now);
    const next = earliest(...unpaid.map(({ from }) => from).filter((from) => from > now));
    const lateFrom = earliest(...late.map(({ from }) => from));
    const oldestDueOn = late.map(({ dueOn }) => dueOn).toSorted(compare)[0];
    if (lateFrom === null || oldestDueOn === undefined) return quiet(next);
    const overdue = sumsByCurrency(late.map(({ owed }) => owed));
    const invoiceIds = late.slice(0, 3).map(({ invoiceId }) => invoiceId);
    const seen = account.orders.filter(canStop).map(({ order }) => {
      const since = latest(order.placedAt, lateFrom) ?? lateFrom;
      const subject = `order:${order.id}` as const;
      const asked = { rule: "customer-on-hold", subject, since, holdDays };
      const until = answerOnOrders(account.customer.answers, asked, now);
      const data = { orderId: order.id, overdue, invoiceIds, invoices: late.length, oldestDueOn };
      return { until, finding: { subject, amount: orderTotal(order), since, data } };
    });
    // Cut after the answered ones are left out: they must not hide those that nobody decided.
    const open = seen.filter(({ until }) => until === null).slice(0, MOST_ORDERS);
    return {
      findings: open.map(({ finding }) => finding),
      recheckAt: earliest(next, ...seen.map(({ until }) => until?.at)),
    };
  },
});

/** Placed, and none of it has left. */
function canStop({ order, deliveries }: OrderPicture): boolean {
  if (order.placedAt === null || order.cancelledAt !== null) return false;
  return !deliveries.some((one) => stands(one) && leftAt(one) !== null);
}
