import type { Router } from "express";
import type { Clock, Desk, Directory } from "../app/ports.ts";
import { createSlackChat } from "../chat/slack/chat.ts";
import { createSlackInbound } from "../chat/slack/inbound.ts";
import { openGate, type TeamsCloud, type TeamsCredentials } from "../chat/teams/authentication.ts";
import { createTeamsChat } from "../chat/teams/chat.ts";
import { isTeamsFileHost } from "../chat/teams/files.ts";
import { createTeamsInbound } from "../chat/teams/inbound.ts";
import type { Config } from "../config.ts";
import type { Database } from "../db/connect.ts";
import { type Pacing, SLACK_PACING, TEAMS_PACING } from "../db/outbox-store.ts";
import { createConversations } from "../db/teams-conversations.ts";
import type { Logger } from "pino";
import type { UploadLinks } from "../web/upload/links.ts";
import type { EvidenceShelf } from "./desk.ts";
import type { ChatLine } from "./work.ts";

/** A Teams that is not Microsoft's: the local one of tests and the playground. */
export type LocalTeams = {
  readonly cloud: TeamsCloud;
  readonly credentials: TeamsCredentials;
  mayFetch(url: string): boolean;
};

export type PlatformParts = {
  readonly config: Config;
  readonly database: Database;
  readonly clock: Clock;
  readonly directory: Directory;
  readonly desk: Desk;
  readonly shelf: EvidenceShelf;
  readonly pacing: Pacing | undefined;
  /** Null where browsers reach no page of ours. */
  readonly links: UploadLinks | null;
  readonly log: Logger;
};

/** One platform that is served: its way in, and its way out. */
export type PlatformLine = ChatLine & {
  /** Where it calls us, if it does so by HTTP. */
  readonly door: { readonly path: string; readonly router: Router } | null;
  start(): Promise<void>;
  stop(): Promise<void>;
};

/** `apiUrl` where it is not Slack's own; `socket`: Slack is called, and calls nobody. */
export function slackLine(
  parts: PlatformParts,
  slack: NonNullable<Config["slack"]>,
  { apiUrl, socket }: { readonly apiUrl: string | undefined; readonly socket: boolean },
): PlatformLine {
  const { desk, directory, log } = parts;
  const inbound = createSlackInbound({
    desk,
    directory,
    botToken: slack.botToken,
    signingSecret: slack.signingSecret,
    appToken: slack.appToken,
    apiUrl,
    mode: socket ? "socket" : "http",
    logger: log,
    onRevoked: () => log.error("Slack withdrew the app's rights: install it again, then restart."),
  });
  return {
    chat: createSlackChat({ botToken: slack.botToken, apiUrl, log }),
    pacing: parts.pacing ?? SLACK_PACING,
    door: inbound.router && { path: "/slack/events", router: inbound.router },
    start: () => inbound.start(),
    stop: () => inbound.stop(),
  };
}

export function teamsLine(
  parts: PlatformParts,
  teams: NonNullable<Config["teams"]>,
  local: LocalTeams | null,
): PlatformLine {
  const { desk, directory, clock, database, shelf, log, links } = parts;
  const gate = openGate(
    teams.kind === "registered"
      ? { ...teams, cloud: local?.cloud, credentials: local?.credentials }
      : teams,
  );
  const conversations = createConversations(database.pool);
  const mayFetch = local?.mayFetch ?? isTeamsFileHost;
  const inbound = createTeamsInbound({
    gate,
    tenantId: teams.kind === "registered" ? teams.tenantId : null,
    desk,
    directory,
    conversations,
    clock,
    files: { ...shelf, mayFetch },
    uploadUrl: (press, lang) => links?.make(press, lang) ?? null,
    log,
  });
  return {
    chat: createTeamsChat({
      gate,
      conversations,
      clock,
      viewersOf: (channel) => viewersOf(channel, directory),
    }),
    pacing: parts.pacing ?? TEAMS_PACING,
    door: { path: "/api/messages", router: inbound.router },
    start: () => Promise.resolve(),
    stop: () => inbound.stop(),
  };
}

/** Teams shows a reader's own view to so many; the others see the card of all. */
const MOST_VIEWERS = 60;

function viewersOf(channelId: string, directory: Directory): readonly string[] {
  const channel = directory.channel("teams", channelId);
  if (!channel) return [];
  const own = directory.people.filter(({ teams }) => teams.includes(channel.team));
  const others = directory.people.filter(({ teams }) => !teams.includes(channel.team));
  return [...own, ...others].flatMap(({ accounts }) => accounts.teams ?? []).slice(0, MOST_VIEWERS);
}
