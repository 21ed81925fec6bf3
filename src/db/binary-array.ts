const HEADER_BYTES = 20;
const LENGTH_BYTES = 4;
const HAS_NULLS = 1;
const NULL_LENGTH = -1;
const MICROSECONDS = 1_000n;
/** PostgreSQL counts instants from 2000-01-01. */
const FIRST_INSTANT_MS = Date.UTC(2000, 0, 1);

/** How one value is written: how many bytes it takes, and the writing of them. */
type Element<V> = {
  /** From pg_type. */
  readonly oid: number;
  bytes(value: V): number;
  write(buffer: Buffer, value: V, at: number): void;
};

const inUtf8: Omit<Element<string>, "oid"> = {
  bytes: (value) => Buffer.byteLength(value, "utf8"),
  write: (buffer, value, at) => void buffer.write(value, at, "utf8"),
};

const ELEMENTS = {
  text: { oid: 25, ...inUtf8 } satisfies Element<string>,
  json: { oid: 114, ...inUtf8 } satisfies Element<string>,
  int4: {
    oid: 23,
    bytes: () => 4,
    write: (buffer, value, at) => void buffer.writeInt32BE(value, at),
  } satisfies Element<number>,
  /** Instants in ISO 8601. */
  timestamptz: {
    oid: 1184,
    bytes: () => 8,
    write(buffer, value, at) {
      buffer.writeBigInt64BE(BigInt(Date.parse(value) - FIRST_INSTANT_MS) * MICROSECONDS, at);
    },
  } satisfies Element<string>,
};

type Type = keyof typeof ELEMENTS;
type ValueOf<T extends Type> = T extends "int4" ? number : string;

/**
 * An array parameter in PostgreSQL's binary format (array_recv): one dimension, elements in UTF-8.
 * As array text each value is escaped quote by quote here and unescaped by the server; this way
 * neither is, which is a good part of what a large batch costs.
 */
export function binaryArray<T extends Type>(
  type: T,
  values: readonly (ValueOf<T> | null)[],
): Buffer {
  // Which element goes with which values is what the signature says.
  return written(ELEMENTS[type] as Element<string | number>, values);
}

function written<V>(element: Element<V>, values: readonly (V | null)[]): Buffer {
  const lengths = values.map((value) => (value === null ? NULL_LENGTH : element.bytes(value)));
  let size = HEADER_BYTES;
  for (const length of lengths) size += LENGTH_BYTES + Math.max(0, length);
  const buffer = Buffer.allocUnsafe(size);
  buffer.writeInt32BE(values.length === 0 ? 0 : 1, 0);
  buffer.writeInt32BE(lengths.includes(NULL_LENGTH) ? HAS_NULLS : 0, 4);
  buffer.writeInt32BE(element.oid, 8);
  // An array of no dimensions ends before its length and its first subscript.
  if (values.length === 0) return buffer.subarray(0, 12);
  buffer.writeInt32BE(values.length, 12);
  buffer.writeInt32BE(1, 16);
  let at = HEADER_BYTES;
  values.forEach((value, index) => {
    const length = lengths[index] ?? NULL_LENGTH;
    buffer.writeInt32BE(length, at);
    at += LENGTH_BYTES;
    if (value === null) return;
    element.write(buffer, value, at);
    at += length;
  });
  return buffer;
}

/** A column of texts, the kind that most columns are. */
export function texts(values: readonly (string | null)[]): Buffer {
  return binaryArray("text", values);
}
