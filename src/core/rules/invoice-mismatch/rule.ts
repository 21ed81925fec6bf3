import { z } from "zod";
import { answerSince } from "../../order.ts";
import { orderRule } from "../../rule.ts";
import { common, Share } from "../thresholds.ts";
import { mismatchesOf } from "../mismatch.ts";

/** What was invoiced differs from what was delivered or agreed. */
export const invoiceMismatch = orderRule({
  id: "invoice-mismatch",
  team: "collections",
  informs: [],
  severity: "warning",
  stage: "billing",
  thresholds: common(
    {
      /** An amount may differ by the larger of a share of the order and so many minor units. */
      toleranceShare: Share.default(0.005),
      toleranceMinor: z.number().min(0).default(100),
      /** Days by which the time to pay may differ: due dates avoid Sundays and holidays. */
      toleranceDays: z.number().min(0).max(60).default(1),
    },
    { answerWithinHours: 10 },
  ),
  actions: ["show-diff", "credit-note", "accept"],
  judge(picture, _now, tolerance) {
    const { answers } = picture.order;
    const findings = mismatchesOf(picture, tolerance).filter(
      ({ since, subject }) => !answerSince(answers, ["accept"], since, "invoice-mismatch", subject),
    );
    return { findings, recheckAt: null };
  },
});
