import { readdir, readFile } from "node:fs/promises";
import pg from "pg";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type Database } from "../../src/db/connect.ts";
import { sealBatches } from "../../src/db/audit-seal.ts";
import { verifyAudit } from "../../src/db/audit-verify.ts";
import { valueParsers } from "../../src/db/value-parsers.ts";
import { emptyDatabase, freshDatabase } from "../support/database.ts";
import { engineOn, testClock } from "../support/engine.ts";
import { NOW, placed, storyOf, verify } from "./stage.ts";

const TABLES = ["facts", "case_events", "audit_batches", "audit_links", "audit_names"];

let database: Database;
beforeEach(async () => {
  database = await freshDatabase();
  await storyOf(database);
});
afterEach(() => database.close());

describe("append only, the owner included", () => {
  it.each(TABLES)("%s refuses UPDATE, DELETE and TRUNCATE", async (table) => {
    const column = table.startsWith("audit") ? "ctid" : "seq";
    const first = table === "audit_links" ? "number" : table === "audit_batches" ? "id" : "seq";
    for (const sql of [
      `UPDATE ${table} SET ${first} = ${first}`,
      `DELETE FROM ${table} WHERE ${column} IS NULL`,
      `TRUNCATE ${table}`,
    ]) {
      await expect(database.pool.query(sql)).rejects.toThrow(`${table} is append-only`);
    }
    expect(await verify(database)).toMatchObject({ ok: true, facts: 5 });
  });
});

/** The grants of docs/adr, as they are printed there. */
async function grantsIn(role: string): Promise<string> {
  const folder = new URL("../../docs/adr/", import.meta.url);
  const [name] = (await readdir(folder)).filter((file) => /audit/.test(file));
  const text = await readFile(new URL(name ?? "", folder), "utf8");
  const [, sql] = /```sql\n([\s\S]*?)```/.exec(text) ?? [];
  if (sql === undefined) throw new Error("The decision documents no grants.");
  return sql.replaceAll("remo_app", role);
}

describe("the role that may not change the record", () => {
  it("works with the documented grants, and is refused before any trigger is asked", async () => {
    const role = `remo_app_${Date.now()}`;
    await database.pool.query(`CREATE SCHEMA jobs; CREATE ROLE ${role} LOGIN PASSWORD 'secret'`);
    await database.pool.query(await grantsIn(role));
    const url = new URL(database.url);
    [url.username, url.password] = [role, "secret"];
    const pool = new pg.Pool({ connectionString: url.href, pipeline: true, types: valueParsers });
    pool.on("connect", (client) => client.on("error", () => undefined));
    try {
      const engine = engineOn({ ...database, pool }, testClock(NOW));
      await engine.ingest([placed("PED-8"), placed("PED-9")]);
      await sealBatches(pool);
      const verified = await verifyAudit(pool, { heads: [], progress: () => undefined });
      expect(verified).toMatchObject({ ok: true, facts: 7, links: 4 });
      for (const table of TABLES) {
        await expect(pool.query(`DELETE FROM ${table}`)).rejects.toThrow("permission denied");
        await expect(pool.query(`TRUNCATE ${table}`)).rejects.toThrow("permission denied");
      }
      await expect(
        pool.query(`SET remo.forgetting = 'x'; UPDATE facts SET type = type`),
      ).rejects.toThrow("permission denied");
    } finally {
      await pool.end();
      await database.pool.query(`DROP OWNED BY ${role}; DROP ROLE ${role}`);
    }
  });
});

describe("a store that is older than the audit", () => {
  it("is vouched for from the migration on", async () => {
    const old = await emptyDatabase();
    const migration = (name: string) =>
      readFile(new URL(`../../prisma/migrations/${name}/migration.sql`, import.meta.url), "utf8");
    const pool = new pg.Pool({ connectionString: old.url, types: valueParsers });
    pool.on("connect", (client) => client.on("error", () => undefined));
    try {
      await pool.query(`SET TIME ZONE 'UTC'`);
      await pool.query(await migration("20261123000000_first"));
      await pool.query(
        `INSERT INTO facts (source, external_id, type, subject, occurred_at, recorded_at, body)
         SELECT 'erp', 'f' || n, 'order.placed', 'order:PEÑ-' || n,
           timestamptz '2026-01-01 10:00:00.007+00' + n * interval '1 hour', now(),
           json_build_object('n', n, 'texto', 'ñandú ☃') FROM generate_series(1, 2500) AS n`,
      );
      await pool.query(
        `INSERT INTO case_events (case_id, type, at, body)
         SELECT 'c' || n, 'answered', now(), '{"personName":"Ana"}' FROM generate_series(1, 3) AS n`,
      );
      await pool.query(await migration("20261123010000_audit"));
      await pool.query(await migration("20261126010027_names_one_by_one"));
      const check = () => verifyAudit(pool, { heads: [], progress: () => undefined });
      expect(await check()).toMatchObject({ ok: true, facts: 2500, caseEvents: 3, links: 0 });
      await sealBatches(pool);
      expect(await check()).toMatchObject({ ok: true, batches: 4, links: 1, unsealedBatches: 0 });
    } finally {
      await pool.end();
      await old.close();
    }
  });
});
