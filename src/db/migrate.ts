import { createHash, randomUUID } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import type pg from "pg";
import { SetupError } from "./setup-error.ts";

/** The key that Prisma's own engine takes, so that `prisma migrate deploy` and Remo take turns. */
const MIGRATION_LOCK = 72_707_369;
const LOCK_LIMIT_SECONDS = 120;

/** Prisma's table, column by column: `prisma migrate status` reads what is written here. */
const TABLE = `CREATE TABLE IF NOT EXISTS _prisma_migrations (
  id                  VARCHAR(36) PRIMARY KEY NOT NULL,
  checksum            VARCHAR(64) NOT NULL,
  finished_at         TIMESTAMPTZ,
  migration_name      VARCHAR(255) NOT NULL,
  logs                TEXT,
  rolled_back_at      TIMESTAMPTZ,
  started_at          TIMESTAMPTZ NOT NULL DEFAULT now(),
  applied_steps_count INTEGER NOT NULL DEFAULT 0
)`;

interface Migration {
  name: string;
  sql: string;
  /** SHA-256 of the file, in hexadecimal. */
  checksum: string;
}

interface Applied {
  migration_name: string;
  checksum: string;
  finished: boolean;
}

/**
 * Brings the database to the newest of the migrations in `directory` (`<name>/migration.sql`, in
 * the order of their names) and returns the names of those it applied. Each is one transaction with
 * its row in _prisma_migrations. Processes that start at once wait for each other. Throws
 * SetupError when the files and the database do not belong together, or when a migration fails, in
 * which case nothing of it is kept.
 */
export async function migrate(pool: pg.Pool, directory: URL): Promise<string[]> {
  const migrations = await readMigrations(directory);
  const client = await pool.connect();
  try {
    await lock(client);
    const pending = pendingOf(migrations, await readApplied(client));
    for (const migration of pending) await apply(client, migration);
    return pending.map((migration) => migration.name);
  } finally {
    // Closing the connection gives the lock up, whatever state an error left it in.
    client.release(true);
  }
}

async function readMigrations(directory: URL): Promise<Migration[]> {
  const folder = new URL(directory.href.endsWith("/") ? directory : `${directory.href}/`);
  const entries = await readdir(folder, { withFileTypes: true });
  const names = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
  return Promise.all(
    names.toSorted().map(async (name) => {
      const file = new URL(`${encodeURIComponent(name)}/migration.sql`, folder);
      // A checkout with Windows line ends is the same migration.
      const sql = (await readFile(file, "utf8")).replaceAll("\r\n", "\n");
      return { name, sql, checksum: createHash("sha256").update(sql).digest("hex") };
    }),
  );
}

async function lock(client: pg.PoolClient): Promise<void> {
  try {
    await client.query(`SET lock_timeout = '${LOCK_LIMIT_SECONDS}s'`);
    await client.query("SELECT pg_advisory_lock($1)", [MIGRATION_LOCK]);
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "55P03")) throw error;
    throw new SetupError(
      `Another process has been migrating the database for ${LOCK_LIMIT_SECONDS} seconds: wait for it or end it, then start Remo again.`,
    );
  }
}

async function readApplied(client: pg.PoolClient): Promise<Applied[]> {
  const table = await client.query<{ found: boolean }>(
    "SELECT to_regclass('_prisma_migrations') IS NOT NULL AS found",
  );
  if (table.rows[0]?.found !== true) await createTable(client);
  const { rows } = await client.query<Applied>(
    `SELECT migration_name, checksum, finished_at IS NOT NULL AS finished
       FROM _prisma_migrations WHERE rolled_back_at IS NULL ORDER BY started_at`,
  );
  return rows;
}

async function createTable(client: pg.PoolClient): Promise<void> {
  try {
    await client.query(TABLE);
  } catch (error) {
    throw new SetupError(`Remo cannot make its tables (${reason(error)}): ${advice(error)}.`);
  }
}

function pendingOf(migrations: readonly Migration[], applied: readonly Applied[]): Migration[] {
  const byName = new Map(migrations.map((migration) => [migration.name, migration]));
  for (const { migration_name: name, checksum, finished } of applied) {
    const known = byName.get(name);
    if (known === undefined) {
      throw new SetupError(
        `The database has the migration ${name}, which this version of Remo does not know: a newer Remo has used it, so install that version, or set DATABASE_URL or REMO_HOME to another database.`,
      );
    }
    if (!finished) {
      throw new SetupError(
        `The migration ${name} failed half-way when another tool applied it: put the database right, mark it with "prisma migrate resolve --rolled-back ${name}", then start Remo again.`,
      );
    }
    if (known.checksum !== checksum) {
      throw new SetupError(
        `The file of the migration ${name} was changed after it was applied to this database: restore the file, and put the change into a new migration.`,
      );
    }
  }
  const done = new Set(applied.map((row) => row.migration_name));
  return migrations.filter((migration) => !done.has(migration.name));
}

async function apply(client: pg.PoolClient, migration: Migration): Promise<void> {
  const { name, sql, checksum } = migration;
  try {
    await client.query("BEGIN");
    const { rows } = await client.query<{ id: string }>(
      `INSERT INTO _prisma_migrations (id, checksum, migration_name, started_at)
       VALUES ($1, $2, $3, clock_timestamp()) RETURNING id`,
      [randomUUID(), checksum, name],
    );
    await client.query(sql);
    await client.query(
      `UPDATE _prisma_migrations SET finished_at = clock_timestamp(), applied_steps_count = 1
        WHERE id = $1`,
      [rows[0]?.id],
    );
    await client.query("COMMIT");
  } catch (error) {
    await client.query("ROLLBACK").catch(() => undefined);
    throw new SetupError(
      `The migration ${name} could not be applied and nothing of it was kept (${reason(error)}): ${advice(error)}.`,
    );
  }
}

function reason(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function advice(error: unknown): string {
  switch (error instanceof Error && "code" in error ? error.code : undefined) {
    case "42501":
      return "let the user in DATABASE_URL create tables in that database";
    case "53100":
      return "free some space on the disk of the database, then start Remo again";
    default:
      return "the database was changed by other means, so restore it from a backup or use an empty one";
  }
}
