import { type Asking, decideAsking } from "../core/credit-asking.ts";
import type { Case } from "../core/case.ts";
import { compare, type Fact, type FactOf, type Group } from "../core/fact.ts";
import type { InvoiceState } from "../core/invoice.ts";
import { takeAnswer } from "./flow.ts";
import type { Flow } from "./flow-context.ts";
import type { AskCredit, Reads } from "./ports.ts";

/** Takes a request for a credit note that was made by its invoice, whether it has a case or not. */
export function createAskCredit(flow: Flow, reads: Pick<Reads, "invoice" | "order">): AskCredit {
  return async (asked) => {
    const invoice = await reads.invoice(asked.invoiceId);
    const group = invoice && (await groupOf(invoice, reads));
    if (!group) return { refusal: { refused: "no-invoice", invoiceId: asked.invoiceId } };
    const now = flow.clock.now();
    const { decision } = await takeAnswer(flow, group, now, (current, context) => {
      const asking: Asking = { ...asked, answers: askedFor(current) };
      return decideAsking(asking, now, context);
    });
    if ("refused" in decision) return { refusal: decision };
    return asRequested(decision.facts, asked.amount.minor);
  };
}

/** The group that answers for an invoice: the first of its orders, or its customer's account. */
async function groupOf(
  { orderIds, payerId }: InvoiceState,
  reads: Pick<Reads, "order">,
): Promise<Group | null> {
  const first = orderIds.toSorted(compare)[0];
  if (first !== undefined && (await reads.order(first))) return { type: "order", id: first };
  return payerId === null ? null : { type: "customer", id: payerId };
}

/** What waits for a credit note already is what this one answers. */
function askedFor(current: Case | null): Asking["answers"] {
  const asks = current?.findings.find(
    ({ foldedUnder, actions }) => foldedUnder === null && actions.includes("credit-note"),
  );
  return asks ? { rule: asks.rule, subject: asks.subject } : null;
}

function asRequested(facts: readonly Fact[], minor: number) {
  const made = facts.find(
    (fact): fact is FactOf<"credit.requested"> | FactOf<"credit.amended"> =>
      (fact.type === "credit.requested" || fact.type === "credit.amended") &&
      fact.amountMinor === minor,
  );
  if (!made) throw new Error("A request was taken that says nothing.");
  return { requestId: made.requestId, amended: made.type === "credit.amended" };
}
