import { readFileSync, readlinkSync } from "node:fs";
import { open, rename, rm, stat } from "node:fs/promises";
import { join, resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { choosePort, explain, keepPort, SUPERUSER, type Cluster } from "./embedded-cluster.ts";
import { runCommand } from "./run-command.ts";
import { SetupError } from "./setup-error.ts";

/** Replaying the log after a crash can take this long on a slow disk. */
const START_LIMIT_SECONDS = 180;
const STOP_LIMIT_SECONDS = 60;
const LOG_LIMIT_BYTES = 10 * 1024 * 1024;

/**
 * For two cores shared with Remo itself, and for imports of some hundred thousand facts at once.
 * What a commit promises is never traded away: fsync and synchronous_commit stay on.
 */
const SETTINGS = {
  listen_addresses: "127.0.0.1",
  unix_socket_directories: "",
  max_connections: "60",
  shared_buffers: "256MB",
  effective_cache_size: "1GB",
  work_mem: "16MB",
  maintenance_work_mem: "128MB",
  fsync: "on",
  full_page_writes: "on",
  synchronous_commit: "on",
  wal_buffers: "16MB",
  min_wal_size: "256MB",
  max_wal_size: "2GB",
  checkpoint_timeout: "15min",
  checkpoint_completion_target: "0.9",
  random_page_cost: "1.1",
  // On two cores parallel plans buy little, and their memory does not fit a container's 64 MB of
  // /dev/shm.
  max_parallel_workers_per_gather: "0",
  max_parallel_maintenance_workers: "0",
  jit: "off",
  autovacuum: "on",
  autovacuum_naptime: "20s",
  track_io_timing: "on",
  timezone: "UTC",
  log_timezone: "UTC",
  lc_messages: "C",
  log_min_messages: "warning",
  log_checkpoints: "off",
} satisfies Record<string, string>;

/** Starts PostgreSQL so that it outlives this process, and returns its port. */
export async function startServer(cluster: Cluster): Promise<number> {
  const logFile = join(cluster.data, "server.log");
  await dropDeadPidFile(cluster.data);
  for (let attempt = 1; ; attempt += 1) {
    const port = await choosePort(cluster.home);
    const from = await turnLog(logFile);
    const started = await pgCtl(cluster, [
      "start",
      "-w",
      "-t",
      String(START_LIMIT_SECONDS),
      "-l",
      logFile,
      "-o",
      serverOptions(port),
    ]);
    if (started.code === 0) {
      await keepPort(cluster.home, port);
      return port;
    }
    const said = (await readFrom(logFile, from)) + started.output;
    // Another program took the port since it was tried, or what is left of a killed server is
    // still letting go of its memory.
    const passing = /Address already in use|shared memory block .* still in use/i.test(said);
    if (!passing || attempt >= 5) throw explain(cluster, said);
    await sleep(300);
  }
}

/** Ends the server after a checkpoint; connections that are still open are closed by it. */
export async function stopServer(cluster: Cluster): Promise<void> {
  const limit = String(STOP_LIMIT_SECONDS);
  const stopped = await pgCtl(cluster, ["stop", "-w", "-t", limit, "-m", "fast"]);
  if (stopped.code === 0 || readPidFile(cluster.data) === undefined) return;
  throw new Error(`PostgreSQL in ${cluster.data} did not stop: ${stopped.output.trim()}`);
}

function pgCtl(cluster: Cluster, args: string[]): ReturnType<typeof runCommand> {
  return runCommand(cluster.binaries.pgCtl, ["-D", cluster.data, ...args], {
    cwd: cluster.data,
    owner: cluster.owner,
    // On Windows the server would keep the pipe of pg_ctl open for as long as it lives.
    silent: process.platform === "win32",
  });
}

/** pg_ctl hands these to a shell: no value may need more quoting than this. */
function serverOptions(port: number): string {
  return Object.entries({ port: String(port), ...SETTINGS })
    .map(([name, value]) => `-c "${name}=${value}"`)
    .join(" ");
}

/**
 * The port of the server that already runs on this data, whoever started it, once it answers and is
 * proven to be ours by our password; undefined when none runs. Throws SetupError when one runs that
 * does not answer or does not know the password.
 */
export async function findRunning(cluster: Cluster): Promise<number | undefined> {
  const since = performance.now();
  for (;;) {
    const running = readPidFile(cluster.data);
    if (running === undefined || !isServer(running.pid, cluster.data)) return undefined;
    const answer = await ask(cluster, running.port);
    if (answer === "ours") return running.port;
    const waitedSeconds = (performance.now() - since) / 1000;
    if (answer === "refused" || waitedSeconds > (running.settled ? 10 : START_LIMIT_SECONDS)) {
      throw new SetupError(
        answer === "refused"
          ? `The database that runs in ${cluster.data} (process ${running.pid}) does not take the password in ${join(cluster.home, "postgres.password")}: restore that file, or end that process and move the folder away.`
          : `The database in ${cluster.data} (process ${running.pid}) runs but does not answer on port ${running.port}: end that process, then start Remo again.`,
      );
    }
    await sleep(50);
  }
}

async function ask(cluster: Cluster, port: number): Promise<"ours" | "refused" | "silent"> {
  const client = adminClient(cluster, port);
  try {
    await client.connect();
    const { rows } = await client.query<{ folder: string }>(
      "SELECT current_setting('data_directory') AS folder",
    );
    return resolve(rows[0]?.folder ?? "") === cluster.data ? "ours" : "silent";
  } catch (error) {
    const code = error instanceof Error && "code" in error ? error.code : undefined;
    return code === "28P01" || code === "28000" ? "refused" : "silent";
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** A connection to the maintenance database, where Remo's own data never is. */
export function adminClient(cluster: Cluster, port: number): pg.Client {
  const client = new pg.Client({
    host: "127.0.0.1",
    port,
    user: SUPERUSER,
    password: cluster.password,
    database: "postgres",
    application_name: "remo-supervisor",
    connectionTimeoutMillis: 5_000,
  });
  client.on("error", () => {
    // A server that ends under an idle connection is noticed by whoever uses the connection next.
  });
  return client;
}

interface PidFile {
  pid: number;
  port: number;
  /** Neither starting nor stopping, as far as the server has said. */
  settled: boolean;
}

/** The lines of postmaster.pid: process, folder, start, port, …, and at last the state. */
function readPidFile(data: string): PidFile | undefined {
  let lines: string[];
  try {
    lines = readFileSync(join(data, "postmaster.pid"), "utf8").split("\n");
  } catch {
    return undefined;
  }
  const pid = Math.abs(Number(lines[0]));
  const port = Number(lines[3]);
  if (!Number.isInteger(pid) || pid === 0 || !Number.isInteger(port)) return undefined;
  return { pid, port, settled: lines[7]?.trim() === "ready" };
}

/** After a restart of the machine or the container the number may be another program's. */
function isServer(pid: number, data: string): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "EPERM")) return false;
  }
  if (process.platform !== "linux") return true;
  const { name, state } = readProcess(pid);
  // Killed and not yet buried, which in a container without an init process lasts for ever.
  if (state === "Z") return false;
  try {
    // The server's working directory is its data folder.
    return readlinkSync(`/proc/${pid}/cwd`) === data;
  } catch {
    return name === "postgres";
  }
}

function readProcess(pid: number): { name: string; state: string } {
  try {
    const found = /^\d+ \((.*)\) (\w)/s.exec(readFileSync(`/proc/${pid}/stat`, "utf8"));
    return { name: found?.[1] ?? "", state: found?.[2] ?? "" };
  } catch {
    return { name: "", state: "" };
  }
}

/** PostgreSQL itself gives up when any process has the number in a file left by a crash. */
async function dropDeadPidFile(data: string): Promise<void> {
  const left = readPidFile(data);
  if (left !== undefined && !isServer(left.pid, data)) {
    await rm(join(data, "postmaster.pid"), { force: true });
  }
}

/** Keeps the log within its limit and returns where the next start will write. */
async function turnLog(logFile: string): Promise<number> {
  const size = (await stat(logFile).catch(() => undefined))?.size ?? 0;
  if (size <= LOG_LIMIT_BYTES) return size;
  await rename(logFile, `${logFile}.old`);
  return 0;
}

async function readFrom(logFile: string, from: number): Promise<string> {
  try {
    const file = await open(logFile, "r");
    try {
      const { buffer, bytesRead } = await file.read({
        buffer: Buffer.alloc(32 * 1024),
        position: from,
      });
      return buffer.toString("utf8", 0, bytesRead);
    } finally {
      await file.close();
    }
  } catch {
    return "";
  }
}
