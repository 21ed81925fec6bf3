import type {
  ActionsBlock,
  Button as SlackButton,
  ConfirmationDialog,
  ContextBlock,
  KnownBlock,
  Overflow,
  PlainTextElement,
  PlainTextOption,
  SectionBlock,
  StaticSelect,
} from "@slack/types";
import { cut } from "../../text/cut.ts";
import { textFor } from "../../text/text.ts";
import type { Lang } from "../../text/format.ts";
import type { Button } from "../../view/card.ts";
import { escapeText } from "./escape.ts";
import { cutEscaped, SLACK } from "./limits.ts";
import { encodePress } from "./press-value.ts";

/** Every action of ours begins so; the rest is not for us. */
export const ACTION_PREFIX = "remo:";

export function plain(text: string, max: number): PlainTextElement {
  return { type: "plain_text", text: cut(text, max) || "…", emoji: true };
}

/** A section of text that is already escaped. `verbatim`: Slack shall not guess links in it. */
export function section(escaped: string): SectionBlock {
  const text = cutEscaped(escaped, SLACK.section);
  return { type: "section", text: { type: "mrkdwn", text, verbatim: true } };
}

export function context(lines: readonly string[]): readonly ContextBlock[] {
  if (lines.length === 0) return [];
  const elements = lines.slice(0, SLACK.contextElements).map((line) => ({
    type: "mrkdwn" as const,
    text: escapeText(cut(line, 400)),
    verbatim: true,
  }));
  return [{ type: "context", elements }];
}

/** A row of buttons, and a menu for the rest: an overflow, or a list where five do not suffice. */
export function actions(
  buttons: readonly Button[],
  more: readonly Button[],
  lang: Lang,
): readonly ActionsBlock[] {
  const elements = [...buttons.map(button), ...menu(more, lang)];
  return elements.length > 0 ? [{ type: "actions", elements }] : [];
}

function button(drawn: Button, index: number): SlackButton {
  return {
    type: "button",
    action_id: `${ACTION_PREFIX}${drawn.action}:${index}`,
    text: plain(drawn.label, SLACK.buttonText),
    value: encodePress(drawn),
    ...(drawn.style ? { style: drawn.style } : {}),
    ...(drawn.confirm ? { confirm: confirmation(drawn.confirm) } : {}),
  };
}

function confirmation(asked: NonNullable<Button["confirm"]>): ConfirmationDialog {
  return {
    title: plain(asked.title, SLACK.confirmTitle),
    text: plain(asked.text, SLACK.confirmText),
    confirm: plain(asked.yes, SLACK.confirmButton),
    deny: plain(asked.no, SLACK.confirmButton),
    style: "danger",
  };
}

function menu(more: readonly Button[], lang: Lang): readonly (Overflow | StaticSelect)[] {
  if (more.length === 0) return [];
  const options = more
    .slice(0, SLACK.selectOptions)
    .map((drawn) => option(drawn.label, encodePress(drawn)));
  const action_id = `${ACTION_PREFIX}more`;
  if (options.length <= SLACK.overflowOptions) return [{ type: "overflow", action_id, options }];
  const placeholder = plain(textFor(lang).card.more, SLACK.placeholder);
  return [{ type: "static_select", action_id, placeholder, options }];
}

export function option(label: string, value: string): PlainTextOption {
  return { text: plain(label, SLACK.optionText), value: value.slice(0, SLACK.optionValue) };
}

/** Characters of all texts in the blocks, as Slack adds them up. */
function charsIn(value: unknown): number {
  if (Array.isArray(value)) return value.reduce((sum: number, one) => sum + charsIn(one), 0);
  if (typeof value !== "object" || value === null) return 0;
  return Object.entries(value).reduce(
    (sum, [key, one]) =>
      sum + (key === "text" && typeof one === "string" ? one.length : charsIn(one)),
    0,
  );
}

/** Leaves out blocks from the end, buttons last of all, until Slack takes the message. */
export function fit(blocks: readonly KnownBlock[], maxBlocks: number): KnownBlock[] {
  const kept = [...blocks];
  let left = false;
  while (kept.length > maxBlocks - 1 || charsIn(kept) > SLACK.messageChars - 1) {
    const at = kept.findLastIndex((block, index) => block.type !== "actions" && index > 0);
    kept.splice(at === -1 ? kept.length - 1 : at, 1);
    left = true;
  }
  return left ? [...kept, ...context(["…"])] : kept;
}
