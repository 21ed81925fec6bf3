import type pg from "pg";
import { earlierUsesIn } from "../app/earlier-uses.ts";
import { picturesOf } from "../app/pictures.ts";
import type { CurrencyWeights } from "../app/desired-messages.ts";
import type { CaseQuery, Reads } from "../app/ports.ts";
import { type Case, type CaseEvent, restoreCase } from "../core/case.ts";
import type { SubjectKey } from "../core/fact.ts";
import { minorDigits } from "../core/money.ts";
import type { AccountPicture, OrderPicture } from "../core/picture.ts";
import { earlierUses } from "./proof-uses.ts";
import { openItemsOf } from "./accounts-table.ts";
import { documentsNumbered } from "./documents-numbered.ts";
import { quietSources } from "./quiet-sources.ts";
import { similarOrders } from "./similar-orders.ts";
import { storedOf, SUBJECT_COLUMNS, type SubjectRow } from "./subjects-table.ts";

const EVENTS_LIMIT = 200;

/** A source is no picture that a card tells of. */
const nobody = Promise.resolve(null);

/**
 * Questions people and cards ask. `zone` is the default of orders that say none; `weights` rank
 * amounts of several currencies.
 */
export function createReads(pool: pg.Pool, zone: string, weights: CurrencyWeights): Reads {
  const worth = worthOfMinor(weights);
  const oneCase = async (name: string, text: string, values: readonly unknown[]) => {
    const { rows } = await pool.query<{ body: Case }>({ name, text, values: [...values] });
    const [row] = rows;
    return row ? restoreCase(row.body) : null;
  };
  return {
    caseById: (id) => oneCase("case-by-id", `SELECT body FROM cases WHERE id = $1`, [id]),
    async caseShownAs(platform, channel, ref) {
      const { rows } = await pool.query<{ case_id: string }>({
        name: "case-shown-as",
        text: `SELECT case_id FROM messages WHERE kind = 'card' AND platform = $1
          AND channel = $2 AND ref = $3 AND case_id IS NOT NULL`,
        values: [platform, channel, ref],
      });
      return rows[0]?.case_id ?? null;
    },
    caseOf: (group) =>
      oneCase(
        "case-of",
        `SELECT body FROM cases WHERE group_type = $1 AND group_id = $2
         ORDER BY opened_at DESC, (state <> 'closed') DESC LIMIT 1`,
        [group.type, group.id],
      ),
    cases: (query) => casesBy(pool, query, worth),
    quietSources: () => quietSources(pool),
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
    order: (id) => readOrder(pool, id, zone),
    account: (id) => readAccount(pool, id, zone),
    customerNames: (ids) => customerNames(pool, ids),
    picture: (group) => {
      if (group.type === "order") return readOrder(pool, group.id, zone);
      return group.type === "customer" ? readAccount(pool, group.id, zone) : nobody;
    },
    async invoice(id) {
      const { rows } = await pool.query<SubjectRow>({
        name: "invoice-of",
        text: `SELECT ${SUBJECT_COLUMNS} FROM subjects WHERE key = $1`,
        values: [`invoice:${id}`],
      });
      const subject = rows[0] && storedOf(rows[0]).subject;
      return subject?.kind === "invoice" ? subject.state : null;
    },
    similarOrders: (typed, limit) => similarOrders(pool, typed, limit),
    documentsNumbered: (digits, limit) => documentsNumbered(pool, digits, limit),
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

async function customerNames(
  pool: pg.Pool,
  ids: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  if (ids.length === 0) return new Map();
  const { rows } = await pool.query<{ id: string; name: string }>({
    name: "customer-names",
    text: `
      SELECT substr(key, length('customer:') + 1) AS id, customer_name AS name FROM subjects
      WHERE key = ANY($1::text[]) AND customer_name IS NOT NULL`,
    values: [ids.map((id) => `customer:${id}`)],
  });
  return new Map(rows.map(({ id, name }) => [id, name]));
}

/** What one minor unit of each currency is worth in the reference currency, as JSON. */
export function worthOfMinor(weights: CurrencyWeights): string {
  const codes = new Set([...Intl.supportedValuesOf("currency"), ...Object.keys(weights)]);
  const worths = [...codes].map((code) => [code, (weights[code] ?? 1) / 10 ** minorDigits(code)]);
  return JSON.stringify(Object.fromEntries(worths));
}

async function casesBy(
  pool: pg.Pool,
  query: CaseQuery,
  worth: string,
): Promise<{ readonly cases: readonly Case[]; readonly total: number }> {
  const { rows } = await pool.query<{ body: Case; total: number }>({
    text: `
      SELECT body, count(*) OVER () AS total FROM cases
      WHERE ${query.state === "closed" ? "state = 'closed'" : "state <> 'closed'"}
        AND ($1::text[] IS NULL OR team = ANY($1)
          OR ($6::text IS NOT NULL AND body->'assignee'->>'personId' = $6))
        AND ($2::text IS NULL OR $2 = ANY(rules))
        AND ($4::text[] IS NULL OR (teams && $4 AND NOT team = ANY($4)))
      ORDER BY (body->'assignee'->>'personId' = $6) IS NOT TRUE, severity,
        amount_minor * ($5::jsonb ->> currency)::float8 DESC NULLS LAST, opened_at, id LIMIT $3`,
    values: [
      query.teams ?? null,
      query.rule ?? null,
      query.limit,
      query.followedBy ?? null,
      worth,
      query.assignedTo ?? null,
    ],
  });
  return { cases: rows.map((row) => restoreCase(row.body)), total: rows[0]?.total ?? 0 };
}

async function readOrder(
  pool: pg.Pool,
  orderId: string,
  zone: string,
): Promise<OrderPicture | null> {
  const { rows } = await pool.query<SubjectRow>({
    name: "picture-of",
    text: `
      SELECT ${SUBJECT_COLUMNS} FROM subjects WHERE key IN (
        SELECT $1::text UNION SELECT subject_key FROM links WHERE order_key = $1)`,
    values: [`order:${orderId}`],
  });
  const loaded = new Map(rows.map((row) => [row.key, storedOf(row)]));
  const own = `order:${orderId}` as const;
  const earlier = await earlierUsesIn(
    loaded,
    (key) => key === own,
    (proofs) => earlierUses(pool, proofs),
  );
  const picture = picturesOf(loaded, zone, earlier).of(own);
  return picture?.kind === "order" && picture.order.placedAt !== null ? picture : null;
}

async function readAccount(
  pool: pg.Pool,
  customerId: string,
  zone: string,
): Promise<AccountPicture | null> {
  const key: SubjectKey = `customer:${customerId}`;
  const [own, items] = await Promise.all([
    pool.query<SubjectRow>({
      name: "customer-of",
      text: `SELECT ${SUBJECT_COLUMNS} FROM subjects WHERE key = $1`,
      values: [key],
    }),
    openItemsOf(pool, [key]),
  ]);
  for (const row of own.rows) items.set(row.key, storedOf(row));
  const picture = picturesOf(items, zone).of(key);
  return picture?.kind === "account" ? picture : null;
}
