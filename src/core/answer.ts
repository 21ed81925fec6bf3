import { accountRefusal, type NotPayable, releasedUpTo } from "./account-consequences.ts";
import { type ActionId, actionSpec } from "./action.ts";
import { missingField } from "./answer-fields.ts";
import { type Instant, instantOf, epochMs, type LocalDate } from "./calendar.ts";
import type { Case } from "./case.ts";
import { consequences } from "./consequences.ts";
import { decideCredit } from "./credit-decision.ts";
import type { Made } from "./credit-facts.ts";
import type { CreditRefusal } from "./credit-refusal.ts";
import type { Signer } from "./credit-request.ts";
import type { DecideContext } from "./decide-context.ts";
import { type Finding, findingKey } from "./finding.ts";
import type { EvidenceKind, Fact, FactOf, ReasonCode, Team } from "./fact.ts";
import type { FieldId, FormKind } from "./form.ts";
import type { Money } from "./money.ts";
import { answerSince } from "./order.ts";
import { answersOf } from "./picture.ts";
import type { Matcher, WakeCondition } from "./people-facts.ts";
import { involvedTeams, may, type Permission, type Person } from "./may.ts";
import { decideSilence, type SilenceRefusal } from "./office-decisions.ts";
import { waitsForApproval } from "./office-effects.ts";

export type ProofFile = {
  readonly name: string;
  readonly mediaType: string;
  readonly sizeBytes: number;
  readonly sha256: string;
};

/** What came with the press: the fields of its dialog. */
export type AnswerInput = {
  readonly reason?: string;
  readonly on?: LocalDate;
  readonly until?: Instant;
  readonly wakeWhen?: WakeCondition;
  readonly invoiceId?: string;
  readonly amount?: Money;
  readonly reasonCode?: ReasonCode;
  /** To whom the case goes. */
  readonly to?: Signer;
  readonly matcher?: Matcher;
  readonly proofKind?: EvidenceKind;
  readonly proofs?: readonly ProofFile[];
};

/** A press of a button: which, by whom, on which finding as the reader saw it. */
export type Command = {
  readonly action: ActionId;
  readonly person: Person;
  /** `findingKey` of the finding the button belonged to; null for buttons of the whole case. */
  readonly finding: string | null;
  readonly input: AnswerInput;
};

export type Refusal =
  | { readonly refused: "gone"; readonly case: Case | null }
  | { readonly refused: "wrong-state"; readonly case: Case }
  | { readonly refused: "incomplete"; readonly missing: FieldId }
  | { readonly refused: "in-the-past"; readonly on: string }
  /** It was asked to be quiet, and is. */
  | { readonly refused: "silenced"; readonly case: Case }
  /** Somebody waits for a decision on it. */
  | { readonly refused: "approval-waits" }
  | SilenceRefusal
  | NotPayable
  | CreditRefusal
  | Exclude<Permission, { allowed: true }>;

/** A refusal may leave something behind: whoever may is called. */
export type Decision =
  | { readonly facts: readonly Fact[] }
  | (Refusal & { readonly facts?: readonly Fact[] });

export type Offered = { readonly finding: Finding | null; readonly as: Team };

/**
 * Whether the press counts, without its input: used to open a dialog and again to act.
 * The reader may have seen an older card: then the finding they answered is gone.
 */
export function offered(
  c: Case | null,
  command: Pick<Command, "action" | "person" | "finding">,
): Offered | Refusal {
  if (!c || c.state === "closed") return { refused: "gone", case: c };
  const spec = actionSpec(command.action);
  const finding = c.findings.find((one) => findingKey(one) === command.finding) ?? null;
  if (!spec.onCase && !finding?.actions.includes(command.action)) {
    return { refused: "gone", case: c };
  }
  if (isOwnRequest(command, finding)) return { refused: "own-request" };
  if (!spec.states.includes(c.state)) return { refused: "wrong-state", case: c };
  const loud = command.action === "escalate" || command.action === "silence";
  if (loud && c.silence) return { refused: "silenced", case: c };
  if (command.action === "silence" && waitsForApproval(c.findings)) {
    return { refused: "approval-waits" };
  }
  const permission = may(command.person, command.action, c);
  return "refused" in permission ? permission : { finding, as: permission.as };
}

/** Nobody signs, refuses or questions what they asked for; said before a dialog opens. */
function isOwnRequest(
  { action, person }: Pick<Command, "action" | "person">,
  finding: Finding | null,
): boolean {
  if (!finding?.signers || actionSpec(action).who !== "signer") return false;
  const { data } = finding;
  if (typeof data !== "object" || data === null || !("by" in data)) return false;
  const { by } = data;
  return typeof by === "object" && by !== null && "personId" in by && by.personId === person.id;
}

/**
 * Decides a press: the facts it makes, or why it does nothing. `today` is the reader's day;
 * `context` is what is known under the lock, for answers that name a document or need a signature.
 */
export function decide(
  c: Case | null,
  command: Command,
  now: Instant,
  today: LocalDate,
  context: DecideContext,
): Decision {
  const offer = offered(c, command);
  if ("refused" in offer) return offer;
  if (!c) return { refused: "gone", case: c };
  if (actionSpec(command.action).tells) return { facts: [] };
  const { input } = command;
  const missing = missingField(formOf(command.action, offer.finding), input);
  if (missing) return { refused: "incomplete", missing };
  if (input.on !== undefined && input.on < today) return { refused: "in-the-past", on: input.on };
  if (input.until !== undefined && input.until <= now) {
    return { refused: "in-the-past", on: input.until };
  }
  const impossible = accountRefusal(command, offer.finding, context.picture);
  if (impossible) return impossible;
  const at = after(now, c.lastAnswer?.at, offer.finding?.since);
  const credit = decideCredit(command, offer.finding, offer.as, at, context);
  const answer = answerFact(c, command, offer, at);
  if (command.action === "silence") return silencing(c, command, answer);
  if (credit === null) {
    return {
      facts: [...consequences(command, offer.finding, at, answer, context.picture), answer],
    };
  }
  if ("facts" in credit) return { facts: [...credit.facts, { ...answer, ...told(credit) }] };
  if (credit.refused === "gone") return { refused: "gone", case: c };
  if (credit.refused !== "above-limit") return credit;
  return { ...credit, facts: called(c, command, offer, at, context) };
}

function told({ answer: { requestId, amount } }: Made): Partial<FactOf<"answer.given">> {
  return {
    ...(requestId ? { requestId } : {}),
    ...(amount ? { amountMinor: amount.minor, currency: amount.currency } : {}),
  };
}

/** Who signs above their limit calls those who may, once for each finding. */
function called(
  c: Case,
  command: Command,
  offer: Offered,
  at: Instant,
  { picture }: DecideContext,
): readonly Fact[] {
  const { finding } = offer;
  if (!finding || !picture) return [];
  const { since, rule, subject } = finding;
  if (answerSince(answersOf(picture), ["call-signer"], since, rule, subject)) return [];
  return [answerFact(c, { ...command, action: "call-signer", input: {} }, offer, at)];
}

/** The silence and the answer that began it; for a whole rule or customer it needs a lead. */
function silencing(
  c: Case,
  { person, input: { matcher, until, reason } }: Command,
  answer: FactOf<"answer.given">,
): Decision {
  if (!matcher || !until) return { refused: "incomplete", missing: matcher ? "until" : "scope" };
  const asked = { person, matcher, until, reason, teams: involvedTeams(c) };
  const decided = decideSilence(asked, answer.occurredAt, `${answer.externalId}:fact`);
  return "refused" in decided ? decided : { facts: [...decided.facts, answer] };
}

/**
 * Two answers of one case never share an instant: the log tells them apart by it. And no answer
 * comes before what it answers, though the clock of the source that told it runs ahead of ours.
 */
function after(now: Instant, last: Instant | undefined, since: Instant | undefined): Instant {
  const at = since !== undefined && since > now ? since : now;
  return last !== undefined && last >= at ? instantOf(epochMs(last) + 1) : at;
}

/** The dialog an action opens for a finding; `none` for what counts as it is pressed. */
export function formOf(action: ActionId, finding: Finding | null): FormKind {
  // What is signed above a limit is typed once more by hand.
  if (action === "approve-credit" && isSteppedUp(finding?.data)) return "amount";
  return actionSpec(action).form;
}

function isSteppedUp(data: unknown): boolean {
  return typeof data === "object" && data !== null && "stepUp" in data && data.stepUp === true;
}

function answerFact(
  c: Case,
  command: Command,
  offer: Offered,
  at: Instant,
): FactOf<"answer.given"> {
  const { action, person, input } = command;
  const amount = input.amount ?? releasedUpTo(command, offer.finding);
  return {
    type: "answer.given",
    source: "remo",
    externalId: `${c.id}:${action}:${at}`,
    occurredAt: at,
    group: c.group,
    action,
    personId: person.id,
    personName: person.name,
    team: offer.as,
    ...(offer.finding ? { rule: offer.finding.rule, subject: offer.finding.subject } : {}),
    ...(input.reason ? { reason: input.reason.trim().slice(0, 300) } : {}),
    ...(input.on ? { on: input.on } : {}),
    ...(input.until ? { until: input.until } : {}),
    ...(input.wakeWhen ? { wakeWhen: input.wakeWhen } : {}),
    ...(input.reasonCode ? { reasonCode: input.reasonCode } : {}),
    ...(amount ? { amountMinor: amount.minor, currency: amount.currency } : {}),
    ...(input.to ? { to: input.to } : {}),
    ...(input.invoiceId ? { invoiceId: input.invoiceId.trim() } : {}),
    ...(input.proofKind ? { evidence: [input.proofKind] } : filesIn(input)),
  };
}

/** Files that prove no delivery: named in the answer, which is all that tells of them. */
function filesIn({ proofs = [] }: AnswerInput): Pick<FactOf<"answer.given">, "proofs"> {
  if (proofs.length === 0) return {};
  return { proofs: proofs.map(({ name, sha256 }) => ({ name: name.slice(0, 300), sha256 })) };
}
