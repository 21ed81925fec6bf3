import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { binaryArray } from "../../src/db/binary-array.ts";
import type { Database } from "../../src/db/connect.ts";
import { freshDatabase } from "../support/database.ts";

describe("arrays in PostgreSQL's binary format", () => {
  let database: Database;
  beforeAll(async () => {
    database = await freshDatabase();
  });
  afterAll(() => database.close());

  it.each([
    ["nothing", []],
    ["an empty text", [""]],
    ["quotes, backslashes, braces and commas", ['"a"', "\\", "{x,y}", "NULL", " "]],
    ["text beyond ASCII", ["Bajío", "🚚 camión", "漢字"]],
    ["nulls among texts", ["a", null, "b"]],
  ])("arrive as sent: %s", async (_name, texts) => {
    const { rows } = await database.pool.query(`SELECT $1::text[] AS texts`, [
      binaryArray("text", texts),
    ]);
    expect(rows).toEqual([{ texts }]);
  });

  it("carry JSON as it was written", async () => {
    const documents = [{ name: 'Tienda "El Sol"', lines: [1, 2] }, { empty: {} }];
    const sent = binaryArray(
      "json",
      documents.map((one) => JSON.stringify(one)),
    );
    const { rows } = await database.pool.query(`SELECT unnest($1::json[]) AS document`, [sent]);
    expect(rows.map(({ document }) => document)).toEqual(documents);
  });
});
