import { distance } from "fastest-levenshtein";
import type { Lang } from "../../text/format.ts";

/** What people type, in both languages; the first word of each language is the one suggested. */
const VERBS = {
  status: { es: ["estado"], en: ["status"] },
  cases: { es: ["casos"], en: ["cases"] },
  evidence: { es: ["evidencia"], en: ["evidence"] },
  credit: { es: ["credito"], en: ["credit"] },
  help: { es: ["ayuda"], en: ["help"] },
} as const satisfies Record<string, Record<Lang, readonly string[]>>;

type Verb = keyof typeof VERBS;

const SCOPES: Readonly<Record<string, "mine" | "team">> = {
  mine: "mine",
  mias: "mine",
  mios: "mine",
  team: "team",
  equipo: "team",
};

/** Two slips in a word are still the word; three are another one. */
const MAX_SLIPS = 2;
const MAX_TYPED = 200;

export type ParsedCommand =
  | { readonly verb: "status" | "evidence"; readonly id: string }
  | { readonly verb: "cases"; readonly scope: "mine" | "team" }
  /** The words after it, and the verb as it was typed. */
  | { readonly verb: "credit"; readonly words: readonly string[]; readonly typed: string }
  | { readonly verb: "help" }
  | { readonly missingId: string }
  /** `suggestion` is the whole command as it should have been typed. */
  | { readonly unknown: string; readonly suggestion: string | null };

/** Reads a command; a bare order number asks for its status. */
export function parseCommand(typed: string, lang: Lang): ParsedCommand {
  const words = typed.trim().slice(0, MAX_TYPED).split(/\s+/).filter(Boolean);
  const [first, ...rest] = words;
  if (first === undefined) return { verb: "help" };
  const verb = verbOf(plain(first));
  if (verb) return withArguments(verb, first, rest);
  const near = nearest(plain(first), lang);
  if (near) return { unknown: first, suggestion: [near, ...rest].join(" ") };
  if (/\d/.test(first)) return { verb: "status", id: words.join(" ") };
  return { unknown: first, suggestion: null };
}

function withArguments(verb: Verb, asTyped: string, rest: readonly string[]): ParsedCommand {
  switch (verb) {
    case "help":
      return { verb };
    case "credit":
      return { verb, words: rest, typed: asTyped };
    case "cases":
      return { verb, scope: SCOPES[plain(rest[0] ?? "")] ?? "mine" };
    case "status":
    case "evidence":
      return rest.length > 0 ? { verb, id: rest.join(" ") } : { missingId: asTyped };
    default:
      return verb satisfies never;
  }
}

/** Lower case, without accents: "Mías" and "mias" are one word. */
function plain(word: string): string {
  return word.normalize("NFD").replaceAll(/\p{M}/gu, "").toLowerCase();
}

function verbOf(word: string): Verb | null {
  return known().find((one) => one.word === word)?.verb ?? null;
}

function nearest(word: string, lang: Lang): string | null {
  const ranked = known()
    .map((one) => ({ ...one, slips: distance(word, one.word) }))
    .filter(({ slips, word: right }) => slips <= MAX_SLIPS && slips < right.length / 2)
    // Of equally near words, the reader's language first.
    .sort((a, b) => a.slips - b.slips || Number(b.lang === lang) - Number(a.lang === lang));
  return ranked[0]?.word ?? null;
}

function known(): readonly { readonly word: string; readonly verb: Verb; readonly lang: Lang }[] {
  const verbs = ["status", "cases", "evidence", "credit", "help"] as const;
  const langs = ["es", "en"] as const;
  return verbs.flatMap((verb) =>
    langs.flatMap((lang) => VERBS[verb][lang].map((word) => ({ word, verb, lang }))),
  );
}
