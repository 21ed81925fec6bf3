import { randomBytes } from "node:crypto";
import { join } from "node:path";
import express, { type Response, type Router } from "express";
import type { Channel, Directory } from "../app/ports.ts";
import type { Reports } from "../app/reports.ts";
import { instantOf } from "../core/calendar.ts";
import { checkRules, checkTeamTime, type Config } from "../config.ts";
import { parseRemoYaml } from "../remo-yaml.ts";
import type { Database } from "../db/connect.ts";
import type { Pacing } from "../db/outbox-store.ts";
import {
  nextDueAt,
  readSetting,
  redrawChannels,
  redrawOpenCards,
  writeSetting,
} from "../db/upkeep.ts";
import type { Lang } from "../text/format.ts";
import { playgroundRouter } from "../web/playground/playground-router.ts";
import { createSlackServer, type SlackServer } from "../web/playground/slack-server.ts";
import { storyHints } from "../web/story/hints.ts";
import { STORY_REMO, STORY_RULES } from "../web/story/settings.ts";
import { storyFacts } from "../web/story/story.ts";
import { createTeamsServer, type TeamsServer } from "../web/playground/teams/teams-server.ts";
import { STORY_TENANT, STORY_WORKSPACE } from "../web/story/workspace.ts";
import { createMovableClock, type MovableClock } from "./clock.ts";
import type { Engine } from "./engine.ts";
import { directoryFrom } from "./people.ts";
import { createStoryTeller } from "./story-teller.ts";

const TICK_MS = 1_000;

/** Nobody throttles the local Slack, and watching is the point: only bursts are smoothed. */
export const playgroundPacing: Pacing = {
  postEveryMs: 60,
  postBurst: 20,
  updateEveryMs: 20,
  updateBurst: 50,
};

/** Settings the playground brings along: its people, its rules, and tokens of its own server. */
export function playgroundConfig(config: Config): Config {
  const remo = parseRemoYaml(STORY_REMO, "the sample");
  return {
    ...config,
    remo: { ...remo, language: config.remo.language },
    time: checkTeamTime(remo, "the sample"),
    rules: checkRules(STORY_RULES, "the sample's rules"),
    slack: {
      botToken: `xoxb-${randomBytes(16).toString("hex")}`,
      appToken: `xapp-${randomBytes(16).toString("hex")}`,
      signingSecret: randomBytes(16).toString("hex"),
      apiUrl: undefined,
    },
    // Microsoft's own client, when it was asked for, takes the place of the local Teams.
    teams: config.teams ?? {
      kind: "registered",
      appId: STORY_TENANT.app.id,
      appPassword: randomBytes(16).toString("hex"),
      tenantId: STORY_TENANT.tenantId,
    },
  };
}

export type LanguageSwitch = { get(): Lang; set(lang: Lang): void };

/**
 * The sample's people. All channels speak the language the page was last set to, and in English so
 * does everybody: a stranger who reads no Spanish should follow every answer.
 */
export async function playgroundDirectory(
  config: Config,
  database: Database,
): Promise<{ readonly directory: Directory; readonly language: LanguageSwitch }> {
  const fixed = directoryFrom(config.remo);
  const chosen = await readSetting(database.prisma, "playground.language");
  let lang: Lang = chosen === "es" || chosen === "en" ? chosen : config.remo.language;
  const spoken = (channel: Channel): Channel => ({ ...channel, lang });
  const directory: Directory = {
    ...fixed,
    get lang() {
      return lang;
    },
    channelsOf: (team) => fixed.channelsOf(team).map(spoken),
    personOf: (platform, userId) => {
      const found = fixed.personOf(platform, userId);
      return found && lang === "en" ? { ...found, lang } : found;
    },
    channel: (platform, id) => {
      const found = fixed.channel(platform, id);
      return found && spoken(found);
    },
  };
  return { directory, language: { get: () => lang, set: (next) => void (lang = next) } };
}

/** The playground's settings and clock when this database is a playground's; null otherwise. */
export async function playgroundOn(
  config: Config,
  database: Database,
): Promise<{ readonly config: Config; readonly clock: MovableClock } | null> {
  if ((await readSetting(database.prisma, "playground.anchor")) === null) return null;
  return { config: playgroundConfig(config), clock: await playgroundClock(database) };
}

/** The clock as an earlier run left it. */
export async function playgroundClock(database: Database): Promise<MovableClock> {
  const offset = await readSetting(database.prisma, "playground.offsetMs");
  return createMovableClock(typeof offset === "number" ? offset : 0);
}

/** The local Slack: its messages outlive the process, as Slack's would. */
export function playgroundSlack(
  config: Config,
  clock: MovableClock,
  baseUrl: () => string,
): SlackServer {
  if (!config.slack?.appToken || !config.slack.signingSecret) {
    throw new Error("The playground's own tokens are missing.");
  }
  return createSlackServer({
    workspace: STORY_WORKSPACE,
    botToken: config.slack.botToken,
    appToken: config.slack.appToken,
    signingSecret: config.slack.signingSecret,
    eventsUrl: () => `${baseUrl()}/slack/events`,
    baseUrl: () => `${baseUrl()}/slack-api`,
    journalPath: join(config.home, "playground.jsonl"),
    now: () => Date.parse(clock.now()),
  });
}

/** The local Teams; null where Microsoft's client is Teams. */
export function playgroundTeams(
  config: Config,
  clock: MovableClock,
  baseUrl: () => string,
): TeamsServer | null {
  if (config.teams?.kind !== "registered") return null;
  return createTeamsServer({
    tenant: STORY_TENANT,
    secret: config.teams.appPassword,
    baseUrl: () => `${baseUrl()}/teams-api`,
    botUrl: () => `${baseUrl()}/api/messages`,
    journalPath: join(config.home, "playground-teams.jsonl"),
    now: () => Date.parse(clock.now()),
  });
}

export type Playground = {
  readonly router: Router;
  /** The story goes no further, and nothing holds the server open. */
  stop(): void;
  /** Slack and Teams write nothing down any more: for when nobody can call them. */
  close(): void;
};

export type PlaygroundParts = {
  readonly database: Database;
  readonly engine: Engine;
  readonly reports: Reports;
  readonly clock: MovableClock;
  readonly slack: SlackServer;
  readonly teams: TeamsServer | null;
  readonly language: LanguageSwitch;
  report(error: unknown): void;
};

/** Tells the past, then what happens as the clock passes; answers the page. */
export async function startPlayground(parts: PlaygroundParts): Promise<Playground> {
  const { teams, database, engine, reports, clock, slack, language } = parts;
  const anchor = await storyAnchor(database);
  const teller = createStoryTeller({
    facts: storyFacts(anchor),
    clock,
    ingest: engine.ingest,
    hear: (sources, now) => engine.hear(sources, now),
    sweep: (now) => engine.sweep(now),
    nextDueAt: () => nextDueAt(database.pool),
    reports,
    async moved(offsetMs) {
      await writeSetting(database.prisma, "playground.offsetMs", offsetMs);
      await redrawOpenCards(database.pool);
      engine.flow.wake();
    },
  });
  await teller.begin();
  const timer = setInterval(() => void teller.catchUp().catch(parts.report), TICK_MS).unref();
  const page = playgroundRouter({
    slack,
    teams,
    clock: {
      now: () => Date.parse(clock.now()),
      advance: (ms) => teller.advance(ms),
    },
    language: {
      get: language.get,
      async set(lang) {
        language.set(lang);
        await writeSetting(database.prisma, "playground.language", lang);
        const { channels, users } = STORY_WORKSPACE;
        const ids = [...channels, ...users].map(({ id }) => id);
        const people = STORY_TENANT.people.map(({ entra }) => entra);
        await redrawChannels(database.pool, "slack", ids);
        const inTeams = [...STORY_TENANT.channels.map(({ id }) => id), ...people];
        await redrawChannels(database.pool, "teams", inTeams);
        engine.flow.wake();
      },
    },
    story: { hints: storyHints },
    report: parts.report,
  });
  const { router, end } = endingStreams();
  router.use(page);
  return {
    router,
    stop() {
      clearInterval(timer);
      end();
      slack.disconnect();
    },
    close() {
      slack.close();
      teams?.close();
    },
  };
}

/** An open page holds its event streams for as long as it lives: stopping must not wait for that. */
function endingStreams(): { readonly router: Router; end(): void } {
  const open = new Set<Response>();
  const router = express.Router();
  router.get(
    ["/playground/api/events", "/playground/api/teams/events"],
    (_request, response, next) => {
      open.add(response);
      response.on("close", () => open.delete(response));
      next();
    },
  );
  return { router, end: () => open.forEach((response) => response.destroy()) };
}

/** The moment the playground was first started: the story's dates hang on it. */
async function storyAnchor(database: Database): Promise<string> {
  const known = await readSetting(database.prisma, "playground.anchor");
  if (typeof known === "string") return known;
  const anchor = instantOf(Date.now());
  await writeSetting(database.prisma, "playground.anchor", anchor);
  return anchor;
}
