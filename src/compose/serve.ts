import { join } from "node:path";
import express, { type Express } from "express";
import type { Logger } from "pino";
import { z } from "zod";
import { createDesk } from "../app/desk/desk.ts";
import { createGatherer } from "../app/gather.ts";
import type { Clock, Desk, Directory } from "../app/ports.ts";
import { createSlackChat } from "../chat/slack/chat.ts";
import { createSlackInbound } from "../chat/slack/inbound.ts";
import type { Config } from "../config.ts";
import { factsRouter } from "../connectors/http/facts-router.ts";
import { metricsRouter } from "../connectors/http/metrics-router.ts";
import { epochMs } from "../core/calendar.ts";
import { evidencePolicy, requiredEvidence } from "../core/rules/evidence.ts";
import type { RulesFile } from "../core/rules-file.ts";
import type { Database } from "../db/connect.ts";
import { type Pacing, SLACK_PACING } from "../db/outbox-store.ts";
import { readFigures } from "../db/figures.ts";
import { keepRejected, rememberFile } from "../db/upkeep.ts";
import { createDiskEvidence } from "../evidence/disk.ts";
import type { Demanded } from "../view/evidence-note.ts";
import { uploadRouter } from "../web/upload/router.ts";
import { onlyThisMachine } from "../web/playground/this-machine.ts";
import { createEngine, type Engine } from "./engine.ts";
import { createMetrics } from "./metrics.ts";
import { subscribersFrom } from "./subscribers.ts";
import { linksFrom } from "./upload-links.ts";
import { startWork } from "./work.ts";

/** The application on a database, ready to be mounted; nothing listens yet. */
export type Application = {
  readonly engine: Engine;
  readonly app: Express;
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
    async start() {
      const { slack } = config;
      if (!slack) return;
      const apiUrl = parts.slackApiUrl() ?? slack.apiUrl;
      const desk = deskOn(parts, engine);
      const { publicUrl } = config;
      if (publicUrl !== undefined) {
        const links = await linksFrom(database.pool, publicUrl);
        const onError = (error: unknown) => log.error({ err: error }, "an upload failed");
        app.use(uploadRouter({ desk, links, directory, publicUrl, onError }));
      }
      const inbound = slackInbound(parts, desk, apiUrl);
      if (inbound.router) app.use("/slack/events", inbound.router);
      await inbound.start();
      const chat = createSlackChat({ botToken: slack.botToken, apiUrl, log });
      const pacing = parts.pacing ?? SLACK_PACING;
      const { storm } = config.remo;
      const world = { database, engine, chat, clock, directory, metrics, log };
      running.push(await startWork({ ...world, pacing, storm, subscribers }));
      running.push(inbound);
    },
    async stop() {
      // What comes in first, then what goes out: an answer in hand still reaches the outbox.
      for (const one of running.splice(0).toReversed()) await one.stop();
      await gatherer.idle();
    },
  };
}

/** One desk for all ways in: the same checks and the same answers, whoever carries them. */
function deskOn({ config, database, clock, directory }: ApplicationParts, engine: Engine): Desk {
  return createDesk({
    reads: engine.reads,
    directory,
    clock,
    answer: engine.answer,
    askCredit: engine.askCredit,
    credit: engine.flow.credit,
    lookups: engine.lookups,
    links: engine.links,
    tell: engine.tell,
    newId: engine.flow.newId,
    thresholdsOf: thresholdsOf(config.rules),
    onDuty: engine.onDuty,
    keepEvidence: createDiskEvidence(join(config.home, "evidence"), (file) =>
      rememberFile(database.prisma, file),
    ),
    demanded: demandedBy(config.rules),
  });
}

function slackInbound(parts: ApplicationParts, desk: Desk, apiUrl: string | undefined) {
  const { config, directory, log } = parts;
  const { slack } = config;
  if (!slack) throw new Error("Slack is not configured.");
  return createSlackInbound({
    desk,
    directory,
    botToken: slack.botToken,
    signingSecret: slack.signingSecret,
    appToken: slack.appToken,
    apiUrl,
    mode: slack.appToken && !parts.playground ? "socket" : "http",
    logger: log,
    onRevoked: () => log.error("Slack withdrew the app's rights: install it again, then restart."),
  });
}

/** Which proofs the rules file asks of a delivery, for the answer to /remo evidence. */
function demandedBy(rules: RulesFile): Demanded {
  const policy = z.object(evidencePolicy).parse(rules.rules["evidence-missing"]);
  return (picture, { deliveredAt }) =>
    deliveredAt === null ? [] : requiredEvidence(picture, deliveredAt, policy);
}

/** A rule's part of the rules file, for the answer to /remo why. */
function thresholdsOf({ rules }: RulesFile): (rule: string) => Readonly<Record<string, unknown>> {
  const all = new Map<string, object>(Object.entries(rules));
  return (rule) => ({ ...all.get(rule) });
}
