/**
 * Something about the machine or the settings is wrong and a person has to put it right. The
 * message is one sentence that says what is wrong and what to do; callers print it without a stack
 * and exit with 1. It never holds a password.
 */
export class SetupError extends Error {
  override readonly name = "SetupError";
}

const DISK_FULL = "53100";
// Shut down by its administrator, crashed, or starting again; then what a cut connection says.
const GONE = new Set(["57P01", "57P02", "57P03", "ECONNRESET", "ECONNREFUSED", "EPIPE"]);
const CUT = /connection terminated|connection error/i;

/** What a person can mend of a database that failed in the middle of work; null for the rest. */
export function databaseTrouble(error: unknown): SetupError | null {
  if (!(error instanceof Error)) return null;
  const code = "code" in error ? String(error.code) : "";
  if (code === DISK_FULL) {
    return new SetupError(
      "The disk of the database is full: free some space, then run the command again; what was stored stays.",
    );
  }
  if (!GONE.has(code) && !CUT.test(error.message)) return null;
  return new SetupError(
    "The database went away in the middle of the work: run the command again; what was stored stays.",
  );
}
