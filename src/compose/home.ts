import { mkdirSync } from "node:fs";
import type { Logger } from "pino";
import { type Config } from "../config.ts";
import { ConfigError } from "../remo-yaml.ts";
import { connect, type Database } from "../db/connect.ts";

/** Opens the home and its database. */
export async function openDatabase(
  config: Config,
  poolSize: number,
  log: Logger,
): Promise<Database> {
  makeHome(config.home);
  return connect({
    databaseUrl: config.databaseUrl,
    home: config.home,
    poolSize,
    // A first start takes seconds: whoever waits should read why.
    log: (line) => void (log.isLevelEnabled("warn") && process.stderr.write(`${line}\n`)),
  });
}

/** Throws ConfigError when there can be no such folder. */
export function makeHome(home: string): void {
  try {
    mkdirSync(home, { recursive: true });
  } catch (error) {
    throw new ConfigError(
      `${home} cannot be used as Remo's home (${String(error).split("\n")[0]}): set REMO_HOME to a folder you can write.`,
    );
  }
}
