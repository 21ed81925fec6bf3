import { distance } from "fastest-levenshtein";
import type { Lang } from "../../text/format.ts";
import { plainWord } from "../../text/plain-word.ts";
import { type Verb, VERB_IDS, VERBS } from "../../text/verbs.ts";
import { wordsOf } from "./typed-words.ts";

/** Two slips in a word are still the word; three are another one. */
const MAX_SLIPS = 2;
const MAX_TYPED = 600;

export type ParsedCommand =
  /** `word` is the verb as it was typed, `words` what came after it. */
  | { readonly verb: Verb; readonly word: string; readonly words: readonly string[] }
  /** `suggestion` is the whole command as it should have been typed. */
  | { readonly unknown: string; readonly suggestion: string | null };

/** Reads a command; a bare order number asks for its status. Verbs read their own arguments. */
export function parseCommand(typed: string, lang: Lang): ParsedCommand {
  const [first, ...words] = asOneWord(wordsOf(typed.slice(0, MAX_TYPED)));
  if (first === undefined) return { verb: "help", word: VERBS.help[lang][0], words: [] };
  const verb = verbNamed(first);
  if (verb) return { verb, word: first, words };
  const near = nearestVerb(first, lang);
  if (near) return { unknown: first, suggestion: [near, ...words].join(" ") };
  if (/\d/.test(first)) {
    return { verb: "status", word: VERBS.status[lang][0], words: [first, ...words] };
  }
  return { unknown: first, suggestion: null };
}

/** "por qué PED-1042" is typed as two words by those who write well. */
function asOneWord(words: readonly string[]): readonly string[] {
  const [first = "", second = "", ...rest] = words;
  return plainWord(first) === "por" && plainWord(second) === "que" ? ["porque", ...rest] : words;
}

/** Whether this is said to Remo, and not to the people who read along: a verb, or a number alone. */
export function isCommand(typed: string): boolean {
  const [first, ...words] = asOneWord(wordsOf(typed.slice(0, MAX_TYPED)));
  if (first === undefined || verbNamed(first)) return true;
  return words.length === 0 && /\d/.test(first);
}

/** The verb a word names, in either language; null for another word. */
export function verbNamed(typed: string): Verb | null {
  const word = plainWord(typed);
  return known().find((one) => one.word === word)?.verb ?? null;
}

/** The verb's word that was probably meant. */
export function nearestVerb(typed: string, lang: Lang): string | null {
  const word = plainWord(typed);
  const ranked = known()
    .map((one) => ({ ...one, slips: distance(word, one.word) }))
    .filter(({ slips, word: right }) => slips <= MAX_SLIPS && slips < right.length / 2)
    // Of equally near words, the reader's language first.
    .toSorted((a, b) => a.slips - b.slips || Number(b.lang === lang) - Number(a.lang === lang));
  return ranked[0]?.word ?? null;
}

function known(): readonly { readonly word: string; readonly verb: Verb; readonly lang: Lang }[] {
  const langs = ["es", "en"] as const;
  return VERB_IDS.flatMap((verb) =>
    langs.flatMap((lang) => VERBS[verb][lang].map((word) => ({ word, verb, lang }))),
  );
}
