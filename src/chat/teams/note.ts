import type { Instant } from "../../core/calendar.ts";
import { cutLines } from "../../text/cut.ts";
import { textFor } from "../../text/text.ts";
import type { Card, Note } from "../../view/card.ts";
import type { AdaptiveCard, Element, MentionEntity } from "./card-json.ts";
import { cardBody, menuOf } from "./card.ts";
import {
  actionSet,
  actionsOf,
  band,
  ellipsis,
  fieldRows,
  frame,
  heading,
  line,
  rich,
  run,
} from "./elements.ts";
import { escapeXml, linkTarget } from "./escape.ts";
import { firstThatFits, TEAMS } from "./limits.ts";

/** Somebody of `note.mentions`, as Teams knows them. */
export type Mentioned = { readonly id: string; readonly name: string };

export type NoteOptions = {
  readonly drawnAt: Instant;
  /** Whom the note calls, already looked up: who cannot be found is not called. */
  readonly mentioned?: readonly Mentioned[];
};

export type NoteMessage =
  | {
      readonly kind: "text";
      readonly text: string;
      /** XML only where people are called; what is plain is shown as it was written. */
      readonly textFormat: "plain" | "xml";
      readonly entities: readonly MentionEntity[];
    }
  | { readonly kind: "card"; readonly card: AdaptiveCard };

/** Sentences are a message; what has a title, rows, fields or cards is a card. */
export function noteOf(note: Note, o: NoteOptions): NoteMessage {
  const entities = (o.mentioned ?? []).slice(0, TEAMS.mentions).map(mention);
  const rows = (note.fields?.length ?? 0) + (note.lines?.length ?? 0) + (note.cards?.length ?? 0);
  if (note.title !== undefined || rows > 0) {
    return { kind: "card", card: noteCard(note, entities, o.drawnAt) };
  }
  const said = cutLines(note.text, TEAMS.text).toWellFormed();
  const links = linksOf(note);
  if (entities.length === 0 && links.length === 0)
    return { kind: "text", text: said, textFormat: "plain", entities };
  const text = [...entities.map((one) => one.text), escapeXml(said), ...links].join(" ");
  return { kind: "text", text, textFormat: "xml", entities };
}

function linksOf({ links = [] }: Note): readonly string[] {
  return links.slice(0, TEAMS.links).flatMap(({ name, url }) => {
    const target = linkTarget(url);
    const shown = escapeXml(line(name, TEAMS.label));
    return target === null
      ? [shown]
      : [`<a href="${escapeXml(target).replaceAll('"', "%22")}">${shown}</a>`];
  });
}

/** A note as a card, however short: where an answer to a press must be one. */
export function noteCard(
  note: Note,
  entities: readonly MentionEntity[],
  drawnAt: Instant,
): AdaptiveCard {
  return firstThatFits(smaller(note, entities, drawnAt));
}

/** The name stands in a text that reads Markdown and XML: nothing of it may be a mark. */
function mention({ id, name }: Mentioned): MentionEntity {
  const shown = line(name.replaceAll(/[^\p{L}\p{M}\p{N} .,'’-]/gu, ""), TEAMS.label);
  return { type: "mention", text: `<at>${shown}</at>`, mentioned: { id, name: shown } };
}

type Kept = {
  readonly cards: number;
  /** Of the cards, from the first: those with their menu. */
  readonly menus: number;
  readonly lines: number;
  readonly fields: boolean;
};

/** Menus go first, from the last card on; then cards, lines, fields. */
function* smaller(
  note: Note,
  entities: readonly MentionEntity[],
  drawnAt: Instant,
): Generator<AdaptiveCard> {
  const cards = Math.min(note.cards?.length ?? 0, TEAMS.cards);
  const lines = Math.min(note.lines?.length ?? 0, TEAMS.lines);
  const draw = (kept: Kept): AdaptiveCard => ({
    ...frame(note.lang, summaryOf(note), noteBody(note, kept, entities, drawnAt)),
    ...(entities.length > 0 ? { msteams: { width: "Full", entities } } : {}),
  });
  for (let menus = cards; menus > 0; menus -= 1) yield draw({ cards, menus, lines, fields: true });
  for (let kept = cards; kept > 0; kept -= 1) {
    yield draw({ cards: kept, menus: 0, lines, fields: true });
  }
  for (let kept = lines; kept > 0; kept -= 1) {
    yield draw({ cards: 0, menus: 0, lines: kept, fields: true });
  }
  yield draw({ cards: 0, menus: 0, lines: 0, fields: true });
  yield draw({ cards: 0, menus: 0, lines: 0, fields: false });
}

function summaryOf({ title, text }: Note): string {
  return title === undefined ? text : `${title}. ${text}`;
}

function noteBody(
  note: Note,
  kept: Kept,
  entities: readonly MentionEntity[],
  drawnAt: Instant,
): readonly Element[] {
  const { command, account } = textFor(note.lang);
  const { fields = [], lines = [], cards = [] } = note;
  const hidden = { cards: cards.length - kept.cards, lines: lines.length - kept.lines };
  return [
    ...titleOf(note),
    ...called(entities),
    ...paragraphs(note.text),
    ...(kept.fields ? fieldRows(fields) : []),
    ...lines.slice(0, kept.lines).map((one) => rich([run(line(one))], "small")),
    ...(hidden.lines > 0 ? [rich([run(account.andMore(hidden.lines))], "small")] : []),
    ...cards
      .slice(0, kept.cards)
      .map((card, at) => listed(cardBody(card), card, { menu: at < kept.menus, drawnAt })),
    ...(hidden.cards > 0 ? [rich([run(command.andMore(hidden.cards))], "medium")] : []),
    ...(kept.fields ? [] : [ellipsis()]),
  ];
}

function titleOf({ title, tone }: Note): readonly Element[] {
  if (title === undefined) return [];
  if (tone === undefined) return [heading(title)];
  return [band(tone, [run(line(title), { weight: "bolder" })])];
}

/** Mentions only live in a TextBlock, which reads Markdown: they stand there by themselves. */
function called(entities: readonly MentionEntity[]): readonly Element[] {
  if (entities.length === 0) return [];
  return [{ type: "TextBlock", text: entities.map(({ text }) => text).join(" "), wrap: true }];
}

function paragraphs(text: string): readonly Element[] {
  const all = cutLines(text, TEAMS.text)
    .split("\n")
    .filter((one) => one.trim() !== "");
  const shown = all.slice(0, TEAMS.paragraphs);
  return [
    ...shown.map((one, at) => rich([run(line(one, TEAMS.why))], at === 0 ? "medium" : "small")),
    ...(shown.length < all.length ? [ellipsis()] : []),
  ];
}

/** A card among others, under a line, with its buttons. */
export function listed(
  items: readonly Element[],
  { buttons, more }: Card,
  { menu, drawnAt }: { readonly menu: boolean; readonly drawnAt: Instant },
): Element {
  const offered = menu ? menuOf(more, TEAMS.moreButtons) : [];
  const actions = actionSet(actionsOf(buttons, offered, drawnAt));
  return { type: "Container", separator: true, spacing: "medium", items: [...items, ...actions] };
}
