import type { AnswerInput } from "./answer.ts";
import { aboutRequest, type About, type Made, moneyOf } from "./credit-facts.ts";
import { countingApprovals, levelOf, maySign, signersFor } from "./credit-ladder.ts";
import { needsStepUp } from "./credit-policy.ts";
import type { CreditRefusal } from "./credit-refusal.ts";
import { creditable } from "./credit-view.ts";
import type { DecideContext } from "./decide-context.ts";
import type { Fact } from "./fact.ts";
import { isLive } from "./receivable.ts";

/** An approval, signed for the amount as it stands; the last one demanded is the decision. */
export function decideApproval(
  about: About,
  input: AnswerInput,
  { credit: policy, people, office }: DecideContext,
): Made | CreditRefusal {
  const { request, view, person, at } = about;
  const amount = moneyOf(request);
  const level = levelOf(request, view, policy);
  const { delegations } = office;
  const signing = { request, level, delegations, people, policy, now: at };
  const right = maySign(person, signing);
  if ("refused" in right) {
    if (right.refused !== "above-limit") return { refused: right.refused };
    const signers = signersFor(signing).map(({ name }) => name);
    return { refused: "above-limit", amount, level, signers };
  }
  const isTyped = input.amount?.minor === amount.minor && input.amount.currency === amount.currency;
  if (needsStepUp(amount, policy) ? !isTyped : input.amount !== undefined && !isTyped) {
    return { refused: "amount-differs", amount };
  }
  // The ERP may have posted a note since it was asked for.
  const only = { id: request.id, onlyApproved: true };
  const left = creditable(view.invoice, at, policy, only);
  const invoiceId = view.invoice.id;
  if (!isLive(view.invoice)) return { refused: "not-in-force", invoiceId };
  if (!left) return { refused: "total-unknown", invoiceId };
  if (amount.currency !== left.currency) {
    return { refused: "other-currency", currency: left.currency };
  }
  if (amount.minor > left.minor) return { refused: "over-credit", invoiceId, left };
  const approved: Fact = {
    type: "credit.approved",
    ...aboutRequest(about, "approved"),
    amountMinor: amount.minor,
    currency: amount.currency,
    ...(right.onBehalfOf ? { onBehalfOf: right.onBehalfOf } : {}),
    final: countingApprovals(signing).length + 1 >= level.approvals,
  };
  return { facts: [approved], answer: { requestId: request.id, amount } };
}
