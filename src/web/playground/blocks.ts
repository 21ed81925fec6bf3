import { randomBytes } from "node:crypto";
import { z } from "zod";
import {
  accessoryElement,
  actionElement,
  anyText,
  imageElement,
  inputElement,
  plainText,
} from "./block-elements.ts";
import { elementsOf } from "./block-parts.ts";

const blockId = { block_id: z.string().min(1).max(255).optional() };

const header = z.strictObject({ type: z.literal("header"), ...blockId, text: plainText(150) });

const section = z
  .strictObject({
    type: z.literal("section"),
    ...blockId,
    text: anyText(3000).optional(),
    fields: z.array(anyText(2000)).min(1).max(10).optional(),
    accessory: accessoryElement.optional(),
    expand: z.boolean().optional(),
  })
  .refine((block) => block.text !== undefined || block.fields !== undefined, {
    message: "must have text or fields",
  });

const context = z.strictObject({
  type: z.literal("context"),
  ...blockId,
  elements: z
    .array(z.discriminatedUnion("type", [imageElement, anyText(3000)]))
    .min(1)
    .max(10),
});

const divider = z.strictObject({ type: z.literal("divider"), ...blockId });

const actions = z.strictObject({
  type: z.literal("actions"),
  ...blockId,
  elements: z.array(actionElement).min(1).max(25),
});

const image = z.strictObject({
  type: z.literal("image"),
  ...blockId,
  image_url: z.string().min(1).max(3000),
  alt_text: z.string().min(1).max(2000),
  title: plainText(2000).optional(),
});

const input = z.strictObject({
  type: z.literal("input"),
  ...blockId,
  label: plainText(2000),
  element: inputElement,
  hint: plainText(2000).optional(),
  optional: z.boolean().optional(),
  dispatch_action: z.boolean().optional(),
});

const block = z.discriminatedUnion("type", [
  header,
  section,
  context,
  divider,
  actions,
  image,
  input,
]);

export type Block = z.infer<typeof block>;

/**
 * Blocks as stored: every block has its id and every element its action id, as Slack returns them.
 */
export type CheckedBlocks = { blocks: Block[] } | { refused: string[] };

// Slack answers msg_blocks_too_long past this total of characters in all blocks of a message.
export const MESSAGE_BLOCKS_MAX_CHARS = 13_200;

/** Parses blocks under Slack's limits; `max` is 50 for a message and 100 for a view. */
export function checkBlocks(input: unknown, max: number): CheckedBlocks {
  const parsed = z.array(block).max(max).safeParse(input);
  if (!parsed.success) return { refused: problems(parsed.error) };
  const blocks = parsed.data.map(withIds);
  const repeated = repeatedIds(blocks);
  return repeated.length > 0 ? { refused: repeated } : { blocks };
}

/** One line per problem, worded and pointed at as Slack's response_metadata.messages do. */
export function problems(error: z.ZodError, root = "/blocks"): string[] {
  return error.issues
    .slice(0, 20)
    .map((issue) => `[ERROR] ${issue.message} [json-pointer:${[root, ...issue.path].join("/")}]`);
}

/** Characters of all texts in the blocks, for the limit on a whole message. */
export function countChars(value: unknown): number {
  if (Array.isArray(value)) return value.reduce((sum: number, item) => sum + countChars(item), 0);
  if (typeof value !== "object" || value === null) return 0;
  return Object.entries(value).reduce(
    (sum, [key, item]) =>
      sum + (key === "text" && typeof item === "string" ? item.length : countChars(item)),
    0,
  );
}

function withIds(of: Block): Block {
  for (const element of elementsOf(of)) element.action_id ??= shortId();
  return { ...of, block_id: of.block_id ?? shortId() };
}

function repeatedIds(blocks: readonly Block[]): string[] {
  const messages: string[] = [];
  const seen = new Set<string>();
  for (const [index, of] of blocks.entries()) {
    if (seen.has(of.block_id ?? "")) {
      messages.push(`[ERROR] \`block_id\` already exists [json-pointer:/blocks/${index}/block_id]`);
    }
    seen.add(of.block_id ?? "");
    const actionIds = elementsOf(of).map((element) => element.action_id);
    if (new Set(actionIds).size < actionIds.length) {
      messages.push(
        `[ERROR] \`action_id\` already exists [json-pointer:/blocks/${index}/elements]`,
      );
    }
  }
  return messages;
}

function shortId(): string {
  return randomBytes(4).toString("base64url");
}
