import { randomUUID } from "node:crypto";
import pg from "pg";
import { inject } from "vitest";
import { connect, type Database } from "../../src/db/connect.ts";
import { startEmbedded, type Embedded } from "../../src/db/embedded.ts";

const TEMPLATE = "remo_template";
const TEMPLATE_LOCK = 1;

let server: Promise<Embedded> | undefined;

/**
 * An empty, migrated database of its own on the PostgreSQL that all tests of a run share. `close`
 * also drops it.
 */
export async function freshDatabase(options: { poolSize?: number } = {}): Promise<Database> {
  const home = inject("databaseHome");
  server ??= startEmbedded(home, () => undefined);
  const { url } = await server;
  const name = `test_${randomUUID().replaceAll("-", "")}`;
  await withAdmin(url, async (admin) => {
    await ensureTemplate(admin, url, home);
    await admin.query(`CREATE DATABASE ${name} TEMPLATE ${TEMPLATE}`);
  });
  const database = await connect({
    databaseUrl: urlOf(url, name),
    home,
    log: () => undefined,
    poolSize: options.poolSize,
  });
  const close = async (): Promise<void> => {
    await database.close();
    await withAdmin(url, (admin) => admin.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`));
  };
  return { ...database, close };
}

/** A database with nothing in it, for tests of what comes before the first migration. */
export async function emptyDatabase(): Promise<{
  url: string;
  pool: pg.Pool;
  close(): Promise<void>;
}> {
  server ??= startEmbedded(inject("databaseHome"), () => undefined);
  const { url } = await server;
  const name = `test_${randomUUID().replaceAll("-", "")}`;
  await withAdmin(url, (admin) => admin.query(`CREATE DATABASE ${name}`));
  const own = urlOf(url, name);
  const pool = new pg.Pool({ connectionString: own, max: 8 });
  // A connection that is still closing when its database is dropped has nobody to tell.
  pool.on("error", () => undefined);
  pool.on("connect", (client) => client.on("error", () => undefined));
  const close = async (): Promise<void> => {
    await pool.end();
    await withAdmin(url, (admin) => admin.query(`DROP DATABASE ${name} WITH (FORCE)`));
  };
  return { url: own, pool, close };
}

/** Migrating takes longer than copying: it is done once per run, under a lock. */
async function ensureTemplate(admin: pg.Client, url: string, home: string): Promise<void> {
  await admin.query("SELECT pg_advisory_lock($1)", [TEMPLATE_LOCK]);
  const found = await admin.query("SELECT FROM pg_database WHERE datname = $1", [TEMPLATE]);
  if (found.rowCount === 0) {
    const draft = `${TEMPLATE}_draft`;
    await admin.query(`DROP DATABASE IF EXISTS ${draft} WITH (FORCE)`);
    await admin.query(`CREATE DATABASE ${draft}`);
    const migrated = await connect({
      databaseUrl: urlOf(url, draft),
      home,
      log: () => undefined,
      poolSize: 1,
    });
    await migrated.close();
    await admin.query(`ALTER DATABASE ${draft} WITH ALLOW_CONNECTIONS false`);
    await admin.query(`ALTER DATABASE ${draft} RENAME TO ${TEMPLATE}`);
  }
  await admin.query("SELECT pg_advisory_unlock($1)", [TEMPLATE_LOCK]);
}

async function withAdmin<T>(url: string, work: (admin: pg.Client) => Promise<T>): Promise<T> {
  const admin = new pg.Client({ connectionString: urlOf(url, "postgres") });
  await admin.connect();
  try {
    return await work(admin);
  } finally {
    await admin.end();
  }
}

function urlOf(url: string, database: string): string {
  const other = new URL(url);
  other.pathname = `/${database}`;
  return other.href;
}
