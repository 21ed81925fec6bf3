import { createHash, randomUUID } from "node:crypto";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import pg from "pg";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { migrate } from "../../src/db/migrate.ts";
import { emptyDatabase } from "../support/database.ts";
import { migrationStatus } from "../tools/schema-diff.ts";

const FIRST = "CREATE TABLE pallets (id int PRIMARY KEY);\n";
const SECOND = "ALTER TABLE pallets ADD COLUMN weight int;\nCREATE INDEX ON pallets (weight);\n";

let folder: string;
let database: Awaited<ReturnType<typeof emptyDatabase>>;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "remo-migrations-"));
  database = await emptyDatabase();
  await write("20260101000000_pallets", FIRST);
  await write("20260102000000_weight", SECOND);
});

afterEach(async () => {
  await database.close();
  await rm(folder, { recursive: true });
});

async function write(name: string, sql: string): Promise<void> {
  await mkdir(join(folder, name), { recursive: true });
  await writeFile(join(folder, name, "migration.sql"), sql);
}

function run(): Promise<string[]> {
  return migrate(database.pool, pathToFileURL(folder));
}

async function rowsOf<T extends pg.QueryResultRow>(sql: string): Promise<T[]> {
  return (await database.pool.query<T>(sql)).rows;
}

describe("migrate", () => {
  it("applies what is missing, in the order of the names, and nothing twice", async () => {
    expect(await run()).toEqual(["20260101000000_pallets", "20260102000000_weight"]);
    expect(await run()).toEqual([]);
    await write("20260103000000_colour", "ALTER TABLE pallets ADD COLUMN colour text;");
    expect(await run()).toEqual(["20260103000000_colour"]);
  });

  it("applies each migration once however many processes start at once", async () => {
    const applied = await Promise.all([run(), run(), run(), run()]);
    expect(applied.flat().toSorted()).toEqual(["20260101000000_pallets", "20260102000000_weight"]);
    const rows = await rowsOf("SELECT migration_name FROM _prisma_migrations");
    expect(rows).toHaveLength(2);
  });

  it("writes the rows that Prisma would have written", async () => {
    await run();
    const rows = await rowsOf(
      `SELECT migration_name, checksum, applied_steps_count, logs, rolled_back_at,
              finished_at >= started_at AS finished
         FROM _prisma_migrations ORDER BY started_at`,
    );
    expect(rows[0]).toEqual({
      migration_name: "20260101000000_pallets",
      checksum: createHash("sha256").update(FIRST).digest("hex"),
      applied_steps_count: 1,
      logs: null,
      rolled_back_at: null,
      finished: true,
    });
    expect(await migrationStatus(database.url, pathToFileURL(folder))).toEqual({
      editedMigrationNames: [],
      failedMigrationNames: [],
      hasMigrationsTable: true,
      history: null,
    });
  });

  it("refuses a migration that was edited after it was applied, as Prisma does", async () => {
    await run();
    await write("20260101000000_pallets", `${FIRST}-- once more\n`);
    await expect(run()).rejects.toThrow(/20260101000000_pallets was changed after it was applied/);
    const status = await migrationStatus(database.url, pathToFileURL(folder));
    expect(status.editedMigrationNames).toEqual(["20260101000000_pallets"]);
  });

  it("takes a checkout with Windows line ends for the same migration", async () => {
    await run();
    await write("20260102000000_weight", SECOND.replaceAll("\n", "\r\n"));
    expect(await run()).toEqual([]);
  });

  it("refuses a database that a newer Remo has used", async () => {
    await run();
    await rm(join(folder, "20260102000000_weight"), { recursive: true });
    await expect(run()).rejects.toThrow(
      /20260102000000_weight, which this version of Remo does not/,
    );
  });

  it("keeps nothing of a migration that fails, and goes on once it is right", async () => {
    await write("20260102000000_weight", `${SECOND}SELECT 1 / 0;`);
    await expect(run()).rejects.toMatchObject({
      name: "SetupError",
      message: expect.stringMatching(
        /20260102000000_weight could not be applied.*division by zero/,
      ),
    });
    expect(await rowsOf("SELECT * FROM pallets")).toEqual([]);
    expect(
      await rowsOf("SELECT FROM information_schema.columns WHERE column_name = 'weight'"),
    ).toEqual([]);
    await write("20260102000000_weight", SECOND);
    expect(await run()).toEqual(["20260102000000_weight"]);
  });

  it("says so when the database's user may not make tables", async () => {
    const role = `guest_${randomUUID().replaceAll("-", "")}`;
    await database.pool.query(`CREATE ROLE ${role} LOGIN PASSWORD 'guest'`);
    const url = new URL(database.url);
    url.username = role;
    url.password = "guest";
    const guest = new pg.Pool({ connectionString: url.href, max: 1 });
    await expect(migrate(guest, pathToFileURL(folder))).rejects.toThrow(
      /cannot make its tables \(permission denied .*\): let the user in DATABASE_URL/,
    );
    await guest.end();
    await database.pool.query(`DROP ROLE ${role}`);
  });

  it("refuses a migration that another tool left half-way, until it is marked as rolled back", async () => {
    await run();
    await database.pool.query(
      `UPDATE _prisma_migrations SET finished_at = NULL WHERE migration_name LIKE '%weight'`,
    );
    await expect(run()).rejects.toThrow(/20260102000000_weight failed half-way/);
    await database.pool.query(
      `UPDATE _prisma_migrations SET rolled_back_at = now() WHERE finished_at IS NULL;
       ALTER TABLE pallets DROP COLUMN weight`,
    );
    expect(await run()).toEqual(["20260102000000_weight"]);
  });
});
