import { z } from "zod";
import { localDate } from "../../calendar.ts";
import { ReasonCode, Team } from "../../fact.ts";
import { outstanding } from "../../receivable.ts";
import { fires, invoiceRule, quiet } from "../../rule.ts";
import { isUnpaid, tacitDay } from "../collecting.ts";
import { BusinessDays, common } from "../thresholds.ts";

/** Who knows the answer to an objection: goods are Logistics', what was agreed is Sales'. */
const OWNERS: Readonly<Partial<Record<ReasonCode, Team>>> = {
  DEL: "logistics",
  QTY: "logistics",
  ITM: "logistics",
  QUA: "logistics",
  PRI: "sales",
  PAY: "sales",
  REF: "sales",
  REC: "sales",
  UNR: "sales",
};

/** The customer objects: nothing is paid until somebody who knows answers. */
export const invoiceDisputed = invoiceRule({
  id: "invoice-disputed",
  team: "collections",
  informs: [],
  severity: "critical",
  stage: "billing",
  thresholds: common(
    { owners: z.partialRecord(ReasonCode, Team).default({}), answerBusinessDays: BusinessDays },
    { answerWithinHours: 10 },
  ),
  actions: ["accept-dispute", "refuse-dispute", "credit-note"],
  judge({ invoice, zone }, _now, { owners, answerBusinessDays }) {
    const { id, disputedAt, disputeCode: reasonCode, disputedMinor, currency } = invoice;
    if (disputedAt === null || !isUnpaid(invoice)) return quiet();
    const dayOf = (instant: string) => localDate(instant, zone);
    const tacitOn = tacitDay(invoice, dayOf, answerBusinessDays);
    const isPart = disputedMinor !== null && currency !== null;
    return fires({
      subject: `invoice:${id}`,
      team: (reasonCode && (owners[reasonCode] ?? OWNERS[reasonCode])) ?? "collections",
      amount: isPart ? { minor: disputedMinor, currency } : outstanding(invoice),
      since: disputedAt,
      data: {
        invoiceId: id,
        disputedAt,
        reasonCode,
        reason: invoice.disputeReason,
        tacitOn,
        isLate: tacitOn !== null && dayOf(disputedAt) > tacitOn,
      },
    });
  },
});
