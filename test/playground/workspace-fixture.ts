import { createServer } from "node:http";
import type { Server } from "node:http";
import { App, ExpressReceiver, LogLevel, SocketModeReceiver } from "@slack/bolt";
import { WebClient } from "@slack/web-api";
import express from "express";
import { createSlackServer } from "../../src/web/playground/slack-server.ts";
import type { SlackServer } from "../../src/web/playground/slack-server.ts";
import type { Workspace } from "../../src/web/playground/workspace.ts";

const BOT_TOKEN = "xoxb-test-token";
export const APP_TOKEN = "xapp-test-token";
const SIGNING_SECRET = "signing-secret-of-the-tests";

const workspace: Workspace = {
  teamId: "T1",
  teamName: "Norte Distribución",
  botUserId: "UREMO",
  appId: "A1",
  users: [
    person("ULUIS", "luis", "Luis Ortega", "es-MX"),
    person("UANA", "ana", "Ana Ruiz", "en-US"),
  ],
  channels: [
    { id: "C1", name: "logistica", topic: "Entregas", members: ["ULUIS", "UANA", "UREMO"] },
    { id: "C2", name: "ventas", topic: "", members: ["UANA"] },
  ],
};

function person(id: string, name: string, realName: string, locale: string) {
  const email = `${name}@norte.example`;
  return { id, name, realName, email, title: "", locale, tz: "America/Mexico_City" };
}

export type Running = {
  slack: SlackServer;
  app: express.Express;
  apiUrl: string;
  client: WebClient;
  web: Server;
  stop: () => Promise<void>;
};

/** A workspace on a free port; `bolt` is served at /slack/events of the same port. */
export async function startWorkspace(
  o: { journalPath?: string; bolt?: express.Router; now?: () => number } = {},
): Promise<Running> {
  const app = express();
  const web = createServer(app);
  await new Promise<void>((resolve) => web.listen(0, "127.0.0.1", resolve));
  const address = web.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  const slack = createSlackServer({
    workspace,
    botToken: BOT_TOKEN,
    appToken: APP_TOKEN,
    signingSecret: SIGNING_SECRET,
    eventsUrl: () => `http://127.0.0.1:${port}/slack/events`,
    now: o.now ?? (() => Date.now()),
    ...(o.journalPath === undefined ? {} : { journalPath: o.journalPath }),
  });
  app.use("/slack-api", slack.router);
  if (o.bolt !== undefined) app.use(o.bolt);
  slack.attachSocket(web);
  const apiUrl = `http://127.0.0.1:${port}/slack-api/api/`;
  const client = new WebClient(BOT_TOKEN, {
    slackApiUrl: apiUrl,
    rejectRateLimitedCalls: true,
    retryConfig: { retries: 0 },
    timeout: 1000,
    logLevel: LogLevel.ERROR,
  });
  return {
    slack,
    app,
    apiUrl,
    client,
    web,
    stop: async () => {
      slack.close();
      web.closeAllConnections();
      await new Promise((resolve) => web.close(resolve));
    },
  };
}

/**
 * A Bolt app on HTTP, not started: its router is for `startWorkspace`, which then gives it the
 * address.
 */
export function boltOverHttp(): { router: express.Router; app(apiUrl: string): App } {
  const router = express.Router();
  const receiver = new ExpressReceiver({
    signingSecret: SIGNING_SECRET,
    router,
    logLevel: LogLevel.ERROR,
  });
  return {
    router,
    app: (apiUrl) =>
      new App({
        receiver,
        token: BOT_TOKEN,
        clientOptions: { slackApiUrl: apiUrl },
        logLevel: LogLevel.ERROR,
      }),
  };
}

export function boltOverSocket(apiUrl: string): { app: App; receiver: SocketModeReceiver } {
  const receiver = new SocketModeReceiver({
    appToken: APP_TOKEN,
    logLevel: LogLevel.ERROR,
    installerOptions: { clientOptions: { slackApiUrl: apiUrl } },
  });
  const app = new App({
    receiver,
    token: BOT_TOKEN,
    clientOptions: { slackApiUrl: apiUrl },
    logLevel: LogLevel.ERROR,
  });
  return { app, receiver };
}

export const card = (orderId: string) => [
  { type: "header", text: { type: "plain_text", text: `🔵 Change · ${orderId}` } },
  { type: "section", text: { type: "mrkdwn", text: "*Why:* the address changed" } },
  {
    type: "actions",
    block_id: "answers",
    elements: [
      {
        type: "button",
        action_id: "confirm",
        value: orderId,
        style: "primary",
        text: { type: "plain_text", text: "Confirm change" },
      },
      {
        type: "overflow",
        action_id: "more",
        options: [{ text: { type: "plain_text", text: "Snooze" }, value: "snooze" }],
      },
    ],
  },
];
