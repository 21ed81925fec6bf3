import { type EvidenceKind, type Fact, type SubjectKey, subjectOf } from "./fact.ts";

export type CustomerState = {
  readonly id: string;
  readonly name: string | null;
  readonly timeZone: string | null;
  /** Proofs demanded before an invoice is accepted; null where nobody said. */
  readonly evidence: readonly EvidenceKind[] | null;
  readonly agreements: Readonly<Record<string, Agreement>>;
};

type Agreement = {
  readonly currency: string | null;
  readonly paymentDays: number | null;
  readonly evidence: readonly EvidenceKind[] | null;
  readonly validFrom: string | null;
  readonly validTo: string | null;
};

export function newCustomer(id: string): CustomerState {
  return { id, name: null, timeZone: null, evidence: null, agreements: {} };
}

export function evolveCustomer(customer: CustomerState, fact: Fact): CustomerState {
  switch (fact.type) {
    case "customer.described":
      return {
        ...customer,
        name: fact.name,
        timeZone: fact.timeZone ?? customer.timeZone,
        evidence: fact.evidence ?? customer.evidence,
      };
    case "agreement.described":
      return {
        ...customer,
        agreements: {
          ...customer.agreements,
          [fact.agreementId]: {
            currency: fact.currency ?? null,
            paymentDays: fact.paymentDays ?? null,
            evidence: fact.evidence ?? null,
            validFrom: fact.validFrom ?? null,
            validTo: fact.validTo ?? null,
          },
        },
      };
    default:
      return customer;
  }
}

/** What the customer's agreements in force on a day demand, over what it demands itself. */
export function demandedEvidence(
  customer: CustomerState | null,
  on: string,
): readonly EvidenceKind[] | null {
  if (!customer) return null;
  const inForce = Object.values(customer.agreements).filter(
    (agreement) =>
      agreement.evidence !== null &&
      (agreement.validFrom === null || agreement.validFrom <= on) &&
      (agreement.validTo === null || agreement.validTo >= on),
  );
  if (inForce.length === 0) return customer.evidence;
  return [...new Set(inForce.flatMap((agreement) => agreement.evidence ?? []))];
}

/** The customers whose policy these facts may change: days and proofs of all their orders. */
export function policiesIn(facts: readonly Fact[]): readonly SubjectKey[] {
  const changing = facts.filter(
    (fact) =>
      fact.type === "agreement.described" ||
      (fact.type === "customer.described" &&
        (fact.timeZone !== undefined || fact.evidence !== undefined)),
  );
  return [...new Set(changing.map(subjectOf))];
}
