import { z } from "zod";
import type { ActionId } from "./action.ts";
import type { AnswerInput, Command } from "./answer.ts";
import type { Instant } from "./calendar.ts";
import { decideAmending, decideAsking } from "./credit-asking.ts";
import {
  aboutRequest,
  type About,
  afterAll,
  type Made,
  moneyOf,
  tally,
  typed,
} from "./credit-facts.ts";
import { levelOf, standsOnLadder } from "./credit-ladder.ts";
import { decideApproval } from "./credit-approval.ts";
import { decideNote } from "./credit-note-decision.ts";
import type { CreditRefusal } from "./credit-refusal.ts";
import { creditView, expiryOf, stageOf } from "./credit-view.ts";
import type { DecideContext } from "./decide-context.ts";
import type { Fact, Team } from "./fact.ts";
import type { Finding } from "./finding.ts";

/** What a finding about a request names. */
const AboutRequest = z.object({ invoiceId: z.string(), requestId: z.string() });

type Gone = { readonly refused: "gone" };
export type CreditDecision = Made | CreditRefusal | Gone;

const ON_REQUEST = [
  "amend-credit",
  "approve-credit",
  "reject-credit",
  "ask-credit",
  "answer-credit",
  "withdraw-credit",
] as const satisfies readonly ActionId[];
type OnRequest = (typeof ON_REQUEST)[number];

function isOnRequest(action: ActionId): action is OnRequest {
  return ON_REQUEST.some((one) => one === action);
}

/**
 * Decides what people do about credit notes, on what is known under the lock; null when the
 * command is about something else. `team`: for which of their teams the person answers.
 */
export function decideCredit(
  command: Command,
  finding: Finding | null,
  team: Team,
  at: Instant,
  context: DecideContext,
): CreditDecision | null {
  const { action, person, input } = command;
  if (action === "credit-note") return ask(command, finding, team, at, context);
  if (action === "approve-after" || action === "reverse-credit") {
    return decideNote(action, person, input, finding?.data, at, context);
  }
  if (!isOnRequest(action)) return null;
  const named = AboutRequest.safeParse(finding?.data);
  if (!named.success) return { refused: "gone" };
  const view = creditView(context.picture, named.data.invoiceId);
  const request = view?.invoice.requests.find(({ id }) => id === named.data.requestId);
  if (!view || !request) return { refused: "gone" };
  const about = { view, request, person, at: afterAll(view.invoice, at) };
  const stage = stageOf(request, view.invoice, at, context.credit);
  if (stage === "expired") return { refused: "expired", at: expiryOf(request, context.credit) };
  const own = action === "amend-credit" || action === "withdraw-credit";
  if (stage !== "waiting" && !(own && stage === "approved")) return { refused: "gone" };
  return onRequest(action, about, input, context);
}

function ask(
  { person, input }: Command,
  finding: Finding | null,
  team: Team,
  at: Instant,
  context: DecideContext,
): CreditDecision {
  const { invoiceId = "", amount, reasonCode, reason, proofs = [] } = input;
  if (!amount || !reasonCode) return { refused: "gone" };
  const answers = finding && { rule: finding.rule, subject: finding.subject };
  const digests = proofs.map(({ sha256 }) => sha256);
  const asking = { invoiceId, person, team, amount, reasonCode, reason, proofs: digests, answers };
  return decideAsking(asking, at, context);
}

function onRequest(
  action: OnRequest,
  about: About,
  input: AnswerInput,
  context: DecideContext,
): CreditDecision {
  switch (action) {
    case "approve-credit":
      return decideApproval(about, input, context);
    case "amend-credit":
      if (!input.amount) return { refused: "gone" };
      return (
        mine(about) ??
        decideAmending(about, { ...input, amount: input.amount, proofs: [] }, context)
      );
    case "withdraw-credit":
      return (
        mine(about) ??
        ended(about, { type: "credit.withdrawn", ...aboutRequest(about, "withdrawn") })
      );
    case "reject-credit": {
      const why = typed("reason", input.reason);
      const fact = { type: "credit.rejected", ...aboutRequest(about, "rejected"), ...why } as const;
      return refuses(about, context) ?? ended(about, fact);
    }
    case "ask-credit":
      return refuses(about, context) ?? remark(about, "question", input);
    case "answer-credit":
      return remark(about, "answer", input);
    default:
      return action satisfies never;
  }
}

/** Only who asked may change the request or take it back. */
function mine({ request, person }: About): CreditRefusal | null {
  const { personId, personName } = request.by;
  return personId === person.id ? null : { refused: "not-requester", name: personName };
}

/** Whoever signs anything may refuse and ask; nobody decides on their own request. */
function refuses(about: About, { credit, people }: DecideContext): CreditRefusal | null {
  const { request, person, view } = about;
  if (person.id === request.by.personId) return { refused: "own-request" };
  if (standsOnLadder(person, request.currency, credit)) return null;
  const level = levelOf(request, view, credit);
  const signers = people.filter((one) => standsOnLadder(one, request.currency, credit));
  const names = signers.map(({ name }) => name);
  return { refused: "above-limit", amount: moneyOf(request), level, signers: names };
}

function ended(about: About, fact: Fact): Made {
  const { view, request, at } = about;
  const uncounted = tally(view, request.id, moneyOf(request), false, at);
  return { facts: [fact, ...uncounted], answer: { requestId: request.id } };
}

function remark(about: About, kind: "question" | "answer", { reason = "" }: AnswerInput): Made {
  const says = reason.trim().slice(0, 300);
  const fact: Fact =
    kind === "question"
      ? { type: "credit.asked", ...aboutRequest(about, "asked"), question: says }
      : { type: "credit.answered", ...aboutRequest(about, "answered"), answer: says };
  return { facts: [fact], answer: { requestId: about.request.id } };
}
