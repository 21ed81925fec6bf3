import type { AdaptiveCard } from "./card-json.ts";

/** What Teams takes at most, and what a person takes in. */
export const TEAMS = {
  /**
   * Of a card, as UTF-8 JSON. A message may have 28 KB: what is left is for the activity around the
   * card.
   */
  cardBytes: 26_000,
  /** People for whom a card asks anew as they see it. */
  viewers: 60,
  fields: 10,
  label: 150,
  line: 300,
  why: 1_500,
  notes: 10,
  note: 400,
  buttonTitle: 75,
  /** In the overflow menu. */
  moreButtons: 40,
  confirmText: 300,
  choices: 100,
  choiceTitle: 150,
  /** A longer value would come back cut, and mean something else. */
  choiceValue: 200,
  summary: 1_000,
  intro: 1_000,
  /** Of a message without a card: escaped, it takes up to six times as many bytes. */
  text: 4_000,
  /** Of a text in a card: each line is an element. */
  paragraphs: 40,
  lines: 200,
  cards: 30,
  links: 10,
  mentions: 5,
  /** Of what a person may fill in: far beyond any input's own length. */
  typed: 4_000,
} as const;

function bytesOf(value: unknown): number {
  return Buffer.byteLength(JSON.stringify(value), "utf8");
}

/** The first of ever smaller cards that Teams takes; the last one when none is small enough. */
export function firstThatFits(smaller: Iterable<AdaptiveCard>): AdaptiveCard {
  let last: AdaptiveCard | null = null;
  for (const card of smaller) {
    if (bytesOf(card) <= TEAMS.cardBytes) return card;
    last = card;
  }
  if (last === null) throw new Error("There is no card to choose from.");
  return last;
}
