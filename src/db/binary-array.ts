const HEADER_BYTES = 20;
const HAS_NULLS = 1;
const NULL_LENGTH = -1;
// From pg_type: the element types that these arrays may have.
const ELEMENT_OID = { text: 25, json: 114 } as const;

/**
 * An array parameter in PostgreSQL's binary format (array_recv): one dimension, elements in UTF-8.
 * JSON as array text is escaped quote by quote here and unescaped by the server; this way neither
 * is, which is a good part of what a large batch costs.
 */
export function binaryArray(
  type: keyof typeof ELEMENT_OID,
  values: readonly (string | null)[],
): Buffer {
  const lengths = values.map((value) =>
    value === null ? NULL_LENGTH : Buffer.byteLength(value, "utf8"),
  );
  const body = lengths.reduce((all, length) => all + 4 + Math.max(0, length), 0);
  const buffer = Buffer.allocUnsafe(HEADER_BYTES + body);
  buffer.writeInt32BE(values.length === 0 ? 0 : 1, 0);
  buffer.writeInt32BE(values.includes(null) ? HAS_NULLS : 0, 4);
  buffer.writeInt32BE(ELEMENT_OID[type], 8);
  // An array of no dimensions ends before its length and its first subscript.
  if (values.length === 0) return buffer.subarray(0, 12);
  buffer.writeInt32BE(values.length, 12);
  buffer.writeInt32BE(1, 16);
  let at = HEADER_BYTES;
  values.forEach((value, index) => {
    at = buffer.writeInt32BE(lengths[index] ?? NULL_LENGTH, at);
    if (value !== null) at += buffer.write(value, at, "utf8");
  });
  return buffer;
}
