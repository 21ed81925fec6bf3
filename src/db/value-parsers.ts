import pg from "pg";

const { builtins, getTypeParser } = pg.types;
const INT8_ARRAY = 1016;
const DATE_ARRAY = 1182;
const TIMESTAMPTZ_ARRAY = 1185;

// Typed as number because the types of pg name no array types.
const TEXT_ARRAY: number = 1009;
const splitArray: (text: string) => (string | null)[] = getTypeParser(TEXT_ARRAY);
const toDate: (text: string) => Date | number = getTypeParser(builtins.TIMESTAMPTZ);

/** `2026-11-19 20:10:00.5+00`, the form in which PostgreSQL writes an instant in UTC. */
const UTC_TEXT = /^(\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d)(?:\.(\d{1,6}))?\+00$/;

/**
 * An instant as `2026-11-19T20:10:00.000Z`, always with milliseconds, whatever the time zone of the
 * session; finer fractions are cut. Infinity and years beyond ISO 8601's four digits throw.
 */
function parseInstant(text: string): string {
  const parts = UTC_TEXT.exec(text);
  if (parts !== null) {
    return `${parts[1]}T${parts[2]}.${(parts[3] ?? "").slice(0, 3).padEnd(3, "0")}Z`;
  }
  const date = toDate(text);
  if (typeof date === "number")
    throw new RangeError(`${text} is not an instant that Remo can hold`);
  return date.toISOString();
}

/** A number while that is exact (up to 2^53 - 1), a bigint beyond. */
function parseInteger(text: string): number | bigint {
  const value = Number(text);
  return Number.isSafeInteger(value) ? value : BigInt(text);
}

function arrayOf<T>(parse: (text: string) => T): (text: string) => (T | null)[] {
  return (text) => splitArray(text).map((item) => (item === null ? null : parse(item)));
}

const parsers = new Map<number, (text: string) => unknown>([
  [builtins.INT8, parseInteger],
  [INT8_ARRAY, arrayOf(parseInteger)],
  [builtins.TIMESTAMPTZ, parseInstant],
  [TIMESTAMPTZ_ARRAY, arrayOf(parseInstant)],
  // A date has no time zone; a Date would give it the machine's.
  [builtins.DATE, (text) => text],
  [DATE_ARRAY, arrayOf((text) => text)],
]);

/**
 * How the pool reads values: int8 as number, instants as ISO 8601 text in UTC, dates as
 * `YYYY-MM-DD`, everything else as pg does. Given to a pool, so that other users of pg in the same
 * process keep theirs.
 */
export const valueParsers: pg.CustomTypesConfig = {
  getTypeParser: (oid: number, format?: "text" | "binary") =>
    (format === "binary" ? undefined : parsers.get(oid)) ?? getTypeParser(oid, format),
};
