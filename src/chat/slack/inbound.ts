import { App, LogLevel, type Receiver } from "@slack/bolt";
import type { Router } from "express";
import type { Desk, Directory } from "../../app/ports.ts";
import { oneShotClient, SLACK_API, withSlash } from "./client.ts";
import { createInFlight } from "./drain.ts";
import { listen } from "./handlers.ts";
import { createHttpDoor } from "./http-door.ts";
import { type Log, slackLogger } from "./logger.ts";
import { createShownNames } from "./shown-names.ts";
import { createSocketReceiver } from "./socket.ts";

const DRAIN_MS = 10_000;

export type SlackInboundOptions = {
  readonly desk: Desk;
  readonly directory: Directory;
  readonly botToken: string;
  /** Needed in mode "http". */
  readonly signingSecret?: string | undefined;
  /** Needed in mode "socket". */
  readonly appToken?: string | undefined;
  readonly apiUrl?: string | undefined;
  readonly mode: "http" | "socket";
  readonly logger: Log;
  /** Epoch milliseconds, for the age of signatures. */
  readonly now?: () => number;
  /** Slack took the app's rights away; nothing will work until it is installed again. */
  readonly onRevoked?: () => void;
};

export type SlackInbound = {
  /** In mode "http": to be mounted at /slack/events, before any body parser. */
  readonly router: Router | null;
  /** Opens the socket in mode "socket"; rejects when Slack does not take the app token. */
  start(): Promise<void>;
  /** Takes nothing new and waits for what is in hand. */
  stop(): Promise<void>;
};

/** What people do in Slack, brought to the desk. Throws when the mode's secret is missing. */
export function createSlackInbound(o: SlackInboundOptions): SlackInbound {
  const inFlight = createInFlight();
  const line = o.mode === "http" ? httpLine(o) : socketLine(o);
  const apiUrl = withSlash(o.apiUrl ?? SLACK_API);
  const app = new App({
    receiver: line.receiver,
    // One workspace, one token: nothing to look up, and no call to make before the first answer.
    authorize: () => Promise.resolve({ botToken: o.botToken }),
    clientOptions: { slackApiUrl: apiUrl },
    convoStore: false,
    ignoreSelf: false,
    logger: slackLogger(o.logger),
    logLevel: LogLevel.INFO,
  });
  app.error((error) => {
    o.logger.error({ err: error }, "Slack's message could not be handled");
    return Promise.resolve();
  });
  const client = oneShotClient({ token: o.botToken, apiUrl, log: o.logger });
  listen(app, {
    desk: o.desk,
    directory: o.directory,
    client,
    names: createShownNames(client, o.directory),
    files: { botToken: o.botToken, apiUrl },
    inFlight,
    log: o.logger,
    onRevoked: o.onRevoked,
  });
  return {
    router: line.router,
    start: () => line.open(),
    async stop() {
      await line.close();
      const left = await inFlight.drain(DRAIN_MS);
      if (left > 0) o.logger.warn({ left }, "stopped with interactions unfinished");
    },
  };
}

type Line = {
  readonly receiver: Receiver;
  readonly router: Router | null;
  open(): Promise<void>;
  close(): Promise<void>;
};

function httpLine({ signingSecret, logger, now }: SlackInboundOptions): Line {
  if (!signingSecret) throw new Error("SLACK_SIGNING_SECRET is needed to receive over HTTP.");
  const door = createHttpDoor({ signingSecret, log: logger, nowMs: now ?? Date.now });
  return {
    receiver: door.receiver,
    router: door.router,
    open: () => Promise.resolve(),
    close: () => {
      door.close();
      return Promise.resolve();
    },
  };
}

function socketLine({ appToken, apiUrl, logger }: SlackInboundOptions): Line {
  if (!appToken) throw new Error("SLACK_APP_TOKEN is needed for Socket Mode.");
  const socket = createSocketReceiver({ appToken, apiUrl, log: logger });
  return {
    receiver: socket.receiver,
    router: null,
    async open() {
      await socket.receiver.start();
    },
    async close() {
      socket.close();
      await socket.receiver.stop();
    },
  };
}
