import { afterAll, beforeAll, expect, it } from "vitest";
import type { Database } from "../../src/db/connect.ts";
import { freshDatabase } from "../support/database.ts";

let database: Database;
beforeAll(async () => {
  database = await freshDatabase();
});
afterAll(() => database.close());

// PostgreSQL writes a new version beside the old one only where no index holds a changed column.
it("no index of subjects holds what every new version of a state changes", async () => {
  const { rows } = await database.pool.query<{ name: string }>(`
    SELECT i.indexrelid::regclass::text AS name FROM pg_index i
    WHERE i.indrelid = 'subjects'::regclass AND pg_get_indexdef(i.indexrelid) ~
      '\\m(state|fold_key|version)\\M'`);
  expect(rows).toEqual([]);
});

it("a name in a state is found in its column, as it is by now, and of customers alone", async () => {
  const { pool } = database;
  await pool.query(`
    INSERT INTO subjects (key, state, fold_key, version) VALUES
      ('customer:C', '{"name":"Abarrotes"}', '', 1), ('payment:P', '{"name":"Abono"}', '', 1),
      ('order:O', '{"name":"Pedido","firstPromisedOn":"2026-11-20"}', '', 1)`);
  await pool.query(
    `UPDATE subjects SET state = '{"name":"Abarrotes Mary"}' WHERE key = 'customer:C'`,
  );
  const { rows } = await pool.query(
    `SELECT key, customer_name, first_promised_on FROM subjects ORDER BY key`,
  );
  expect(rows).toEqual([
    { key: "customer:C", customer_name: "Abarrotes Mary", first_promised_on: null },
    { key: "order:O", customer_name: null, first_promised_on: "2026-11-20" },
    { key: "payment:P", customer_name: null, first_promised_on: null },
  ]);
});
