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

/** At most `max` characters of plain text, on one line, with "…" where something was left out. */
export function cut(text: string, max: number): string {
  const line = text.replaceAll(/\s+/g, " ").trim();
  if (line.length <= max) return line;
  return `${whole(line.slice(0, max - 1)).trimEnd()}…`;
}

/** As `cut`, for text that keeps its line breaks and was escaped: never half an entity. */
export function cutEscaped(text: string, max: number): string {
  if (text.length <= max) return text;
  const kept = whole(text.slice(0, max - 1)).replace(/&[a-z]{0,3}$/, "");
  return `${kept.trimEnd()}…`;
}

/** A pair of UTF-16 units is one character: its first half alone is none. */
function whole(text: string): string {
  const last = text.charCodeAt(text.length - 1);
  return last >= 0xd800 && last <= 0xdbff ? text.slice(0, -1) : text;
}
