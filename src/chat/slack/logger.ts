import { LogLevel, type Logger as SlackLogger } from "@slack/bolt";
import type { Logger } from "pino";

/** What Remo's log needs to do for Slack's packages. */
export type Log = Pick<Logger, "debug" | "info" | "warn" | "error">;

/** Slack's packages write to Remo's log. Their "info" is talk about connections: debug here. */
export function slackLogger(log: Log): SlackLogger {
  let level = LogLevel.INFO;
  const words = (parts: unknown[]) => parts.map(String).join(" ");
  return {
    debug: (...parts) => {
      if (level === LogLevel.DEBUG) log.debug(words(parts));
    },
    info: (...parts) => log.debug(words(parts)),
    warn: (...parts) => log.warn(words(parts)),
    error: (...parts) => log.error(words(parts)),
    setLevel: (wanted) => {
      level = wanted;
    },
    getLevel: () => level,
    setName: () => undefined,
  };
}

export const SILENT: Log = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
};
