import type { Instant } from "../../core/calendar.ts";
import { cut } from "../../text/cut.ts";
import type { Lang } from "../../text/format.ts";
import { textFor } from "../../text/text.ts";
import type { Button, Card, Field, Tone } from "../../view/card.ts";
import type {
  Action,
  ActionSet,
  AdaptiveCard,
  Column,
  ColumnSet,
  Container,
  ContainerStyle,
  Element,
  Execute,
  RichTextBlock,
  TextBlock,
  TextRun,
} from "./card-json.ts";
import { escapeMarkdown, inert, linkTarget } from "./escape.ts";
import { TEAMS } from "./limits.ts";
import { encodePress } from "./press-data.ts";

/** Colour never speaks alone: the tag beside it is a word. */
const LOOKS: Readonly<Record<Tone, { readonly emoji: string; readonly style: ContainerStyle }>> = {
  critical: { emoji: "🔴", style: "attention" },
  warning: { emoji: "🟠", style: "warning" },
  notice: { emoji: "🔵", style: "accent" },
  approval: { emoji: "🟣", style: "accent" },
  done: { emoji: "✅", style: "good" },
  asleep: { emoji: "😴", style: "emphasis" },
};

export type Look = Omit<TextRun, "type" | "text">;

/** Text of any origin, in a place that reads no Markdown. */
export function run(text: string, look: Look = {}): TextRun {
  return { type: "TextRun", text: inert(text), ...look };
}

export function rich(
  inlines: readonly TextRun[],
  spacing?: RichTextBlock["spacing"],
): RichTextBlock {
  return { type: "RichTextBlock", inlines, ...(spacing ? { spacing } : {}) };
}

/** A line of text of any origin: cut where it is longer than anybody reads. */
export function line(text: string, max: number = TEAMS.line): string {
  return cut(inert(text), max) || "—";
}

/** Screen readers find it as a heading. */
export function heading(text: string): TextBlock {
  const shown = escapeMarkdown(line(text, TEAMS.label));
  return { type: "TextBlock", text: shown, wrap: true, style: "heading", weight: "bolder" };
}

export function toneRun(tone: Tone): TextRun {
  return run(`${LOOKS[tone].emoji} `);
}

/** In a coloured band as wide as the card. */
export function band(tone: Tone, inlines: readonly TextRun[]): Container {
  const { style } = LOOKS[tone];
  return { type: "Container", style, bleed: true, items: [rich([toneRun(tone), ...inlines])] };
}

export function headlineRuns({ headline: head }: Card): readonly TextRun[] {
  const url = head.url === null ? null : linkTarget(head.url);
  const rest = [head.fact, head.age].filter((part) => part !== null).map((part) => line(part));
  return [
    run(line(head.tag, TEAMS.label), { weight: "bolder" }),
    run(" · "),
    run(line(head.subject, TEAMS.label), {
      weight: "bolder",
      ...(url ? { selectAction: { type: "Action.OpenUrl", url } } : {}),
    }),
    run(["", ...rest].join(" · ")),
  ];
}

/** Two beside each other, each under its label: a phone has no room for more. */
export function fieldRows(fields: readonly Field[]): readonly ColumnSet[] {
  const columns = fields.slice(0, TEAMS.fields).map(fieldColumn);
  const rows: ColumnSet[] = [];
  for (let at = 0; at < columns.length; at += 2) {
    const row = columns.slice(at, at + 2);
    // A lone field keeps its half of the width, below the others of its column.
    const filled = row.length === 2 || at === 0 ? row : [...row, EMPTY_COLUMN];
    rows.push({ type: "ColumnSet", columns: filled, spacing: at === 0 ? "medium" : "small" });
  }
  return rows;
}

const EMPTY_COLUMN: Column = { type: "Column", width: "stretch", items: [] };

function fieldColumn({ label, value }: Field): Column {
  return {
    type: "Column",
    width: "stretch",
    items: [
      rich([run(line(label, TEAMS.label), { isSubtle: true, size: "small" })]),
      rich([run(line(value))], "none"),
    ],
  };
}

/** A label in bold before its text. */
export function labelled(label: string, inlines: readonly TextRun[]): RichTextBlock {
  return rich([run(`${line(label, TEAMS.label)}: `, { weight: "bolder" }), ...inlines]);
}

export function small(text: string): RichTextBlock {
  return rich([run(line(text, TEAMS.note), { isSubtle: true, size: "small" })], "small");
}

/** Buttons in front, and those of the overflow menu after them. */
export function actionsOf(
  buttons: readonly Button[],
  more: readonly Button[],
  drawnAt: Instant,
): readonly Action[] {
  return [
    ...buttons.map((one) => button(one, drawnAt)),
    ...more.map((one) => ({ ...button(one, drawnAt), mode: "secondary" as const })),
  ];
}

export function actionSet(actions: readonly Action[]): readonly ActionSet[] {
  return actions.length > 0 ? [{ type: "ActionSet", actions }] : [];
}

const STYLES = { primary: "positive", danger: "destructive" } as const;

function button(drawn: Button, drawnAt: Instant): Action {
  const title = line(drawn.label, TEAMS.buttonTitle);
  const style = drawn.style ? { style: STYLES[drawn.style] } : {};
  const press = (named: string): Execute => ({
    type: "Action.Execute",
    title: named,
    verb: "press",
    data: encodePress(drawn, drawnAt),
    ...style,
  });
  const { confirm } = drawn;
  if (!confirm) return press(title);
  return {
    type: "Action.ShowCard",
    title,
    ...style,
    card: {
      type: "AdaptiveCard",
      body: [
        rich([run(line(confirm.title), { weight: "bolder" })]),
        rich([run(line(confirm.text, TEAMS.confirmText))], "small"),
      ],
      actions: [press(line(confirm.yes, TEAMS.buttonTitle))],
    },
  };
}

/** What every card of ours has around its body. */
export function frame(lang: Lang, summary: string, body: readonly Element[]): AdaptiveCard {
  const said = line(summary, TEAMS.summary);
  return {
    type: "AdaptiveCard",
    version: "1.5",
    lang,
    body,
    fallbackText: escapeMarkdown(said),
    speak: said,
    msteams: { width: "Full" },
  };
}

/** Says that something was left out. */
export function ellipsis(): RichTextBlock {
  return rich([run("…")], "small");
}

export function why(text: string, lang: Lang): RichTextBlock {
  return labelled(textFor(lang).card.why, [run(line(text, TEAMS.why))]);
}
