import type { Lang } from "./format.ts";

/** Days and months as people type them, without accents. Monday and January come first. */
const WEEKDAYS: Readonly<Record<Lang, readonly string[]>> = {
  es: ["lunes", "martes", "miercoles", "jueves", "viernes", "sabado", "domingo"],
  en: ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"],
};
const MONTHS: Readonly<Record<Lang, readonly string[]>> = {
  es: [
    "enero",
    "febrero",
    "marzo",
    "abril",
    "mayo",
    "junio",
    "julio",
    "agosto",
    "septiembre",
    "octubre",
    "noviembre",
    "diciembre",
  ],
  en: [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
  ],
};
/** "nov", "sept": fewer letters name nothing. */
const SHORT = 3;

/** 1 is Monday; null for another word. Short forms count in their own language: "mar" is martes. */
export function weekdayNamed(word: string, lang: Lang): number | null {
  return named(WEEKDAYS, word, lang);
}

/** 1 is January; null for another word. */
export function monthNamed(word: string, lang: Lang): number | null {
  return word === "setiembre" ? 9 : named(MONTHS, word, lang);
}

function named(
  names: Readonly<Record<Lang, readonly string[]>>,
  word: string,
  lang: Lang,
): number | null {
  const other = lang === "es" ? "en" : "es";
  const short = (of: Lang) =>
    word.length < SHORT ? -1 : names[of].findIndex((name) => name.startsWith(word));
  const found = [
    names[lang].indexOf(word),
    names[other].indexOf(word),
    // The reader's own short forms before the other language's.
    short(lang),
    short(other),
  ].find((at) => at >= 0);
  return found === undefined ? null : found + 1;
}
