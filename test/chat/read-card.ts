/** What a person reads of an Adaptive Card, one element a line; buttons in brackets. */
export function read(value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.flatMap(read);
  if (typeof value !== "object" || value === null) return [];
  const one = value as Record<string, unknown>;
  if (one["type"] === "RichTextBlock") {
    return [(one["inlines"] as { text: string }[]).map(({ text }) => text).join("")];
  }
  if (typeof one["text"] === "string") return [one["text"]];
  const title = typeof one["title"] === "string" ? [`[${one["title"]}]`] : [];
  const label = typeof one["label"] === "string" ? [`(${one["label"]})`] : [];
  const inside = ["columns", "items", "body", "card", "actions"].flatMap((key) => read(one[key]));
  return [...title, ...label, ...inside];
}
