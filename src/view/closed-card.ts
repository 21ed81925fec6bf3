import { amountOf, type Case, endingAnswer, leading } from "../core/case.ts";
import type { Instant } from "../core/calendar.ts";
import { type Finding, isToApprove } from "../core/finding.ts";
import { TEAMS } from "../core/fact.ts";
import { type CasePicture, orderIn } from "../core/picture.ts";
import type { RuleId } from "../core/rules/index.ts";
import { deliveredInFull } from "../core/rules/whereabouts.ts";
import { findingWords, resolvedWord } from "../text/case-words.ts";
import { creditWords } from "../text/credit-words.ts";
import { answerLine, answerWho } from "./answer-line.ts";
import type { Card, Field } from "./card.ts";
import { customerBeside, titleOf } from "./case-fields.ts";
import type { Speech } from "./reader.ts";

/** A case that is over: what ended it, when and by whom stand where the buttons were. */
export function closedCard(
  c: Case,
  picture: CasePicture | null,
  speech: Speech,
  lastNotes: readonly string[],
): Card {
  const { text, f } = speech;
  const first = leading(c);
  const ending = endingAnswer(c);
  const resolved = resolvedBy(c, picture, speech);
  const stamp = f.stamp(c.closedAt ?? f.now);
  // Whoever answered last did not close what the ERP closed.
  const who = ending && answerWho(ending, speech);
  const heldBy = heldWords(c, speech);
  const next = handover(c, picture, speech);
  return {
    lang: f.lang,
    tone: "done",
    headline: {
      tag: text.card.closedTag,
      subject: titleOf(c, picture),
      url: null,
      fact: first ? findingWords(first, f).title : resolved,
      age: null,
    },
    summary: text.card.closedSummary({ subject: titleOf(c, picture), resolved, stamp, who, next }),
    fields: closedFields(c, picture, speech),
    why: null,
    checklist: [],
    checklistLabel: null,
    notes: [
      ...(c.lastAnswer ? [text.card.lastAnswer(answerLine(c.lastAnswer, speech))] : []),
      ...(heldBy ? [text.card.heldBy(heldBy)] : []),
      ...lastNotes,
    ],
    outcome: [resolved, stamp, who, next].filter((part) => part !== null).join(" · "),
    buttons: [],
    more: [],
  };
}

/** Rules that are silent about a cancelled order: their cases end with it. */
const ENDS_WITH_ORDER: ReadonlySet<string> = new Set<RuleId>([
  "promise-at-risk",
  "promise-broken",
  "delivery-rescheduled",
  "delivery-stuck",
  "delivery-failed",
  "delivery-short",
  "delivery-duplicated",
  "evidence-missing",
  "delivered-not-invoiced",
]);

function resolvedBy(c: Case, picture: CasePicture | null, { text, f }: Speech): string {
  const first = leading(c);
  const ending = endingAnswer(c);
  if (!first) return text.card.resolved;
  if (!ending && hasExpired(first, c.closedAt ?? f.now)) return creditWords(f.lang).expiredOutcome;
  const cancelledAt = orderIn(picture)?.order.cancelledAt ?? null;
  const cancelled = cancelledAt !== null && cancelledAt <= (c.closedAt ?? f.now);
  if (!ending && cancelled && ENDS_WITH_ORDER.has(first.rule)) return text.card.orderCancelled;
  return resolvedWord(first.rule, f.lang, ending?.action ?? null);
}

/** Nobody decided in time: the condition ended, and nothing was settled. */
function hasExpired(first: Finding, at: Instant): boolean {
  const { data } = first;
  if (!isToApprove(first) || typeof data !== "object" || data === null) return false;
  return "expiresAt" in data && typeof data.expiresAt === "string" && data.expiresAt <= at;
}

function closedFields(c: Case, picture: CasePicture | null, { text, f }: Speech): readonly Field[] {
  const customer = customerBeside(picture);
  const amount = amountOf(c);
  return [
    ...(customer ? [{ label: text.card.customer, value: customer }] : []),
    ...(amount ? [{ label: text.command.total, value: f.money(amount) }] : []),
  ];
}

/** "Logística 3 h · Cobranza 20 min": the hours add up to the life of the case. */
export function heldWords(c: Case, { text, f }: Speech): string | null {
  const parts = TEAMS.flatMap((team) => {
    const ms = c.heldMs[team];
    return ms === undefined ? [] : [`${text.team[team]} ${f.elapsed(ms)}`];
  });
  return parts.length > 0 ? parts.join(" · ") : null;
}

/** The proof is complete and nothing was billed yet: whose turn it is now. */
function handover(c: Case, seen: CasePicture | null, { text }: Speech): string | null {
  const first = leading(c);
  const picture = orderIn(seen);
  if (first?.stage !== "evidence" || !picture || !deliveredInFull(picture)) return null;
  if (picture.order.cancelledAt !== null) return null;
  const billed = picture.invoices.some((one) => one.issuedAt !== null && one.cancelledAt === null);
  return billed ? null : text.card.readyToBill(text.team[first.team], text.team.collections);
}
