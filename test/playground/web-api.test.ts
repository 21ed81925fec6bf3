import { ErrorCode, WebClient } from "@slack/web-api";
import { afterEach, expect, test } from "vitest";
import { APP_TOKEN, card, startWorkspace } from "./workspace-fixture.ts";
import type { Running } from "./workspace-fixture.ts";

let running: Running | undefined;
afterEach(async () => {
  await running?.stop();
  running = undefined;
});

async function workspaceClient(o: Parameters<typeof startWorkspace>[0] = {}) {
  running = await startWorkspace(o);
  return { ...running, client: running.client };
}

const refusal = (promise: Promise<unknown>) =>
  promise.then(
    () => "accepted",
    (error: unknown) =>
      typeof error === "object" && error !== null && "data" in error
        ? (error.data as { error: string }).error
        : String(error),
  );

test("a message keeps its metadata and is read back newest first", async () => {
  const { client } = await workspaceClient();
  const metadata = { event_type: "remo_card", event_payload: { message_id: "m1" } };
  const first = await client.chat.postMessage({
    channel: "#logistica",
    text: "PED-17 changed",
    blocks: card("PED-17"),
    metadata,
  });
  await client.chat.postMessage({ channel: "C1", text: "second" });
  const history = await client.conversations.history({ channel: "C1", include_all_metadata: true });
  expect(history.messages?.map((message) => message.text)).toEqual(["second", "PED-17 changed"]);
  expect(history.messages?.[1]?.metadata).toEqual(metadata);
  expect(history.messages?.[1]?.ts).toBe(first.ts);
  const without = await client.conversations.history({ channel: "C1" });
  expect(without.messages?.[1]?.metadata).toBeUndefined();
});

test("history is paged by cursor and cut by oldest and latest", async () => {
  const { client } = await workspaceClient();
  const ts: string[] = [];
  for (const text of ["a", "b", "c", "d", "e"]) {
    ts.push((await client.chat.postMessage({ channel: "C1", text })).ts ?? "");
  }
  const first = await client.conversations.history({ channel: "C1", limit: 2 });
  expect(first.messages?.map((message) => message.text)).toEqual(["e", "d"]);
  expect(first.has_more).toBe(true);
  const cursor = first.response_metadata?.next_cursor ?? "";
  const second = await client.conversations.history({ channel: "C1", limit: 10, cursor });
  expect(second.messages?.map((message) => message.text)).toEqual(["c", "b", "a"]);
  expect(second.has_more).toBe(false);
  const range = { channel: "C1", oldest: ts[1] ?? "", latest: ts[3] ?? "" };
  const outside = await client.conversations.history(range);
  expect(outside.messages?.map((message) => message.text)).toEqual(["c"]);
  const inside = await client.conversations.history({ ...range, inclusive: true });
  expect(inside.messages?.map((message) => message.text)).toEqual(["d", "c", "b"]);
});

test("text without blocks deletes the blocks; blocks without text keep the text", async () => {
  const { client } = await workspaceClient();
  const posted = await client.chat.postMessage({ channel: "C1", text: "x", blocks: card("PED-1") });
  const at = { channel: "C1", ts: posted.ts ?? "" };
  await client.chat.update({ ...at, blocks: card("PED-2") });
  const kept = (await client.conversations.history({ channel: "C1" })).messages?.[0];
  expect(kept?.text).toBe("x");
  expect(JSON.stringify(kept?.blocks)).toContain("PED-2");
  await client.chat.update({ ...at, text: "done" });
  const after = (await client.conversations.history({ channel: "C1" })).messages?.[0];
  expect(after?.blocks).toBeUndefined();
  expect(after?.text).toBe("done");
});

test("replies come in their thread and are counted on the parent", async () => {
  const { client } = await workspaceClient();
  const parent = await client.chat.postMessage({ channel: "C1", text: "case" });
  await client.chat.postMessage({ channel: "C1", text: "log", thread_ts: parent.ts ?? "" });
  const history = await client.conversations.history({ channel: "C1" });
  expect(history.messages).toHaveLength(1);
  expect(history.messages?.[0]?.reply_count).toBe(1);
  const thread = await client.conversations.replies({ channel: "C1", ts: parent.ts ?? "" });
  expect(thread.messages?.map((message) => message.text)).toEqual(["case", "log"]);
});

test("each mistake gets Slack's own error", async () => {
  const { client, apiUrl } = await workspaceClient();
  const stranger = new WebClient("xoxb-other", { slackApiUrl: apiUrl });
  expect(await refusal(stranger.auth.test())).toBe("invalid_auth");
  const say = (channel: string, rest: object) =>
    refusal(client.apiCall("chat.postMessage", { channel, ...rest }));
  expect(await say("C9", { text: "x" })).toBe("channel_not_found");
  expect(await say("C2", { text: "x" })).toBe("not_in_channel");
  expect(await say("C1", {})).toBe("no_text");
  expect(await say("C1", { text: "x".repeat(40_001) })).toBe("msg_too_long");
  const longButton = card("P");
  Object.assign(longButton[0] ?? {}, { text: { type: "plain_text", text: "x".repeat(151) } });
  expect(await say("C1", { blocks: longButton })).toBe("invalid_blocks");
  const dividers = Array.from({ length: 51 }, () => ({ type: "divider" }));
  expect(await say("C1", { blocks: dividers })).toBe("invalid_blocks");
  const twice = card("P").map((block) =>
    block.type === "actions"
      ? { ...block, elements: [block.elements?.[0], block.elements?.[0]] }
      : block,
  );
  expect(await say("C1", { blocks: twice })).toBe("invalid_blocks");
  const lost = { channel: "C1", ts: "1.000001", text: "x" };
  expect(await refusal(client.chat.update(lost))).toBe("message_not_found");
  expect(await refusal(client.users.info({ user: "U9" }))).toBe("user_not_found");
});

test("a method it lacks is 404 and unknown_method", async () => {
  const { apiUrl } = await workspaceClient();
  const response = await fetch(`${apiUrl}reminders.add`, {
    method: "POST",
    headers: { authorization: "Bearer xoxb-test-token" },
  });
  expect(response.status).toBe(404);
  expect(await response.json()).toMatchObject({ ok: false, error: "unknown_method" });
});

test("a throttled call answers 429 with Retry-After, and only as often as asked", async () => {
  const { client, slack } = await workspaceClient();
  slack.throttle({ method: "chat.postMessage", times: 1, retryAfterSeconds: 7 });
  const limited = client.chat.postMessage({ channel: "C1", text: "x" });
  await expect(limited).rejects.toMatchObject({
    code: ErrorCode.RateLimitedError,
    retryAfter: 7,
  });
  await expect(client.chat.postMessage({ channel: "C1", text: "x" })).resolves.toMatchObject({
    ok: true,
  });
});

test("a lost answer leaves the message posted", async () => {
  const { client, slack } = await workspaceClient();
  slack.fail({ method: "chat.postMessage", mode: "answer-lost" });
  slack.fail({ method: "chat.postMessage", mode: "reset-after" });
  slack.fail({ method: "chat.postMessage", mode: "reset" });
  slack.fail({ method: "chat.postMessage", mode: "server-error" });
  for (const text of ["lost", "cut after", "cut before", "broken"]) {
    await expect(client.chat.postMessage({ channel: "C1", text })).rejects.toThrow();
  }
  const history = await client.conversations.history({ channel: "C1" });
  expect(history.messages?.map((message) => message.text)).toEqual(["cut after", "lost"]);
});

test("people are found by id and email, with the locale when asked", async () => {
  const { client } = await workspaceClient();
  const found = await client.users.lookupByEmail({ email: "LUIS@norte.example" });
  expect(found.user?.id).toBe("ULUIS");
  const info = await client.users.info({ user: "ULUIS", include_locale: true });
  expect(info.user).toMatchObject({ locale: "es-MX", tz_offset: -21_600 });
  const opened = await client.conversations.open({ users: "ULUIS" });
  const direct = await client.chat.postMessage({ channel: opened.channel?.id ?? "", text: "hi" });
  expect(direct.channel).toBe("DLUIS");
});

test("an uploaded file is downloaded with the token only; without it, a login page with 200", async () => {
  const { client, slack } = await workspaceClient();
  const bytes = Buffer.from("%PDF-1.7 guide");
  const upload = await client.filesUploadV2({
    channel_id: "C1",
    file: bytes,
    filename: "guia.pdf",
  });
  expect(upload.ok).toBe(true);
  const shared = (await client.conversations.history({ channel: "C1" })).messages?.[0]?.files?.[0];
  expect(shared).toMatchObject({ name: "guia.pdf", mimetype: "application/pdf", size: 14 });
  const url = shared?.url_private_download ?? "";
  const authorization = "Bearer xoxb-test-token";
  const allowed = await fetch(url, { headers: { authorization } });
  expect(Buffer.from(await allowed.arrayBuffer()).equals(bytes)).toBe(true);
  const stranger = await fetch(url);
  expect(stranger.status).toBe(200);
  expect(stranger.headers.get("content-type")).toContain("text/html");
  expect(slack.file(shared?.id ?? "")?.bytes.equals(bytes)).toBe(true);
});

test("a call can be refused with any of Slack's errors", async () => {
  const { client, slack } = await workspaceClient();
  slack.fail({ method: "conversations.history", error: "missing_scope" });
  expect(await refusal(client.conversations.history({ channel: "C1" }))).toBe("missing_scope");
});

test("timestamps increase even when the clock stands still or goes back", async () => {
  let now = 1_700_000_000_000;
  const { client } = await workspaceClient({ now: () => now });
  const posted = [];
  for (const step of [0, 0, -5000, 1000]) {
    now += step;
    posted.push((await client.chat.postMessage({ channel: "C1", text: "x" })).ts ?? "");
  }
  expect(posted).toEqual([...new Set(posted)].toSorted());
  expect(posted[0]).toBe("1700000000.000000");
});

test("Socket Mode tickets need the app token", async () => {
  const { client, apiUrl } = await workspaceClient();
  expect(await refusal(client.apps.connections.open())).toBe("invalid_auth");
  const app = new WebClient(APP_TOKEN, { slackApiUrl: apiUrl });
  expect((await app.apps.connections.open()).url).toMatch(/^ws:\/\/127\.0\.0\.1:\d+\/slack-api\//);
});
