import { cameBack, hasArrived } from "../../delivery.ts";
import { orderRule, quiet } from "../../rule.ts";
import { evidenceOf, evidencePolicy } from "../evidence.ts";
import { cargoWorth } from "../stake.ts";
import { common } from "../thresholds.ts";

/** Delivered, and a proof the customer demands came with a problem: it proves nothing. */
export const evidenceRejected = orderRule({
  id: "evidence-rejected",
  team: "logistics",
  informs: [],
  severity: "critical",
  stage: "evidence",
  // Which proofs are demanded: the policy of evidence-missing unless set here.
  thresholds: common({ ...evidencePolicy }, { answerWithinHours: 8 }),
  actions: ["attach-proof", "accept-proof"],
  judge(picture, _now, thresholds) {
    if (picture.order.cancelledAt !== null) return quiet();
    const findings = picture.deliveries.flatMap((delivery) => {
      const { deliveredAt } = delivery;
      if (deliveredAt === null || !hasArrived(delivery) || cameBack(delivery)) return [];
      const { required, present, rejected, rejectedAt } = evidenceOf(picture, delivery, thresholds);
      if (rejectedAt === null) return [];
      const problems = rejected.map(({ kind, name, problem, problemDetail: detail }) => ({
        kind,
        name,
        problem,
        detail,
      }));
      return [
        {
          subject: `delivery:${delivery.id}` as const,
          amount: cargoWorth(picture.order, delivery),
          since: rejectedAt,
          data: { deliveryId: delivery.id, deliveredAt, required, present, problems },
        },
      ];
    });
    return { findings, recheckAt: null };
  },
});
