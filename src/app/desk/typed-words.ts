import { CLAUSES, type Clause, type Mode, MODES } from "../../text/verbs.ts";
import { plainWord } from "../../text/plain-word.ts";

/** As Slack writes what would be markup. */
export const ENTITIES: Readonly<Record<string, string>> = {
  "&amp;": "&",
  "&lt;": "<",
  "&gt;": ">",
};

/** The words of a command: a mention is one word whatever is in it, and quotes only hold together. */
export function wordsOf(typed: string): readonly string[] {
  const words = typed.match(/<[@#!][^>]*>|[^\s"“”«»]+/g) ?? [];
  return words.map((word) =>
    word.startsWith("<")
      ? word
      : word.replaceAll(/&(?:amp|lt|gt);/g, (code) => ENTITIES[code] ?? ""),
  );
}

/** Whether a word is one of those that say what to do: "fin", "end". */
export function isMode(word: string | undefined, mode: Mode): boolean {
  const plain = plainWord(word ?? "");
  return MODES[mode].some((one) => one === plain);
}

export type Clauses = {
  /** The words before the first clause. */
  readonly head: readonly string[];
} & Readonly<Partial<Record<Clause, readonly string[]>>>;

/**
 * Words by the clause they stand in: "cliente Bajío hasta viernes motivo inventario". A clause may
 * also be written "cliente:CLI-9", and "viernes..lunes" is from the one until the other. Of a clause
 * said twice the last counts.
 */
export function clausesIn(words: readonly string[]): Clauses {
  const found: { head: string[] } & Partial<Record<Clause, string[]>> = { head: [] };
  let into = found.head;
  for (const word of spread(words)) {
    const clause = clauseNamed(word);
    // A reason is told in free words: whatever they are, they are its own.
    if (clause && into !== found.reason) {
      into = [];
      found[clause] = into;
    } else into.push(word);
  }
  return found;
}

function clauseNamed(word: string): Clause | null {
  const plain = plainWord(word);
  const clauses = Object.keys(CLAUSES) as Clause[];
  return clauses.find((clause) => CLAUSES[clause].some((one) => one === plain)) ?? null;
}

function spread(words: readonly string[]): readonly string[] {
  return words.flatMap((word) => {
    const [, name = "", value = ""] = /^([^:<]+):(.*)$/.exec(word) ?? [];
    if (clauseNamed(name)) return value === "" ? [name] : [name, value];
    const at = word.indexOf("..");
    if (at < 0 || word.startsWith("<")) return [word];
    const [before, after] = [word.slice(0, at), word.slice(at).replace(/^\.+/, "")];
    return [before, CLAUSES.until[0], after].filter(Boolean);
  });
}
