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

  it("carry numbers and nulls", async () => {
    const sent = binaryArray("int4", [0, -1, null, 2_147_483_647]);
    const { rows } = await database.pool.query(`SELECT $1::int[] AS numbers`, [sent]);
    expect(rows).toEqual([{ numbers: [0, -1, null, 2_147_483_647] }]);
  });

  it("carry instants to the millisecond, before and after 2000", async () => {
    const instants = [
      "2026-11-19T20:10:00.123Z",
      "1999-12-31T23:59:59.999Z",
      "0001-01-01T00:00:00.000Z",
      "9999-12-31T23:59:59.999Z",
      null,
    ];
    const sent = binaryArray("timestamptz", instants);
    const { rows } = await database.pool.query(`SELECT $1::timestamptz[] AS instants`, [sent]);
    expect(rows).toEqual([{ instants }]);
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
