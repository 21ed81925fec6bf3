import type { Fact } from "../core/fact.ts";

/** What a reader of files hands over, piece by piece, so that no import is held in memory whole. */
export type Reading = {
  readonly facts: readonly Fact[];
  readonly rejected: readonly RejectedRow[];
  readonly skipped: readonly SkippedFile[];
  /** Rows of CSV files, or documents. */
  readonly rows: number;
};

/** A row that told no fact, or one of its facts that could not be taken. */
export type RejectedRow = {
  readonly file: string;
  /** Where the row begins; null for a whole document. */
  readonly line: number | null;
  readonly externalId: string | null;
  /** Names the field and says what is wrong with it. */
  readonly reason: string;
  readonly body: unknown;
};

/** A readable file that tells nothing Remo keeps, such as a statement of account. */
export type SkippedFile = { readonly file: string; readonly reason: string };

/** Told of the bytes read so far, for a progress bar. */
export type OnBytes = (bytes: number) => void;

/**
 * A file, a map or a path cannot be used at all. The message is one sentence that names it and says
 * what to do; nothing of the file was taken after it.
 */
export class UnreadableError extends Error {
  override readonly name = "UnreadableError";
}

/** The system's reason for a failed read, in the sentence of an `UnreadableError`. */
export function unreadable(path: string, error: unknown): UnreadableError {
  if (error instanceof UnreadableError) return error;
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  if (code === "ENOENT") return new UnreadableError(`${path} does not exist.`);
  if (code === "EACCES" || code === "EPERM") {
    return new UnreadableError(`${path} may not be read by this user.`);
  }
  if (code === "EISDIR") return new UnreadableError(`${path} is a folder, not a file.`);
  const why = error instanceof Error ? error.message : String(error);
  return new UnreadableError(`${path} could not be read: ${why}`);
}
