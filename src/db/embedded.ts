import { mkdir } from "node:fs/promises";
import { join, resolve } from "node:path";
import type pg from "pg";
import { locateBinaries } from "./embedded-binaries.ts";
import { createCluster, ensurePassword, SUPERUSER, type Cluster } from "./embedded-cluster.ts";
import { databaseOwner } from "./embedded-owner.ts";
import { dataFolder, holdsCluster } from "./embedded-place.ts";
import { keepPresence } from "./embedded-presence.ts";
import { adminClient, findRunning, startServer, stopServer } from "./embedded-server.ts";
import { withHomeLock } from "./home-lock.ts";
import { SetupError } from "./setup-error.ts";

export interface Embedded {
  /** Of the database `remo`, with the password in it: not for logs. */
  url: string;
  port: number;
  /** True when the server was running before. */
  adopted: boolean;
  /** Says that this process is done with the server; the last one to say so ends it. */
  stop(): Promise<void>;
}

const DATABASE = "remo";

/** An arbitrary number: the advisory lock that every user of an embedded server shares. */
const PRESENCE_LOCK = 7_366_240_115;

/**
 * Gives the PostgreSQL of `home`: makes it at the first start, starts it when it is down, adopts it
 * when it runs. The server is nobody's child, so it survives whatever happens to this process.
 *
 * Who ends it: every process that uses the server keeps one connection with a shared advisory lock
 * in the maintenance database. `stop` gives the lock up and asks for it exclusively; only the last
 * one out gets it, and ends the server. A killed process is out as soon as its connection breaks;
 * if it was the last, the server runs on until the next start adopts it. Starting and stopping
 * happen under a lock file in `home`, so that no process adopts a server that another one is
 * ending. A server that crashes while it is used is started again; one that is told to end is not.
 *
 * Throws SetupError for everything that a person has to put right.
 */
export async function startEmbedded(home: string, log: (line: string) => void): Promise<Embedded> {
  const folder = resolve(home);
  await mkdir(folder, { recursive: true }).catch((error: unknown) => {
    throw new SetupError(
      `Remo cannot make the folder ${folder} (${String(error)}): set REMO_HOME to a folder this user can write.`,
    );
  });
  return withHomeLock(folder, log, async () => {
    const cluster = await prepareCluster(folder, log);
    const running = await findRunning(cluster);
    const port = running ?? (await startServer(cluster));
    const again = () => withHomeLock(folder, log, () => comeBack(cluster, port));
    const presence = keepPresence(await joinServer(cluster, port), again, log);
    return {
      url: `postgresql://${SUPERUSER}:${cluster.password}@127.0.0.1:${port}/${DATABASE}`,
      port,
      adopted: running !== undefined,
      stop: once(async () => {
        await presence.end();
        await withHomeLock(folder, log, () => leaveServer(cluster, port));
      }),
    };
  });
}

async function prepareCluster(home: string, log: (line: string) => void): Promise<Cluster> {
  const owner = await databaseOwner(join(home, "postgres"), log);
  const data = await dataFolder(home, owner, log);
  const binaries = await locateBinaries(owner, log);
  const exists = await holdsCluster(data, binaries.majorVersion);
  const password = await ensurePassword(home, exists);
  const cluster = { home, data, owner, binaries, password };
  if (!exists) {
    log(`Making a new database in ${data}.`);
    await createCluster(cluster);
  }
  return cluster;
}

/** The first process of all also makes the database. */
async function joinServer(cluster: Cluster, port: number): Promise<pg.Client> {
  const client = adminClient(cluster, port);
  await client.connect();
  await client.query("SELECT pg_advisory_lock_shared($1)", [PRESENCE_LOCK]);
  const found = await client.query("SELECT FROM pg_database WHERE datname = $1", [DATABASE]);
  if (found.rowCount === 0) await client.query(`CREATE DATABASE ${DATABASE}`);
  return client;
}

/** After a crash, on the port that this process has already told everybody. */
async function comeBack(cluster: Cluster, port: number): Promise<pg.Client> {
  if (!(await holdsCluster(cluster.data, cluster.binaries.majorVersion))) {
    throw new SetupError(`The database folder ${cluster.data} is gone: restore it from a backup.`);
  }
  const now = (await findRunning(cluster)) ?? (await startServer(cluster));
  if (now === port) return joinServer(cluster, port);
  throw new SetupError(
    `The database had to move from port ${port} to ${now}, which another program has taken: start Remo again.`,
  );
}

async function leaveServer(cluster: Cluster, port: number): Promise<void> {
  if ((await findRunning(cluster)) !== port) return;
  const client = adminClient(cluster, port);
  await client.connect();
  const { rows } = await client.query<{ last: boolean }>(
    "SELECT pg_try_advisory_lock($1) AS last",
    [PRESENCE_LOCK],
  );
  await client.end().catch(() => undefined);
  if (rows[0]?.last === true) await stopServer(cluster);
}

function once(work: () => Promise<void>): () => Promise<void> {
  let done: Promise<void> | undefined;
  return () => (done ??= work());
}
