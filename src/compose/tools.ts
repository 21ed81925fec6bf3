import { periodTyped } from "../app/kpi-period.ts";
import type { KeepRejected } from "../app/ports.ts";
import { shownUrl } from "../core/subscriber.ts";
import type { Config } from "../config.ts";
import type { Instant } from "../core/calendar.ts";
import type { Head } from "../core/audit.ts";
import { creditPolicyOf } from "../core/credit-policy.ts";
import type { Database } from "../db/connect.ts";
import { forgetPerson } from "../db/audit-forget.ts";
import { storyOf } from "../db/audit-story.ts";
import { verifyAudit } from "../db/audit-verify.ts";
import { createReads } from "../db/reads.ts";
import { retrySubscriber, subscriberStates } from "../db/subscribers-table.ts";
import { openStorms } from "../db/storm-reads.ts";
import { deadMessages, keepRejected, rejections, resendDead, writeSetting } from "../db/upkeep.ts";
import { systemClock } from "./clock.ts";
import { kpiNote } from "../view/kpi-note.ts";
import { createEngine, type Engine } from "./engine.ts";
import { createFigures } from "./figures.ts";
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
    openStorms: () => openStorms(database.pool),
    resendDead: (id: string | null) => resendDead(prisma, id),
    audit: {
      verify: async (heads: readonly Head[], progress: (done: number, total: number) => void) =>
        verifyAudit(database.pool, {
          heads: [...(await database.notedHeads()), ...heads],
          progress,
        }),
      story: (id: string) => storyOf(database.pool, id),
      forget: (personId: string) =>
        forgetPerson(database.pool, personId, {
          now: systemClock.now(),
          names: config.remo.people.filter(({ id }) => id === personId).map(({ name }) => name),
          credit: creditPolicyOf(config.rules.rules["credit-note-pending"]),
        }),
    },
    subscribers: {
      async list(mostCounted: number) {
        const declared = Object.entries(config.remo.subscribers);
        const states = await subscriberStates(
          database.pool,
          declared.map(([name, { types }]) => ({ name, types })),
          mostCounted,
        );
        const urls = new Map(declared.map(([name, { url }]) => [name, shownUrl(url)]));
        return states.map(({ name, ...state }) => ({ name, url: urls.get(name) ?? "", ...state }));
      },
      retry: (name: string) => retrySubscriber(database.pool, name),
    },
    close: () => database.close(),
  };
}

/** What `remo kpi` needs: the figures, by the clock and the rules of whatever this database is of. */
export async function openFigures(config: Config) {
  const log = createLog(config.logLevel === "info" ? "warn" : config.logLevel);
  const database = await openDatabase(config, CONNECTIONS, log);
  const { playgroundOn } = await import("./playground.ts");
  const playground = await playgroundOn(config, database);
  const { remo, rules } = playground?.config ?? config;
  const now = (playground?.clock ?? systemClock).now();
  const zone = remo.timeZone;
  const { measure } = createFigures(database, { zone, rules, weights: remo.currencyWeights });
  return {
    async kpis(typed: string) {
      const reader = { lang: "en", zone, now } as const;
      const period = periodTyped(typed, reader);
      if (period === null) return null;
      const kpis = await measure(period, now);
      return { kpis, note: kpiNote(kpis, reader) };
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
  /** Judges the accounts that the import stirred: as of an instant, or by the clock. */
  finish(asOf: Instant | null): Promise<void>;
  close(): Promise<void>;
}> {
  const log = createLog(config.logLevel === "info" ? "warn" : config.logLevel);
  const database: Database = await openDatabase(config, CONNECTIONS, log);
  // The page's server comes with it, which the short verbs do without.
  const { playgroundOn } = await import("./playground.ts");
  const playground = await playgroundOn(config, database);
  const { remo, rules, time } = playground?.config ?? config;
  const engine = createEngine({
    database,
    // Where the playground's clock was moved, the import is judged on its day, like all the rest.
    clock: playground?.clock ?? systemClock,
    directory: directoryFrom(remo),
    rules,
    weights: remo.currencyWeights,
    time,
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
    zone: remo.timeZone,
    home: config.home,
    async finish(asOf) {
      if (asOf === null) await engine.sweep();
      else await engine.sweep(asOf, { silent: true });
    },
    async close() {
      await database.seal();
      await database.close();
    },
  };
}
