import type { KnownBlock } from "@slack/types";
import type { Outgoing } from "../../app/ports.ts";
import { cut } from "../../text/cut.ts";
import { textFor } from "../../text/text.ts";
import type { Card, Field, Note, Tone } from "../../view/card.ts";
import { actions, context, fit, section } from "./elements.ts";
import { escapeText } from "./escape.ts";
import { cutEscaped, SLACK } from "./limits.ts";

/** Colour never speaks alone: the tag beside it is a word. */
const EMOJI: Readonly<Record<Tone, string>> = {
  critical: "🔴",
  warning: "🟠",
  notice: "🔵",
  approval: "🟣",
  done: "✅",
  asleep: "😴",
};

const LINE = 300;
const WHY = 1_500;
const MOST_MENTIONS = 5;
const MENTIONS_ROOM = MOST_MENTIONS * 20;

/** `text` is what push notices and screen readers say. */
export type SlackMessage = { readonly text: string; readonly blocks: KnownBlock[] };

export function toMessage(message: Outgoing): SlackMessage {
  return message.kind === "card" ? cardMessage(message.card) : noteMessage(message.note);
}

export function cardMessage(card: Card): SlackMessage {
  const text = cutEscaped(escapeText(card.summary), SLACK.summary);
  return { text, blocks: fit(cardBlocks(card), SLACK.messageBlocks) };
}

function cardBlocks(card: Card): KnownBlock[] {
  return [
    section(headline(card)),
    ...fields(card.fields),
    ...(card.why ? [section(why(card.why, card))] : []),
    ...checklist(card),
    ...(card.outcome ? [section(`✅ *${line(card.outcome)}*`)] : []),
    ...context(card.notes),
    ...actions(card.buttons, card.more, card.lang),
  ];
}

/** A card among others: its headline, one line of figures, its buttons. */
export function compactBlocks(card: Card): KnownBlock[] {
  const figures = card.fields.map(({ label, value }) => `${label}: ${value}`).join(" · ");
  return [
    section(headline(card)),
    ...context(figures ? [figures] : []),
    ...actions(card.buttons, card.more, card.lang),
  ];
}

function headline({ tone, headline: head }: Card): string {
  const subject = escapeText(cut(head.subject, 150));
  const named = head.url ? `<${linkTarget(head.url)}|${subject}>` : subject;
  const rest = [head.fact, head.age].filter((part) => part !== null).map(line);
  return [`${EMOJI[tone]} *${line(head.tag)}*`, `*${named}*`, ...rest].join(" · ");
}

/** A bar or an angle in an address would end the link early. */
function linkTarget(url: string): string {
  return escapeText(url).replaceAll("|", "%7C");
}

function why(text: string, { lang }: Card): string {
  return `*${textFor(lang).card.why}:* ${escapeText(cut(text, WHY))}`;
}

function checklist({ checklist: items, checklistLabel }: Card): readonly KnownBlock[] {
  if (items.length === 0) return [];
  const marks = items.map(({ label, done }) => `${done ? "✓" : "✗"} ${line(label)}`).join(" · ");
  return [section(checklistLabel ? `*${line(checklistLabel)}:* ${marks}` : marks)];
}

function fields(all: readonly Field[]): readonly KnownBlock[] {
  if (all.length === 0) return [];
  const drawn = all.slice(0, 10).map(({ label, value }) => ({
    type: "mrkdwn" as const,
    text: `*${line(label)}*\n${line(value) || "—"}`,
    verbatim: true,
  }));
  return [{ type: "section", fields: drawn }];
}

function line(text: string): string {
  return escapeText(cut(text, LINE));
}

export function noteMessage(note: Note): SlackMessage {
  // A note may be all rows under a title: push notices and screen readers then say that.
  const said = escapeText(note.text || (note.title ?? ""));
  const called = cutEscaped(said, SLACK.summary - MENTIONS_ROOM);
  const text = [...mentions(note), called].join(" ");
  return { text, blocks: fit(noteBlocks(note), SLACK.messageBlocks) };
}

/** People's ids come from remo.yaml, never from what a source or a person wrote. */
function mentions(note: Note): readonly string[] {
  return (note.mentions ?? []).slice(0, MOST_MENTIONS).map((id) => `<@${id}>`);
}

export function noteBlocks(note: Note): KnownBlock[] {
  const body = [...mentions(note), escapeText(note.text)].join(" ");
  const tone = note.tone ? `${EMOJI[note.tone]} ` : "";
  return [
    section(note.title ? `${tone}*${line(note.title)}*\n${body}` : body),
    ...fields(note.fields ?? []),
    ...paragraphs(note.lines ?? []),
    ...linkLine(note),
    ...(note.cards ?? []).flatMap(cardBlocks),
  ];
}

function linkLine({ links = [] }: Note): readonly KnownBlock[] {
  if (links.length === 0) return [];
  const shown = links.slice(0, SLACK.contextElements);
  return [section(shown.map(({ name, url }) => `<${linkTarget(url)}|${line(name)}>`).join(" · "))];
}

/** Lines gathered into as few sections as they fit. */
function paragraphs(lines: readonly string[]): readonly KnownBlock[] {
  const chunks: string[] = [];
  for (const one of lines.map(line)) {
    const last = chunks.at(-1);
    const joined = last === undefined ? one : `${last}\n${one}`;
    if (last === undefined || joined.length > SLACK.section) chunks.push(one);
    else chunks[chunks.length - 1] = joined;
  }
  return chunks.map(section);
}
