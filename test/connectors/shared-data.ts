import { existsSync } from "node:fs";
import { join } from "node:path";

/** Public data sets that are not part of the project; tests on them are skipped where absent. */
const SHARED = "../shared/data";

export function shared(...path: readonly string[]): string {
  return join(SHARED, ...path);
}

export function isAbsent(...path: readonly string[]): boolean {
  return !existsSync(shared(...path));
}
