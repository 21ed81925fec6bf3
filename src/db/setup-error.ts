/**
 * Something about the machine or the settings is wrong and a person has to put it right. The
 * message is one sentence that says what is wrong and what to do; callers print it without a stack
 * and exit with 1. It never holds a password.
 */
export class SetupError extends Error {
  override readonly name = "SetupError";
}
