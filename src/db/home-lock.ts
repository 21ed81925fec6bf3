import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { setTimeout as sleep } from "node:timers/promises";
import { SetupError } from "./setup-error.ts";

/** Longer than the slowest start of the database, crash recovery included. */
const WAIT_LIMIT_MS = 240_000;
const TELL_AFTER_MS = 1_500;
const SQLITE_BUSY = 5;
const SQLITE_FULL = 13;

/**
 * Runs `work` while no other process on this machine runs anything else under the lock of `home`.
 * Node has no flock, but SQLite takes the kernel's own file lock, which ends with the process that
 * holds it however that process ends: there is no stale lock to recognise and nothing to clean up.
 * Throws SetupError when the lock cannot be opened or is not free within four minutes.
 */
export async function withHomeLock<T>(
  home: string,
  log: (line: string) => void,
  work: () => Promise<T>,
): Promise<T> {
  const lock = await acquire(join(home, "postgres.lock"), log);
  try {
    return await work();
  } finally {
    lock.close();
  }
}

export type Hold = { release(): void };

/**
 * Takes `home` for the one process that may serve it; null when another one has it. Like the lock
 * above it ends with its process, so that a killed Remo keeps nobody out. Throws SetupError.
 */
export function holdHome(home: string): Hold | null {
  const lock = tryLock(join(home, "serving.lock"));
  return lock === undefined ? null : { release: () => lock.close() };
}

async function acquire(file: string, log: (line: string) => void): Promise<DatabaseSync> {
  const since = performance.now();
  let told = false;
  for (;;) {
    const lock = tryLock(file);
    if (lock !== undefined) return lock;
    const waitedMs = performance.now() - since;
    if (waitedMs > WAIT_LIMIT_MS) {
      throw new SetupError(
        `Another Remo process has been starting or stopping the database for four minutes and holds ${file}: end that process and start again.`,
      );
    }
    if (!told && waitedMs > TELL_AFTER_MS) {
      told = true;
      log("Another Remo process is starting or stopping the database; waiting for it.");
    }
    await sleep(20 + Math.random() * 30);
  }
}

function tryLock(file: string): DatabaseSync | undefined {
  let lock: DatabaseSync;
  try {
    lock = new DatabaseSync(file, { timeout: 0 });
  } catch (error) {
    throw new SetupError(
      `Remo cannot write ${file} (${reason(error)}): give this user the folder, or set REMO_HOME to one it can write.`,
    );
  }
  try {
    // Nothing is ever written: without this a killed process would leave a journal behind.
    lock.exec("PRAGMA journal_mode = MEMORY; BEGIN EXCLUSIVE");
    return lock;
  } catch (error) {
    lock.close();
    if (hasCode(error, SQLITE_BUSY)) return undefined;
    if (hasCode(error, SQLITE_FULL)) {
      throw new SetupError(
        `The disk that holds ${file} is full: free some space, then start Remo again.`,
      );
    }
    throw new SetupError(
      `Remo cannot lock ${file} (${reason(error)}): delete that file if it is not empty, or set REMO_HOME to a writable folder on a local disk.`,
    );
  }
}

function hasCode(error: unknown, code: number): boolean {
  return error instanceof Error && "errcode" in error && error.errcode === code;
}

function reason(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
