import { createHash } from "node:crypto";
import type { Server } from "node:http";
import type { Logger } from "pino";
import { tokenRefused } from "../chat/slack/check.ts";
import { openGate } from "../chat/teams/authentication.ts";
import { teamsRefused } from "../chat/teams/check.ts";
import { type Config } from "../config.ts";
import { ConfigError } from "../remo-yaml.ts";
import type { Database } from "../db/connect.ts";
import { type Hold, holdHome } from "../db/home-lock.ts";
import { noticeNewRules, readSetting } from "../db/upkeep.ts";
import { textFor } from "../text/text.ts";
import { systemClock } from "./clock.ts";
import { slackChecks } from "./doctor.ts";
import { makeHome, openDatabase } from "./home.ts";
import { close, type Door, portOf, takePort } from "./http.ts";
import { directoryFrom } from "./people.ts";
import {
  playgroundClock,
  playgroundConfig,
  playgroundDirectory,
  playgroundPacing,
  playgroundSlack,
  playgroundTeams,
  startPlayground,
} from "./playground.ts";
import { localTeams } from "./local-teams.ts";
import { createApplication } from "./serve.ts";

export type Running = {
  readonly url: string;
  /** Where to look first. */
  readonly page: string | null;
  stop(): Promise<void>;
};

/** Runs Remo: on the platforms whose credentials it has, without any as the playground. */
export async function run(config: Config, log: Logger): Promise<Running> {
  const { slack } = config;
  if (slack && !slack.appToken && !slack.signingSecret) {
    throw new ConfigError(textFor("en").setup.signingSecretMissing);
  }
  if (isServed(config)) refuseUnservedChannels(config);
  makeHome(config.home);
  const hold = isServed(config) ? null : holdPlayground(config);
  try {
    const running = await behindDoor(config, log);
    return {
      ...running,
      async stop() {
        await running.stop();
        hold?.release();
      },
    };
  } catch (error) {
    hold?.release();
    throw error;
  }
}

/** Whether real people are reached; a client of Teams on this machine is one more of the playground. */
function isServed({ slack, teams }: Config): boolean {
  return slack !== null || teams?.kind === "registered";
}

/** Their alerts would wait for ever, and nobody would know. */
function refuseUnservedChannels({ remo, slack, teams }: Config): void {
  const toTeams = remo.channels.find((one) => one.teams !== undefined);
  const toSlack = remo.channels.find((one) => one.slack !== undefined);
  if (toTeams && !teams) {
    throw new ConfigError(
      `The channel of ${toTeams.team} is in Teams, and Remo has no bot there: set TEAMS_APP_ID, TEAMS_APP_PASSWORD and TEAMS_TENANT_ID, or take the channel out of remo.yaml.`,
    );
  }
  if (toSlack && !slack) {
    throw new ConfigError(
      `The channel of ${toSlack.team} is in Slack, and Remo has no token there: set SLACK_BOT_TOKEN, or take the channel out of remo.yaml.`,
    );
  }
}

/** Two playgrounds on one home would write over each other's clock and messages. */
function holdPlayground({ home }: Config): Hold {
  const hold = holdHome(home);
  if (hold) return hold;
  throw new ConfigError(
    `Another Remo already serves ${home}: stop it, or give this one another folder with REMO_HOME and another port with PORT.`,
  );
}

async function behindDoor(config: Config, log: Logger): Promise<Running> {
  const door = await takePort(config.port, isServed(config) ? HOST : LOOPBACK);
  try {
    const database = await openDatabase(config, 10, log);
    try {
      const serve = isServed(config) ? runServing : runPlayground;
      return await serve(config, door, database, log);
    } catch (error) {
      await database.close();
      throw error;
    }
  } catch (error) {
    await close(door.server);
    throw error;
  }
}

async function runServing(
  config: Config,
  { server, open }: Door,
  database: Database,
  log: Logger,
): Promise<Running> {
  await refuseOtherHomes(config, database);
  // Socket Mode would say so of its own token only, and HTTP of none: cards would wait in silence.
  const refused = config.slack && (await tokenRefused({ ...config.slack, lang: "en" }));
  if (refused) throw new ConfigError(refused);
  const unproven = config.teams && (await teamsRefused(openGate(config.teams), "en"));
  if (unproven) throw new ConfigError(unproven);
  const directory = directoryFrom(config.remo);
  const application = createApplication({
    config,
    database,
    clock: systemClock,
    directory,
    slackApiUrl: () => undefined,
    log,
  });
  await judgeByNewRules(config, database, systemClock.now());
  open(application.app);
  try {
    await application.start();
  } catch (error) {
    await application.stop();
    throw (await slackProblem(config)) ?? error;
  }
  return {
    url: urlOf(server),
    page: null,
    async stop() {
      await shutDown(server, application, database);
    },
  };
}

async function runPlayground(
  given: Config,
  { server, open }: Door,
  database: Database,
  log: Logger,
): Promise<Running> {
  const publicUrl = given.publicUrl ?? urlOf(server);
  const config = { ...playgroundConfig(given), publicUrl };
  const clock = await playgroundClock(database);
  const { directory, language } = await playgroundDirectory(config, database);
  const base = `http://127.0.0.1:${portOf(server)}`;
  const slack = playgroundSlack(config, clock, () => base);
  const teams = playgroundTeams(config, clock, () => base);
  const application = createApplication({
    config,
    database,
    clock,
    directory,
    slackApiUrl: () => `${base}/slack-api/api/`,
    localTeams: () => teams && localTeams(teams, secretOf(config)),
    pacing: playgroundPacing,
    playground: true,
    log,
  });
  await judgeByNewRules(config, database, clock.now());
  const { app, engine, reports } = application;
  app.use("/slack-api", slack.router);
  if (teams) app.use("/teams-api", teams.router);
  open(app);
  slack.attachSocket(server);
  const report = (error: unknown) => log.error({ err: error }, "the story stumbled");
  const playground = await startPlayground({
    database,
    engine,
    reports,
    clock,
    slack,
    teams,
    language,
    report,
  });
  // Not before the past is told: the sweep judges by the clock's hour, at which half a story is wrong.
  await application.start();
  await teams?.addToTeam(INSTALLER);
  app.use(playground.router);
  app.get("/", (_request, response) => response.redirect("/playground"));
  return {
    url: urlOf(server),
    page: `${urlOf(server)}/playground`,
    async stop() {
      playground.stop();
      await shutDown(server, application, database);
      // Until here Remo may have a message in hand, which is written down before it is answered.
      playground.close();
    },
  };
}

/** Whoever administers the sample's systems added Remo to its team. */
const INSTALLER = "ximena";

function secretOf({ teams }: Config): string {
  return teams?.kind === "registered" ? teams.appPassword : "";
}

/** What the administrator has to put right in Slack, as `remo doctor` says it; null if nothing. */
async function slackProblem(config: Config): Promise<ConfigError | null> {
  const wrong = (await slackChecks(config)).find((check) => check.ok === false);
  return wrong?.problem === undefined ? null : new ConfigError(wrong.problem);
}

// The playground has no passwords: it is for this machine alone. Slack and sources come from
// outside, so the real thing listens on every address.
const LOOPBACK = "127.0.0.1";
const HOST = "0.0.0.0";

function urlOf(server: Server): string {
  return `http://localhost:${portOf(server)}`;
}

/** Sample data and history looked at as it stood would reach real people as if it were today's. */
async function refuseOtherHomes({ home }: Config, { prisma }: Database): Promise<void> {
  const holds = async (key: string) => (await readSetting(prisma, key)) !== null;
  const what = (await holds("playground.anchor"))
    ? "the playground's sample data"
    : (await holds("history.asOf"))
      ? "history that was imported with --as-of"
      : null;
  if (what === null) return;
  throw new ConfigError(
    `The database of ${home} holds ${what}, which must not reach your Slack: set REMO_HOME (or DATABASE_URL) to another place.`,
  );
}

async function judgeByNewRules(config: Config, database: Database, now: string): Promise<void> {
  const digest = createHash("sha256").update(JSON.stringify(config.rules.rules)).digest("hex");
  await noticeNewRules(database, digest, now);
}

async function shutDown(
  server: Server,
  application: { stop(): Promise<void> },
  database: Database,
): Promise<void> {
  await close(server);
  await application.stop();
  await database.close();
}
