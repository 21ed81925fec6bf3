const KEPT_CHARACTERS = 16_000;

/**
 * What is kept of a rejected item for a person to look at: the item itself, or its JSON text where
 * it is too large or holds what a database cannot store.
 */
export function keepable(body: unknown): unknown {
  let json: string | undefined;
  try {
    json = JSON.stringify(body);
  } catch {
    return "(nested too deep to keep)";
  }
  if (json === undefined) return null;
  if (json.length > KEPT_CHARACTERS) return `${json.slice(0, KEPT_CHARACTERS).toWellFormed()}…`;
  // Escaped in the JSON text: a NUL, or half a surrogate pair.
  return /\\u(?:0000|d[89a-f])/i.test(json) ? json : body;
}

/** A short text that can be stored, whatever the source wrote. */
export function keepableText(text: string, maxLength: number): string {
  return text.replaceAll("\u0000", "\u2400").toWellFormed().slice(0, maxLength).toWellFormed();
}
