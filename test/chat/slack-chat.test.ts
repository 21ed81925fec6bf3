import { createServer, type RequestListener } from "node:http";
import { afterEach, describe, expect, test } from "vitest";
import { createSlackChat } from "../../src/chat/slack/chat.ts";
import type { Chat, Outgoing } from "../../src/app/ports.ts";
import { caseCard } from "../../src/view/case-card.ts";
import { type Running, startWorkspace } from "../playground/workspace-fixture.ts";
import { openCase } from "../view/firing.ts";
import { ZONE } from "./office.ts";

const BOT_TOKEN = "xoxb-test-token";
const stops: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0).toReversed()) await stop();
});

const { case: c, picture, now } = openCase("evidence-missing");
const card = (lang: "es" | "en" = "es"): Outgoing => ({
  kind: "card",
  card: caseCard(c, {
    lang,
    zone: ZONE,
    now,
    picture: picture.kind === "order" ? picture : null,
    audience: "logistics",
  }),
});
const since = () => new Date(Date.now() - 1_000).toISOString();

async function slack(timeoutMs = 500): Promise<Running & { chat: Chat }> {
  const running = await startWorkspace();
  stops.push(running.stop);
  const chat = createSlackChat({ botToken: BOT_TOKEN, apiUrl: running.apiUrl, timeoutMs });
  return { ...running, chat };
}

async function posted(chat: Chat, id = "m1"): Promise<string> {
  const sent = await chat.post("C1", card(), id);
  if (sent.outcome !== "sent") throw new Error(JSON.stringify(sent));
  return sent.ref;
}

test("a card is posted with our id, edited in place with blocks and text, and found again", async () => {
  const { chat, slack: server } = await slack();
  const ref = await posted(chat);
  expect(await chat.update("C1", ref, card("en"), "m1")).toEqual({ outcome: "sent", ref });
  const edit = server.calls.findLast(({ method }) => method === "chat.update");
  expect(edit?.args).toMatchObject({
    text: expect.stringContaining("Blocked: PED-1"),
    metadata: { event_type: "remo_message", event_payload: { id: "m1" } },
  });
  expect(edit?.args["blocks"]).toHaveLength(5);
  expect(await chat.find("C1", "m1", since())).toEqual({ ref });
  expect(await chat.find("C1", "m2", since())).toBe("absent");
});

test("a note goes into the thread, and is found there", async () => {
  const { chat } = await slack();
  const threadOf = await posted(chat);
  const note: Outgoing = { kind: "note", threadOf, note: { lang: "es", text: "Caso cerrado" } };
  const sent = await chat.post("C1", note, "n1");
  if (sent.outcome !== "sent") throw new Error(sent.outcome);
  expect(await chat.find("C1", "n1", since(), threadOf)).toEqual({ ref: sent.ref });
});

test("a message whose answer was lost is found by its id instead of posted twice", async () => {
  const { chat, slack: server } = await slack(200);
  server.fail({ method: "chat.postMessage", mode: "answer-lost" });
  expect(await chat.post("C1", card(), "m7")).toMatchObject({ outcome: "maybe" });
  expect(await chat.find("C1", "m7", since())).toMatchObject({
    ref: expect.stringMatching(/^\d+\.\d+$/),
  });
  server.fail({ method: "chat.postMessage", mode: "reset-after" });
  expect(await chat.post("C1", card(), "m8")).toMatchObject({ outcome: "maybe" });
  expect(await chat.find("C1", "m8", since())).toMatchObject({
    ref: expect.stringMatching(/^\d+\.\d+$/),
  });
});

test("without the right to read, nobody knows; without an answer, it breaks", async () => {
  const { chat, slack: server } = await slack(200);
  server.fail({ method: "conversations.history", error: "missing_scope" });
  expect(await chat.find("C1", "m1", since())).toBe("unknown");
  server.fail({ method: "conversations.history", mode: "server-error" });
  await expect(chat.find("C1", "m1", since())).rejects.toThrow();
});

test("throttling is passed on with its time and holds nothing else up", async () => {
  const { chat, slack: server } = await slack();
  server.throttle({ method: "chat.postMessage", retryAfterSeconds: 7 });
  expect(await chat.post("C1", card(), "m1")).toEqual({
    outcome: "throttled",
    retryAfterMs: 7_000,
  });
  expect((await chat.post("C1", card(), "m1")).outcome).toBe("sent");
});

describe("what Slack refuses", () => {
  test.each([
    ["not_in_channel", "/invite @Remo"],
    ["channel_not_found", "Channel C1 does not exist or is private"],
    ["missing_scope", "chat:write"],
    ["is_archived", "(is_archived)"],
  ])("%s tells the administrator what to do", async (error, expected) => {
    const { chat, slack: server } = await slack();
    server.fail({ method: "chat.postMessage", error });
    const sent = await chat.post("C1", card(), "m1");
    expect(sent.outcome === "refused" ? sent.reason : sent.outcome).toContain(expected);
  });

  test.each(["invalid_auth", "token_revoked"])(
    "%s is no message's fault: all wait",
    async (error) => {
      const { chat, slack: server } = await slack();
      server.fail({ method: "chat.postMessage", error });
      const sent = await chat.post("C1", card(), "m1");
      expect(sent).toEqual({ outcome: "throttled", retryAfterMs: 60_000 });
    },
  );

  test("an internal error may have posted, but an update can simply be done again", async () => {
    const { chat, slack: server } = await slack();
    const ref = await posted(chat);
    server.fail({ method: "chat.postMessage", error: "internal_error" });
    expect((await chat.post("C1", card(), "m2")).outcome).toBe("maybe");
    for (const fault of [{ error: "fatal_error" }, { mode: "reset" as const }]) {
      server.fail({ method: "chat.update", ...fault });
      expect((await chat.update("C1", ref, card(), "m1")).outcome).toBe("retry");
    }
  });

  test("a message that is gone is to be posted anew", async () => {
    const { chat, client } = await slack();
    const ref = await posted(chat);
    await client.chat.delete({ channel: "C1", ts: ref });
    expect(await chat.update("C1", ref, card(), "m1")).toEqual({ outcome: "vanished" });
  });
});

test("a server that cannot be reached took nothing", async () => {
  const { apiUrl, stop } = await startWorkspace();
  await stop();
  const chat = createSlackChat({ botToken: BOT_TOKEN, apiUrl });
  expect((await chat.post("C1", card(), "m1")).outcome).toBe("retry");
});

/** Somebody else's server: it posts and updates, and answers 404 to all the rest. */
async function humble(answer: RequestListener): Promise<Chat> {
  const web = createServer(answer);
  await new Promise<void>((resolve) => web.listen(0, "127.0.0.1", resolve));
  stops.push(() => {
    web.closeAllConnections();
    return new Promise((resolve) => web.close(resolve));
  });
  const address = web.address();
  const port = typeof address === "object" && address ? address.port : 0;
  return createSlackChat({ botToken: BOT_TOKEN, apiUrl: `http://127.0.0.1:${port}/api` });
}

test("a compatible server that knows only posting and updating will do", async () => {
  const chat = await humble((request, response) => {
    request.resume();
    const known = ["/api/chat.postMessage", "/api/chat.update"].includes(request.url ?? "");
    response.writeHead(known ? 200 : 404, { "content-type": "application/json" });
    response.end(known ? '{"ok":true,"ts":"1.2"}' : "not here");
  });
  expect(await chat.post("C1", card(), "m1")).toEqual({ outcome: "sent", ref: "1.2" });
  expect(await chat.update("C1", "1.2", card(), "m1")).toEqual({ outcome: "sent", ref: "1.2" });
  expect(await chat.find("C1", "m1", since())).toBe("unknown");
});

test("a 429 without a time, and a gateway's error, are waited out", async () => {
  const answers = [429, 502];
  const chat = await humble((request, response) => {
    request.resume();
    response.writeHead(answers.shift() ?? 500).end();
  });
  expect(await chat.post("C1", card(), "m1")).toEqual({
    outcome: "throttled",
    retryAfterMs: 30_000,
  });
  expect((await chat.post("C1", card(), "m1")).outcome).toBe("maybe");
});
