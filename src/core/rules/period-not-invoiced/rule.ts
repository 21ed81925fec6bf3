import { z } from "zod";
import { earliest, type Instant } from "../../calendar.ts";
import type { Agreement } from "../../customer.ts";
import { accountRule } from "../../rule.ts";
import { isSettled, lateCount, lateFrom, periodAt } from "../periods.ts";
import { common, Days } from "../thresholds.ts";

type Grace = { readonly graceDays: number; readonly lookBackPeriods: number };

/** A period of a recurring agreement is over, and nobody billed it. */
export const periodNotInvoiced = accountRule({
  id: "period-not-invoiced",
  team: "collections",
  informs: [],
  severity: "warning",
  stage: "billing",
  thresholds: common(
    {
      /** Whole days after the end of a period in which its invoice is not late yet. */
      graceDays: Days.default(3),
      /** Periods looked at, the newest first: what is older nobody will bill by a card. */
      lookBackPeriods: z.int().min(1).max(36).default(6),
    },
    { answerWithinHours: 10 },
  ),
  actions: ["invoice-issued", "not-billable"],
  judge({ customer, zone }, now, grace) {
    const agreements = Object.entries(customer.agreements).toSorted(([a], [b]) => (a < b ? -1 : 1));
    const seen = agreements.map(([id, one]) => unbilledPeriods(id, one, grace, zone, now));
    return {
      findings: seen.flatMap(({ findings }) => findings),
      recheckAt: earliest(...seen.map(({ nextAt }) => nextAt)),
    };
  },
});

function unbilledPeriods(
  agreementId: string,
  { recurring, currency, validFrom, validTo, settled }: Agreement,
  { graceDays, lookBackPeriods }: Grace,
  zone: string,
  now: Instant,
) {
  if (!recurring) return { findings: [], nextAt: null };
  const { amountMinor: minor } = recurring;
  const amount = minor !== undefined && currency !== null ? { minor, currency } : null;
  const isOver = (n: number) => validTo !== null && periodAt(recurring, n).from > validTo;
  const since = (n: number) => lateFrom(periodAt(recurring, n), graceDays, zone);
  const late = lateCount((n) => !isOver(n) && since(n) <= now);
  const first = Math.max(0, late - lookBackPeriods);
  const findings = Array.from({ length: late - first }, (_, n) => first + n).flatMap((n) => {
    const period = periodAt(recurring, n);
    if (isSettled(period, settled) || (validFrom !== null && period.to < validFrom)) return [];
    const subject = `agreement:${agreementId}/${period.name}` as const;
    return [{ subject, amount, since: since(n), data: { agreementId, currency, period } }];
  });
  return { findings, nextAt: isOver(late) ? null : since(late) };
}
