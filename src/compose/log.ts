import { pino, type Logger } from "pino";
import type { Config } from "../config.ts";

/** Structured logs on stderr: stdout belongs to what a verb answers. */
export function createLog(level: Config["logLevel"]): Logger {
  return pino(
    {
      level,
      // A token in a library's error must not reach a log.
      redact: {
        paths: ["*.token", "*.authorization", "*.headers.authorization", "*.headers.Authorization"],
        censor: "[secret]",
      },
    },
    pino.destination({ dest: 2, sync: true }),
  );
}
