import { elementsOf } from "../../src/web/playground/block-parts.ts";
import type { Block } from "../../src/web/playground/blocks.ts";
import type { UserDriver } from "../../src/web/playground/user.ts";
import { labelOf } from "./slack-screen.ts";

export type Match = string | RegExp;
export type File = { name: string; bytes: Buffer };

/** A person whose screen can be watched. `until` gives the first result that is not undefined. */
export type Watcher = {
  readonly driver: UserDriver;
  until<T>(what: string, look: () => T | undefined): Promise<T>;
};

type Place = Parameters<UserDriver["act"]>[0]["at"];

/**
 * Presses a button found by its label; throws what Slack would show when the app does not answer.
 */
export async function press(user: Watcher, at: Place, blocks: readonly Block[], label: Match) {
  for (const block of blocks) {
    for (const element of elementsOf(block)) {
      const name = labelOf(element);
      if (name === undefined || !matches(name, label)) continue;
      const target = { blockId: block.block_id ?? "", actionId: element.action_id ?? "" };
      return demand(await user.driver.act({ at, ...target }), String(label));
    }
  }
  throw new Error(
    `No button ${String(label)}; there are ${buttonsIn(blocks).join(", ") || "none"}.`,
  );
}

/** Picks an entry of an overflow menu or a select, by its label. */
export async function pick(user: Watcher, at: Place, blocks: readonly Block[], label: Match) {
  const items = menuIn(blocks);
  const item = items.find((one) => matches(one.label, label));
  if (item === undefined) {
    const there = items.map((one) => one.label).join(", ") || "none";
    throw new Error(`No menu entry ${String(label)}; there are ${there}.`);
  }
  const { blockId, actionId, value: choice } = item;
  demand(await user.driver.act({ at, blockId, actionId, choice }), String(label));
}

export function buttonsIn(blocks: readonly Block[]): string[] {
  return blocks.flatMap(elementsOf).flatMap((element) => labelOf(element) ?? []);
}

export function confirmationOf(blocks: readonly Block[], label: Match): string {
  const button = blocks
    .flatMap(elementsOf)
    .find((element) => matches(labelOf(element) ?? "", label));
  return button !== undefined && "confirm" in button ? (button.confirm?.text.text ?? "") : "";
}

export function menuIn(blocks: readonly Block[]) {
  return blocks.flatMap((block) =>
    elementsOf(block).flatMap((element) =>
      element.type !== "overflow" && element.type !== "static_select"
        ? []
        : (element.options ?? []).map((option) => ({
            blockId: block.block_id ?? "",
            actionId: element.action_id ?? "",
            label: option.text.text,
            value: option.value,
          })),
    ),
  );
}

export function matches(text: string, match: Match): boolean {
  return typeof match === "string" ? text.includes(match) : match.test(text);
}

/** Throws what Slack would have shown. */
export function demand(outcome: { ok: boolean; error?: string }, doing: string): void {
  if (!outcome.ok) throw new Error(`Slack answered "${outcome.error ?? ""}" to ${doing}.`);
}
