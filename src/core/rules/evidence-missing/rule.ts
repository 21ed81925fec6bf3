import { z } from "zod";
import { addHours, earliest, localDate } from "../../calendar.ts";
import { demandedEvidence } from "../../customer.ts";
import type { DeliveryState } from "../../delivery.ts";
import { EvidenceKind } from "../../fact.ts";
import { answerSince, orderTotal } from "../../order.ts";
import type { OrderPicture } from "../../picture.ts";
import { orderRule } from "../../rule.ts";
import { common } from "../thresholds.ts";

const kinds = z.array(EvidenceKind);

/** Which proofs a delivery must have: the customer's own policy, the rules file, its default. */
export function requiredEvidence(
  picture: Pick<OrderPicture, "order" | "customer" | "zone">,
  delivery: DeliveryState,
  policy: {
    readonly required: readonly EvidenceKind[];
    readonly perCustomer: Readonly<Record<string, readonly EvidenceKind[]>>;
  },
): readonly EvidenceKind[] {
  if (!delivery.deliveredAt) return [];
  const ids = [picture.order.payerId, picture.order.buyerId].filter((id) => id !== null);
  const own = ids.map((id) => policy.perCustomer[id]).find((found) => found !== undefined);
  const day = localDate(delivery.deliveredAt, picture.zone);
  return own ?? demandedEvidence(picture.customer, day) ?? policy.required;
}

/** Delivered, and a proof the customer demands is still absent after the grace. */
export const evidenceMissing = orderRule({
  id: "evidence-missing",
  team: "logistics",
  informs: [],
  severity: "critical",
  stage: "evidence",
  thresholds: common(
    {
      graceHours: z.number().min(0).default(4),
      /** Demanded by every customer nobody said otherwise about. */
      required: kinds.default([]),
      perCustomer: z.record(z.string(), kinds).default({}),
    },
    { answerWithinHours: 8 },
  ),
  actions: ["attach-proof", "waive"],
  judge(picture, now, thresholds) {
    const due = picture.deliveries.flatMap((delivery) => {
      const { deliveredAt, returnedAt } = delivery;
      if (!deliveredAt || returnedAt) return [];
      const required = requiredEvidence(picture, delivery, thresholds);
      const present = required.filter((kind) => delivery.evidence.some((one) => one.kind === kind));
      const waived = answerSince(picture.order.answers, ["waive"], deliveredAt, "evidence-missing");
      if (present.length === required.length || waived) return [];
      const since = addHours(deliveredAt, thresholds.graceHours);
      return [{ delivery, deliveredAt, required, present, since }];
    });
    return {
      findings: due
        .filter(({ since }) => since <= now)
        .map(({ delivery, deliveredAt, required, present, since }) => ({
          subject: `delivery:${delivery.id}` as const,
          amount: orderTotal(picture.order),
          since,
          data: { deliveryId: delivery.id, deliveredAt, required, present },
        })),
      recheckAt: earliest(...due.map(({ since }) => since).filter((since) => since > now)),
    };
  },
});
