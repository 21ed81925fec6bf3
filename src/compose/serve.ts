import { join } from "node:path";
import express, { type Express } from "express";
import type { Logger } from "pino";
import { createDesk } from "../app/desk/desk.ts";
import { createGatherer } from "../app/gather.ts";
import type { Clock, Directory } from "../app/ports.ts";
import { createSlackChat } from "../chat/slack/chat.ts";
import { createSlackInbound } from "../chat/slack/inbound.ts";
import type { Config } from "../config.ts";
import { factsRouter } from "../connectors/http/facts-router.ts";
import { requiredEvidence } from "../core/rules/evidence-missing/rule.ts";
import type { Database } from "../db/connect.ts";
import { type Pacing, SLACK_PACING } from "../db/outbox-store.ts";
import { keepRejected, rememberFile } from "../db/upkeep.ts";
import { createDiskEvidence } from "../evidence/disk.ts";
import { createEngine, type Engine } from "./engine.ts";
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
  readonly log: Logger;
};

/** Puts Remo together: facts in by HTTP, people in and cards out by Slack. */
export function createApplication(parts: ApplicationParts): Application {
  const { config, database, clock, directory, log } = parts;
  const engine = createEngine({
    database,
    clock,
    directory,
    rules: config.rules,
    weights: config.remo.currencyWeights,
    report: (error, about) => log.error({ err: error, about }, "a rule failed"),
  });
  const gatherer = createGatherer(engine.ingest);
  const app = express();
  app.disable("x-powered-by");
  app.get("/healthz", async (_request, response) => {
    await database.pool.query("SELECT 1");
    response.json({ ok: true });
  });
  app.use(
    factsRouter({
      sources: config.sourceSecrets,
      submit: (facts) => gatherer.submit(facts),
      keepRejected: (rejected) => keepRejected(database.prisma, rejected),
      clock: () => Date.parse(clock.now()),
    }),
  );
  const running: { stop(): Promise<void> }[] = [];
  return {
    engine,
    app,
    async start() {
      const inbound = mountSlack(app, parts, engine);
      if (inbound) {
        await inbound.start();
        running.push(inbound);
      }
      const chat = slackChat(parts);
      if (!chat) return;
      const pacing = parts.pacing ?? SLACK_PACING;
      running.push(await startWork({ database, engine, chat, clock, directory, pacing, log }));
    },
    async stop() {
      for (const one of running.splice(0)) await one.stop();
      await gatherer.idle();
    },
  };
}
