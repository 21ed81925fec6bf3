import { epochMs, type Instant, localDate, type LocalDate, wallClock } from "../core/calendar.ts";
import { type Money, minorDigits } from "../core/money.ts";

export type Lang = "es" | "en";

/** Figures, dates and durations as one reader writes them. */
export type Format = {
  readonly lang: Lang;
  readonly now: Instant;
  money(amount: Money): string;
  quantity(quantity: number, unit?: string | null): string;
  /** "86%", "2.1%": a share of one. */
  percent(share: number): string;
  /** "jue 19 nov"; with the year when it is not this year's. */
  date(date: LocalDate): string;
  /** "jue 19 nov, 14:10" in the reader's zone. */
  moment(instant: Instant): string;
  /** "hoy 17:00", "ayer 18:05", "mañana 09:00", else the moment: where it stands alone. */
  when(instant: Instant): string;
  /** "las 14:25" when it is today, else as `when`: to be told inside a sentence. */
  at(instant: Instant): string;
  /** "22 nov 15:02": without the weekday, for lines that record what happened. */
  stamp(instant: Instant): string;
  /** "hace 3 días", "in 2 h": from `now`, as `elapsed` and `left` count. */
  relative(instant: Instant): string;
  /** "3 días", "2 h", "15 min": whole units that have passed; 39 h are one day. */
  elapsed(ms: number): string;
  /** What is still to come, in whole units too; only a minute that has begun is still counted. */
  left(ms: number): string;
  /** "3.2 días", "5 h": elapsed and multiplied by money, so its days have a decimal. */
  span(ms: number): string;
  /** "hora de Colombia", "Colombia Time": whose clock this is. */
  clockName(): string;
  list(items: readonly string[]): string;
};

// The currency's own country decides how its figures are written; the language decides the rest.
const LOCALE_OF_CURRENCY: Readonly<Record<string, string>> = {
  MXN: "es-MX",
  COP: "es-CO",
  CLP: "es-CL",
  PEN: "es-PE",
  ARS: "es-AR",
  BRL: "pt-BR",
  USD: "en-US",
  GBP: "en-GB",
  EUR: "es-ES",
};
const LOCALE: Readonly<Record<Lang, string>> = { es: "es-MX", en: "en-GB" };

// Written without decimals when there are none: nobody writes cents of these.
const WHOLE = new Set(["COP", "CLP", "PYG", "ARS"]);

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** `zone` is IANA; `now` makes "today" and "3 days ago" mean something. */
export function createFormat(lang: Lang, zone: string, now: Instant): Format {
  const locale = LOCALE[lang];
  const date = (value: LocalDate, today: string) => formatDate(lang, locale, value, today);
  const today = localDate(now, zone);
  return {
    lang,
    now,
    money,
    quantity: (quantity, unit) =>
      `${new Intl.NumberFormat(locale, { maximumFractionDigits: 3 }).format(quantity)}${unit ? ` ${unit}` : ""}`,
    percent: (share) =>
      new Intl.NumberFormat(locale, { style: "percent", maximumFractionDigits: 1 }).format(share),
    date: (value) => date(value, today),
    moment: (instant) => `${date(localDate(instant, zone), today)}, ${wallClock(instant, zone)}`,
    when: (instant) => when(lang, zone, today, instant, (day) => date(day, today)),
    at: (instant) =>
      localDate(instant, zone) === today
        ? `${lang === "es" ? "las " : ""}${wallClock(instant, zone)}`
        : when(lang, zone, today, instant, (day) => date(day, today)),
    stamp: (instant) =>
      `${date(localDate(instant, zone), today).split(" ").slice(1).join(" ")} ${wallClock(instant, zone)}`,
    relative: (instant) => relative(lang, epochMs(instant) - epochMs(now)),
    elapsed: (ms) => duration(lang, ms),
    left: (ms) => left(lang, ms),
    span: (ms) => span(lang, locale, ms),
    clockName: () => clockName(locale, zone, now),
    list: (items) => new Intl.ListFormat(locale, { type: "conjunction" }).format(items),
  };
}

/** "MXN 184,000.00", "COP 184.000". */
export function money({ minor, currency }: Money): string {
  const digits = minorDigits(currency);
  const whole = WHOLE.has(currency) && minor % 10 ** digits === 0;
  const shown = new Intl.NumberFormat(LOCALE_OF_CURRENCY[currency] ?? "en-US", {
    minimumFractionDigits: whole ? 0 : digits,
    maximumFractionDigits: whole ? 0 : digits,
    useGrouping: true,
  }).format(minor / 10 ** digits);
  return `${currency} ${shown}`;
}

function formatDate(lang: Lang, locale: string, value: LocalDate, today: LocalDate): string {
  const parts = new Intl.DateTimeFormat(locale, {
    timeZone: "UTC",
    weekday: "short",
    day: "numeric",
    month: "short",
    year: "numeric",
  }).formatToParts(Date.parse(`${value}T12:00:00Z`));
  const part = (type: string) =>
    (parts.find((one) => one.type === type)?.value ?? "").replace(".", "");
  const year = value.slice(0, 4) === today.slice(0, 4) ? "" : ` ${part("year")}`;
  const weekday = part("weekday");
  const month = lang === "es" ? part("month").toLowerCase() : part("month");
  return `${weekday} ${part("day")} ${month}${year}`;
}

const DAY_WORDS: Readonly<Record<Lang, Readonly<Record<number, string>>>> = {
  es: { [-1]: "ayer", 0: "hoy", 1: "mañana" },
  en: { [-1]: "yesterday", 0: "today", 1: "tomorrow" },
};

function when(
  lang: Lang,
  zone: string,
  today: LocalDate,
  instant: Instant,
  date: (day: LocalDate) => string,
): string {
  const day = localDate(instant, zone);
  const away = Math.round((Date.parse(day) - Date.parse(today)) / DAY_MS);
  const word = DAY_WORDS[lang][away];
  return word ? `${word} ${wallClock(instant, zone)}` : `${date(day)}, ${wallClock(instant, zone)}`;
}

function clockName(locale: string, zone: string, now: Instant): string {
  const format = new Intl.DateTimeFormat(locale, { timeZone: zone, timeZoneName: "shortGeneric" });
  const parts = format.formatToParts(epochMs(now));
  return parts.find(({ type }) => type === "timeZoneName")?.value ?? zone;
}

function span(lang: Lang, locale: string, ms: number): string {
  if (Math.abs(ms) < DAY_MS) return duration(lang, ms);
  const days = Math.floor((Math.abs(ms) / DAY_MS) * 10) / 10;
  const shown = new Intl.NumberFormat(locale, { maximumFractionDigits: 1 }).format(days);
  if (lang === "es") return days === 1 ? "1 día" : `${shown} días`;
  return days === 1 ? "1 day" : `${shown} days`;
}

function relative(lang: Lang, ms: number): string {
  if (Math.abs(ms) < MINUTE_MS) return lang === "es" ? "ahora" : "now";
  if (ms > 0) return lang === "es" ? `en ${left(lang, ms)}` : `in ${left(lang, ms)}`;
  return lang === "es" ? `hace ${duration(lang, ms)}` : `${duration(lang, ms)} ago`;
}

/** A deadline of eight hours must not read "7 h left" a second after it was set. */
function left(lang: Lang, ms: number): string {
  return duration(lang, Math.ceil(Math.abs(ms) / MINUTE_MS) * MINUTE_MS);
}

/** Rounded down: who reads "2 days" may count on it that two days have passed. */
function duration(lang: Lang, ms: number): string {
  const size = Math.abs(ms);
  if (size < HOUR_MS) return `${Math.max(1, Math.floor(size / MINUTE_MS))} min`;
  if (size < DAY_MS) return `${Math.floor(size / HOUR_MS)} h`;
  const days = Math.floor(size / DAY_MS);
  if (lang === "es") return days === 1 ? "1 día" : `${days} días`;
  return days === 1 ? "1 day" : `${days} days`;
}
