import type { AnyElement, TextObject } from "../../src/web/playground/block-elements.ts";
import { elementsOf } from "../../src/web/playground/block-parts.ts";
import type { Block } from "../../src/web/playground/blocks.ts";
import type { Message } from "../../src/web/playground/message.ts";
import type { Screen } from "../../src/web/playground/screen.ts";

/** The words of a message as a person reads them: without markup, a line per text. */
export function readMessage(message: Message): string {
  const said = message.blocks === undefined ? plain(message.text) : readBlocks(message.blocks);
  const files = (message.files ?? []).map((file) => `[file ${file.name}]`);
  return [said, ...files].join("\n");
}

export function readBlocks(blocks: readonly Block[]): string {
  return blocks.flatMap(linesOf).map(plain).join("\n");
}

/** What is written on a button; of anything else that can be chosen from, nothing. */
export function labelOf(element: AnyElement): string | undefined {
  return element.type === "button" ? element.text.text : undefined;
}

/** Everything on one person's screen as text; printed when an expectation fails. */
export function describeScreen(screen: Screen): string {
  const channels = screen.channels.flatMap((channel) => [
    `#${channel.name}`,
    ...channel.messages.slice(-10).map((message) => indent(describeMessage(message))),
  ]);
  const modals = screen.modals.map(
    (view) =>
      `dialog "${view.type === "modal" ? view.title.text : ""}"\n${indent(readBlocks(view.blocks))}`,
  );
  const home = screen.home === null ? [] : [`home\n${indent(readBlocks(screen.home.blocks))}`];
  return [`On the screen of ${screen.me.name}:`, ...channels, ...home, ...modals].join("\n");
}

function describeMessage(message: Message): string {
  const buttons = (message.blocks ?? []).flatMap((block) =>
    elementsOf(block).map((element) => `[ ${labelOf(element) ?? element.type} ]`),
  );
  const marks = [
    message.ephemeralFor === undefined ? "" : "(only visible to you) ",
    message.thread_ts === undefined || message.thread_ts === message.ts ? "" : "  ↳ ",
  ].join("");
  return `${marks}${message.ts} ${readMessage(message)}\n${buttons.join(" ")}`.trimEnd();
}

function linesOf(block: Block): string[] {
  switch (block.type) {
    case "header":
      return [block.text.text];
    case "section":
      return [block.text, ...(block.fields ?? [])].flatMap((text) => textOf(text));
    case "context":
      return block.elements.map((item) => (item.type === "image" ? item.alt_text : item.text));
    case "image":
      return [block.title?.text ?? block.alt_text];
    case "input":
      return [block.label.text, ...(block.hint === undefined ? [] : [block.hint.text])];
    case "actions":
    case "divider":
      return [];
  }
}

function textOf(text: TextObject | undefined): string[] {
  return text === undefined ? [] : [text.text];
}

function plain(text: string): string {
  return text
    .replaceAll(/<!date\^[^|>]*\|([^>]*)>/g, "$1")
    .replaceAll(/<[^|>]*\|([^>]*)>/g, "$1")
    .replaceAll(/<((?:https?|mailto):[^>]*)>/g, "$1")
    .replaceAll(/(?<![\w*])\*([^*\n]+)\*(?![\w*])/g, "$1")
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&amp;", "&");
}

function indent(text: string): string {
  return text.replaceAll(/^/gm, "  ");
}
