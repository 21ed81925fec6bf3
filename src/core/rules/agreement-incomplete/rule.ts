import { isOrderSettled } from "../../account.ts";
import { addHours, latest } from "../../calendar.ts";
import { answerSince, orderTotal } from "../../order.ts";
import { fires, orderRule, quiet } from "../../rule.ts";
import { missingTerms } from "../agreement.ts";
import { common, Days } from "../thresholds.ts";

const HOURS_PER_DAY = 24;

/** An order under an agreement that does not say all that billing it needs. */
export const agreementIncomplete = orderRule({
  id: "agreement-incomplete",
  team: "sales",
  informs: [],
  severity: "warning",
  stage: "promise",
  thresholds: common(
    {
      /** "Completed" is believed for so long: by then the agreement must say so itself. */
      tellWithinDays: Days.default(3),
    },
    { answerWithinHours: 10 },
  ),
  actions: ["complete-agreement"],
  judge(picture, now, { tellWithinDays }) {
    const { order, agreement } = picture;
    const { agreementId, placedAt } = order;
    if (agreementId === null || placedAt === null || order.cancelledAt !== null) return quiet();
    if (isOrderSettled(picture)) return quiet();
    const missing = missingTerms(picture);
    if (missing.length === 0) return quiet();
    const since = latest(placedAt, agreement?.describedAt) ?? placedAt;
    const answer = answerSince(
      order.answers,
      ["complete-agreement"],
      since,
      "agreement-incomplete",
    );
    const believedUntil = answer && addHours(answer.at, tellWithinDays * HOURS_PER_DAY);
    if (believedUntil && now < believedUntil) return quiet(believedUntil);
    return fires({
      subject: `order:${order.id}`,
      amount: orderTotal(order),
      since,
      data: { agreementId, missing },
    });
  },
});
