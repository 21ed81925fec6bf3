import { z } from "zod";
import { addDays, latest, startOfDay } from "../../calendar.ts";
import { outstanding } from "../../receivable.ts";
import { fires, invoiceRule, quiet } from "../../rule.ts";
import { dueDay, isCollectable, openPromise } from "../collecting.ts";
import { common, Days, Hours } from "../thresholds.ts";

/** Past its due date and not paid. It speaks again as it grows older: each bucket is news. */
export const invoiceOverdue = invoiceRule({
  id: "invoice-overdue",
  team: "collections",
  informs: [],
  severity: "warning",
  stage: "collection",
  thresholds: common(
    {
      /** Days after the due date at which it speaks, and speaks again. */
      bucketDays: z.array(Days.int().min(1)).min(1).max(12).default([1, 31, 61, 91]),
      // What a promise to pay may be late: as payment-promise-broken has it, unless set here.
      promiseGraceHours: Hours.default(24),
    },
    { answerWithinHours: 10 },
  ),
  actions: ["promise-to-pay", "dispute"],
  judge(view, now, { bucketDays, promiseGraceHours }) {
    const { invoice, zone } = view;
    const due = dueDay(view);
    if (due === null || !isCollectable(invoice)) return quiet();
    const buckets = bucketDays
      .toSorted((a, b) => a - b)
      .map((days) => ({ days, from: startOfDay(addDays(due, days), zone) }));
    const next = buckets.find(({ from }) => from > now)?.from ?? null;
    const bucket = buckets.findLast(({ from }) => from <= now);
    const waits = openPromise(invoice, zone, promiseGraceHours)?.brokenAt ?? null;
    if (!bucket) return quiet(latest(next, waits));
    if (waits !== null && now < waits) return quiet(waits);
    const isLast = next === null && buckets.length > 1;
    return fires(
      {
        subject: `invoice:${invoice.id}`,
        severity: isLast ? "critical" : "warning",
        amount: outstanding(invoice),
        since: latest(bucket.from, invoice.issuedAt) ?? bucket.from,
        repeats: true,
        data: { invoiceId: invoice.id, dueOn: due, overDays: bucket.days },
      },
      next,
    );
  },
});
