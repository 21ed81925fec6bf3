import { randomBytes } from "node:crypto";
import { chmod, chown, mkdir, readFile, rename, rm, rmdir, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { join } from "node:path";
import type { Binaries } from "./embedded-binaries.ts";
import type { Owner } from "./embedded-owner.ts";
import { runCommand } from "./run-command.ts";
import { SetupError } from "./setup-error.ts";

export const SUPERUSER = "remo";

/** Everything that the steps of starting and stopping need to know about one embedded server. */
export interface Cluster {
  home: string;
  data: string;
  owner: Owner | undefined;
  binaries: Binaries;
  password: string;
}

/** The superuser's password, made at the first start; only the user of Remo can read it. */
export async function ensurePassword(home: string, clusterExists: boolean): Promise<string> {
  const file = join(home, "postgres.password");
  const found = await readFile(file, "utf8").catch((error: unknown) => {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return "";
    throw new SetupError(`Remo cannot read ${file} (${String(error)}): give this user the file.`);
  });
  if (found.trim() !== "") return found.trim();
  if (clusterExists) {
    throw new SetupError(
      `The password of the embedded database is missing (${file}): restore it from a backup, or move ${join(home, "postgres")} away to begin with an empty database.`,
    );
  }
  const password = randomBytes(24).toString("base64url");
  await writeFile(file, `${password}\n`, { mode: 0o600 });
  await chmod(file, 0o600);
  return password;
}

/**
 * Makes a new cluster. It is built beside its place and moved there when it is whole, so that a
 * process killed half-way leaves nothing that looks like a database.
 */
export async function createCluster(cluster: Cluster): Promise<void> {
  const draft = `${cluster.data}.new`;
  await rm(draft, { recursive: true, force: true });
  await mkdir(draft, { mode: 0o700 });
  const passwordFile = join(draft, "password");
  await writeFile(passwordFile, cluster.password, { mode: 0o600 });
  if (cluster.owner !== undefined) {
    for (const path of [draft, passwordFile]) {
      await chown(path, cluster.owner.uid, cluster.owner.gid);
    }
  }
  const made = await runCommand(
    cluster.binaries.initdb,
    [
      "-D",
      join(draft, "data"),
      "-U",
      SUPERUSER,
      "-A",
      "scram-sha-256",
      `--pwfile=${passwordFile}`,
      // The built-in provider sorts by code point and knows Unicode's letters on every platform,
      // whatever locales the machine has and however its C library changes.
      "-E",
      "UTF8",
      "--locale=C",
      "--locale-provider=builtin",
      "--builtin-locale=C.UTF-8",
      "--data-checksums",
    ],
    { cwd: draft, owner: cluster.owner },
  );
  if (made.code !== 0) {
    await rm(draft, { recursive: true, force: true });
    throw explain(cluster, made.output);
  }
  await rmdir(cluster.data).catch(() => {
    // There is no empty folder of that name in the way, which is the usual case.
  });
  await rename(join(draft, "data"), cluster.data);
  await rm(draft, { recursive: true, force: true });
}

/** Turns what PostgreSQL's programs printed into one sentence that says what to do. */
export function explain(cluster: Cluster, output: string): SetupError {
  const { data } = cluster;
  const said = firstComplaint(output);
  if (/No space left on device|Disk quota exceeded|wrote only \d+ of \d+ bytes/i.test(output)) {
    return new SetupError(
      `The disk that holds ${data} is full: free some space, then start Remo again.`,
    );
  }
  if (/error while loading shared libraries|Library not loaded|cannot execute/i.test(output)) {
    return new SetupError(
      `PostgreSQL in node_modules does not run on this machine (${said}): run "npm ci" again, or set DATABASE_URL to a PostgreSQL of your own.`,
    );
  }
  if (
    /Permission denied|Operation not permitted|wrong ownership|invalid permissions/i.test(output)
  ) {
    const user = cluster.owner === undefined ? "this user" : `uid ${cluster.owner.uid}`;
    return new SetupError(
      `PostgreSQL may not use ${data} (${said}): make the folder and all in it belong to ${user} with mode 700, or set REMO_HOME to another folder.`,
    );
  }
  return new SetupError(
    `PostgreSQL cannot start from ${data} (${said}): restore the folder from a backup, or move it away to begin with an empty database.`,
  );
}

function firstComplaint(output: string): string {
  const lines = output.split("\n").filter((line) => line.trim() !== "");
  const loudest =
    lines.find((line) => /\b(FATAL|PANIC):/.test(line)) ??
    lines.find((line) => /error|could not|denied|cannot|: fatal:/i.test(line)) ??
    lines.at(-1) ??
    "it said nothing";
  return loudest
    .replace(/^.*?\b(?:FATAL|PANIC|ERROR|error|fatal):\s*/, "")
    .trim()
    .replace(/\.$/, "");
}

/** The port of the last start, while nothing else has taken it; otherwise a free one. */
export async function choosePort(home: string): Promise<number> {
  const kept = Number(await readFile(join(home, "postgres.port"), "utf8").catch(() => ""));
  if (Number.isInteger(kept) && kept >= 1024 && kept <= 65535 && (await isFree(kept))) return kept;
  for (let attempt = 0; attempt < 100; attempt += 1) {
    // Below the range from which systems take the ports of outgoing connections.
    const port = 15_000 + Math.floor(Math.random() * 17_000);
    if (await isFree(port)) return port;
  }
  throw new SetupError(
    "No free port between 15000 and 32000 on 127.0.0.1 for the embedded database: set DATABASE_URL to a PostgreSQL of your own.",
  );
}

export async function keepPort(home: string, port: number): Promise<void> {
  await writeFile(join(home, "postgres.port"), `${port}\n`);
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once("error", () => resolve(false));
    probe.listen(port, "127.0.0.1", () => probe.close(() => resolve(true)));
  });
}
