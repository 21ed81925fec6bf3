import { addDays, endOfDay, latest, startOfDay } from "../../calendar.ts";
import { answerSince } from "../../order.ts";
import { outstanding } from "../../receivable.ts";
import { fires, invoiceRule, quiet } from "../../rule.ts";
import { dueDay, isCollectable } from "../collecting.ts";
import { common, Days } from "../thresholds.ts";

/** Due in some days, and this customer pays on time when it is reminded. */
export const invoiceDueSoon = invoiceRule({
  id: "invoice-due-soon",
  team: "collections",
  informs: [],
  severity: "notice",
  stage: "collection",
  thresholds: common({ daysBefore: Days.int().default(5) }, { answerWithinHours: 10 }),
  actions: ["reminded", "promise-to-pay"],
  judge(view, now, { daysBefore }) {
    const { invoice, customer, answers, zone } = view;
    const { id, issuedAt, promises } = invoice;
    const due = dueDay(view);
    if (!customer?.wantsReminder || due === null || issuedAt === null) return quiet();
    if (!isCollectable(invoice)) return quiet();
    const opens = startOfDay(addDays(due, -daysBefore), zone);
    const since = latest(opens, issuedAt) ?? opens;
    const until = endOfDay(due, zone);
    if (now >= until || since >= until) return quiet();
    // Whoever promised to pay knows that it is due.
    if (promises.length > 0) return quiet();
    const subject = `invoice:${id}` as const;
    if (answerSince(answers, ["reminded"], since, "invoice-due-soon", subject)) return quiet();
    if (now < since) return quiet(since);
    const data = { invoiceId: id, dueOn: due };
    return fires({ subject, amount: outstanding(invoice), since, data }, until);
  },
});
