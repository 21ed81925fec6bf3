import type { AnyElement, Option, OptionGroup } from "./block-elements.ts";
import { elementsOf } from "./block-parts.ts";
import type { Block } from "./blocks.ts";

/**
 * What a person has entered, by block id and action id: the text, the date, the option's value, the
 * user or file ids. An element that was not touched keeps its initial value; null empties it.
 */
export type Values = Readonly<Record<string, Readonly<Record<string, Entry>>>>;
export type Entry = string | readonly string[] | null;

/** Why a field cannot be sent, by block id; Slack's own client says these, not the app. */
export type FieldProblem = "required" | "too-short" | "too-long" | "not-a-number" | "out-of-range";

type FileOf = (id: string) => unknown;

/** `state.values` as Slack sends it: one object per element that holds a value. */
export function stateValues(blocks: readonly Block[], values: Values, fileOf: FileOf) {
  const state: Record<string, Record<string, unknown>> = {};
  for (const block of blocks) {
    for (const element of elementsOf(block)) {
      if (element.type === "button" || element.type === "overflow") continue;
      const entry = entryFor(block, element, values);
      const ofBlock = (state[block.block_id ?? ""] ??= {});
      ofBlock[element.action_id ?? ""] = elementState(element, entry, fileOf);
    }
  }
  return state;
}

/** What the app learns about one element: its type and what is chosen or typed in it. */
export function elementState(
  element: AnyElement,
  entry: Entry | undefined,
  fileOf: FileOf,
): Record<string, unknown> {
  const { type } = element;
  const one = typeof entry === "string" && entry !== "" ? entry : null;
  const many = typeof entry === "string" ? [entry] : (entry ?? []);
  switch (type) {
    case "button":
      return { type, text: element.text, value: element.value };
    case "overflow":
    case "static_select":
    case "radio_buttons":
      return { type, selected_option: optionsOf(element).find((o) => o.value === one) ?? null };
    case "checkboxes":
    case "multi_static_select":
      return { type, selected_options: optionsOf(element).filter((o) => many.includes(o.value)) };
    case "users_select":
      return { type, selected_user: one };
    case "datepicker":
      return { type, selected_date: one };
    case "timepicker":
      return { type, selected_time: one };
    case "file_input":
      return { type, files: many.map(fileOf).filter((file) => file !== undefined) };
    case "plain_text_input":
    case "email_text_input":
    case "url_text_input":
    case "number_input":
      return { type, value: one };
  }
}

/** The checks that Slack's client makes before it lets a dialog go. */
export function fieldProblems(blocks: readonly Block[], values: Values) {
  const found: Record<string, FieldProblem> = {};
  for (const block of blocks) {
    if (block.type !== "input") continue;
    const problem = problemOf(block, entryFor(block, block.element, values));
    if (problem !== undefined) found[block.block_id ?? ""] = problem;
  }
  return found;
}

export function optionsOf(element: {
  options?: Option[] | undefined;
  option_groups?: OptionGroup[] | undefined;
}): Option[] {
  return [...(element.options ?? []), ...(element.option_groups ?? []).flatMap((g) => g.options)];
}

/** The value an element starts with. */
export function initialEntry(element: AnyElement): Entry {
  switch (element.type) {
    case "static_select":
    case "radio_buttons":
      return element.initial_option?.value ?? null;
    case "checkboxes":
    case "multi_static_select":
      return (element.initial_options ?? []).map((option) => option.value);
    case "users_select":
      return element.initial_user ?? null;
    case "datepicker":
      return element.initial_date ?? null;
    case "timepicker":
      return element.initial_time ?? null;
    case "plain_text_input":
    case "email_text_input":
    case "url_text_input":
    case "number_input":
      return element.initial_value ?? null;
    case "button":
    case "overflow":
    case "file_input":
      return null;
  }
}

function entryFor(block: Block, element: AnyElement, values: Values): Entry {
  const entered = values[block.block_id ?? ""]?.[element.action_id ?? ""];
  return entered === undefined ? initialEntry(element) : entered;
}

function problemOf(
  block: Extract<Block, { type: "input" }>,
  entry: Entry,
): FieldProblem | undefined {
  const { element } = block;
  if (entry === null || entry.length === 0) return block.optional ? undefined : "required";
  if (typeof entry !== "string") return undefined;
  if (element.type === "plain_text_input") {
    if (entry.length < (element.min_length ?? 0)) return "too-short";
    if (entry.length > (element.max_length ?? 3000)) return "too-long";
  }
  if (element.type === "number_input") {
    const shape = element.is_decimal_allowed ? /^-?\d+(\.\d+)?$/ : /^-?\d+$/;
    if (!shape.test(entry)) return "not-a-number";
    const number = Number(entry);
    const tooLow = element.min_value !== undefined && number < Number(element.min_value);
    const tooHigh = element.max_value !== undefined && number > Number(element.max_value);
    if (tooLow || tooHigh) return "out-of-range";
  }
  return undefined;
}
