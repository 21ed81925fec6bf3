import { localDate } from "../../calendar.ts";
import { outstanding } from "../../receivable.ts";
import { fires, invoiceRule, quiet } from "../../rule.ts";
import { isUnpaid, tacitDay } from "../collecting.ts";
import { BusinessDays, common } from "../thresholds.ts";

/** The customer or the authority sent it back: it will not be paid as it is. */
export const invoiceRejected = invoiceRule({
  id: "invoice-rejected",
  team: "collections",
  informs: [],
  severity: "critical",
  stage: "billing",
  thresholds: common({ answerBusinessDays: BusinessDays }, { answerWithinHours: 8 }),
  actions: ["corrected", "dispute"],
  judge({ invoice, zone }, _now, { answerBusinessDays }) {
    const { id, rejectedAt, rejectedBy, disputedAt } = invoice;
    if (rejectedAt === null || !isUnpaid(invoice)) return quiet();
    // A rejection that somebody contests is a dispute.
    if (disputedAt !== null && disputedAt >= rejectedAt) return quiet();
    const dayOf = (instant: string) => localDate(instant, zone);
    // Silence is the customer's; the authority may reject at any time.
    const isTheirs = rejectedBy !== "authority";
    const tacitOn = isTheirs ? tacitDay(invoice, dayOf, answerBusinessDays) : null;
    return fires({
      subject: `invoice:${id}`,
      amount: outstanding(invoice),
      since: rejectedAt,
      data: {
        invoiceId: id,
        rejectedAt,
        rejectedBy,
        reason: invoice.rejectReason,
        reasonCode: invoice.rejectCode,
        tacitOn,
        isLate: tacitOn !== null && dayOf(rejectedAt) > tacitOn,
      },
    });
  },
});
