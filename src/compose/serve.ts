import { join } from "node:path";
import express, { type Express, type Router } from "express";
import type { Logger } from "pino";
import { createGatherer } from "../app/gather.ts";
import type { Clock, Directory } from "../app/ports.ts";
import { createReports, type Reports } from "../app/reports.ts";
import type { Config } from "../config.ts";
import { factsRouter } from "../connectors/http/facts-router.ts";
import { metricsRouter } from "../connectors/http/metrics-router.ts";
import { epochMs } from "../core/calendar.ts";
import type { Database } from "../db/connect.ts";
import type { Pacing } from "../db/outbox-store.ts";
import { readFigures } from "../db/figures.ts";
import { createReportStore } from "../db/reports-table.ts";
import { keepRejected } from "../db/upkeep.ts";
import { tidyForms } from "../web/upload/receive.ts";
import { uploadRouter } from "../web/upload/router.ts";
import { onlyThisMachine } from "../web/playground/this-machine.ts";
import { deskFrom, evidenceShelf } from "./desk.ts";
import { createEngine, type Engine } from "./engine.ts";
import { createMetrics } from "./metrics.ts";
import { type LocalTeams, type PlatformLine, slackLine, teamsLine } from "./platforms.ts";
import { subscribersFrom } from "./subscribers.ts";
import { linksFrom } from "./upload-links.ts";
import { startWork } from "./work.ts";

/** The application on a database, ready to be mounted; nothing listens yet. */
export type Application = {
  readonly engine: Engine;
  readonly app: Express;
  readonly reports: Reports;
  /** Starts chat and background work: once the port is known, for chat may call back. */
  start(): Promise<void>;
  /** Drains: takes nothing new, finishes what is in hand. */
  stop(): Promise<void>;
};

export type ApplicationParts = {
  readonly config: Config;
  readonly database: Database;
  readonly clock: Clock;
  readonly directory: Directory;
  /** Slack's Web API, when it is not Slack's own. */
  readonly slackApiUrl: () => string | undefined;
  /** A Teams that is not Microsoft's. */
  readonly localTeams?: () => LocalTeams | null;
  readonly pacing?: Pacing;
  /** The local Slack: people's clicks come by HTTP, from this process. */
  readonly playground?: boolean;
  readonly log: Logger;
};

/** Puts Remo together: facts in by HTTP, people in and cards out by Slack. */
export function createApplication(parts: ApplicationParts): Application {
  const { config, database, clock, directory, log } = parts;
  const metrics = createMetrics(() => readFigures(database.pool));
  const engine = createEngine({
    committed: (cases) => metrics.committed(cases),
    database,
    clock,
    directory,
    rules: config.rules,
    weights: config.remo.currencyWeights,
    time: config.time,
    report: (error, about) => log.error({ err: error, about }, "a rule failed"),
  });
  const subscribers = subscribersFrom(config);
  const gatherer = createGatherer(engine.ingest);
  const reports = createReports({
    ...engine.figures,
    store: createReportStore(database.pool),
    digests: config.remo.digests,
    directory,
    wake: engine.flow.wake,
  });
  const app = express();
  app.disable("x-powered-by");
  // Express shows the stack of an error to whoever caused it, unless it is told not to.
  app.set("env", "production");
  if (parts.playground) app.use(onlyThisMachine);
  app.get("/healthz", async (_request, response) => {
    await database.pool.query("SELECT 1");
    response.json({ ok: true });
  });
  app.use(
    metricsRouter({
      token: config.metricsToken,
      scrape: () => metrics.scrape(),
      onError: (error) => log.error({ err: error }, "metrics could not be read"),
    }),
  );
  app.use(
    factsRouter({
      sources: config.sourceSecrets,
      submit: (facts) => gatherer.submit(facts),
      keepRejected: (rejected) => keepRejected(database.prisma, rejected),
      onError: (error) => log.error({ err: error }, "facts could not be stored"),
      // Signatures are dated by the sender's real clock, whatever the playground's says.
      clock: () => Date.now(),
      now: () => epochMs(clock.now()),
    }),
  );
  const running: { stop(): Promise<void> }[] = [];
  return {
    engine,
    app,
    reports,
    async start() {
      const { lines, pages } = await linesOf(parts, engine);
      if (lines.length === 0) return;
      if (pages) app.use(pages);
      for (const { door } of lines) if (door) app.use(door.path, door.router);
      for (const line of lines) await line.start();
      const { storm } = config.remo;
      const world = { database, engine, reports, clock, directory, metrics, log };
      running.push(await startWork({ ...world, lines, storm, subscribers }));
      running.push(...lines);
    },
    async stop() {
      // What comes in first, then what goes out: an answer in hand still reaches the outbox.
      for (const one of running.splice(0).toReversed()) await one.stop();
      await gatherer.idle();
    },
  };
}

/** The platforms that the settings name, and the pages that their people are sent to. */
async function linesOf(
  parts: ApplicationParts,
  engine: Engine,
): Promise<{ readonly lines: readonly PlatformLine[]; readonly pages: Router | null }> {
  const { config, database, directory, log } = parts;
  const { slack, teams, publicUrl } = config;
  const about = { ...parts, engine };
  const shelf = evidenceShelf(about);
  const desk = deskFrom(about, shelf);
  const links = publicUrl === undefined ? null : await linksFrom(database.pool, publicUrl);
  const onError = (error: unknown) => log.error({ err: error }, "an upload failed");
  const folder = join(config.home, "uploads");
  await tidyForms(folder, Date.now());
  const world = { ...about, desk, shelf, links, pacing: parts.pacing };
  const apiUrl = parts.slackApiUrl() ?? slack?.apiUrl;
  const socket = slack?.appToken !== undefined && !parts.playground;
  return {
    lines: [
      ...(slack ? [slackLine(world, slack, { apiUrl, socket })] : []),
      ...(teams ? [teamsLine(world, teams, parts.localTeams?.() ?? null)] : []),
    ],
    pages:
      links && publicUrl
        ? uploadRouter({ desk, links, directory, publicUrl, folder, onError })
        : null,
  };
}
