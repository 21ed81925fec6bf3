import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Writable } from "node:stream";
import express, { type Express } from "express";
import { type Logger, pino } from "pino";
import { Webhook } from "standardwebhooks";
import { onTestFinished } from "vitest";
import { close, listen, portOf } from "../../src/compose/http.ts";
import { directoryFrom } from "../../src/compose/people.ts";
import { localTeams } from "../../src/compose/local-teams.ts";
import { type Application, createApplication } from "../../src/compose/serve.ts";
import { type Config, loadConfig } from "../../src/config.ts";
import { addHours, type Instant } from "../../src/core/calendar.ts";
import type { CaseEvent } from "../../src/core/case.ts";
import { Fact, type FactInput, type Team } from "../../src/core/fact.ts";
import type { StormSettings } from "../../src/core/storm.ts";
import type { Database } from "../../src/db/connect.ts";
import type { Pacing } from "../../src/db/outbox-store.ts";
import type { Lang } from "../../src/text/format.ts";
import { createSlackServer, type SlackServer } from "../../src/web/playground/slack-server.ts";
import {
  createTeamsServer,
  type TeamsServer,
} from "../../src/web/playground/teams/teams-server.ts";
import { freshDatabase } from "./database.ts";
import { type TestClock, testClock } from "./engine.ts";
import {
  ERP_SECRET,
  TEAMS_SECRET,
  TENANT,
  TOKENS,
  WORKSPACE,
  writeSettings,
} from "./remo-settings.ts";
import { SlackUser } from "./slack-user.ts";
import { TeamsPerson } from "./teams-person.ts";

const QUICK: Pacing = { postEveryMs: 1, postBurst: 100, updateEveryMs: 1, updateBurst: 100 };
const PATIENCE_MS = 8_000;

/** Wednesday 18 November 2026, 10:00 in Mexico City. */
const WEDNESDAY = "2026-11-18T16:00:00.000Z";

export type Remo = {
  readonly slack: SlackServer;
  /** The address of its Web API. */
  readonly slackApiUrl: string;
  /** Under which browsers reach it. */
  readonly url: string;
  /** Where sources post facts. */
  readonly factsUrl: string;
  readonly database: Database;
  readonly home: string;
  as(name: string): SlackUser;
  /** The local Teams; only where a team was said to be there. */
  readonly teams: TeamsServer;
  inTeams(name: string): TeamsPerson;
  now(): Instant;
  /** Tells facts as the ERP would, in one batch; each needs a name of its own only if told twice. */
  tell(...facts: readonly Told[]): Promise<void>;
  /** Moves the clock and judges what is due by then. */
  pass(hours: number): Promise<void>;
  /** Waits until chat shows everything it should. */
  settled(): Promise<void>;
  /** Posts CloudEvents to the signed door; another `secret` than the erp's forges them. */
  post(
    events: unknown,
    secret?: string,
  ): Promise<{ readonly status: number; readonly body: unknown }>;
  /** What happened to the cases of an order, oldest first. */
  events(orderId: string): Promise<readonly CaseEvent[]>;
  /** The facts of one type that are stored, oldest first. */
  facts(type: Fact["type"]): Promise<readonly StoredFact[]>;
};

/** What happened, without whom the policy called meanwhile. */
export function withoutCalls(events: readonly CaseEvent[]): readonly CaseEvent[] {
  return events.filter(({ type }) => type !== "notified" && type !== "passed-over");
}

type StoredFact = {
  readonly source: string;
  readonly subject: string;
  readonly occurred_at: Instant;
  readonly recorded_at: Instant;
  readonly body: Readonly<Record<string, unknown>>;
};

export type Told = FactInput extends infer F
  ? F extends FactInput
    ? Omit<F, "source" | "externalId" | "occurredAt"> & {
        source?: string;
        externalId?: string;
        occurredAt?: Instant;
      }
    : never
  : never;

export type RemoOptions = {
  /** Default: `WEDNESDAY`. */
  readonly now?: Instant;
  readonly lang?: Lang;
  readonly rules?: Readonly<Record<string, unknown>>;
  readonly storm?: Partial<StormSettings>;
  readonly inTeams?: readonly Team[];
  readonly notInSlack?: readonly Team[];
  /** More of remo.yaml, and the secrets it names. */
  readonly more?: Readonly<Record<string, unknown>>;
  readonly secrets?: Readonly<Record<string, string>>;
};

/**
 * The whole of Remo with a database of its own and a local Slack, on loopback, until the test that
 * asked for it ends.
 */
export async function startRemo(options: RemoOptions = {}): Promise<Remo> {
  const { remo, stop } = await openRemo(options);
  onTestFinished(stop);
  return remo;
}

/** As `startRemo`, for several tests: whoever asked for it stops it. */
export async function openRemo(
  options: RemoOptions = {},
): Promise<{ readonly remo: Remo; stop(): Promise<void> }> {
  const home = await mkdtemp(join(tmpdir(), "remo-test-"));
  const { lang = "es", rules = {}, storm, inTeams, notInSlack, more, secrets } = options;
  const settings = { lang, rules, storm, inTeams, notInSlack, more, secrets };
  const env = await writeSettings(home, settings);
  const parts: Parts = {
    home,
    config: loadConfig(env),
    database: await freshDatabase(),
    clock: testClock(options.now ?? WEDNESDAY),
    app: express(),
    ...listeningLog(),
  };
  const server = await listen(parts.app, 0, "127.0.0.1");
  const base = `http://127.0.0.1:${portOf(server)}`;
  const { slack, teams, application } = build(parts, base);
  await application.start();
  if (inTeams) await teams.addToTeam("ada");
  const stop = async () => {
    await close(server);
    await application.stop();
    slack.close();
    teams.close();
    await parts.database.close();
    await rm(home, { recursive: true, force: true });
    // Nobody expects Remo to complain in these tests: what it logs as an error fails them.
    if (parts.errors.length > 0) throw new Error(`Remo logged:\n${parts.errors.join("\n")}`);
  };
  return { remo: handles(parts, { slack, teams }, application, base), stop };
}

type Parts = {
  readonly home: string;
  readonly config: Config;
  readonly database: Database;
  readonly clock: TestClock;
  readonly app: Express;
  readonly log: Logger;
  readonly errors: string[];
};

function build({ config, database, clock, app, log }: Parts, base: string) {
  const slack = createSlackServer({
    workspace: WORKSPACE,
    ...TOKENS,
    eventsUrl: () => `${base}/slack/events`,
    baseUrl: () => `${base}/slack-api`,
    now: () => Date.parse(clock.now()),
  });
  const teams = createTeamsServer({
    tenant: TENANT,
    secret: TEAMS_SECRET,
    baseUrl: () => `${base}/teams-api`,
    botUrl: () => `${base}/api/messages`,
    now: () => Date.parse(clock.now()),
  });
  const application = createApplication({
    config: { ...config, publicUrl: base },
    database,
    clock,
    directory: directoryFrom(config.remo),
    localTeams: () => localTeams(teams, TEAMS_SECRET),
    slackApiUrl: () => `${base}/slack-api/api/`,
    pacing: QUICK,
    playground: true,
    log,
  });
  app.use("/slack-api", slack.router);
  app.use("/teams-api", teams.router);
  app.use(application.app);
  return { slack, teams, application };
}

function handles(
  { home, database, clock }: Parts,
  { slack, teams }: { readonly slack: SlackServer; readonly teams: TeamsServer },
  { engine, reports }: Application,
  base: string,
): Remo {
  let told = 0;
  const asFact = (fact: Told) =>
    Fact.parse({
      source: "erp",
      externalId: `told-${(told += 1)}`,
      occurredAt: clock.now(),
      ...fact,
    });
  return {
    slack,
    url: base,
    slackApiUrl: `${base}/slack-api/api/`,
    factsUrl: `${base}/v1/facts`,
    database,
    home,
    as: (name) => new SlackUser(slack, name, PATIENCE_MS),
    teams,
    inTeams: (name) => new TeamsPerson(teams, name, PATIENCE_MS),
    now: () => clock.now(),
    async tell(...facts) {
      await engine.ingest(facts.map(asFact));
      await hurry(database, engine);
    },
    async pass(hours) {
      clock.set(addHours(clock.now(), hours));
      await engine.sweep();
      await reports.tell(clock.now());
      await hurry(database, engine);
    },
    settled: () => settled(database),
    post: (events, secret) => postSigned(base, events, secret),
    events: (orderId) => eventsOf(database, orderId),
    facts: (type) => factsOf(database, type),
  };
}

/** A log that keeps what Remo complains about. */
function listeningLog() {
  const errors: string[] = [];
  const stream = new Writable({
    write(chunk, _encoding, done) {
      errors.push(String(chunk).trim());
      done();
    },
  });
  return { log: pino({ level: "error" }, stream), errors };
}

/** Machine updates wait for more to come: not here. */
async function hurry({ pool }: Database, { flow }: Application["engine"]): Promise<void> {
  await pool.query("UPDATE messages SET next_at = now() WHERE state = 'behind' AND attempts = 0");
  flow.wake();
}

async function settled({ pool }: Database): Promise<void> {
  const deadline = Date.now() + PATIENCE_MS;
  for (;;) {
    const { rows } = await pool.query<{ kind: string; state: string; error: string | null }>(
      "SELECT kind, state, error FROM messages WHERE state IN ('behind', 'sending')",
    );
    if (rows.length === 0) return;
    if (Date.now() > deadline) throw new Error(`Not sent: ${JSON.stringify(rows)}`);
    await new Promise((resolve) => setTimeout(resolve, 15));
  }
}

async function postSigned(base: string, events: unknown, secret: string = ERP_SECRET) {
  const body = JSON.stringify(events);
  const id = `msg-${crypto.randomUUID()}`;
  const at = new Date();
  const response = await fetch(`${base}/v1/facts`, {
    method: "POST",
    body,
    headers: {
      "content-type": Array.isArray(events)
        ? "application/cloudevents-batch+json"
        : "application/cloudevents+json",
      "webhook-id": id,
      "webhook-timestamp": String(Math.floor(at.getTime() / 1000)),
      "webhook-signature": new Webhook(secret).sign(id, at, body),
    },
  });
  const answered: unknown = await response.json();
  return { status: response.status, body: answered };
}

async function eventsOf({ pool }: Database, orderId: string) {
  const { rows } = await pool.query<{ body: CaseEvent }>(
    `SELECT e.body FROM case_events e JOIN cases c ON c.id = e.case_id
     WHERE c.group_id = $1 ORDER BY e.seq`,
    [orderId],
  );
  return rows.map((row) => row.body);
}

async function factsOf({ pool }: Database, type: string) {
  const { rows } = await pool.query<StoredFact>(
    `SELECT source, subject, occurred_at, recorded_at, body FROM facts WHERE type = $1 ORDER BY seq`,
    [type],
  );
  return rows;
}
