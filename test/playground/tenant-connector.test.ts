import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, expect, test } from "vitest";
import {
  attached,
  caller,
  cardOf,
  LOGISTICS,
  startTenant,
  TEAM,
  tenant,
  tokenFrom,
} from "./tenant-fixture.ts";
import type { RunningTenant } from "./tenant-fixture.ts";

const stops: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0).toReversed()) await stop();
});

async function started(o: Parameters<typeof startTenant>[0] = {}): Promise<RunningTenant> {
  const running = await startTenant(o);
  stops.push(running.stop);
  await running.teams.addToTeam("luis");
  return running;
}

const inChannel = `conversations/${encodeURIComponent(LOGISTICS)}`;
const text = (words: string) => ({ type: "message", text: words });
const pad = (chars: number) => attached(cardOf("PED-17", { speak: "x".repeat(chars) }));

test("the token desk checks tenant, app and secret", async () => {
  const { teams, url } = await started();
  expect((await tokenFrom(teams)).status).toBe(200);
  expect((await tokenFrom(teams, { client_secret: "no" })).status).toBe(401);
  expect((await tokenFrom(teams, { client_id: "no" })).status).toBe(400);
  expect((await tokenFrom(teams, { grant_type: "password" })).status).toBe(400);
  const other = await fetch(`${url}/teams-api/other-tenant/oauth2/v2.0/token`, { method: "POST" });
  expect(other.status).toBe(400);
});

test("the connector takes only tokens of its own desk, and none that was revoked", async () => {
  const { teams, url } = await started();
  const strange = await fetch(`${url}/teams-api/v3/${inChannel}/members`, {
    headers: { authorization: "Bearer abc" },
  });
  expect(strange.status).toBe(401);
  const call = await caller(teams);
  expect((await call("GET", `${inChannel}/members`)).status).toBe(200);
  teams.revokeTokens();
  expect((await call("GET", `${inChannel}/members`)).status).toBe(401);
});

test("a post begins a thread; posts to ;messageid= and to an activity go into it", async () => {
  const { teams } = await started();
  const call = await caller(teams);
  const first = await call("POST", `${inChannel}/activities`, text("one"));
  expect(first.status).toBe(201);
  const { id } = first.body;
  const thread = encodeURIComponent(`${LOGISTICS};messageid=${id}`);
  await call("POST", `conversations/${thread}/activities`, text("two"));
  await call("POST", `${inChannel}/activities/${id}`, text("three"));
  await call("POST", `${inChannel}/activities`, text("four"));
  const seen = teams.user("luis").screen().conversations[0]?.messages ?? [];
  expect(seen.map((message) => [message.text, message.rootId === id])).toEqual([
    ["one", true],
    ["two", true],
    ["three", true],
    ["four", false],
  ]);
  const nowhere = encodeURIComponent(`${LOGISTICS};messageid=1`);
  expect((await call("POST", `conversations/${nowhere}/activities`, text("?"))).status).toBe(404);
});

test("a thread of a channel can be begun by creating a conversation", async () => {
  const { teams } = await started();
  const call = await caller(teams);
  const begun = await call("POST", "conversations", {
    isGroup: true,
    channelData: { channel: { id: LOGISTICS } },
    activity: text("hello"),
  });
  expect(begun.status).toBe(201);
  expect(begun.body.id).toBe(`${LOGISTICS};messageid=${begun.body.activityId}`);
});

for (const [what, body, status] of [
  ["nobody", { tenantId: tenant.tenantId, members: [] }, 400],
  ["a stranger", { tenantId: tenant.tenantId, members: [{ id: "29:x" }] }, 400],
  ["no tenant", { members: [{ id: tenant.people[0]?.entra }] }, 400],
] as const) {
  test(`a personal conversation with ${what} is refused with ${status}`, async () => {
    const call = await caller((await started()).teams);
    expect((await call("POST", "conversations", body)).status).toBe(status);
  });
}

test("a chat may be begun with members of the team the app is in, and with nobody else", async () => {
  const { teams } = await started();
  const call = await caller(teams);
  const asked = { tenantId: tenant.tenantId, members: [{ id: tenant.people[0]?.entra }] };
  const [person] = tenant.people;
  await teams.removeFromTeam(person?.entra ?? "");
  expect((await call("POST", "conversations", asked)).status).toBe(403);
  await teams.addToTeam(person?.entra ?? "");
  expect((await call("POST", "conversations", asked)).status).toBe(201);
});

test("messages are changed and deleted by their ids; unknown ones are 404", async () => {
  const { teams } = await started();
  const call = await caller(teams);
  const one = await call("POST", `${inChannel}/activities`, text("one"));
  const at = `${inChannel}/activities/${one.body.id}`;
  expect((await call("PUT", at, text("two"))).status).toBe(200);
  expect(teams.user("luis").screen().conversations[0]?.messages[0]?.text).toBe("two");
  expect((await call("DELETE", at)).status).toBe(200);
  const gone = await call("PUT", at, text("three"));
  expect(gone.status).toBe(404);
  expect(gone.body.error.code).toBe("ActivityNotFoundInConversation");
  expect((await call("DELETE", at)).status).toBe(404);
  const said = await teams.user("luis").say({ conversation: LOGISTICS, text: "mine" });
  const mine = `${inChannel}/activities/${said.ok ? said.id : ""}`;
  expect((await call("PUT", mine, text("not yours"))).status).toBe(404);
});

test("28 KB of activity pass and more do not", async () => {
  const call = await caller((await started()).teams);
  const post = (chars: number) =>
    call("POST", `${inChannel}/activities`, { type: "message", attachments: [pad(chars)] });
  expect((await post(28_200)).status).toBe(201);
  const large = await post(28_700);
  expect(large.status).toBe(413);
  expect(large.body.error.code).toBe("MessageSizeTooBig");
});

for (const [what, card] of [
  ["version 1.6", cardOf("x", { version: "1.6" })],
  ["61 people to refresh for", cardOf("x", { refresh: refreshFor(61) })],
  ["two inputs of one id", cardOf("x", { body: [input(), input()] })],
  ["no card in it", { type: "Card" }],
] as const) {
  test(`a card with ${what} is refused`, async () => {
    const call = await caller((await started()).teams);
    const body = { type: "message", attachments: [attached(card)] };
    expect((await call("POST", `${inChannel}/activities`, body)).status).toBe(400);
  });
}

function refreshFor(count: number) {
  const userIds = Array.from({ length: count }, (_, index) => `29:${index}`);
  return { action: { type: "Action.Execute", verb: "refresh" }, userIds };
}

function input() {
  return { type: "Input.Text", id: "why" };
}

test("a bot that was taken out of the team is refused with 403, in a deleted channel with 404", async () => {
  const { teams, heard } = await started();
  const call = await caller(teams);
  await teams.removeFromTeam("ana");
  expect(heard.at(-1)).toMatchObject({ type: "installationUpdate", action: "remove" });
  const revoked = await call("POST", `${inChannel}/activities`, text("?"));
  expect(revoked.status).toBe(403);
  expect(revoked.body.error.code).toBe("BotNotInConversationRoster");
  await teams.addToTeam("ana");
  await teams.deleteChannel(LOGISTICS, "ana");
  expect(heard.at(-1)).toMatchObject({
    type: "conversationUpdate",
    channelData: { eventType: "channelDeleted", channel: { id: LOGISTICS } },
  });
  expect((await call("POST", `${inChannel}/activities`, text("?"))).status).toBe(404);
});

test("the team tells its channels and everybody in it", async () => {
  const call = await caller((await started()).teams);
  const team = await call("GET", `teams/${encodeURIComponent(TEAM)}`);
  expect(team.body).toMatchObject({ name: "Operación", aadGroupId: tenant.team.groupId });
  const { body } = await call("GET", `teams/${encodeURIComponent(TEAM)}/conversations`);
  expect(body.conversations.map((one: { name: string }) => one.name)).toEqual([
    "Logística",
    "Ventas",
  ]);
});

for (const status of [412, 429, 502, 504] as const) {
  test(`the next call can answer ${status}, and the one after is well`, async () => {
    const { teams } = await started();
    const call = await caller(teams);
    teams.fail({ on: "post", status, retryAfterSeconds: 7 });
    const failed = await call("POST", `${inChannel}/activities`, text("?"));
    expect(failed.status).toBe(status);
    expect(failed.headers.get("retry-after")).toBe("7");
    expect(teams.user("luis").screen().conversations[0]?.messages).toEqual([]);
    expect((await call("POST", `${inChannel}/activities`, text("!"))).status).toBe(201);
  });
}

for (const [mode, kept] of [
  ["reset", 0],
  ["reset-after", 1],
] as const) {
  test(`${mode} cuts the connection and stores ${kept} messages`, async () => {
    const { teams } = await started();
    const call = await caller(teams);
    teams.fail({ conversation: LOGISTICS, mode });
    await expect(call("POST", `${inChannel}/activities`, text("?"))).rejects.toThrow(
      "fetch failed",
    );
    expect(teams.user("luis").screen().conversations[0]?.messages).toHaveLength(kept);
  });
}

test("an answer can be slow", async () => {
  const { teams } = await started();
  const call = await caller(teams);
  teams.fail({ mode: "slow", delayMs: 120 });
  const begun = performance.now();
  expect((await call("POST", `${inChannel}/activities`, text("?"))).status).toBe(201);
  expect(performance.now() - begun).toBeGreaterThan(100);
});

test("messages, own views and where the app is installed survive a restart", async () => {
  const journalPath = join(mkdtempSync(join(tmpdir(), "tenant-")), "teams.jsonl");
  const { teams, hears } = await started({ journalPath });
  hears(async (context) => {
    if (context.activity.type !== "invoke") return;
    const value = { statusCode: 200, type: attached({}).contentType, value: cardOf("OWN-1") };
    await context.sendActivity({ type: "invokeResponse", value: { status: 200, body: value } });
  });
  const call = await caller(teams);
  const card = attached(cardOf("PED-17"));
  const body = { type: "message", attachments: [card] };
  const { id } = (await call("POST", `${inChannel}/activities`, body)).body;
  const at = { conversation: LOGISTICS, id };
  await teams.user("luis").press({ at, action: { title: "Confirm change" } });
  const before = teams.user("luis").screen();
  expect(JSON.stringify(before)).toContain("OWN-1");
  const again = await startTenant({ journalPath });
  stops.push(again.stop);
  expect(again.teams.user("luis").screen()).toEqual(before);
  const callAgain = await caller(again.teams);
  const next = await callAgain("POST", `${inChannel}/activities`, text("after"));
  expect(Number(next.body.id)).toBeGreaterThan(Number(id));
});
