import type { Language, Words } from "./words.ts";

/** How one reader sees time: their zone, the page's language. */
export type Reader = { tz: string; locale: string; language: Language };

function localeOf(reader: Reader): string {
  return reader.locale.startsWith(reader.language)
    ? reader.locale
    : { es: "es-MX", en: "en-US" }[reader.language];
}

export function msOf(ts: string): number {
  return Number(ts) * 1000;
}

function shown(ms: number, reader: Reader, options: Intl.DateTimeFormatOptions): string {
  const format = { timeZone: reader.tz, hourCycle: "h23" as const, ...options };
  return new Intl.DateTimeFormat(localeOf(reader), format).format(ms);
}

export function timeOf(ms: number, reader: Reader): string {
  return shown(ms, reader, { hour: "2-digit", minute: "2-digit" });
}

export function dayKey(ms: number, reader: Reader): string {
  return shown(ms, reader, { year: "numeric", month: "2-digit", day: "2-digit" });
}

export function clockOf(ms: number, reader: Reader): { day: string; time: string } {
  const day = shown(ms, reader, { weekday: "short", day: "numeric", month: "short" });
  return { day: day.replaceAll(/[.,]| de\b/g, ""), time: timeOf(ms, reader) };
}

/** "Today", "Yesterday", or the day with its month in letters. */
export function dayOf(ms: number, nowMs: number, reader: Reader, words: Words): string {
  const key = dayKey(ms, reader);
  if (key === dayKey(nowMs, reader)) return words.today;
  if (key === dayKey(nowMs - 86_400_000, reader)) return words.yesterday;
  const text = shown(ms, reader, { weekday: "long", day: "numeric", month: "long" });
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** A calendar day with its month in letters, since browsers write dates in their own order. */
export function dateInWords(isoDate: string, reader: Reader): string {
  const noon = Date.parse(`${isoDate}T12:00:00Z`);
  if (Number.isNaN(noon)) return "";
  const words = { weekday: "short", day: "numeric", month: "long", year: "numeric" } as const;
  return shown(noon, { ...reader, tz: "UTC" }, words);
}

/** Fills the tokens of a `<!date^seconds^{date} {time}|fallback>`. */
export function dateTokens(seconds: number, format: string, reader: Reader): string {
  const ms = seconds * 1000;
  const day = (options: Intl.DateTimeFormatOptions) => shown(ms, reader, options);
  const short = { day: "numeric", month: "short", year: "numeric" } as const;
  const long = { weekday: "long", day: "numeric", month: "long", year: "numeric" } as const;
  const tokens: Readonly<Record<string, () => string>> = {
    date_num: () => day({ year: "numeric", month: "2-digit", day: "2-digit" }),
    date: () => day({ day: "numeric", month: "long", year: "numeric" }),
    date_short: () => day(short),
    date_long: () => day(long),
    date_pretty: () => day({ day: "numeric", month: "long", year: "numeric" }),
    date_short_pretty: () => day(short),
    date_long_pretty: () => day(long),
    time: () => timeOf(ms, reader),
    time_secs: () => day({ hour: "2-digit", minute: "2-digit", second: "2-digit" }),
  };
  return format.replaceAll(/\{(\w+)\}/g, (whole, name: string) => tokens[name]?.() ?? whole);
}
