import type pg from "pg";
import { picturesOf } from "../app/pictures.ts";
import type { ProspectStore } from "../app/prospects.ts";
import type { SubjectKey } from "../core/fact.ts";
import type { AccountPicture } from "../core/picture.ts";
import { COLLECTION_RULES } from "../core/prospects.ts";
import { openItemsOf } from "./accounts-table.ts";
import { statesOf } from "./subjects-table.ts";

/** Of more customers with a credit limit, those with the highest limits are looked at. */
const MOST_CUSTOMERS = 5_000;
const PAGE = 200;

/** `zone` is that of customers that say none; `worth` weighs minor units of the currencies. */
export function prospectReads(pool: pg.Pool, zone: string, worth: string): ProspectStore {
  return {
    async *accounts() {
      const { rows } = await pool.query<{ key: SubjectKey }>({
        name: "customers-with-limit",
        text: `
          SELECT key FROM subjects
          WHERE key >= 'customer:' AND key < 'customer;'
            AND state->'creditLimit'->>'minor' IS NOT NULL
          ORDER BY (state->'creditLimit'->>'minor')::bigint
            * coalesce(($1::jsonb ->> (state->'creditLimit'->>'currency'))::float8, 1) DESC, key
          LIMIT ${MOST_CUSTOMERS}`,
        values: [worth],
      });
      for (let at = 0; at < rows.length; at += PAGE) {
        yield await accountsOf(
          pool,
          rows.slice(at, at + PAGE).map(({ key }) => key),
          zone,
        );
      }
    },
    async inCollection() {
      const { rows } = await pool.query<{ id: string }>({
        name: "customers-in-collection",
        text: `
          WITH open AS MATERIALIZED (
            SELECT group_type, group_id FROM cases WHERE state <> 'closed' AND rules && $1::text[])
          SELECT group_id AS id FROM open WHERE group_type = 'customer'
          UNION
          SELECT substr(l.subject_key, 10) FROM open JOIN links l
            ON l.order_key = 'order:' || group_id AND l.subject_key LIKE 'customer:%'
          WHERE group_type = 'order'`,
        values: [COLLECTION_RULES],
      });
      return new Set(rows.map(({ id }) => id));
    },
    async ordersOf(customerIds) {
      const { rows } = await pool.query<{ id: string; orders: number }>({
        name: "orders-of-customers",
        text: `
          SELECT c.id, count(*)::int AS orders FROM unnest($1::text[]) AS c (id)
          JOIN links l ON l.subject_key = 'customer:' || c.id GROUP BY c.id`,
        values: [customerIds],
      });
      return new Map(rows.map(({ id, orders }) => [id, orders]));
    },
  };
}

async function accountsOf(
  pool: pg.Pool,
  keys: readonly SubjectKey[],
  zone: string,
): Promise<readonly AccountPicture[]> {
  const [own, items] = await Promise.all([statesOf(pool, keys), openItemsOf(pool, keys)]);
  for (const { key, stored } of own) items.set(key, stored);
  const pictures = picturesOf(items, zone);
  return keys.flatMap((key) => {
    const picture = pictures.of(key);
    return picture?.kind === "account" ? [picture] : [];
  });
}
