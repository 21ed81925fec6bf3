import type { Fact } from "./fact.ts";

/**
 * What else a fact says, of other subjects: a fact evolves one subject only. Told again, it says
 * the same again under the same names.
 */
export function withConsequences(fact: Fact): readonly Fact[] {
  const { source, externalId, occurredAt } = fact;
  const also = (what: string) => ({ source, externalId: `${externalId}/${what}`, occurredAt });
  if (fact.type === "payment.applied") {
    const { invoiceId, amountMinor, paymentId } = fact;
    const paid = { invoiceId, amountMinor, paidWith: paymentId };
    return [fact, { type: "invoice.paid", ...also("invoice"), ...paid }];
  }
  if (fact.type === "payment.reversed" || fact.type === "payment.refunded") {
    const { paymentId: paidWith, invoiceIds } = fact;
    const unpaid = invoiceIds.map((invoiceId): Fact => {
      return { type: "invoice.unpaid", ...also(`invoice/${invoiceId}`), invoiceId, paidWith };
    });
    return [fact, ...unpaid];
  }
  if (fact.type === "invoice.issued" && fact.agreementId && fact.period && fact.payerId) {
    const { agreementId, period, payerId: customerId, invoiceId } = fact;
    const settled = { agreementId, customerId, period, billedWith: invoiceId };
    return [fact, { type: "agreement.settled", ...also("period"), ...settled }];
  }
  return [fact];
}
