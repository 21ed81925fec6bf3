import { type ActionId, actionSpec, type FormKind } from "./action.ts";
import { type Instant, instantOf, epochMs, type LocalDate } from "./calendar.ts";
import type { Case } from "./case.ts";
import { type Finding, findingKey } from "./finding.ts";
import type { EvidenceKind, Fact, FactOf, Team } from "./fact.ts";
import { may, type Permission, type Person } from "./may.ts";

export type ProofFile = {
  readonly kind: EvidenceKind;
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
  readonly invoiceId?: string;
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
  | { readonly refused: "incomplete"; readonly missing: Exclude<FormKind, "none"> }
  | { readonly refused: "in-the-past"; readonly on: string }
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
  const permission = may(command.person, command.action, c);
  return "refused" in permission ? permission : { finding, as: permission.as };
}

/** Decides a press: the facts it makes, or why it does nothing. `today` is the reader's day. */
export function decide(c: Case | null, command: Command, now: Instant, today: LocalDate): Decision {
  const offer = offered(c, command);
  if ("refused" in offer) return offer;
  if (!c) return { refused: "gone", case: c };
  const { form } = actionSpec(command.action);
  const { input } = command;
  if (form !== "none" && !isComplete(form, input)) return { refused: "incomplete", missing: form };
  if (form === "date" && input.on !== undefined && input.on < today) {
    return { refused: "in-the-past", on: input.on };
  }
  if (form === "snooze" && input.until !== undefined && input.until <= now) {
    return { refused: "in-the-past", on: input.until };
  }
  const at = after(now, c.lastAnswer?.at, offer.finding?.since);
  const answer = answerFact(c, command, offer, at);
  return { facts: [...consequences(command, offer.finding, at, answer), answer] };
}

/**
 * Two answers of one case never share an instant: the log tells them apart by it. And no answer
 * comes before what it answers, though the clock of the source that told it runs ahead of ours.
 */
function after(now: Instant, last: Instant | undefined, since: Instant | undefined): Instant {
  const at = since !== undefined && since > now ? since : now;
  return last !== undefined && last >= at ? instantOf(epochMs(last) + 1) : at;
}

function isComplete(form: Exclude<FormKind, "none">, input: AnswerInput): boolean {
  switch (form) {
    case "reason":
      return Boolean(input.reason?.trim());
    case "date":
      return input.on !== undefined;
    case "proof":
      return (input.proofs?.length ?? 0) > 0;
    case "snooze":
      return input.until !== undefined;
    case "invoice":
      return Boolean(input.invoiceId?.trim());
    default:
      return form satisfies never;
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
    ...(input.invoiceId ? { invoiceId: input.invoiceId.trim() } : {}),
    ...(input.proofs ? { evidence: input.proofs.map((proof) => proof.kind) } : {}),
  };
}

/** What the answer says about the world, besides that it was given. */
function consequences(
  { action, person, input }: Command,
  finding: Finding | null,
  at: Instant,
  answer: FactOf<"answer.given">,
): readonly Fact[] {
  const envelope = { source: "remo", externalId: `${answer.externalId}:fact`, occurredAt: at };
  const orderId = answer.group.id;
  const deliveryId = deliveryOf(finding);
  const about = deliveryId ? { ...envelope, deliveryId, orderId } : null;
  const why = input.reason ? { reason: input.reason.trim().slice(0, 300) } : {};
  switch (action) {
    case "new-date":
    // What is still owed has a promised day of its own, and is watched like any other.
    case "backorder":
      return input.on
        ? [{ type: "order.promised", ...envelope, orderId, promisedOn: input.on, by: person.name }]
        : [];
    case "delivered":
      return about ? [{ type: "delivery.delivered", ...about }] : [];
    case "failed":
      return about ? [{ type: "delivery.failed", ...about, ...why }] : [];
    case "returned":
      return about ? [{ type: "delivery.returned", ...about }] : [];
    case "re-plan":
      return about && input.on ? [{ type: "delivery.planned", ...about, plannedOn: input.on }] : [];
    case "invoice-issued":
      return invoiceIssued(finding, answer, envelope);
    case "attach-proof":
      return about ? proofFacts(input.proofs ?? [], about, person.name) : [];
    default:
      return [];
  }
}

function deliveryOf(finding: Finding | null): string | null {
  return finding?.subject.startsWith("delivery:")
    ? finding.subject.slice("delivery:".length)
    : null;
}

type Envelope = { source: string; externalId: string; occurredAt: Instant };

function invoiceIssued(
  finding: Finding | null,
  answer: FactOf<"answer.given">,
  envelope: Envelope,
): readonly Fact[] {
  if (!answer.invoiceId) return [];
  const currency = finding?.amount?.currency ?? "XXX";
  const orderIds = [answer.group.id];
  return [{ type: "invoice.issued", ...envelope, invoiceId: answer.invoiceId, orderIds, currency }];
}

function proofFacts(
  proofs: readonly ProofFile[],
  about: Envelope & { deliveryId: string; orderId: string },
  by: string,
): readonly Fact[] {
  return proofs.map((proof, index) => ({
    type: "evidence.attached",
    ...about,
    externalId: `${about.externalId}:${index}`,
    ...proof,
    by,
  }));
}
