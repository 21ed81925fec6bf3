import type { ActionId } from "./action.ts";
import type { Instant } from "./calendar.ts";
import { compare, type SubjectKey, type Team } from "./fact.ts";
import type { Money } from "./money.ts";
import { CHAIN, SEVERITIES, type Severity, type Stage } from "./rule.ts";

/** What a finding is about: a subject, or one period of an agreement ("agreement:CON-1/2026-10"). */
export type FindingSubject = SubjectKey | `agreement:${string}`;

/** What a rule said, ready to be part of a case. */
export type Finding = {
  readonly rule: string;
  readonly subject: FindingSubject;
  readonly team: Team;
  readonly informs: readonly Team[];
  readonly severity: Severity;
  readonly stage: Stage;
  readonly amount: Money | null;
  readonly since: Instant;
  /** A later `since` of the same rule and subject is news, to be told in the thread. */
  readonly repeats?: true;
  readonly data: unknown;
  readonly actions: readonly ActionId[];
  /** Hours the team has before the case is late. */
  readonly answerWithinHours: number;
  /** The finding it is a consequence of, or null when it stands for itself. */
  readonly foldedUnder: string | null;
  /** The teams whose channels offer what only a signer may press. */
  readonly signers?: readonly Team[];
  /** The finding that asked for this one. */
  readonly folds?: { readonly rule: string; readonly subject: string };
};

/** Consequences by cause: while the cause stands, they say nothing of their own. */
const FOLDS: Readonly<Record<string, readonly string[]>> = {
  "promise-broken": ["evidence-missing", "delivered-not-invoiced", "promise-at-risk"],
  "delivery-failed": ["promise-broken", "promise-at-risk"],
  "delivery-short": ["invoice-mismatch"],
  "credit-note-unapproved": ["invoice-mismatch"],
  "invoice-duplicated": ["invoice-mismatch"],
  "evidence-missing": ["delivered-not-invoiced"],
  "evidence-rejected": ["delivered-not-invoiced"],
  "invoice-disputed": ["invoice-overdue", "invoice-due-soon", "payment-promise-broken"],
  "invoice-rejected": ["invoice-overdue", "invoice-due-soon"],
  "invoice-mismatch": ["invoice-overdue"],
  "payment-promise-broken": ["invoice-overdue"],
};

/** Which difference between invoice, order and delivery a cause explains; the others it does not. */
const EXPLAINS: Readonly<Record<string, "quantity" | "amount">> = {
  "delivery-short": "quantity",
  "credit-note-unapproved": "amount",
  "invoice-duplicated": "quantity",
};

/** Where each rule spoke: the subjects of its findings, by rule. */
type Standing = ReadonlyMap<string, ReadonlySet<FindingSubject>>;

/** The cause a finding is folded under, if that cause stands among these findings. */
function causeOf({ rule, subject, data }: Finding, standing: Standing): string | null {
  for (const [cause, consequences] of Object.entries(FOLDS)) {
    const causes = standing.get(cause);
    if (!causes || !consequences.includes(rule)) continue;
    const difference = EXPLAINS[cause];
    if (difference === undefined ? reaches(causes, subject) : differsBy(difference, data)) {
      return cause;
    }
  }
  return null;
}

/** What is wrong with one invoice explains nothing about another; the order is all its invoices. */
function reaches(causes: ReadonlySet<FindingSubject>, subject: FindingSubject): boolean {
  return causes.has(subject) || [...causes].some((cause) => !cause.startsWith("invoice:"));
}

/** The finding that answers this one already: a credit note was asked for because of it. */
function askedBy({ rule, subject }: Finding, findings: readonly Finding[]): string | null {
  const answer = findings.find(({ folds }) => folds?.rule === rule && folds.subject === subject);
  return answer?.rule ?? null;
}

function differsBy(what: "quantity" | "amount", data: unknown): boolean {
  return typeof data === "object" && data !== null && "by" in data && data.by === what;
}

/** Whether somebody is asked for a signature. */
export function isToApprove({ actions }: Pick<Finding, "actions">): boolean {
  return actions.includes("approve-credit");
}

/** Marks what is folded and puts the leading finding first. */
export function arrange(findings: readonly Finding[]): readonly Finding[] {
  const standing = new Map<string, Set<FindingSubject>>();
  for (const { rule, subject } of findings) {
    const known = standing.get(rule);
    if (known) known.add(subject);
    else standing.set(rule, new Set([subject]));
  }
  return findings
    .map((finding) => ({
      ...finding,
      foldedUnder: askedBy(finding, findings) ?? causeOf(finding, standing),
    }))
    .sort(byLead);
}

function byLead(a: Finding, b: Finding): number {
  return (
    Number(a.foldedUnder !== null) - Number(b.foldedUnder !== null) ||
    SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity) ||
    CHAIN.indexOf(a.stage) - CHAIN.indexOf(b.stage) ||
    compare(a.since, b.since) ||
    compare(a.rule, b.rule) ||
    compare(a.subject, b.subject)
  );
}

/** One text per finding: the same condition keeps it, a new occurrence gets another. */
export function findingKey(finding: Pick<Finding, "rule" | "subject" | "since">): string {
  return `${finding.rule}|${finding.subject}|${finding.since}`;
}
