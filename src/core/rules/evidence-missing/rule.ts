import { addHours, earliest } from "../../calendar.ts";
import { cameBack, hasArrived } from "../../delivery.ts";
import { orderRule, quiet } from "../../rule.ts";
import { evidenceOf, evidencePolicy } from "../evidence.ts";
import { cargoWorth } from "../stake.ts";
import { common, Hours } from "../thresholds.ts";

/** Delivered, and a proof the customer demands is still absent after the grace. */
export const evidenceMissing = orderRule({
  id: "evidence-missing",
  team: "logistics",
  informs: [],
  severity: "critical",
  stage: "evidence",
  thresholds: common({ graceHours: Hours.default(4), ...evidencePolicy }, { answerWithinHours: 8 }),
  actions: ["attach-proof", "ask-driver", "waive"],
  judge(picture, now, thresholds) {
    if (picture.order.cancelledAt !== null) return quiet();
    const due = picture.deliveries.flatMap((delivery) => {
      const { deliveredAt } = delivery;
      if (deliveredAt === null || !hasArrived(delivery) || cameBack(delivery)) return [];
      const { present, rejected, completeAt, ...seen } = evidenceOf(picture, delivery, thresholds);
      if (completeAt !== null) return [];
      // What came and is no good is another rule's: one of both speaks for a kind.
      const bad = rejected.map(({ kind }) => kind);
      const required = seen.required.filter((kind) => !bad.includes(kind));
      if (required.length === present.length) return [];
      const since = addHours(deliveredAt, thresholds.graceHours);
      return [{ delivery, deliveredAt, required, present, since }];
    });
    return {
      findings: due
        .filter(({ since }) => since <= now)
        .map(({ delivery, deliveredAt, required, present, since }) => ({
          subject: `delivery:${delivery.id}` as const,
          amount: cargoWorth(picture.order, delivery),
          since,
          data: { deliveryId: delivery.id, deliveredAt, required, present },
        })),
      recheckAt: earliest(...due.map(({ since }) => since).filter((since) => since > now)),
    };
  },
});
