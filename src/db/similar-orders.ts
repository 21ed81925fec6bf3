import { distance } from "fastest-levenshtein";
import type pg from "pg";
import { compare } from "../core/fact.ts";

export type SimilarOrder = { readonly id: string; readonly customerName: string | null };

const PER_PREFIX = 40;
const SHORTEST_PREFIX = 2;
const MOST_PREFIXES = 8;
// Longer ids are machine-made: nobody types them by hand.
const LONGEST_TYPED = 24;

/**
 * Orders somebody may have meant by a number that does not exist, closest first. Two swapped digits
 * come before one wrong digit, and that before numbers that only begin alike. Index look-ups only:
 * a million orders cost what ten do.
 */
export async function similarOrders(
  pool: pg.Pool,
  typed: string,
  limit: number,
): Promise<readonly SimilarOrder[]> {
  const wanted = typed.trim().toUpperCase().slice(0, 128);
  if (wanted.length < SHORTEST_PREFIX) return [];
  const swapped = swaps(wanted);
  const near = [...swapped, ...slips(wanted)].map((id) => `order:${id}`);
  const { rows } = await pool.query<{ id: string; name: string | null }>({
    name: "similar-orders",
    text: `
      SELECT DISTINCT substr(key, 7) AS id, state->>'customerName' AS name FROM (
        SELECT key, state FROM subjects WHERE key = ANY($1::text[])
        UNION ALL
        SELECT s.key, s.state FROM unnest($2::text[]) AS p (prefix)
        CROSS JOIN LATERAL (SELECT key, state FROM subjects
          WHERE key >= 'order:' || p.prefix AND key < 'order:' || p.prefix || U&'\\FFFF'
          ORDER BY key LIMIT ${PER_PREFIX}) s
      ) candidates`,
    values: [near, prefixesOf(wanted)],
  });
  return rows
    .map(({ id, name }) => ({ id, customerName: name, far: farness(id, wanted, swapped) }))
    .filter(({ far }) => far <= Math.max(2, wanted.length / 2))
    .toSorted((a, b) => a.far - b.far || compare(a.id, b.id))
    .slice(0, limit)
    .map(({ id, customerName }) => ({ id, customerName }));
}

/** Edits between them; a swap of neighbours is one slip of the fingers, not two edits. */
function farness(id: string, wanted: string, swapped: ReadonlySet<string>): number {
  return swapped.has(id.toUpperCase()) ? 0.5 : distance(id.toUpperCase(), wanted);
}

function prefixesOf(wanted: string): readonly string[] {
  const cuts = Array.from({ length: wanted.length - SHORTEST_PREFIX + 1 }, (_, cut) =>
    wanted.slice(0, wanted.length - cut),
  );
  return cuts.slice(0, MOST_PREFIXES);
}

function swaps(wanted: string): ReadonlySet<string> {
  const all = new Set<string>();
  if (wanted.length > LONGEST_TYPED) return all;
  for (let at = 0; at + 1 < wanted.length; at += 1) {
    const [one = "", other = ""] = wanted.slice(at, at + 2);
    all.add(wanted.slice(0, at) + other + one + wanted.slice(at + 2));
  }
  all.delete(wanted);
  return all;
}

/** One digit wrong, or one character too many. */
function slips(wanted: string): readonly string[] {
  if (wanted.length > LONGEST_TYPED) return [];
  return Array.from(wanted).flatMap((character, at) => {
    const [before, after] = [wanted.slice(0, at), wanted.slice(at + 1)];
    const others = /\d/.test(character) ? Array.from("0123456789") : [];
    return [before + after, ...others.map((digit) => before + digit + after)];
  });
}
