import { whole } from "../../text/cut.ts";

/** What Slack takes at most; past it a whole message is refused. */
export const SLACK = {
  messageBlocks: 50,
  viewBlocks: 100,
  /** Characters in all blocks of one message. */
  messageChars: 13_200,
  section: 3_000,
  field: 2_000,
  contextElements: 10,
  buttonText: 75,
  buttonValue: 2_000,
  overflowOptions: 5,
  selectOptions: 100,
  optionText: 75,
  optionValue: 150,
  confirmTitle: 100,
  confirmText: 300,
  confirmButton: 30,
  viewTitle: 24,
  privateMetadata: 3_000,
  label: 2_000,
  placeholder: 150,
  /** Of the fallback text: Slack cuts push notices long before. */
  summary: 3_000,
} as const;

/** As `cutLines`, for text that was escaped: never half an entity. */
export function cutEscaped(text: string, max: number): string {
  if (text.length <= max) return text;
  const kept = whole(text.slice(0, max - 1)).replace(/&[a-z]{0,3}$/, "");
  return `${kept.trimEnd()}…`;
}
