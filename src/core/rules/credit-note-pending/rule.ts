import { earliest } from "../../calendar.ts";
import { creditPolicy } from "../../credit-policy.ts";
import { creditView, expiryOf, stageOf } from "../../credit-view.ts";
import { invoiceRule, quiet } from "../../rule.ts";
import { pendingCredit } from "../pending-credit.ts";
import { common } from "../thresholds.ts";

/** A credit note was asked for: somebody must decide, answer, or post what was approved. */
export const creditNotePending = invoiceRule({
  id: "credit-note-pending",
  team: "controller",
  informs: ["sales", "collections"],
  severity: "warning",
  stage: "billing",
  thresholds: common(creditPolicy, { answerWithinHours: 8 }),
  actions: [
    "approve-credit",
    "reject-credit",
    "ask-credit",
    "answer-credit",
    "amend-credit",
    "withdraw-credit",
  ],
  judge({ invoice, picture }, now, policy) {
    const view = invoice.requests.length > 0 ? creditView(picture, invoice.id) : null;
    if (!view) return quiet();
    const inForce = invoice.requests
      .map((request) => ({ request, stage: stageOf(request, invoice, now, policy) }))
      .filter(({ stage }) => stage === "waiting" || stage === "approved");
    return {
      findings: inForce.map(({ request }) => pendingCredit(request, view, policy)),
      // Only what nobody decided becomes void by time alone.
      recheckAt: earliest(
        ...inForce.map(({ request, stage }) =>
          stage === "waiting" ? expiryOf(request, policy) : null,
        ),
      ),
    };
  },
});
