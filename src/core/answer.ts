import { type ActionId, actionSpec } from "./action.ts";
import { type Instant, instantOf, epochMs, type LocalDate } from "./calendar.ts";
import type { Case } from "./case.ts";
import { consequences } from "./consequences.ts";
import type { Signer } from "./credit-request.ts";
import { type Finding, findingKey } from "./finding.ts";
import type { EvidenceKind, Fact, FactOf, ReasonCode, Team } from "./fact.ts";
import { type FieldId, type FormId, type FormKind, formSpec } from "./form.ts";
import type { Money } from "./money.ts";
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
  | Exclude<Permission, { allowed: true }>;

export type Decision = { readonly facts: readonly Fact[] } | Refusal;

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
  if (!spec.states.includes(c.state)) return { refused: "wrong-state", case: c };
  const loud = command.action === "escalate" || command.action === "silence";
  if (loud && c.silence) return { refused: "silenced", case: c };
  if (command.action === "silence" && waitsForApproval(c.findings)) {
    return { refused: "approval-waits" };
  }
  const permission = may(command.person, command.action, c);
  return "refused" in permission ? permission : { finding, as: permission.as };
}

/** Decides a press: the facts it makes, or why it does nothing. `today` is the reader's day. */
export function decide(c: Case | null, command: Command, now: Instant, today: LocalDate): Decision {
  const offer = offered(c, command);
  if ("refused" in offer) return offer;
  if (!c) return { refused: "gone", case: c };
  const { input } = command;
  const missing = missingField(formOf(command.action, offer.finding), input);
  if (missing) return { refused: "incomplete", missing };
  if (input.on !== undefined && input.on < today) return { refused: "in-the-past", on: input.on };
  if (input.until !== undefined && input.until <= now) {
    return { refused: "in-the-past", on: input.until };
  }
  const at = after(now, c.lastAnswer?.at, offer.finding?.since);
  const answer = answerFact(c, command, offer, at);
  if (command.action === "silence") return silencing(c, command, answer);
  return { facts: [...consequences(command, offer.finding, at, answer), answer] };
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
export function formOf(action: ActionId, _finding: Finding | null): FormKind {
  return actionSpec(action).form;
}

/** The first field that the form needs and the input lacks. */
function missingField(form: FormKind, input: AnswerInput): FieldId | null {
  if (form === "none") return null;
  return formSpec(form satisfies FormId).needs.find((field) => !isGiven(field, input)) ?? null;
}

function isGiven(field: FieldId, input: AnswerInput): boolean {
  switch (field) {
    case "reason":
      return Boolean(input.reason?.trim());
    case "invoiceId":
      return Boolean(input.invoiceId?.trim());
    case "person":
      return input.to !== undefined;
    case "scope":
      return input.matcher !== undefined;
    case "files":
      return (input.proofs?.length ?? 0) > 0;
    case "on":
    case "until":
    case "wakeWhen":
    case "amount":
    case "reasonCode":
    case "proofKind":
      return input[field] !== undefined;
    default:
      return field satisfies never;
  }
}

function answerFact(
  c: Case,
  { action, person, input }: Command,
  offer: Offered,
  at: Instant,
): FactOf<"answer.given"> {
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
    ...(input.amount ? { amountMinor: input.amount.minor, currency: input.amount.currency } : {}),
    ...(input.to ? { to: input.to } : {}),
    ...(input.invoiceId ? { invoiceId: input.invoiceId.trim() } : {}),
    ...(input.proofKind ? { evidence: [input.proofKind] } : {}),
  };
}
