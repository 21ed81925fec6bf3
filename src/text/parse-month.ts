import { localDate } from "../core/calendar.ts";
import { monthNamed } from "./date-words.ts";
import type { WhenContext } from "./parse-when.ts";
import { plainWord } from "./plain-word.ts";

/**
 * A month as people type it: "2026-11", "11/2026", "noviembre", "nov 2025". Without a year it is the
 * last such month that has begun; nothing typed is the current one. "YYYY-MM", or null.
 */
export function parseMonth(typed: string, { now, zone, lang }: WhenContext): string | null {
  const text = plainWord(typed).trim().replaceAll(/\s+/g, " ");
  const current = localDate(now, zone).slice(0, 7);
  if (text === "") return current;
  const iso = /^(\d{4})-(\d{1,2})$/.exec(text);
  if (iso) return monthOf(Number(iso[1]), Number(iso[2]));
  const turned = /^(\d{1,2})[/-](\d{4})$/.exec(text);
  if (turned) return monthOf(Number(turned[2]), Number(turned[1]));
  const words = /^([a-z]+)(?:(?: de)? (\d{4}))?$/.exec(text);
  const month = monthNamed(words?.[1] ?? "", lang);
  if (month === null) return null;
  if (words?.[2] !== undefined) return monthOf(Number(words[2]), month);
  const year = Number(current.slice(0, 4));
  const named = monthOf(year, month);
  return named !== null && named > current ? monthOf(year - 1, month) : named;
}

function monthOf(year: number, month: number): string | null {
  if (year < 2000 || year > 2100 || month < 1 || month > 12) return null;
  return `${year}-${String(month).padStart(2, "0")}`;
}

/** The first day of the month after: until then whatever began belongs to it. */
export function dayAfterMonth(month: string): string {
  const [year = 0, number = 1] = month.split("-").map(Number);
  return number === 12 ? `${year + 1}-01-01` : `${year}-${String(number + 1).padStart(2, "0")}-01`;
}

const LOCALE = { es: "es-MX", en: "en-GB" } as const;

/** "noviembre de 2026", "November 2026". */
export function monthWords(month: string, lang: WhenContext["lang"]): string {
  const shown = { month: "long", year: "numeric", timeZone: "UTC" } as const;
  return new Intl.DateTimeFormat(LOCALE[lang], shown).format(Date.parse(`${month}-15T12:00:00Z`));
}
