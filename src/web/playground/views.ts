import { z } from "zod";
import { plainText } from "./block-elements.ts";
import { checkBlocks, problems } from "./blocks.ts";
import type { Block } from "./blocks.ts";

const shared = {
  blocks: z.unknown(),
  private_metadata: z.string().max(3000).optional(),
  callback_id: z.string().max(255).optional(),
  external_id: z.string().max(255).optional(),
};

const modal = z.strictObject({
  type: z.literal("modal"),
  ...shared,
  title: plainText(24),
  submit: plainText(24).optional(),
  close: plainText(24).optional(),
  clear_on_close: z.boolean().optional(),
  notify_on_close: z.boolean().optional(),
  submit_disabled: z.boolean().optional(),
});

const home = z.strictObject({ type: z.literal("home"), ...shared });
const viewBody = z.discriminatedUnion("type", [modal, home]);

/** A view as its author writes it, blocks checked and given their ids. */
export type ViewBody =
  | (Omit<z.infer<typeof modal>, "blocks"> & { blocks: Block[] })
  | (Omit<z.infer<typeof home>, "blocks"> & { blocks: Block[] });

/**
 * A view on somebody's screen. `hash` changes with every update and guards against lost updates.
 */
export type View = ViewBody & {
  id: string;
  userId: string;
  hash: string;
  rootViewId: string;
  previousViewId: string | null;
};

/** Parses a view under Slack's limits: 100 blocks, title and buttons of 24 characters. */
export function checkView(input: unknown): { view: ViewBody } | { refused: string[] } {
  const parsed = viewBody.safeParse(input);
  if (!parsed.success) return { refused: problems(parsed.error, "/view") };
  const checked = checkBlocks(parsed.data.blocks, 100);
  if ("refused" in checked) return checked;
  const view = { ...parsed.data, blocks: checked.blocks };
  const hasInput = checked.blocks.some((block) => block.type === "input");
  if (view.type === "modal" && hasInput && view.submit === undefined) {
    return { refused: ["[ERROR] missing required field: submit [json-pointer:/view/submit]"] };
  }
  return { view };
}
