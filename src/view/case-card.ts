import { amountOf, type Case, type CaseSilence, leading } from "../core/case.ts";
import { nextStep } from "../core/case-clock.ts";
import type { Snooze } from "../core/case-overlay.ts";
import { isToApprove } from "../core/finding.ts";
import type { Finding } from "../core/finding.ts";
import type { Team } from "../core/fact.ts";
import type { CasePicture } from "../core/picture.ts";
import { type QuietSource, restingOn } from "../core/heard-from.ts";
import { type FindingWords, findingWords } from "../text/case-words.ts";
import { answerLine } from "./answer-line.ts";
import type { Card, Tone } from "./card.ts";
import { type Audience, caseButtons } from "./case-buttons.ts";
import { caseFields, customerBeside, deadlineWords, titleOf } from "./case-fields.ts";
import { closedCard } from "./closed-card.ts";
import { clockNotes, onClockOf, type Reader, type Speech, speechFor } from "./reader.ts";
import { wakeWords } from "./wake-words.ts";

/** A note is one line: it has no room for more, and a customer's case may have thousands. */
const MOST_ALSO = 30;

/** `audience`: the team whose channel shows the card; it decides the buttons and whose cost it is. */
export type CaseCardOptions = Reader & {
  readonly picture: CasePicture | null;
  readonly audience: Team;
  /** The one person who reads it: in a direct message, or as a private answer. */
  readonly personId?: string | undefined;
  /** Whether that person signs credit notes, of whichever team they are. */
  readonly signs?: boolean;
  /** Sources that do not speak: the case may rest on them. */
  readonly quietSources?: readonly QuietSource[] | undefined;
  /** It concerned this reader, and no longer does: the card stays as it was, without buttons. */
  readonly left?: boolean | undefined;
};

/** The card of a case as one team's channel shows it now. */
export function caseCard(c: Case, o: CaseCardOptions): Card {
  const speech = speechFor(onClockOf(o, o.picture));
  const first = leading(c);
  if (!first || c.state === "closed") {
    return closedCard(c, o.picture, speech, clockNotes(o, speech));
  }
  const words = findingWords(first, speech.f);
  const { fields, overflow } = caseFields(c, first, words, o, speech);
  const { text, f } = speech;
  const asleep = c.state === "snoozed";
  const tag = asleep ? text.card.asleepTag : words.tag;
  const age = f.relative(first.since);
  return {
    lang: o.lang,
    tone: asleep ? "asleep" : toneOf(first),
    headline: { tag, subject: titleOf(c, o.picture), url: null, fact: words.title, age },
    summary: summaryOf(c, tag, words, { age, picture: o.picture }, speech),
    fields,
    why: words.why,
    checklist: words.checklist,
    checklistLabel: words.checklist.length > 0 ? words.checklistLabel : null,
    notes: [
      ...overflow.map(({ label, value }) => `${label}: ${value}`),
      ...alsoNotes(c, first, speech),
      ...quietNotes(o, speech),
      ...stateNotes(c, speech),
      ...clockNotes(o, speech),
      ...(o.left ? [text.card.leftHere] : []),
    ],
    outcome: null,
    ...(o.left ? NO_BUTTONS : caseButtons(c, audienceOf(c, o), speech)),
  };
}

const NO_BUTTONS = { buttons: [], more: [] } as const;

function audienceOf(
  c: Case,
  { audience, personId, signs = false, picture }: CaseCardOptions,
): Audience {
  return { team: audience, personId: personId ?? null, signs, title: titleOf(c, picture) };
}

/** What rests on a source that does not speak may have changed since. */
export function quietNotes(
  { picture, quietSources = [] }: Pick<CaseCardOptions, "picture" | "quietSources">,
  { text, f }: Speech,
): readonly string[] {
  return restingOn(picture, quietSources).map(({ source, heardAt }) =>
    text.card.quietSource(source, f.at(heardAt)),
  );
}

function toneOf(first: Finding): Tone {
  return isToApprove(first) ? "approval" : first.severity;
}

function summaryOf(
  c: Case,
  tag: string,
  words: FindingWords,
  { age, picture }: { readonly age: string; readonly picture: CasePicture | null },
  speech: Speech,
): string {
  const { text, f } = speech;
  const amount = amountOf(c);
  return text.card.summary({
    tag,
    subject: titleOf(c, picture),
    fact: words.title,
    customer: customerBeside(picture),
    amount: amount && f.money(amount),
    age,
    team: text.team[c.ball.team],
    deadline: deadlineWords(c, speech),
  });
}

/** The other findings, folded ones included: one message speaks for them all. */
function alsoNotes(c: Case, first: Finding, { text, f }: Speech): readonly string[] {
  const titles = c.findings
    .filter((finding) => finding !== first)
    .slice(0, MOST_ALSO)
    .map((finding) => findingWords(finding, f).title);
  return titles.length > 0 ? [text.card.also([...new Set(titles)].join(" · "))] : [];
}

function stateNotes(c: Case, speech: Speech): readonly string[] {
  const { text, f } = speech;
  const last = c.lastAnswer;
  const next = nextStep(c.escalation);
  return [
    ...(c.snooze ? [asleepNote(c.snooze, amountOf(c)?.currency ?? null, speech)] : []),
    ...(c.silence ? [silenceNote(c.silence, speech)] : []),
    ...(c.assignee ? [text.card.assigned(c.assignee.personName)] : []),
    ...(c.watchers.length > 0
      ? [text.card.watched(f.list(c.watchers.map(({ personName }) => personName)))]
      : []),
    ...(next ? [text.card.nextStep(text.notified[next.notify], f.when(next.at))] : []),
    ...(last ? [text.card.lastAnswer(`${answerLine(last, speech)} · ${f.stamp(last.at)}`)] : []),
  ];
}

function asleepNote({ until, wakeWhen }: Snooze, currency: string | null, speech: Speech): string {
  const { text, f } = speech;
  return text.card.asleepUntil(f.moment(until), wakeWhen && wakeWords(wakeWhen, currency, speech));
}

function silenceNote({ until, by, reason }: CaseSilence, { text, f }: Speech): string {
  return text.card.silencedUntil(f.moment(until), by.personName, reason);
}
