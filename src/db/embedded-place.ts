import { randomUUID } from "node:crypto";
import {
  chmod,
  chown,
  lstat,
  mkdir,
  readdir,
  readFile,
  readlink,
  realpath,
  stat,
  symlink,
} from "node:fs/promises";
import { dirname, join } from "node:path";
import { SHARED_FOLDER } from "./embedded-binaries.ts";
import { canReach, type Owner } from "./embedded-owner.ts";
import { SetupError } from "./setup-error.ts";

/**
 * The folder that holds, or shall hold, the data of `home`: `<home>/postgres`, without links. When
 * PostgreSQL runs as `owner` and that user cannot get into `home`, `home` is opened to its group
 * provided that takes nothing from anybody; failing that (a home under /root) `<home>/postgres`
 * becomes a link to a new folder under /var/lib/remo. Throws SetupError.
 */
export async function dataFolder(
  home: string,
  owner: Owner | undefined,
  log: (line: string) => void,
): Promise<string> {
  const data = join(home, "postgres");
  const found = await lstat(data).catch(() => undefined);
  if (found?.isSymbolicLink() === true) return linkedFolder(data);
  const base = await realpath(home);
  if (await reachable(base, owner)) return join(base, "postgres");
  if (found === undefined) return folderElsewhere(data, log);
  throw new SetupError(
    `PostgreSQL does not run as root and its own user cannot reach ${data}: let others pass through the folders above it (chmod o+x), or set REMO_HOME to a folder that every user can reach.`,
  );
}

async function linkedFolder(data: string): Promise<string> {
  const target = await readlink(data);
  // The folder itself is made by the first start; the one above it was made with the link.
  const above = await realpath(dirname(target)).catch(() => undefined);
  if (above !== undefined) return target;
  throw new SetupError(
    `The link ${data} leads to ${target}, which does not exist: put that folder back, or delete the link to begin with an empty database.`,
  );
}

async function reachable(home: string, owner: Owner | undefined): Promise<boolean> {
  if (owner === undefined || (await canReach(owner, [home]))) return true;
  const { mode, uid } = await stat(home);
  if (uid !== 0 || (mode & 0o070) !== 0) return false;
  // Only the database's user is let through, and only if the folders above let it come this far.
  if (!(await canReach(owner, [dirname(home)]))) return false;
  await chown(home, 0, owner.gid);
  await chmod(home, (mode & 0o7777) | 0o010);
  return canReach(owner, [home]);
}

async function folderElsewhere(data: string, log: (line: string) => void): Promise<string> {
  const above = join(SHARED_FOLDER, `data-${randomUUID()}`);
  try {
    for (const folder of [SHARED_FOLDER, above]) {
      await mkdir(folder, { recursive: true });
      await chmod(folder, 0o755);
    }
    await symlink(join(above, "postgres"), data);
  } catch (error) {
    throw new SetupError(
      `PostgreSQL does not run as root, its own user cannot reach ${data}, and ${above} could not be made (${String(error)}): set REMO_HOME to a folder that every user can reach.`,
    );
  }
  log(`The database is in ${above}, because PostgreSQL's own user cannot reach ${dirname(data)}.`);
  return join(above, "postgres");
}

/**
 * False when there is nothing in the data folder yet, true when it is a cluster of PostgreSQL
 * `majorVersion`; anything else throws a SetupError.
 */
export async function holdsCluster(data: string, majorVersion: string): Promise<boolean> {
  const names = await readdir(data).catch((error: unknown) => {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return [];
    throw new SetupError(
      `Remo cannot read the database folder ${data} (${String(error)}): give this user the folder, or set REMO_HOME to another one.`,
    );
  });
  if (names.length === 0) return false;
  const text = await readFile(join(data, "PG_VERSION"), "utf8").catch(() => "");
  const version = text.trim();
  if (version === majorVersion) return true;
  throw new SetupError(
    /^\d{1,3}$/.test(version)
      ? `The database in ${data} was made by PostgreSQL ${version} and this Remo runs PostgreSQL ${majorVersion}: dump it with the Remo that made it, or set REMO_HOME to another folder.`
      : `The database folder ${data} is damaged (no valid PG_VERSION): restore it from a backup, or move it away to begin with an empty database.`,
  );
}
