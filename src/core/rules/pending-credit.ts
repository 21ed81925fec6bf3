import { type Instant, latest } from "../calendar.ts";
import { moneyOf } from "../credit-facts.ts";
import { type Level, levelOf } from "../credit-ladder.ts";
import { type CreditPolicy, needsStepUp } from "../credit-policy.ts";
import type { CreditRemark, CreditRequest, Signer } from "../credit-request.ts";
import { askedAt, type CreditView, expiryOf } from "../credit-view.ts";
import type { ReasonCode, Team } from "../fact.ts";
import type { Money } from "../money.ts";
import { countryOf, localReason } from "../reason-codes.ts";
import type { Found } from "../rule.ts";

/** What the card of a request tells. */
export type PendingCredit = {
  /** Somebody must decide, the requester must answer, or the ERP must post what was approved. */
  readonly state: "waiting" | "asked" | "approved";
  readonly requestId: string;
  readonly invoiceId: string;
  readonly amount: Money;
  readonly by: Signer;
  readonly askedAt: Instant;
  readonly reasonCode: ReasonCode;
  /** The country's own code for the reason; null where no list is known. */
  readonly localCode: string | null;
  readonly reason: string | null;
  readonly fileCount: number;
  readonly level: Level;
  readonly approvals: readonly (Signer & { readonly onBehalfOf: Signer | null })[];
  readonly question: (Signer & { readonly says: string }) | null;
  /** Who asked last, answered or not. */
  readonly asker: Signer | null;
  /** What counts with it: other requests and notes of the last days. */
  readonly window: { readonly days: number; readonly count: number; readonly amount: Money };
  readonly expiresAt: Instant;
  /** Whether the approver types the amount again. */
  readonly stepUp: boolean;
};

const TO_DECIDE = ["approve-credit", "reject-credit", "ask-credit"] as const;
const TO_ANSWER = ["approve-credit", "reject-credit", "answer-credit"] as const;
const OWN = ["amend-credit", "withdraw-credit"] as const;

/** What is found of one request: whose turn it is, and what may be pressed. */
export function pendingCredit(
  request: CreditRequest,
  view: CreditView,
  policy: CreditPolicy,
): Found<PendingCredit> {
  const { window, ...level } = levelOf(request, view, policy);
  const amount = moneyOf(request);
  const question = openQuestion(request);
  const state = request.approvedAt !== null ? "approved" : question ? "asked" : "waiting";
  const signing: Team = level.team ?? "controller";
  const asking: Team = request.team ?? "sales";
  const team = { waiting: signing, asked: asking, approved: "collections" as const }[state];
  const { invoice } = view;
  const local = localReason(request.reasonCode, countryOf(invoice, policy.countries));
  return {
    subject: `invoice:${invoice.id}`,
    amount,
    since: latest(askedAt(request), request.approvedAt) ?? request.requestedAt,
    team,
    // Its own team as well: another finding may lead, and the signature is wanted all the same.
    informs: [...new Set<Team>([signing, asking, "collections"])],
    signers: [signing],
    actions: state === "approved" ? OWN : [...(question ? TO_ANSWER : TO_DECIDE), ...OWN],
    ...(request.answers ? { folds: request.answers } : {}),
    data: {
      state,
      requestId: request.id,
      invoiceId: invoice.id,
      amount,
      by: request.by,
      askedAt: askedAt(request),
      reasonCode: request.reasonCode,
      localCode: local && local.code,
      reason: request.reason,
      fileCount: request.proofs.length,
      level,
      approvals: request.approvals.map(({ personId, personName, onBehalfOf }) => ({
        personId,
        personName,
        onBehalfOf,
      })),
      question: question && {
        personId: question.personId,
        personName: question.personName,
        says: question.says,
      },
      asker: lastAsker(request),
      window: {
        days: policy.windowDays,
        count: window.count,
        amount: { minor: window.minor, currency: request.currency },
      },
      expiresAt: expiryOf(request, policy),
      stepUp: needsStepUp(amount, policy),
    },
  };
}

function lastAsker({ remarks }: CreditRequest): Signer | null {
  const last = remarks.findLast(({ isQuestion }) => isQuestion);
  return last ? { personId: last.personId, personName: last.personName } : null;
}

/** The last question, while nobody has answered it. */
function openQuestion({ remarks }: CreditRequest): CreditRemark | null {
  const last = remarks.at(-1);
  return last?.isQuestion ? last : null;
}
