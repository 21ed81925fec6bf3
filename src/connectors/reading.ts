import { UnreadableError } from "../app/import-facts.ts";

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
