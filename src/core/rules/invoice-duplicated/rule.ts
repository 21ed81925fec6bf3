import { answerSince } from "../../order.ts";
import { netTotal } from "../../receivable.ts";
import { fires, invoiceRule, quiet } from "../../rule.ts";
import { common } from "../thresholds.ts";
import { earlierTwin } from "../twins.ts";

/** The same payer, amount and order on two live invoices: one of them will not be paid. */
export const invoiceDuplicated = invoiceRule({
  id: "invoice-duplicated",
  team: "collections",
  informs: [],
  severity: "warning",
  stage: "billing",
  thresholds: common({}, { answerWithinHours: 10 }),
  actions: ["cancel-invoice", "not-duplicate"],
  judge({ invoice, answers, picture }) {
    const { id, issuedAt, orderIds } = invoice;
    const twin = earlierTwin(invoice, picture);
    if (!twin || issuedAt === null) return quiet();
    const subject = `invoice:${id}` as const;
    const vouched = ["not-duplicate"] as const;
    if (answerSince(answers, vouched, issuedAt, "invoice-duplicated", subject)) return quiet();
    return fires({
      subject,
      amount: netTotal(invoice),
      since: issuedAt,
      data: { invoiceId: id, issuedAt, twinId: twin.id, twinIssuedAt: twin.issuedAt, orderIds },
    });
  },
});
