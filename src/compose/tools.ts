import type { KeepRejected } from "../app/ports.ts";
import type { Config } from "../config.ts";
import type { Head } from "../core/audit.ts";
import type { Database } from "../db/connect.ts";
import { forgetPerson } from "../db/audit-forget.ts";
import { storyOf } from "../db/audit-story.ts";
import { verifyAudit } from "../db/audit-verify.ts";
import { createReads } from "../db/reads.ts";
import { deadMessages, keepRejected, rejections, resendDead, writeSetting } from "../db/upkeep.ts";
import { systemClock } from "./clock.ts";
import { createEngine, type Engine } from "./engine.ts";
import { createLog } from "./log.ts";
import { directoryFrom } from "./people.ts";
import { openDatabase } from "./home.ts";

const CONNECTIONS = 4;

/** What the short verbs need: the database, and the questions it answers. */
export async function openTools(config: Config) {
  const log = createLog(config.logLevel === "info" ? "warn" : config.logLevel);
  const database = await openDatabase(config, CONNECTIONS, log);
  const { prisma } = database;
  return {
    reads: createReads(database.pool, config.remo.timeZone, config.remo.currencyWeights),
    rejections: (limit: number) => rejections(prisma, limit),
    deadMessages: (limit: number) => deadMessages(prisma, limit),
    resendDead: (id: string | null) => resendDead(prisma, id),
    audit: {
      verify: async (heads: readonly Head[], progress: (done: number, total: number) => void) =>
        verifyAudit(database.pool, {
          heads: [...(await database.notedHeads()), ...heads],
          progress,
        }),
      story: (id: string) => storyOf(database.pool, id),
      forget: (personId: string) => forgetPerson(database.pool, personId),
    },
    close: () => database.close(),
  };
}

/** What an import needs: the whole flow, without chat's senders; those of a running Remo send. */
export async function openForImport(config: Config): Promise<{
  readonly ingest: Engine["ingest"];
  readonly keepRejected: KeepRejected;
  readonly zone: string;
  readonly home: string;
  close(): Promise<void>;
}> {
  const log = createLog(config.logLevel === "info" ? "warn" : config.logLevel);
  const database: Database = await openDatabase(config, CONNECTIONS, log);
  const engine = createEngine({
    database,
    clock: systemClock,
    directory: directoryFrom(config.remo),
    rules: config.rules,
    weights: config.remo.currencyWeights,
    report: (error, about) => log.error({ err: error, about }, "a rule failed"),
  });
  let marked = false;
  return {
    async ingest(facts, options) {
      // From now on this database shows a day in the past: no chat may be run on it.
      if (options?.silent && options.now && !marked) {
        await writeSetting(database.prisma, "history.asOf", options.now);
        marked = true;
      }
      return engine.ingest(facts, options);
    },
    keepRejected: (rejected) => keepRejected(database.prisma, rejected),
    zone: config.remo.timeZone,
    home: config.home,
    async close() {
      await database.seal();
      await database.close();
    },
  };
}
