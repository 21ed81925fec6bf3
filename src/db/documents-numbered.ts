import type pg from "pg";

export type NumberedDocument = { readonly id: string; readonly orderId: string };

/** A company numbers its documents in a few ways; ids that machines make have no prefixes. */
const MOST_PREFIXES = 64;
const DIGITS = /^#?(\d{1,20})$/;

/**
 * Orders, deliveries and invoices numbered by a prefix that is in use and these digits, with or
 * without zeros before them. The prefixes are found by leaping through the index from each to the
 * next, so that a million orders cost what ten do.
 */
export async function documentsNumbered(
  pool: pg.Pool,
  typed: string,
  limit: number,
): Promise<readonly NumberedDocument[]> {
  const digits = DIGITS.exec(typed.trim())?.[1];
  if (digits === undefined) return [];
  const { rows } = await pool.query<NumberedDocument>({
    name: "documents-numbered",
    // ":" is what follows "9" and ";" what follows ":" in the order of the keys.
    text: `
      WITH RECURSIVE samples (kind, key, step) AS (
        SELECT kind, (SELECT min(key) FROM subjects
          WHERE key >= kind || ':' AND key < kind || ';'), 1
        FROM unnest(ARRAY['order', 'delivery', 'invoice']) AS kinds (kind)
        UNION ALL
        SELECT kind, (SELECT min(s.key) FROM subjects s
          WHERE s.key >= regexp_replace(samples.key, '[0-9]+$', '') || ':'
            AND s.key < kind || ';'), step + 1
        FROM samples WHERE key IS NOT NULL AND step < ${MOST_PREFIXES}
      ), prefixes AS (
        SELECT regexp_replace(key, '[0-9]+$', '') AS prefix,
          length(substring(key FROM '[0-9]+$')) AS digits
        FROM samples WHERE key ~ '[0-9]$'
      ), candidates AS (
        SELECT prefix || $1 AS key FROM prefixes
        UNION SELECT prefix || lpad($1, greatest(digits, length($1)), '0') FROM prefixes
      )
      SELECT DISTINCT substr(s.key, strpos(s.key, ':') + 1) AS id,
        substr(coalesce(l.order_key, s.key), 7) AS "orderId"
      FROM candidates c JOIN subjects s ON s.key = c.key
      LEFT JOIN links l ON l.subject_key = s.key
      WHERE l.order_key IS NOT NULL OR s.key LIKE 'order:%'
      ORDER BY 2, 1 LIMIT $2`,
    values: [digits, limit],
  });
  return rows;
}
