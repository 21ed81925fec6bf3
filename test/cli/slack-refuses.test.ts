import type { Server } from "node:http";
import express from "express";
import { afterAll, beforeAll, expect, it } from "vitest";
import { close, listen, portOf } from "../../src/compose/http.ts";
import { createSlackServer, type SlackServer } from "../../src/web/playground/slack-server.ts";
import { TOKENS, WORKSPACE } from "../support/remo-settings.ts";
import { type RemoHome, remoHome } from "./remo-home.ts";

let home: RemoHome;
let server: Server;
let slack: SlackServer;
beforeAll(async () => {
  home = await remoHome();
  const app = express();
  server = await listen(app, 0, "127.0.0.1");
  slack = createSlackServer({
    workspace: WORKSPACE,
    ...TOKENS,
    eventsUrl: () => "http://127.0.0.1:9/slack/events",
    now: () => Date.now(),
  });
  app.use("/slack-api", slack.router);
});
afterAll(async () => {
  await home.end();
  await close(server);
  slack.close();
});

const REFUSED: readonly (readonly [string, Readonly<Record<string, string>>])[] = [
  ["SLACK_APP_TOKEN", { SLACK_BOT_TOKEN: TOKENS.botToken, SLACK_APP_TOKEN: "xapp-of-another-app" }],
  ["SLACK_BOT_TOKEN", { SLACK_BOT_TOKEN: "xoxb-withdrawn", SLACK_APP_TOKEN: TOKENS.appToken }],
  ["SLACK_BOT_TOKEN", { SLACK_BOT_TOKEN: "xoxb-withdrawn", SLACK_SIGNING_SECRET: "a-secret" }],
];
it.each(REFUSED)(
  "%s that Slack does not take ends the start with one sentence, and nothing runs on: %o",
  async (name, env) => {
    const { code, out, err } = await home.run(["start"], {
      env: {
        ...env,
        PORT: "0",
        REMO_LOG: "silent",
        SLACK_API_URL: `http://127.0.0.1:${portOf(server)}/slack-api/api/`,
      },
    });
    expect([code, out]).toEqual([1, ""]);
    const said = err.replace(/^(Making|Migrated|Made) .*\n/gm, "");
    expect(said.split("\n")).toHaveLength(2);
    expect(said).toMatch(
      new RegExp(
        `^${name} (does not work|is not valid) \\(invalid_auth\\)\\. .*"remo doctor" again\\.\n$`,
      ),
    );
    expect(home.hasServer()).toBe(false);
  },
  60_000,
);
