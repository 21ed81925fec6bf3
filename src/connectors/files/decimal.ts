/** An exact decimal: units × 10^-scale. Money is computed with it, never with floats. */
export type Decimal = { readonly units: bigint; readonly scale: number };

/** How a file writes its numbers. */
export type DecimalFormat = { readonly decimal: string; readonly thousands: string };

const MAX_DIGITS = 30;

/** Parses a plain decimal such as "-1234.50"; null when the text is not one. */
export function parseDecimal(text: string): Decimal | null {
  const match = /^([+-]?)(\d+)(?:\.(\d*))?$/.exec(text);
  if (!match) return null;
  const [, sign = "", whole = "", fraction = ""] = match;
  if (whole.length + fraction.length > MAX_DIGITS) return null;
  const units = BigInt(whole + fraction);
  return { units: sign === "-" ? -units : units, scale: fraction.length };
}

/** A file's number ("1.234,50") as a plain decimal text ("1234.50"). */
export function toPlain(text: string, format: DecimalFormat): string {
  const plain = format.thousands === "" ? text : text.replaceAll(format.thousands, "");
  if (format.decimal === ".") return plain;
  // A stray dot in a file whose decimal mark is another character is a mistake, not a mark.
  return plain.includes(".") ? text : plain.replace(format.decimal, ".");
}

export function decimalText({ units, scale }: Decimal): string {
  if (scale === 0) return String(units);
  const digits = String(units < 0n ? -units : units).padStart(scale + 1, "0");
  const sign = units < 0n ? "-" : "";
  return `${sign}${digits.slice(0, -scale)}.${digits.slice(-scale)}`;
}

export function ofInteger(value: number): Decimal {
  return { units: BigInt(value), scale: 0 };
}

export function addDecimals(a: Decimal, b: Decimal): Decimal {
  const scale = Math.max(a.scale, b.scale);
  return { units: scaled(a, scale) + scaled(b, scale), scale };
}

export function subtractDecimals(a: Decimal, b: Decimal): Decimal {
  return addDecimals(a, { units: -b.units, scale: b.scale });
}

export function multiplyDecimals(a: Decimal, b: Decimal): Decimal {
  return { units: a.units * b.units, scale: a.scale + b.scale };
}

function scaled({ units, scale }: Decimal, to: number): bigint {
  return units * 10n ** BigInt(to - scale);
}
