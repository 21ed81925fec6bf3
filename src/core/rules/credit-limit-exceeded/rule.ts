import { latest } from "../../calendar.ts";
import { creditLineOf, type Exposure, exposuresOf, passedAt } from "../../exposure.ts";
import { accountRule, fires, quiet } from "../../rule.ts";
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
    const line = creditLineOf(account);
    if (!line) return quiet();
    const { limit, exposure } = line;
    const passed = passedAt(exposure, limit.minor);
    // Without an order to stop there is nothing to decide: collecting is other rules'.
    if (!passed || exposure.ordersMinor === 0) return quiet();
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
      amount: { minor: -line.leftMinor, currency },
      since,
      data: {
        limit,
        exposure: { minor: totalMinor, currency },
        orders: { minor: exposure.ordersMinor, currency },
        receivables: { minor: exposure.receivablesMinor, currency },
        unapplied: { minor: exposure.unappliedMinor, currency },
        openOrders: orders.length,
        others: exposuresOf(account)
          .filter((one) => one.currency !== currency && one.totalMinor > 0)
          .map(asMoney),
      },
    });
  },
});

function asMoney({ totalMinor: minor, currency }: Exposure) {
  return { minor, currency };
}
