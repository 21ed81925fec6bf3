import { z } from "zod";

// Lengths and counts are those of Slack's Block Kit reference; Slack refuses unknown properties
// too.

const id = z.string().min(1).max(255).optional();
const focus = { focus_on_load: z.boolean().optional() };
const isoDate = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);

export const plainText = (max: number) =>
  z.strictObject({
    type: z.literal("plain_text"),
    text: z.string().min(1).max(max),
    emoji: z.boolean().optional(),
  });

const markdownText = (max: number) =>
  z.strictObject({
    type: z.literal("mrkdwn"),
    text: z.string().min(1).max(max),
    verbatim: z.boolean().optional(),
  });

export const anyText = (max: number) =>
  z.discriminatedUnion("type", [plainText(max), markdownText(max)]);

export const imageElement = z.strictObject({
  type: z.literal("image"),
  image_url: z.string().min(1).max(3000),
  alt_text: z.string().min(1).max(2000),
});

const confirm = z.strictObject({
  title: plainText(100),
  text: anyText(300),
  confirm: plainText(30),
  deny: plainText(30),
  style: z.enum(["primary", "danger"]).optional(),
});

const option = z.strictObject({
  text: anyText(75),
  value: z.string().min(1).max(150),
  description: anyText(75).optional(),
  url: z.string().max(3000).optional(),
});

const optionGroup = z.strictObject({
  label: plainText(75),
  options: z.array(option).min(1).max(100),
});

const common = { action_id: id, confirm: confirm.optional() };
const placeholder = { placeholder: plainText(150).optional() };
const choices = {
  ...common,
  ...placeholder,
  ...focus,
  options: z.array(option).min(1).max(100).optional(),
  option_groups: z.array(optionGroup).min(1).max(100).optional(),
};

const dispatch = z.strictObject({
  trigger_actions_on: z.array(z.enum(["on_enter_pressed", "on_character_entered"])).min(1),
});
const typed = {
  action_id: id,
  ...placeholder,
  ...focus,
  initial_value: z.string().max(3000).optional(),
  dispatch_action_config: dispatch.optional(),
};

const button = z.strictObject({
  type: z.literal("button"),
  ...common,
  text: plainText(75),
  value: z.string().max(2000).optional(),
  url: z.string().max(3000).optional(),
  style: z.enum(["primary", "danger"]).optional(),
  accessibility_label: z.string().max(75).optional(),
});

const overflow = z.strictObject({
  type: z.literal("overflow"),
  ...common,
  options: z.array(option).min(1).max(5),
});

const staticSelect = z.strictObject({
  type: z.literal("static_select"),
  ...choices,
  initial_option: option.optional(),
});

const multiStaticSelect = z.strictObject({
  type: z.literal("multi_static_select"),
  ...choices,
  initial_options: z.array(option).max(100).optional(),
  max_selected_items: z.int().min(1).optional(),
});

const usersSelect = z.strictObject({
  type: z.literal("users_select"),
  ...common,
  ...placeholder,
  ...focus,
  initial_user: z.string().optional(),
});

const datepicker = z.strictObject({
  type: z.literal("datepicker"),
  ...common,
  ...placeholder,
  ...focus,
  initial_date: isoDate.optional(),
});

const timepicker = z.strictObject({
  type: z.literal("timepicker"),
  ...common,
  ...placeholder,
  ...focus,
  initial_time: z
    .string()
    .regex(/^\d{2}:\d{2}$/)
    .optional(),
  timezone: z.string().optional(),
});

const radioButtons = z.strictObject({
  type: z.literal("radio_buttons"),
  ...common,
  ...focus,
  options: z.array(option).min(1).max(10),
  initial_option: option.optional(),
});

const checkboxes = z.strictObject({
  type: z.literal("checkboxes"),
  ...common,
  ...focus,
  options: z.array(option).min(1).max(10),
  initial_options: z.array(option).min(1).max(10).optional(),
});

const plainTextInput = z.strictObject({
  type: z.literal("plain_text_input"),
  ...typed,
  multiline: z.boolean().optional(),
  min_length: z.int().min(0).max(3000).optional(),
  max_length: z.int().min(1).max(3000).optional(),
});

const emailInput = z.strictObject({ type: z.literal("email_text_input"), ...typed });
const urlInput = z.strictObject({ type: z.literal("url_text_input"), ...typed });

const numberInput = z.strictObject({
  type: z.literal("number_input"),
  ...typed,
  is_decimal_allowed: z.boolean(),
  min_value: z.string().optional(),
  max_value: z.string().optional(),
});

const fileInput = z.strictObject({
  type: z.literal("file_input"),
  action_id: id,
  filetypes: z.array(z.string().min(1)).min(1).optional(),
  max_files: z.int().min(1).max(10).optional(),
});

/** Elements that a person presses or chooses from, outside an input block. */
export const actionElement = z.discriminatedUnion("type", [
  button,
  overflow,
  staticSelect,
  multiStaticSelect,
  usersSelect,
  datepicker,
  timepicker,
  radioButtons,
  checkboxes,
]);

export const accessoryElement = z.discriminatedUnion("type", [actionElement, imageElement]);

/** Elements whose value a modal sends when it is submitted. */
export const inputElement = z.discriminatedUnion("type", [
  plainTextInput,
  emailInput,
  urlInput,
  numberInput,
  fileInput,
  staticSelect,
  multiStaticSelect,
  usersSelect,
  datepicker,
  timepicker,
  radioButtons,
  checkboxes,
]);

export type TextObject = z.infer<ReturnType<typeof anyText>>;
export type Option = z.infer<typeof option>;
export type OptionGroup = z.infer<typeof optionGroup>;
export type Confirm = z.infer<typeof confirm>;
type ActionElement = z.infer<typeof actionElement>;
export type InputElement = z.infer<typeof inputElement>;
export type AnyElement = ActionElement | InputElement;
