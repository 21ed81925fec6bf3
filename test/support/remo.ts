import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import express from "express";
import { type Application, createApplication } from "../../src/compose/serve.ts";
import { close, listen, portOf } from "../../src/compose/http.ts";
import { createLog } from "../../src/compose/log.ts";
import { directoryFrom } from "../../src/compose/people.ts";
import { checkRules, loadConfig, parseRemoYaml } from "../../src/config.ts";
import { addHours, type Instant } from "../../src/core/calendar.ts";
import { Fact, type FactInput } from "../../src/core/fact.ts";
import type { Database } from "../../src/db/connect.ts";
import type { Pacing } from "../../src/db/outbox-store.ts";
import { createSlackServer, type SlackServer } from "../../src/web/playground/slack-server.ts";
import type { Workspace } from "../../src/web/playground/workspace.ts";
import { freshDatabase } from "./database.ts";
import { testClock } from "./engine.ts";
import { SlackUser } from "./slack-user.ts";

const PEOPLE = [
  { id: "U0ANA", name: "ana", realName: "Ana Ríos", team: "sales", roles: ["lead"] },
  { id: "U0LUIS", name: "luis", realName: "Luis Peña", team: "logistics", roles: ["member"] },
  { id: "U0MARTA", name: "marta", realName: "Marta Gil", team: "logistics", roles: ["lead"] },
  { id: "U0CARMEN", name: "carmen", realName: "Carmen Soto", team: "collections", roles: ["member"] },
  { id: "U0VERA", name: "vera", realName: "Vera Luna", team: "controller", roles: ["controller"] },
  { id: "U0ADA", name: "ada", realName: "Ada Mora", team: "administrator", roles: ["admin"] },
] as const;
const CHANNELS = [
  { id: "C0VENTAS", name: "ventas", team: "sales" },
  { id: "C0LOGISTICA", name: "logistica", team: "logistics" },
  { id: "C0COBRANZA", name: "cobranza", team: "collections" },
  { id: "C0ADMIN", name: "administracion", team: "administrator" },
] as const;

/** A stranger to Remo: in the workspace, but not in remo.yaml. */
export const STRANGER = { id: "U0NADIE", name: "nadie", realName: "Nadie Conocido" };

export const WORKSPACE: Workspace = {
  teamId: "T0REMO",
  teamName: "Distribuidora de prueba",
  appId: "A0REMO",
  botUserId: "U0BOT",
  users: [...PEOPLE, STRANGER].map(({ id, name, realName }) => ({
    id,
    name,
    realName,
    email: `${name}@prueba.example`,
    title: "",
    locale: "es-MX",
    tz: "America/Mexico_City",
  })),
  channels: CHANNELS.map(({ id, name }) => ({
    id,
    name,
    topic: "",
    members: ["U0BOT", STRANGER.id, ...PEOPLE.map((one) => one.id)],
  })),
};

export function remoYaml(lang: "es" | "en"): unknown {
  return {
    language: lang,
    timeZone: "America/Mexico_City",
    channels: CHANNELS.map(({ id, team }) => ({ team, slack: id })),
    people: PEOPLE.map(({ name, realName, team, roles, id }) => ({
      id: name,
      name: realName,
      slack: id,
      teams: [team],
      roles,
    })),
  };
}

export const TOKENS = {
  botToken: "xoxb-test",
  appToken: "xapp-test",
  signingSecret: "signing-secret-of-the-tests",
};

const QUICK: Pacing = { postEveryMs: 1, postBurst: 100, updateEveryMs: 1, updateBurst: 100 };

export type Remo = {
  readonly slack: SlackServer;
  readonly application: Application;
  readonly database: Database;
  readonly home: string;
  as(name: string): SlackUser;
  now(): Instant;
  /** Tells facts as the ERP would, in one batch; each needs a name of its own only if told twice. */
  tell(...facts: readonly Told[]): Promise<void>;
  /** Moves the clock and judges what is due by then. */
  pass(hours: number): Promise<void>;
  close(): Promise<void>;
};

export type Told = FactInput extends infer F
  ? F extends FactInput
    ? Omit<F, "source" | "externalId" | "occurredAt"> & { occurredAt?: Instant; externalId?: string }
    : never
  : never;

export type RemoOptions = {
  readonly now: Instant;
  readonly lang?: "es" | "en";
  readonly rules?: Readonly<Record<string, unknown>>;
};

/** The whole of Remo with a database of its own and a local Slack, on loopback. */
export async function startRemo(options: RemoOptions): Promise<Remo> {
  const home = await mkdtemp(join(tmpdir(), "remo-test-"));
  const database = await freshDatabase();
  const clock = testClock(options.now);
  const app = express();
  const server = await listen(app, 0, "127.0.0.1");
  const base = `http://127.0.0.1:${portOf(server)}`;
  const slack = createSlackServer({
    workspace: WORKSPACE,
    ...TOKENS,
    eventsUrl: () => `${base}/slack/events`,
    baseUrl: () => `${base}/slack-api`,
    now: () => Date.parse(clock.now()),
  });
  const remo = parseRemoYaml(remoYaml(options.lang ?? "es"), "the test's remo.yaml");
  const application = createApplication({
    config: {
      ...loadConfig({ REMO_HOME: home, REMO_LOG: "silent" }),
      remo,
      rules: checkRules({ version: 1, rules: options.rules ?? {} }, "the test's rules"),
      slack: { ...TOKENS, apiUrl: undefined },
    },
    database,
    clock,
    directory: directoryFrom(remo),
    slackApiUrl: () => `${base}/slack-api/api/`,
    pacing: QUICK,
    playground: true,
    log: createLog("silent"),
  });
  app.use("/slack-api", slack.router);
  app.use(application.app);
  await application.start();
  let told = 0;
  return {
    slack,
    application,
    database,
    home,
    as: (name) => new SlackUser(slack, name, 8_000),
    now: () => clock.now(),
    async tell(...facts) {
      const parsed = facts.map((fact) =>
        Fact.parse({
          source: "erp",
          externalId: `told-${(told += 1)}`,
          occurredAt: clock.now(),
          ...fact,
        }),
      );
      await application.engine.ingest(parsed);
    },
    async pass(hours) {
      clock.set(addHours(clock.now(), hours));
      await application.engine.sweep();
    },
    async close() {
      await close(server);
      await application.stop();
      slack.close();
      await database.close();
      await rm(home, { recursive: true, force: true });
    },
  };
}
