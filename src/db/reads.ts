import { distance } from "fastest-levenshtein";
import type pg from "pg";
import { orderPicture } from "../app/judge-batch.ts";
import type { CaseQuery, Reads } from "../app/ports.ts";
import type { Case, CaseEvent } from "../core/case.ts";
import { compare, type SubjectKey } from "../core/fact.ts";
import type { OrderPicture } from "../core/picture.ts";
import { storedOf, type SubjectRow } from "./subjects-table.ts";

const EVENTS_LIMIT = 200;
const CANDIDATES_PER_PREFIX = 60;
const SHORTEST_PREFIX = 2;

/** Questions people and cards ask. `zone` is the default of orders that say none. */
export function createReads(pool: pg.Pool, zone: string): Reads {
  const oneCase = async (name: string, text: string, values: readonly unknown[]) => {
    const { rows } = await pool.query<{ body: Case }>({ name, text, values: [...values] });
    return rows[0]?.body ?? null;
  };
  return {
    caseById: (id) => oneCase("case-by-id", `SELECT body FROM cases WHERE id = $1`, [id]),
    caseOf: (group) =>
      oneCase(
        "case-of",
        `SELECT body FROM cases WHERE group_type = $1 AND group_id = $2
         ORDER BY opened_at DESC, (state <> 'closed') DESC LIMIT 1`,
        [group.type, group.id],
      ),
    cases: (query) => casesBy(pool, query),
    lastClosed: (teams) =>
      oneCase(
        "last-closed",
        `SELECT c.body FROM unnest($1::text[]) AS t (team)
         CROSS JOIN LATERAL (SELECT body, closed_at FROM cases
           WHERE team = t.team AND state = 'closed' ORDER BY closed_at DESC LIMIT 1) c
         ORDER BY c.closed_at DESC LIMIT 1`,
        [teams],
      ),
    async eventsOf(caseId) {
      const { rows } = await pool.query<{ body: CaseEvent }>({
        name: "events-of",
        text: `SELECT body FROM case_events WHERE case_id = $1 ORDER BY seq DESC LIMIT ${EVENTS_LIMIT}`,
        values: [caseId],
      });
      return rows.map((row) => row.body).toReversed();
    },
    picture: (orderId) => readPicture(pool, orderId, zone),
    similarOrders: (typed, limit) => similarOrders(pool, typed, limit),
    async orderOf(documentId) {
      const { rows } = await pool.query<{ order_key: string }>({
        name: "order-of",
        text: `SELECT order_key FROM links WHERE subject_key = ANY($1::text[]) LIMIT 1`,
        values: [[`delivery:${documentId}`, `invoice:${documentId}`]],
      });
      return rows[0]?.order_key.slice("order:".length) ?? null;
    },
  };
}

async function casesBy(
  pool: pg.Pool,
  query: CaseQuery,
): Promise<{ readonly cases: readonly Case[]; readonly total: number }> {
  const { rows } = await pool.query<{ body: Case; total: number }>({
    text: `
      SELECT body, count(*) OVER () AS total FROM cases
      WHERE ${query.state === "closed" ? "state = 'closed'" : "state <> 'closed'"}
        AND ($1::text[] IS NULL OR team = ANY($1))
        AND ($2::text IS NULL OR $2 = ANY(rules))
      ORDER BY severity, amount_minor DESC NULLS LAST, opened_at, id LIMIT $3`,
    values: [query.teams ?? null, query.rule ?? null, query.limit],
  });
  return { cases: rows.map((row) => row.body), total: rows[0]?.total ?? 0 };
}

async function readPicture(
  pool: pg.Pool,
  orderId: string,
  zone: string,
): Promise<OrderPicture | null> {
  const { rows } = await pool.query<SubjectRow>({
    name: "picture-of",
    text: `
      SELECT key, state, fold_key, version FROM subjects WHERE key IN (
        SELECT $1::text UNION SELECT subject_key FROM links WHERE order_key = $1)`,
    values: [`order:${orderId}`],
  });
  const subjects = rows
    .toSorted((a, b) => compare(a.key, b.key))
    .map((row) => storedOf(row).subject);
  const order = subjects.flatMap((one) => (one.kind === "order" ? [one.state] : []))[0];
  if (!order?.placedAt) return null;
  const customers = subjects.flatMap((one) => (one.kind === "customer" ? [one.state] : []));
  const customer = (id: string | null) => customers.find((one) => one.id === id);
  return orderPicture(
    order,
    subjects.flatMap((one) =>
      one.kind === "delivery" && one.state.orderId === orderId ? [one.state] : [],
    ),
    subjects.flatMap((one) =>
      one.kind === "invoice" && one.state.orderIds.includes(orderId) ? [one.state] : [],
    ),
    customer(order.payerId) ?? customer(order.buyerId) ?? null,
    zone,
  );
}

/** Orders whose numbers begin like the typed text, by edit distance: index lookups only. */
async function similarOrders(
  pool: pg.Pool,
  typed: string,
  limit: number,
): Promise<readonly { readonly id: string; readonly customerName: string | null }[]> {
  const wanted = typed.trim().toUpperCase().slice(0, 128);
  const shortest = Math.min(wanted.length, SHORTEST_PREFIX);
  const prefixes = Array.from({ length: Math.max(0, wanted.length - shortest + 1) }, (_, cut) =>
    wanted.slice(0, wanted.length - cut),
  ).slice(0, 8);
  if (prefixes.length === 0) return [];
  const { rows } = await pool.query<{ key: SubjectKey; name: string | null }>({
    name: "similar-orders",
    text: `
      SELECT DISTINCT s.key, s.state->>'customerName' AS name
      FROM unnest($1::text[]) AS p (prefix)
      CROSS JOIN LATERAL (SELECT key, state FROM subjects
        WHERE key >= 'order:' || p.prefix AND key < 'order:' || p.prefix || U&'\\FFFF'
        ORDER BY key LIMIT ${CANDIDATES_PER_PREFIX}) s`,
    values: [prefixes],
  });
  return rows
    .map((row) => ({ id: row.key.slice("order:".length), customerName: row.name }))
    .map((one) => ({ ...one, far: distance(one.id.toUpperCase(), wanted) }))
    .filter((one) => one.far <= Math.max(2, wanted.length / 2))
    .toSorted((a, b) => a.far - b.far || compare(a.id, b.id))
    .slice(0, limit)
    .map(({ id, customerName }) => ({ id, customerName }));
}
