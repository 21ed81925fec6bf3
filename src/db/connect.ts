import { PrismaPg } from "@prisma/adapter-pg";
import pg from "pg";
import type { Head } from "../core/audit.ts";
import { sealBatches } from "./audit-seal.ts";
import { createWitness } from "./audit-witness.ts";
import { startEmbedded } from "./embedded.ts";
import { PrismaClient } from "./generated/client.ts";
import { migrate } from "./migrate.ts";
import { SetupError } from "./setup-error.ts";
import { foldStatesAnew } from "./states-anew.ts";
import { valueParsers } from "./value-parsers.ts";

export interface Database {
  /** Holds the password: not for logs. */
  url: string;
  /** For set-based SQL; int8 comes as number and timestamptz as ISO 8601 text in UTC. */
  pool: pg.Pool;
  /** Uses the same pool. */
  prisma: PrismaClient;
  embedded: boolean;
  /** Links what was committed into the audit's chain, and notes its head in the home. */
  seal(): Promise<void>;
  /** The heads of the chain that were noted in the home. Throws SetupError when they are damaged. */
  notedHeads(): Promise<readonly Head[]>;
  /** Closes the pool and, as its last user, the embedded server. Safe to call twice. */
  close(): Promise<void>;
}

export interface ConnectOptions {
  /** Without it, or when it is empty, the embedded PostgreSQL of `home` is used. */
  databaseUrl?: string | undefined;
  home: string;
  log: (line: string) => void;
  /** Connections at most; 8 unless given. */
  poolSize?: number | undefined;
}

const MIGRATIONS = new URL("../../prisma/migrations/", import.meta.url);
const OLDEST_VERSION = 14;
const CONNECT_LIMIT_MS = 10_000;

/**
 * Opens the database and applies the migrations it lacks. Throws SetupError with one sentence,
 * never with the password, for whatever a person has to put right.
 */
export async function connect(options: ConnectOptions): Promise<Database> {
  const given = options.databaseUrl?.trim() ?? "";
  if (given !== "") return open(checkUrl(given), options);
  const server = await startEmbedded(options.home, options.log);
  try {
    return await open(server.url, options, () => server.stop());
  } catch (error) {
    await server.stop();
    throw error;
  }
}

async function open(
  url: string,
  options: ConnectOptions,
  stopServer?: () => Promise<void>,
): Promise<Database> {
  const pool = makePool(url, options);
  try {
    await checkServer(pool, url);
    const applied = await migrate(pool, MIGRATIONS);
    if (applied.length > 0) options.log(`Migrated the database: ${applied.join(", ")}.`);
    const folded = await foldStatesAnew(pool, options.log);
    if (folded > 0) options.log(`Folded ${folded} states.`);
  } catch (error) {
    await pool.end();
    throw error;
  }
  const prisma = new PrismaClient({ adapter: new PrismaPg(pool) });
  const witness = createWitness(options.home, decodeURIComponent(new URL(url).pathname.slice(1)));
  const seal = async (): Promise<void> => {
    const head = await sealBatches(pool);
    if (head === null) return;
    await witness.note(head, new Date().toISOString().slice(0, 10)).catch((error: unknown) => {
      options.log(`The head of the audit's chain could not be noted (${String(error)}).`);
    });
  };
  let closed: Promise<void> | undefined;
  const close = async (): Promise<void> => {
    await prisma.$disconnect();
    await pool.end();
    await stopServer?.();
  };
  return {
    url,
    pool,
    prisma,
    embedded: stopServer !== undefined,
    seal,
    notedHeads: () => witness.heads(),
    close: () => (closed ??= close()),
  };
}

function makePool(url: string, options: ConnectOptions): pg.Pool {
  const pool = new pg.Pool({
    connectionString: url,
    max: options.poolSize ?? 8,
    connectionTimeoutMillis: CONNECT_LIMIT_MS,
    idleTimeoutMillis: 30_000,
    keepAlive: true,
    // Statements asked for together travel together: a small batch is mostly waiting for answers.
    pipeline: true,
    application_name: "remo",
    types: valueParsers,
    onConnect: useUtc,
  });
  pool.on("error", (error) => {
    // The pool has already dropped that connection; without a listener Node would end the process.
    options.log(`An idle database connection was lost (${error.message}).`);
  });
  pool.on("connect", (client) => {
    // A connection that breaks while it is lent out or being closed tells nobody but itself: who
    // uses it learns from the query that fails.
    client.on("error", () => undefined);
  });
  return pool;
}

/**
 * A server of somebody else's may have any time zone, and casts between dates and instants use it.
 * The pool waits for what this returns, though its type does not say so.
 */
const useUtc: (client: pg.ClientBase) => unknown = (client) => client.query("SET TIME ZONE 'UTC'");

function checkUrl(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url !== undefined && /^postgres(ql)?:$/.test(url.protocol) && url.hostname !== "")
    return text;
  throw new SetupError(
    "DATABASE_URL is not the address of a PostgreSQL: write it as postgresql://user:password@host:5432/database, with special characters of the password percent-encoded.",
  );
}

async function checkServer(pool: pg.Pool, url: string): Promise<void> {
  let version: number;
  try {
    const { rows } = await pool.query<{ version: number }>(
      "SELECT current_setting('server_version_num')::int AS version",
    );
    version = Math.floor((rows[0]?.version ?? 0) / 10_000);
  } catch (error) {
    throw new SetupError(whyUnreachable(error, new URL(url)));
  }
  if (version >= OLDEST_VERSION) return;
  throw new SetupError(
    `DATABASE_URL leads to PostgreSQL ${version}, and Remo needs ${OLDEST_VERSION} or newer: upgrade that server or choose another one.`,
  );
}

/** One sentence per way to fail; the driver's own words only with the password taken out. */
function whyUnreachable(error: unknown, url: URL): string {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  const place = `${url.hostname}:${url.port === "" ? "5432" : url.port}`;
  const user = decodeURIComponent(url.username);
  const database = decodeURIComponent(url.pathname.slice(1));
  switch (code) {
    case "ECONNREFUSED":
      return `Nothing answers at ${place} (DATABASE_URL): start that PostgreSQL, or correct the host and port.`;
    case "ENOTFOUND":
    case "EAI_AGAIN":
      return `The host ${url.hostname} in DATABASE_URL is not known: correct its name, or the name service of this machine.`;
    case "28P01":
    case "28000":
      return `PostgreSQL at ${place} does not let the user "${user}" in: correct the user and password in DATABASE_URL, or that server's pg_hba.conf.`;
    case "3D000":
      return `PostgreSQL at ${place} has no database "${database}": create it, or correct the name in DATABASE_URL.`;
    case "53300":
      return `PostgreSQL at ${place} has no connection left: raise its max_connections, or close other clients.`;
    default: {
      const said = error instanceof Error ? error.message : String(error);
      const shown = url.password === "" ? said : said.replaceAll(url.password, "***");
      return `PostgreSQL at ${place} cannot be used (${shown}): check DATABASE_URL.`;
    }
  }
}
