import { createHmac } from "node:crypto";
import { createServer } from "node:http";
import express from "express";
import { afterEach, expect, test } from "vitest";
import { createSlackInbound } from "../../src/chat/slack/inbound.ts";
import { SILENT } from "../../src/chat/slack/logger.ts";
import { createSignatureCheck } from "../../src/chat/slack/signature.ts";
import { openCase } from "../view/firing.ts";
import { directory, office } from "./office.ts";

const SECRET = "a-signing-secret";
const NOW = Date.parse("2026-11-22T20:00:00Z");

const stops: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0).toReversed()) await stop();
});

type Sending = { atMs?: number; secret?: string; signature?: string; body?: string };

/** The door on a real socket; `send` signs as Slack does and tells the status and the body. */
async function door() {
  const { case: c, now } = openCase("order-changed-after-release");
  const staff = office(c, null, () => now);
  const inbound = createSlackInbound({
    desk: staff.desk,
    directory,
    botToken: "xoxb-1",
    signingSecret: SECRET,
    mode: "http",
    logger: SILENT,
    now: () => NOW,
  });
  const app = express();
  if (inbound.router) app.use("/slack/events", inbound.router);
  const web = createServer(app);
  await new Promise<void>((resolve) => web.listen(0, "127.0.0.1", resolve));
  stops.push(() => new Promise((resolve) => web.close(resolve)));
  const address = web.address();
  const port = typeof address === "object" && address ? address.port : 0;
  const send = async ({ atMs = NOW, secret = SECRET, signature, body = challenge() }: Sending) => {
    const timestamp = String(Math.floor(atMs / 1000));
    const hmac = createHmac("sha256", secret).update(`v0:${timestamp}:${body}`).digest("hex");
    const response = await fetch(`http://127.0.0.1:${port}/slack/events`, {
      method: "POST",
      headers: {
        "content-type": "application/json",
        "x-slack-request-timestamp": timestamp,
        "x-slack-signature": signature ?? `v0=${hmac}`,
        connection: "close",
      },
      body,
    });
    return [response.status, await response.text()] as const;
  };
  return { send, inbound, given: staff.given };
}

let asked = 0;
function challenge(): string {
  asked += 1;
  return JSON.stringify({ type: "url_verification", challenge: `c${asked}` });
}

test("a rightly signed request is let in, by its bytes", async () => {
  const { send } = await door();
  const [status, body] = await send({ body: '{ "type":"url_verification",  "challenge":"día" }' });
  expect([status, JSON.parse(body)]).toEqual([200, { challenge: "día" }]);
});

test.each([
  ["from the future", { atMs: NOW + 10 * 60_000 }],
  ["too old", { atMs: NOW - 6 * 60_000 }],
  ["signed with another secret", { secret: "other" }],
  ["with a made-up signature", { signature: "v0=00" }],
] as const)("a request %s is refused", async (_name, sending) => {
  const { send } = await door();
  expect((await send(sending))[0]).toBe(401);
});

test("clocks may differ by seconds", async () => {
  const { send } = await door();
  expect((await send({ atMs: NOW + 30_000 }))[0]).toBe(200);
  expect((await send({ atMs: NOW - 4 * 60_000 }))[0]).toBe(200);
});

test("the same request a second time is refused, and does nothing", async () => {
  const { send } = await door();
  const body = challenge();
  expect((await send({ body }))[0]).toBe(200);
  expect((await send({ body }))[0]).toBe(401);
  expect((await send({ body: challenge() }))[0]).toBe(200);
});

test("a body past the limit is refused unread, a broken one is a bad request", async () => {
  const { send } = await door();
  expect((await send({ body: "x".repeat(1024 * 1024 + 1) }))[0]).toBe(413);
  expect((await send({ body: "{" }))[0]).toBe(400);
});

test("after stop, nothing is let in", async () => {
  const { send, inbound } = await door();
  await inbound.stop();
  expect((await send({}))[0]).toBe(503);
});

test("what is remembered of requests is bounded, and forgets only what is too old anyway", () => {
  let now = NOW;
  const check = createSignatureCheck(SECRET, () => now);
  const signed = (body: string) => {
    const timestamp = String(Math.floor(now / 1000));
    const hmac = createHmac("sha256", SECRET).update(`v0:${timestamp}:${body}`).digest("hex");
    return { timestamp, signature: `v0=${hmac}`, body: Buffer.from(body) };
  };
  const first = signed("first");
  expect(check(first)).toBe("ok");
  for (let count = 0; count < 300; count += 1) {
    now += 100;
    expect(check(signed(`body ${count}`))).toBe("ok");
  }
  expect(check(first)).toBe("replayed");
  now += 5 * 60_000;
  expect(check(first)).toBe("too-old");
});

test.each([
  ["http", "SLACK_SIGNING_SECRET"],
  ["socket", "SLACK_APP_TOKEN"],
] as const)("mode %s without its secret names the setting", (mode, setting) => {
  const { case: c, now } = openCase("order-changed-after-release");
  const { desk } = office(c, null, () => now);
  const make = () =>
    createSlackInbound({ desk, directory, botToken: "xoxb-1", mode, logger: SILENT });
  expect(make).toThrow(setting);
});
