import { z } from "zod";

/**
 * Slack's limits as its Block Kit reference tells them, for the blocks that Remo uses: written here
 * a second time, so that a wrong constant in the renderer does not also pardon itself.
 */
const plain = (max: number) =>
  z.strictObject({
    type: z.literal("plain_text"),
    text: z.string().min(1).max(max),
    emoji: z.boolean().optional(),
  });
const mrkdwn = (max: number) =>
  z.strictObject({
    type: z.literal("mrkdwn"),
    text: z.string().min(1).max(max),
    verbatim: z.boolean().optional(),
  });
const confirm = z.strictObject({
  title: plain(100),
  text: plain(300),
  confirm: plain(30),
  deny: plain(30),
  style: z.literal("danger"),
});
const option = z.strictObject({ text: plain(75), value: z.string().min(1).max(150) });
const actionId = z.string().min(1).max(255);

const button = z.strictObject({
  type: z.literal("button"),
  action_id: actionId,
  text: plain(75),
  value: z.string().max(2_000),
  style: z.enum(["primary", "danger"]).optional(),
  confirm: confirm.optional(),
});
const overflow = z.strictObject({
  type: z.literal("overflow"),
  action_id: actionId,
  options: z.array(option).min(1).max(5),
});
const select = z.strictObject({
  type: z.literal("static_select"),
  action_id: actionId,
  placeholder: plain(150).optional(),
  options: z.array(option).min(1).max(100),
  initial_option: option.optional(),
});

const section = z
  .strictObject({
    type: z.literal("section"),
    text: mrkdwn(3_000).optional(),
    fields: z.array(mrkdwn(2_000)).min(1).max(10).optional(),
  })
  .refine((block) => block.text ?? block.fields, "says nothing");
const shared = [
  section,
  z.strictObject({ type: z.literal("context"), elements: z.array(mrkdwn(3_000)).min(1).max(10) }),
  z.strictObject({ type: z.literal("divider") }),
  z.strictObject({ type: z.literal("header"), text: plain(150) }),
  z.strictObject({
    type: z.literal("actions"),
    elements: z
      .array(z.union([button, overflow, select]))
      .min(1)
      .max(25),
  }),
] as const;

const input = z.strictObject({
  type: z.literal("input"),
  block_id: z.string().min(1).max(255),
  label: plain(2_000),
  hint: plain(2_000).optional(),
  optional: z.boolean().optional(),
  element: z.union([
    select,
    z.strictObject({
      type: z.literal("plain_text_input"),
      action_id: actionId,
      multiline: z.boolean(),
      max_length: z.int().min(1).max(3_000),
      initial_value: z.string().min(1).max(3_000).optional(),
    }),
    z.strictObject({
      type: z.literal("datepicker"),
      action_id: actionId,
      initial_date: z.string().regex(/^\d{4}-\d{2}-\d{2}$/),
    }),
    z.strictObject({
      type: z.literal("file_input"),
      action_id: actionId,
      filetypes: z.array(z.string()).min(1),
      max_files: z.int().min(1).max(10),
    }),
  ]),
});

export const Message = z
  .strictObject({
    text: z.string().min(1).max(4_000),
    blocks: z.array(z.union(shared)).min(1).max(50),
  })
  .refine(({ blocks }) => charsOf(blocks) <= 13_200, "msg_blocks_too_long");

export const Modal = z.strictObject({
  type: z.literal("modal"),
  callback_id: z.string().max(255).optional(),
  private_metadata: z.string().max(3_000).optional(),
  title: plain(24),
  submit: plain(24).optional(),
  close: plain(24),
  blocks: z
    .array(z.union([...shared, input]))
    .min(1)
    .max(100),
});

export const HomeTab = z.strictObject({
  type: z.literal("home"),
  blocks: z.array(z.union(shared)).min(1).max(100),
});

function charsOf(value: unknown): number {
  if (Array.isArray(value)) return value.reduce((all: number, one) => all + charsOf(one), 0);
  if (typeof value !== "object" || value === null) return 0;
  const own = "text" in value && typeof value.text === "string" ? value.text.length : 0;
  return own + Object.values(value).reduce((all: number, one) => all + charsOf(one), 0);
}
