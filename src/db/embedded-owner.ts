import { stat } from "node:fs/promises";
import { setTimeout as sleep } from "node:timers/promises";
import { runCommand } from "./run-command.ts";
import { SetupError } from "./setup-error.ts";

/** The operating system's user that PostgreSQL runs as when that is not the current one. */
export interface Owner {
  uid: number;
  gid: number;
}

const SYSTEM_USER = "remo-postgres";

function isRoot(): boolean {
  return process.getuid?.() === 0;
}

/**
 * PostgreSQL refuses to run as root. For root this is the user that owns the data already, or else
 * a system user made for it, or `nobody` where none can be made; for everyone else undefined, which
 * means the current user. Throws SetupError when the data belongs to somebody it cannot run as.
 */
export async function databaseOwner(
  data: string,
  log: (line: string) => void,
): Promise<Owner | undefined> {
  const found = await stat(data).catch(() => undefined);
  const uid = process.getuid?.();
  if (uid === undefined) return undefined;
  if (!isRoot()) {
    if (found === undefined || found.uid === uid) return undefined;
    throw new SetupError(
      `The database in ${data} belongs to another user (uid ${found.uid}): start Remo as that user, or set REMO_HOME to a folder of your own.`,
    );
  }
  if (found !== undefined && found.uid !== 0) return { uid: found.uid, gid: found.gid };
  return systemUser(log);
}

async function systemUser(log: (line: string) => void): Promise<Owner> {
  // Two first starts may both find no user, and useradd refuses while another one runs.
  for (let attempt = 0; attempt < 5; attempt += 1) {
    const known = await lookUp(SYSTEM_USER);
    if (known !== undefined) return known;
    const made = await runCommand("useradd", [
      "--system",
      "--user-group",
      "--no-create-home",
      "--home-dir",
      "/nonexistent",
      "--shell",
      "/usr/sbin/nologin",
      SYSTEM_USER,
    ]);
    if (made.code === 0)
      log(`Made the system user ${SYSTEM_USER}: PostgreSQL does not run as root.`);
    if (made.code === 127) break;
    if (made.code !== 0) await sleep(100);
  }
  for (const name of [SYSTEM_USER, "_postgres", "nobody"]) {
    const known = await lookUp(name);
    if (known !== undefined) return known;
  }
  throw new SetupError(
    `PostgreSQL does not run as root and no system user could be made for it: start Remo as an ordinary user, or set DATABASE_URL.`,
  );
}

async function lookUp(name: string): Promise<Owner | undefined> {
  const [uid, gid] = await Promise.all([
    runCommand("id", ["-u", name]),
    runCommand("id", ["-g", name]),
  ]);
  if (uid.code !== 0 || gid.code !== 0) return undefined;
  const owner = { uid: Number(uid.output), gid: Number(gid.output) };
  return Number.isInteger(owner.uid) && owner.uid !== 0 && Number.isInteger(owner.gid)
    ? owner
    : undefined;
}

/**
 * Whether `owner` may execute each of `paths` or, where it is a folder, pass through it; folders on
 * the way count too. Asked by trying, so that ACLs, mount options and containers have their say.
 */
export async function canReach(
  owner: Owner | undefined,
  paths: readonly string[],
): Promise<boolean> {
  if (owner === undefined) return true;
  const probe = 'for path do test -x "$path" || exit 1; done';
  const tried = await runCommand("/bin/sh", ["-c", probe, "sh", ...paths], { cwd: "/", owner });
  return tried.code === 0;
}
