import type { Instant } from "../../core/calendar.ts";
import type { Button, Card } from "../../view/card.ts";
import type { AdaptiveCard, Element, RichTextBlock, TextRun } from "./card-json.ts";
import {
  actionsOf,
  band,
  ellipsis,
  fieldRows,
  frame,
  headlineRuns,
  labelled,
  line,
  rich,
  run,
  small,
  why,
} from "./elements.ts";
import { firstThatFits, TEAMS } from "./limits.ts";

export type CardOptions = {
  /** Travels in every button: a press of an old card is told what changed since. */
  readonly drawnAt: Instant;
  /**
   * Bot Framework ids of people who get their own view of it, with the buttons that they may press.
   * The first sixty: Teams asks for no more.
   */
  readonly viewers?: readonly string[];
};

/** The card of a case, as everybody in the channel sees it, or one person. */
export function cardOf(card: Card, o: CardOptions): AdaptiveCard {
  return firstThatFits(smaller(card, o));
}

/** Leaves out what stands last first; then the menu, what is about single findings first. */
function* smaller(card: Card, o: CardOptions): Generator<AdaptiveCard> {
  const body = cardBody(card);
  for (let kept = body.length; kept > 0; kept -= 1) {
    const shown = kept < body.length ? [...body.slice(0, kept), ellipsis()] : body;
    yield whole(card, shown, menuOf(card.more, TEAMS.moreButtons), o);
  }
  for (let kept = TEAMS.moreButtons - 1; kept >= 0; kept -= 1) {
    yield whole(card, [...body.slice(0, 1), ellipsis()], menuOf(card.more, kept), o);
  }
}

function whole(
  card: Card,
  body: readonly Element[],
  more: readonly Button[],
  { drawnAt, viewers = [] }: CardOptions,
): AdaptiveCard {
  const actions = actionsOf(card.buttons, more, drawnAt);
  const caseId = [...card.buttons, ...card.more][0]?.caseId;
  return {
    ...frame(card.lang, card.summary, body),
    ...(actions.length > 0 ? { actions } : {}),
    // Without buttons everybody sees the same.
    ...(caseId && viewers.length > 0 ? { refresh: refresh(caseId, viewers) } : {}),
  };
}

function refresh(caseId: string, viewers: readonly string[]): NonNullable<AdaptiveCard["refresh"]> {
  return {
    action: { type: "Action.Execute", verb: "refresh", data: { c: caseId } },
    userIds: viewers.slice(0, TEAMS.viewers),
  };
}

/** As many as there is room for; those of the whole case stay longest. */
export function menuOf(more: readonly Button[], max: number): readonly Button[] {
  if (more.length <= max) return more;
  const onCase = more.filter(({ finding }) => finding === null);
  const others = more.filter(({ finding }) => finding !== null);
  const kept = new Set([...onCase, ...others].slice(0, max));
  return more.filter((one) => kept.has(one));
}

/** Headline, fields, why, checklist, outcome, notes: what matters less stands later. */
export function cardBody(card: Card): readonly Element[] {
  return [
    band(card.tone, headlineRuns(card)),
    ...fieldRows(card.fields),
    ...(card.why ? [why(card.why, card.lang)] : []),
    ...checklist(card),
    ...(card.outcome ? [rich([run(`✅ ${line(card.outcome)}`, { weight: "bolder" })])] : []),
    ...card.notes.slice(0, TEAMS.notes).map(small),
  ];
}

function checklist({ checklist: items, checklistLabel }: Card): readonly RichTextBlock[] {
  if (items.length === 0) return [];
  const marks = items.flatMap(({ label, done }, index): readonly TextRun[] => [
    ...(index > 0 ? [run(" · ")] : []),
    run(done ? "✓ " : "✗ ", { weight: "bolder", color: done ? "good" : "attention" }),
    run(line(label)),
  ]);
  return [checklistLabel ? labelled(checklistLabel, marks) : rich(marks)];
}
