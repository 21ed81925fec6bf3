/** An amount in minor units (cents, pesos of CLP…) of one ISO 4217 currency. Never a float of majors. */
export type Money = { readonly minor: number; readonly currency: string };

// ISO 4217 minor units where they are not two. COP has two, though few people write them.
const MINOR_DIGITS: Readonly<Record<string, number>> = {
  ...Object.fromEntries(
    ["BIF", "CLP", "DJF", "GNF", "ISK", "JPY", "KMF", "KRW", "PYG", "RWF", "UGX", "UYI", "VND"].map(
      (code) => [code, 0],
    ),
  ),
  ...Object.fromEntries(["VUV", "XAF", "XOF", "XPF"].map((code) => [code, 0])),
  ...Object.fromEntries(["BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"].map((code) => [code, 3])),
  CLF: 4,
  UYW: 4,
};

/** Digits after the decimal point in this currency (ISO 4217). */
export function minorDigits(currency: string): number {
  return MINOR_DIGITS[currency] ?? 2;
}

/** Minor units of a decimal text such as "1234.5"; null when it is not a plain decimal number. */
export function parseMinor(decimal: string, currency: string): number | null {
  const match = /^([+-]?)(\d+)(?:\.(\d*))?$/.exec(decimal.trim());
  if (!match) return null;
  const [, sign, whole = "0", fraction = ""] = match;
  const digits = minorDigits(currency);
  const kept = fraction.slice(0, digits).padEnd(digits, "0");
  // Half up on the first digit that does not fit, as commercial rounding does.
  const carry = Number(fraction[digits] ?? "0") >= 5 ? 1 : 0;
  const minor = Number(whole + kept) + carry;
  return Number.isSafeInteger(minor) ? (sign === "-" ? -minor : minor) : null;
}

/** The share of an amount, rounded to the minor unit: `share(total, 10, 100)` is a tenth of it. */
export function share(amount: Money, part: number, whole: number): Money {
  if (whole === 0) return { minor: 0, currency: amount.currency };
  return { minor: Math.round((amount.minor * part) / whole), currency: amount.currency };
}
