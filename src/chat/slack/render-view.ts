import type { InputBlock, KnownBlock, ModalView, HomeView } from "@slack/types";
import { cut } from "../../text/cut.ts";
import { textFor } from "../../text/text.ts";
import type { Lang } from "../../text/format.ts";
import type { Card, Dialog, Home, Input, Note } from "../../view/card.ts";
import { ACTION_PREFIX, context, option, plain, section } from "./elements.ts";
import { escapeText } from "./escape.ts";
import { SLACK } from "./limits.ts";
import { compactBlocks, noteBlocks } from "./render.ts";

export const ANSWER_VIEW = `${ACTION_PREFIX}answer`;
/** What an evidence checklist may rest on. */
const PROOF_TYPES = ["jpg", "jpeg", "png", "webp", "heic", "pdf"];

/** A dialog as a modal; `metadata` comes back with the submission. */
export function dialogView(dialog: Dialog, metadata: string): ModalView {
  return {
    type: "modal",
    callback_id: ANSWER_VIEW,
    private_metadata: metadata,
    title: plain(dialog.title, SLACK.viewTitle),
    submit: plain(dialog.submit, SLACK.viewTitle),
    close: plain(dialog.cancel, SLACK.viewTitle),
    blocks: [section(escapeText(dialog.intro)), ...dialog.inputs.map(inputBlock)],
  };
}

function inputBlock(input: Input): InputBlock {
  const hint = "hint" in input && input.hint ? { hint: plain(input.hint, SLACK.label) } : {};
  return {
    type: "input",
    block_id: input.id,
    label: plain(input.label, SLACK.label),
    ...("optional" in input && input.optional ? { optional: true } : {}),
    ...hint,
    element: element(input),
  };
}

function element(input: Input): InputBlock["element"] {
  const action_id = `${ACTION_PREFIX}${input.id}`;
  switch (input.kind) {
    case "text":
      return {
        type: "plain_text_input",
        action_id,
        multiline: input.long,
        max_length: input.maxLength,
        ...(input.initial ? { initial_value: input.initial.slice(0, input.maxLength) } : {}),
      };
    case "date":
      return { type: "datepicker", action_id, initial_date: input.initial };
    case "choice":
      return choice(input, action_id);
    case "file":
      return {
        type: "file_input",
        action_id,
        filetypes: PROOF_TYPES,
        max_files: Math.min(10, input.maxFiles),
      };
    default:
      return input satisfies never;
  }
}

function choice(input: Extract<Input, { kind: "choice" }>, action_id: string) {
  const options = input.choices
    .slice(0, SLACK.selectOptions)
    .map(({ value, label }) => option(label, value));
  const initial = options.find(({ value }) => value === input.initial);
  return {
    type: "static_select" as const,
    action_id,
    options,
    ...(initial ? { initial_option: initial } : {}),
  };
}

/** A note where there is no channel to say it in, or in place of a dialog that ended. */
export function noteView(note: Note, title: string): ModalView {
  return {
    type: "modal",
    title: plain(title, SLACK.viewTitle),
    close: plain(textFor(note.lang).dialog.close, SLACK.viewTitle),
    blocks: noteBlocks(note).slice(0, SLACK.viewBlocks),
  };
}

/** Shown while files are fetched: Slack waits three seconds, a photo may take longer. */
export function workingView(lang: Lang): ModalView {
  const { dialog } = textFor(lang);
  return noteView({ lang, text: dialog.working }, dialog.workingTitle);
}

export function homeView(home: Home): HomeView {
  const blocks: KnownBlock[] = [
    { type: "header", text: plain(home.greeting, SLACK.placeholder) },
    ...home.sections.flatMap((part, index) => [
      ...(index > 0 ? [{ type: "divider" } as const] : []),
      ...homeSection(part, home.lang),
    ]),
  ];
  return { type: "home", blocks: blocks.slice(0, SLACK.viewBlocks) };
}

function homeSection(part: Home["sections"][number], lang: Lang): readonly KnownBlock[] {
  const more = part.moreCount > 0 ? [textFor(lang).command.andMore(part.moreCount)] : [];
  const body = part.cards.length > 0 ? part.cards.flatMap(homeCard) : context(orNone(part.empty));
  return [section(`*${escapeText(cut(part.title, 500))}*`), ...body, ...context(more)];
}

function homeCard(card: Card): readonly KnownBlock[] {
  return [{ type: "divider" }, ...compactBlocks(card)];
}

function orNone(text: string): readonly string[] {
  return text ? [text] : [];
}
