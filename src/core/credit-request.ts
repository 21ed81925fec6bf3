import type { Instant } from "./calendar.ts";
import type { Fact, FactOf, ReasonCode, Team } from "./fact.ts";

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
  /** When the last approval was given that the ladder demanded; null while some are wanting. */
  readonly approvedAt: Instant | null;
  readonly rejected: (Signer & { readonly at: Instant; readonly reason: string | null }) | null;
  readonly withdrawnAt: Instant | null;
  readonly remarks: readonly CreditRemark[];
  /** The requester's team. */
  readonly team: Team | null;
  /** The finding that it answers. */
  readonly answers: { readonly rule: string; readonly subject: string } | null;
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
    approvedAt: null,
    rejected: null,
    withdrawnAt: null,
    remarks: [],
    team: fact.team ?? null,
    answers: fact.answers ?? null,
  };
}

function evolveRequest(
  request: CreditRequest,
  fact: Exclude<CreditFact, { type: "credit.requested" }>,
): CreditRequest {
  const signer = signerOf(fact);
  const at = fact.occurredAt;
  switch (fact.type) {
    case "credit.amended": {
      const unsigned = { approvals: [], approvedAt: null };
      const proofs = [...new Set([...request.proofs, ...fact.proofs])];
      return { ...request, amountMinor: fact.amountMinor, amendedAt: at, proofs, ...unsigned };
    }
    case "credit.approved":
      return approved(request, fact);
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

/** An approval of another amount, of one's own request or with a name used twice counts nothing. */
function approved(request: CreditRequest, fact: FactOf<"credit.approved">): CreditRequest {
  if (fact.amountMinor !== request.amountMinor) return request;
  const names = [fact.personId, ...(fact.onBehalfOf ? [fact.onBehalfOf.personId] : [])];
  const used = new Set([request.by.personId, ...request.approvals.flatMap(namesOn)]);
  if (names.some((name) => used.has(name))) return request;
  const at = fact.occurredAt;
  const approval = { ...signerOf(fact), at, onBehalfOf: fact.onBehalfOf ?? null };
  return {
    ...request,
    approvals: [...request.approvals, approval],
    approvedAt: fact.final ? at : request.approvedAt,
  };
}

/** Whose names an approval uses up: who gave it, and in whose place. */
export function namesOn({ personId, onBehalfOf }: CreditApproval): readonly string[] {
  return onBehalfOf === null ? [personId] : [personId, onBehalfOf.personId];
}

function withRemark(request: CreditRequest, remark: CreditRemark): CreditRequest {
  return { ...request, remarks: [...request.remarks, remark].slice(-KEPT_REMARKS) };
}

function signerOf({ personId, personName }: Signer): Signer {
  return { personId, personName };
}
