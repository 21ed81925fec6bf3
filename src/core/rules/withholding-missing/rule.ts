import { addDays, earliest, endOfDay, localDate } from "../../calendar.ts";
import type { Withholding } from "../../invoice-money.ts";
import { sum } from "../../order.ts";
import { isLive } from "../../receivable.ts";
import { invoiceRule, quiet } from "../../rule.ts";
import { common, Days } from "../thresholds.ts";

/** A tax was withheld from what the customer paid, and its certificate did not come. */
export const withholdingMissing = invoiceRule({
  id: "withholding-missing",
  team: "collections",
  informs: [],
  severity: "warning",
  stage: "collection",
  thresholds: common({ certificateDays: Days.int().default(30) }, { answerWithinHours: 20 }),
  actions: ["attach-certificate"],
  judge({ invoice, zone }, now, { certificateDays }) {
    if (!isLive(invoice)) return quiet();
    const missing = invoice.withholdings.filter(({ certifiedAt }) => certifiedAt === null);
    const byDay = Map.groupBy(missing, ({ at }) => localDate(at, zone));
    // What was withheld on one day comes in one certificate.
    const due = [...byDay].map(([withheldOn, held]) => {
      const since = endOfDay(addDays(withheldOn, certificateDays), zone);
      return { withheldOn, held, since };
    });
    const found = due
      .filter(({ since }) => since <= now)
      .map(({ withheldOn, held, since }) => ({
        subject: `invoice:${invoice.id}` as const,
        amount: amountOf(held, invoice.currency),
        since,
        data: {
          invoiceId: invoice.id,
          withheldOn,
          withholdingIds: held.map(({ id }) => id),
          taxes: [...new Set(held.flatMap(({ tax }) => tax ?? []))],
        },
      }));
    const next = earliest(...due.map(({ since }) => since).filter((since) => since > now));
    return { findings: found.toSorted((a, b) => (a.since < b.since ? -1 : 1)), recheckAt: next };
  },
});

function amountOf(held: readonly Withholding[], currency: string | null) {
  return currency === null ? null : { minor: sum(held.map(({ minor }) => minor)), currency };
}
