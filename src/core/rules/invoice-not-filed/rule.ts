import { addHours } from "../../calendar.ts";
import type { InvoiceState } from "../../invoice.ts";
import { isLive, outstanding } from "../../receivable.ts";
import { fires, invoiceRule, quiet } from "../../rule.ts";
import { common, Hours } from "../thresholds.ts";

/** Issued, and nobody sent it to the customer's portal or the tax authority: nobody will pay it. */
export const invoiceNotFiled = invoiceRule({
  id: "invoice-not-filed",
  team: "collections",
  informs: [],
  severity: "warning",
  stage: "billing",
  thresholds: common(
    { fileWithinHours: Hours.default(72) },
    // Where no source tells of filings, every invoice would look forgotten: it is switched on.
    { answerWithinHours: 10, enabled: false },
  ),
  actions: ["filed"],
  judge({ invoice }, now, { fileWithinHours }) {
    const { id, issuedAt } = invoice;
    if (issuedAt === null || !isLive(invoice) || hasArrived(invoice)) return quiet();
    const since = addHours(issuedAt, fileWithinHours);
    if (now < since) return quiet(since);
    return fires({
      subject: `invoice:${id}`,
      amount: outstanding(invoice),
      since,
      data: { invoiceId: id, issuedAt },
    });
  },
});

/** Whoever answers an invoice, or pays some of it, has it. */
function hasArrived({ filedAt, acceptedAt, rejectedAt, disputedAt, ...rest }: InvoiceState) {
  const answered = filedAt ?? acceptedAt ?? rejectedAt ?? disputedAt;
  return answered !== null || rest.paid.length > 0;
}
