import { latest } from "../../calendar.ts";
import { accountRule, fires, quiet } from "../../rule.ts";
import { type Exposure, exposuresOf, passedAt } from "../exposure.ts";
import { answerOnOrders } from "../release.ts";
import { common, Days } from "../thresholds.ts";

/** What is ordered and owed passes the customer's credit limit, in the limit's currency. */
export const creditLimitExceeded = accountRule({
  id: "credit-limit-exceeded",
  team: "sales",
  informs: ["collections"],
  severity: "warning",
  stage: "promise",
  thresholds: common({ holdDays: Days.default(7) }, { answerWithinHours: 8 }),
  actions: ["release-order", "hold-order"],
  judge(account, now, { holdDays }) {
    const { customer, orders } = account;
    const limit = customer.creditLimit;
    if (!limit) return quiet();
    const exposures = exposuresOf(account);
    const exposure = exposures.find(({ currency }) => currency === limit.currency);
    const passed = exposure && passedAt(exposure, limit.minor);
    // Without an order to stop there is nothing to decide: collecting is other rules'.
    if (!exposure || !passed || exposure.ordersMinor === 0) return quiet();
    // Each new order asks anew: a button drawn before it does not release what nobody had seen.
    const since = latest(passed, exposure.lastOrderAt) ?? passed;
    const { currency, totalMinor } = exposure;
    const subject = `customer:${customer.id}` as const;
    const asked = { rule: "credit-limit-exceeded", subject, since, holdDays };
    const until = answerOnOrders(customer.answers, asked, now, (answer) => {
      const knew = exposure.lastOrderAt === null || exposure.lastOrderAt <= answer.at;
      if (answer.action === "hold-order") return knew;
      return knew && answer.currency === currency && totalMinor <= (answer.amountMinor ?? 0);
    });
    if (until) return quiet(until.at);
    return fires({
      subject,
      amount: { minor: totalMinor - limit.minor, currency },
      since,
      data: {
        limit,
        exposure: { minor: totalMinor, currency },
        orders: { minor: exposure.ordersMinor, currency },
        receivables: { minor: exposure.receivablesMinor, currency },
        unapplied: { minor: exposure.unappliedMinor, currency },
        openOrders: orders.length,
        others: exposures.filter((one) => one !== exposure && one.totalMinor > 0).map(asMoney),
      },
    });
  },
});

function asMoney({ totalMinor: minor, currency }: Exposure) {
  return { minor, currency };
}
