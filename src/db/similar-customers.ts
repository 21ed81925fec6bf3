import { distance } from "fastest-levenshtein";
import type pg from "pg";
import type { NamedCustomer } from "../app/lookups.ts";
import { compare } from "../core/fact.ts";
import { plainWord } from "../text/plain-word.ts";

const MOST_CANDIDATES = 60;
const MOST_TYPED = 100;
/** Of the three-letter pieces of what was typed, how many a name must share. */
const LEAST_SHARED = 0.45;

/** The customer of this id or name, whatever its case and accents; null where two are called so. */
export async function customerNamed(pool: pg.Pool, typed: string): Promise<NamedCustomer | null> {
  const wanted = typed.trim().slice(0, MOST_TYPED);
  const { rows } = await pool.query<NamedCustomer>({
    name: "customer-named",
    text: `
      SELECT substr(key, 10) AS id, customer_name AS name FROM subjects
      WHERE key = ANY($1::text[])
      UNION
      SELECT account, NULL FROM (
        SELECT account FROM subjects WHERE account = ANY($2::text[]) LIMIT 1) open
      UNION
      SELECT substr(key, 10), customer_name FROM subjects
      WHERE customer_name IS NOT NULL AND remo_plain(customer_name) = $3`,
    values: [
      [`customer:${wanted}`, `customer:${wanted.toUpperCase()}`],
      [wanted, wanted.toUpperCase()],
      plainWord(wanted).replaceAll(/\s+/g, " "),
    ],
  });
  // Known by its orders alone, a customer has no name of its own: the described row comes first.
  const byId = new Map<string, NamedCustomer>();
  for (const row of rows) if (row.name !== null || !byId.has(row.id)) byId.set(row.id, row);
  const exact = byId.get(wanted) ?? byId.get(wanted.toUpperCase());
  if (exact) return exact;
  const [only, other] = [...byId.values()];
  return other === undefined ? (only ?? null) : null;
}

/** $1 is what was typed, in small letters without accents; $2 as it was typed. */
export const SIMILAR_CUSTOMERS = `
  WITH near AS (
    SELECT substr(key, 10) AS id, customer_name AS name,
      (SELECT count(*) FROM unnest(remo_pieces(customer_name)) AS piece
        WHERE piece = ANY(remo_pieces($1)))::float8 / cardinality(remo_pieces($1)) AS shared
    FROM subjects
    WHERE customer_name IS NOT NULL AND remo_pieces(customer_name) && remo_pieces($1)
    ORDER BY shared DESC, id LIMIT ${MOST_CANDIDATES}),
  alike AS (
    SELECT substr(key, 10) AS id, customer_name AS name, 0::float8 AS shared FROM subjects
    WHERE key >= 'customer:' || upper(left($2, 2))
      AND key < 'customer:' || upper(left($2, 2)) || U&'\\FFFF'
    ORDER BY key LIMIT ${MOST_CANDIDATES})
  SELECT * FROM near UNION ALL SELECT * FROM alike`;

/**
 * Customers somebody may have meant, closest first: an index holds the three-letter pieces of every
 * name, and only names that share some with what was typed are looked at.
 */
export async function similarCustomers(
  pool: pg.Pool,
  typed: string,
  limit: number,
): Promise<readonly NamedCustomer[]> {
  const wanted = plainWord(typed).trim().replaceAll(/\s+/g, " ").slice(0, MOST_TYPED);
  if (wanted.length < 2) return [];
  const { rows } = await pool.query<NamedCustomer & { shared: number }>({
    name: "similar-customers",
    text: SIMILAR_CUSTOMERS,
    values: [wanted, typed.trim().slice(0, MOST_TYPED)],
  });
  const ranked = rows.map((row) => ({ ...row, far: farness(row, wanted) }));
  const best = new Map(ranked.toSorted((a, b) => b.far - a.far).map((one) => [one.id, one]));
  return [...best.values()]
    .filter(({ far }) => far <= 1 - LEAST_SHARED)
    .toSorted((a, b) => a.far - b.far || compare(a.id, b.id))
    .slice(0, limit)
    .map(({ id, name }) => ({ id, name }));
}

/** 0 is the same; ids are compared letter by letter, names by the pieces they share. */
function farness(row: NamedCustomer & { shared: number }, wanted: string): number {
  const id = row.id.toLowerCase();
  const byId = distance(id, wanted) / Math.max(2, wanted.length);
  return Math.min(byId * 2, 1 - row.shared);
}
