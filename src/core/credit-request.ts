import type { Instant } from "./calendar.ts";
import type { Fact, FactOf, ReasonCode } from "./fact.ts";

export type Signer = { readonly personId: string; readonly personName: string };

export type CreditApproval = Signer & {
  readonly at: Instant;
  readonly onBehalfOf: Signer | null;
};

/** What was asked of the requester, or what they answered. */
export type CreditRemark = Signer & {
  readonly at: Instant;
  readonly says: string;
  readonly isQuestion: boolean;
};

/** Somebody asks that an invoice be credited. It is in force until decided, posted or expired. */
export type CreditRequest = {
  readonly id: string;
  readonly requestedAt: Instant;
  readonly by: Signer;
  readonly amountMinor: number;
  readonly currency: string;
  readonly reasonCode: ReasonCode;
  readonly reason: string | null;
  readonly proofs: readonly string[];
  /** When the amount was last changed: earlier approvals are void. */
  readonly amendedAt: Instant | null;
  readonly approvals: readonly CreditApproval[];
  readonly rejected: (Signer & { readonly at: Instant; readonly reason: string | null }) | null;
  readonly withdrawnAt: Instant | null;
  readonly remarks: readonly CreditRemark[];
};

const KEPT_REMARKS = 20;

type CreditFact = Extract<Fact, { requestId: string; invoiceId: string; personId: string }>;

/** An invoice's requests after one more fact; facts about a request nobody made change nothing. */
export function withCreditFact(
  requests: readonly CreditRequest[],
  fact: CreditFact,
): readonly CreditRequest[] {
  if (fact.type === "credit.requested") {
    return requests.some(({ id }) => id === fact.requestId)
      ? requests
      : [...requests, requested(fact)];
  }
  return requests.map((one) => (one.id === fact.requestId ? evolveRequest(one, fact) : one));
}

function requested(fact: FactOf<"credit.requested">): CreditRequest {
  return {
    id: fact.requestId,
    requestedAt: fact.occurredAt,
    by: signerOf(fact),
    amountMinor: fact.amountMinor,
    currency: fact.currency,
    reasonCode: fact.reasonCode,
    reason: fact.reason ?? null,
    proofs: fact.proofs,
    amendedAt: null,
    approvals: [],
    rejected: null,
    withdrawnAt: null,
    remarks: [],
  };
}

function evolveRequest(
  request: CreditRequest,
  fact: Exclude<CreditFact, { type: "credit.requested" }>,
): CreditRequest {
  const signer = signerOf(fact);
  const at = fact.occurredAt;
  switch (fact.type) {
    case "credit.amended":
      return { ...request, amountMinor: fact.amountMinor, amendedAt: at, approvals: [] };
    case "credit.approved": {
      // Signed for another amount, or twice by one person: it counts for nothing.
      const known = request.approvals.some((one) => one.personId === fact.personId);
      if (fact.amountMinor !== request.amountMinor || known) return request;
      const approval = { ...signer, at, onBehalfOf: fact.onBehalfOf ?? null };
      return { ...request, approvals: [...request.approvals, approval] };
    }
    case "credit.rejected":
      return { ...request, rejected: { ...signer, at, reason: fact.reason ?? null } };
    case "credit.withdrawn":
      return { ...request, withdrawnAt: at };
    case "credit.asked":
      return withRemark(request, { ...signer, at, says: fact.question, isQuestion: true });
    case "credit.answered":
      return withRemark(request, { ...signer, at, says: fact.answer, isQuestion: false });
    default:
      return fact satisfies never;
  }
}

function withRemark(request: CreditRequest, remark: CreditRemark): CreditRequest {
  return { ...request, remarks: [...request.remarks, remark].slice(-KEPT_REMARKS) };
}

function signerOf({ personId, personName }: Signer): Signer {
  return { personId, personName };
}
