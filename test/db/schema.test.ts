import { afterAll, beforeAll, expect, it } from "vitest";
import type { Database } from "../../src/db/connect.ts";
import { freshDatabase } from "../support/database.ts";
import { schemaDiff } from "../tools/schema-diff.ts";

let database: Database;
beforeAll(async () => {
  database = await freshDatabase();
});
afterAll(() => database.close());

it("the migrations produce what prisma/schema.prisma says", async () => {
  expect(await schemaDiff(database.url)).toBe("");
});

it("a table that the schema does not know is noticed", async () => {
  await database.pool.query("CREATE TABLE stray (id int PRIMARY KEY)");
  expect(await schemaDiff(database.url)).toContain('DROP TABLE "stray"');
});
