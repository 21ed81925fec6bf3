import { createServer } from "node:http";
import { existsSync, readFileSync } from "node:fs";
import { Ajv } from "ajv";
import { afterEach, expect, test } from "vitest";
import type { Channel } from "../../src/app/ports.ts";
import { checkSlack, type SlackCheckOptions, tokenRefused } from "../../src/chat/slack/check.ts";
import { SHORTCUT } from "../../src/chat/slack/handlers.ts";
import { startWorkspace } from "../playground/workspace-fixture.ts";

const stops: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0)) await stop();
});

const CHANNELS: readonly Channel[] = [
  { platform: "slack", id: "C1", team: "logistics", lang: "es" },
  { platform: "slack", id: "C2", team: "sales", lang: "es" },
  { platform: "slack", id: "C9", team: "collections", lang: "es" },
];

async function checked(more: Partial<SlackCheckOptions> = {}) {
  const running = await startWorkspace();
  stops.push(running.stop);
  const checks = await checkSlack({
    botToken: "xoxb-test-token",
    appToken: "xapp-test-token",
    signingSecret: "secret",
    mode: "socket",
    apiUrl: running.apiUrl,
    channels: CHANNELS,
    lang: "en",
    ...more,
  });
  return Object.fromEntries(
    checks.map(({ name, ok, problem }) => [name, ok === null ? "said" : ok ? "ok" : problem]),
  );
}

test("each setting is looked at by itself", async () => {
  expect(await checked()).toEqual({
    "Bot token": "ok",
    "App token (Socket Mode)": "ok",
    "Channel of Logistics (C1)": "ok",
    "Channel of Sales (C2)": expect.stringContaining("/invite @Remo"),
    "Channel of Collections (C9)": expect.stringContaining("Channel C9 does not exist"),
  });
});

test("a wrong token says which, and where to get it", async () => {
  expect(await checked({ botToken: "xoxb-wrong", appToken: "xapp-wrong" })).toEqual({
    "Bot token":
      'SLACK_BOT_TOKEN is not valid (invalid_auth). Get it from your app\'s "OAuth & Permissions" ' +
      'page, then run "remo doctor" again.',
    "App token (Socket Mode)": expect.stringContaining("connections:write"),
  });
});

test("what is missing is named", async () => {
  const none = { botToken: undefined, appToken: undefined, signingSecret: undefined };
  expect(await checked({ ...none, lang: "es" })).toEqual({
    "Token del bot": expect.stringContaining("Falta SLACK_BOT_TOKEN"),
    "Token de aplicación (Socket Mode)": expect.stringContaining("Falta SLACK_APP_TOKEN"),
  });
  expect(await checked({ ...none, mode: "http" })).toMatchObject({
    "Signing secret": expect.stringContaining("SLACK_SIGNING_SECRET is missing"),
  });
});

test("scopes are compared with those that Slack grants, and reading rights are not demanded", async () => {
  const web = createServer((request, response) => {
    request.resume();
    const method = request.url?.split("/").at(-1) ?? "";
    const answers: Readonly<Record<string, unknown>> = {
      "auth.test": { ok: true },
      "chat.scheduleMessage": { ok: true, scheduled_message_id: "Q1" },
      "chat.deleteScheduledMessage": { ok: true },
    };
    response.setHeader("x-oauth-scopes", "chat:write,commands,channels:history");
    response.end(JSON.stringify(answers[method] ?? { ok: false, error: "missing_scope" }));
  });
  await new Promise<void>((resolve) => web.listen(0, "127.0.0.1", resolve));
  stops.push(() => {
    web.closeAllConnections();
    return new Promise((resolve) => web.close(resolve));
  });
  const address = web.address();
  const port = typeof address === "object" && address ? address.port : 0;
  const apiUrl = `http://127.0.0.1:${port}/api`;
  const channels = CHANNELS.slice(0, 1);
  expect(await checked({ apiUrl, channels, mode: "http" })).toEqual({
    "Bot token": "ok",
    "Scope chat:write": "ok",
    "Scope commands": "ok",
    "Scope files:read": expect.stringContaining("The scope files:read is missing"),
    "Scope im:write": expect.stringContaining("The scope im:write is missing"),
    'Threads: what is written under cards is not told elsewhere without groups:history (optional scopes under "OAuth & Permissions")':
      "said",
    "Signing secret": "ok",
    "Channel of Logistics (C1)": "ok",
  });
});

test("a server that does not answer is said to be the problem", async () => {
  const gone = await startWorkspace();
  await gone.stop();
  const checks = await checked({ apiUrl: gone.apiUrl });
  expect(checks["Bot token"]).toContain(`${gone.apiUrl} does not answer (ECONNREFUSED)`);
});

test("only a token that Slack does not take is refused, not a Slack that does not answer", async () => {
  const { apiUrl, stop } = await startWorkspace();
  const refused = (botToken: string) => tokenRefused({ botToken, apiUrl, lang: "en" });
  expect(await refused("xoxb-test-token")).toBeNull();
  expect(await refused("xoxb-wrong")).toContain("SLACK_BOT_TOKEN is not valid (invalid_auth).");
  await stop();
  expect(await refused("xoxb-wrong")).toBeNull();
});

const SCHEMA = new URL(
  "../../../shared/data/schemas/slack-manifest-2.0.0.schema.json",
  import.meta.url,
);
const manifest: unknown = JSON.parse(
  readFileSync(new URL("../../manifests/slack/manifest.json", import.meta.url), "utf8"),
);

test.skipIf(!existsSync(SCHEMA))("the manifest is valid against Slack's schema", () => {
  const schema: unknown = JSON.parse(readFileSync(SCHEMA, "utf8"));
  if (typeof schema !== "object" || schema === null) throw new Error("no schema");
  const ajv = new Ajv({ strict: false, allErrors: true, validateFormats: false });
  const valid = ajv.validate(schema, manifest);
  expect(ajv.errors).toBeNull();
  expect(valid).toBe(true);
});

test("the manifest declares what the handlers listen to", () => {
  expect(manifest).toMatchObject({
    features: {
      shortcuts: [{ callback_id: SHORTCUT, type: "message" }],
      slash_commands: [{ command: "/remo" }],
      app_home: { home_tab_enabled: true },
    },
    oauth_config: { scopes: { bot: expect.arrayContaining(["chat:write", "files:read"]) } },
    settings: {
      socket_mode_enabled: true,
      interactivity: { is_enabled: true },
      event_subscriptions: {
        bot_events: [
          "app_home_opened",
          "app_uninstalled",
          "message.channels",
          "message.groups",
          "tokens_revoked",
        ],
      },
    },
  });
});
