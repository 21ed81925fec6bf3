import { afterEach, expect, test } from "vitest";
import type { Outgoing } from "../../src/app/ports.ts";
import { createSlackChat } from "../../src/chat/slack/chat.ts";
import { startWorkspace } from "../playground/workspace-fixture.ts";

const BOT_TOKEN = "xoxb-test-token";
const LUIS = "ULUIS";
const stops: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0)) await stop();
});

const saying = (text: string): Outgoing => ({ kind: "digest", note: { lang: "es", text } });
const since = () => new Date(Date.now() - 1_000).toISOString();

async function slack() {
  const running = await startWorkspace();
  stops.push(running.stop);
  const connect = () => createSlackChat({ botToken: BOT_TOKEN, apiUrl: running.apiUrl });
  const opened = () =>
    running.slack.calls.filter(({ method }) => method === "conversations.open").length;
  return { server: running.slack, connect, opened };
}

test("a person's id opens their direct messages once, and the message is theirs alone", async () => {
  const { server, connect, opened } = await slack();
  const chat = connect();
  const first = await chat.post(LUIS, saying("Aviso"), "m1");
  expect(first).toMatchObject({ outcome: "sent" });
  await chat.post(LUIS, saying("Otro"), "m2");
  expect(opened()).toBe(1);
  const direct = server
    .user("luis")
    .screen()
    .channels.find(({ kind }) => kind === "direct");
  expect(direct?.messages.map(({ text }) => text)).toEqual(["Aviso", "Otro"]);
  const anas = server
    .user("ana")
    .screen()
    .channels.find(({ kind }) => kind === "direct");
  expect(anas?.messages).toEqual([]);
});

test("after a restart the same message is edited, told under and found", async () => {
  const { server, connect } = await slack();
  const sent = await connect().post(LUIS, saying("Aviso"), "m1");
  if (sent.outcome !== "sent") throw new Error(JSON.stringify(sent));
  const restarted = connect();
  expect(await restarted.find(LUIS, "m1", since())).toEqual({ ref: sent.ref });
  expect(await restarted.find(LUIS, "m2", since())).toBe("absent");
  expect(await restarted.update(LUIS, sent.ref, saying("Cambió"), "m1")).toEqual(sent);
  const note: Outgoing = {
    kind: "note",
    threadOf: sent.ref,
    note: { lang: "es", text: "Caso tomado" },
  };
  expect(await restarted.post(LUIS, note, "n1")).toMatchObject({ outcome: "sent" });
  const direct = server
    .user("luis")
    .screen()
    .channels.find(({ kind }) => kind === "direct");
  expect(direct?.messages.map(({ text }) => text)).toEqual(["Cambió", "Caso tomado"]);
});

test.each([
  ["missing_scope", "The scope im:write is missing. Add it under"],
  ["user_not_found", `Slack takes no direct messages for ${LUIS}. Check that person's "slack"`],
  ["user_disabled", `Slack takes no direct messages for ${LUIS}.`],
])("%s is a sentence for the administrator, and is tried anew", async (error, sentence) => {
  const { server, connect, opened } = await slack();
  const chat = connect();
  server.fail({ method: "conversations.open", error });
  expect(await chat.post(LUIS, saying("Aviso"), "m1")).toEqual({
    outcome: "refused",
    reason: expect.stringContaining(sentence),
  });
  // The administrator put it right: nothing of the refusal is remembered.
  expect(await chat.post(LUIS, saying("Aviso"), "m1")).toMatchObject({ outcome: "sent" });
  expect(opened()).toBeGreaterThan(0);
});

test("what is throttled or unsure as it opens has posted nothing", async () => {
  const { server, connect } = await slack();
  const chat = connect();
  server.throttle({ method: "conversations.open", retryAfterSeconds: 7 });
  expect(await chat.post(LUIS, saying("Aviso"), "m1")).toEqual({
    outcome: "throttled",
    retryAfterMs: 7_000,
  });
  server.fail({ method: "conversations.open", mode: "server-error" });
  expect(await chat.post(LUIS, saying("Aviso"), "m1")).toMatchObject({ outcome: "retry" });
  server.fail({ method: "conversations.open", error: "missing_scope" });
  expect(await chat.find(LUIS, "m1", since())).toBe("unknown");
});
