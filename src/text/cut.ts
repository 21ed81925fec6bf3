/** At most `max` characters of plain text, on one line, with "…" where something was left out. */
export function cut(text: string, max: number): string {
  const line = text.replaceAll(/\s+/g, " ").trim();
  if (line.length <= max) return line;
  return `${whole(line.slice(0, max - 1)).trimEnd()}…`;
}

/** As `cut`, for text that keeps its line breaks. */
export function cutLines(text: string, max: number): string {
  if (text.length <= max) return text;
  return `${whole(text.slice(0, max - 1)).trimEnd()}…`;
}

/** A pair of UTF-16 units is one character: its first half alone is none. */
export function whole(text: string): string {
  const last = text.charCodeAt(text.length - 1);
  return last >= 0xd800 && last <= 0xdbff ? text.slice(0, -1) : text;
}
