import { z } from "zod";
import { addHours } from "../../calendar.ts";
import { answerSince } from "../../order.ts";
import { isPending, lastPaidAt, netTotal, outstanding, paidMinor } from "../../receivable.ts";
import { fires, invoiceRule, quiet } from "../../rule.ts";
import { isCollectable, openPromise } from "../collecting.ts";
import { common, Days, Hours, Share } from "../thresholds.ts";

/** Paid, but less than was due, and nothing that is known explains the rest. */
export const paymentShort = invoiceRule({
  id: "payment-short",
  team: "collections",
  informs: [],
  severity: "warning",
  stage: "collection",
  thresholds: common(
    {
      graceHours: Hours.default(48),
      /** So much may be missing: the larger of a share of what was due and so many minor units. */
      toleranceShare: Share.default(0),
      toleranceMinor: z.number().min(0).default(100),
      chaseDays: Days.default(7),
    },
    { answerWithinHours: 10 },
  ),
  actions: ["attach-certificate", "credit-note", "chase"],
  judge({ invoice, answers, zone }, now, o) {
    const left = outstanding(invoice);
    const due = netTotal(invoice);
    const paidAt = lastPaidAt(invoice);
    if (!left || !due || paidAt === null || !isCollectable(invoice)) return quiet();
    const asked = invoice.requests.filter((request) => isPending(request, invoice));
    const missing = left.minor - asked.reduce((all, { amountMinor }) => all + amountMinor, 0);
    if (missing <= Math.max(due.minor * o.toleranceShare, o.toleranceMinor)) return quiet();
    const since = addHours(paidAt, o.graceHours);
    const subject = `invoice:${invoice.id}` as const;
    const chased = answerSince(answers, ["chase"], since, "payment-short", subject);
    const silentUntil = chased && addHours(chased.at, o.chaseDays * 24);
    const promisedUntil = openPromise(invoice, zone, 0)?.brokenAt ?? null;
    // The customer said when the rest would come.
    const quietUntil = [since, silentUntil, promisedUntil].reduce<string>(
      (until, at) => (at !== null && at > until ? at : until),
      since,
    );
    if (now < quietUntil) return quiet(quietUntil);
    const { currency } = left;
    const paid = { minor: paidMinor(invoice), currency };
    const amount = { minor: missing, currency };
    return fires({ subject, amount, since, data: { invoiceId: invoice.id, due, paid, paidAt } });
  },
});
