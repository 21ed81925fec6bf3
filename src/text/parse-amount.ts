import { type Money, minorDigits, parseMinor } from "../core/money.ts";

/**
 * Money as people type it: "12,300.00", "12.300,50", "12300", "MXN 12,300". The last separator
 * before one or two final digits is the decimal one; every other groups thousands. Null when it is
 * not an amount above zero, names another currency, or has more decimals than the currency.
 */
export function parseAmount(typed: string, currency: string): Money | null {
  const match = /^(?:([A-Za-z]{3})\s*)?\$?\s*([\d.,' ]+)$/.exec(typed.trim());
  if (!match) return null;
  const [, named, figures = ""] = match;
  if (named && named.toUpperCase() !== currency) return null;
  const plain = decimalOf(figures.replaceAll(/[' ]/g, ""));
  if (plain === null) return null;
  const decimals = plain.split(".")[1]?.length ?? 0;
  if (decimals > minorDigits(currency)) return null;
  const minor = parseMinor(plain, currency);
  return minor !== null && minor > 0 ? { minor, currency } : null;
}

/** Figures with "." as the only separator, before the decimals; null when they are misgrouped. */
function decimalOf(figures: string): string | null {
  const decimal = /^(.*\d)[.,](\d{1,2})$/.exec(figures);
  const whole = decimal?.[1] ?? figures;
  if (!/^\d+$/.test(whole) && !/^\d{1,3}([.,])\d{3}(?:\1\d{3})*$/.test(whole)) return null;
  const digits = whole.replaceAll(/[.,]/g, "");
  return decimal ? `${digits}.${decimal[2]}` : digits;
}
