import { TeamsInfo, TurnContext } from "botbuilder";
import type { ConversationReference } from "botbuilder";
import { afterEach, expect, test, vi } from "vitest";
import { newSigningKey } from "../../src/web/playground/teams/keys.ts";
import { attached, cardOf, LOGISTICS, startTenant, tenant } from "./tenant-fixture.ts";
import type { RunningTenant } from "./tenant-fixture.ts";

const stops: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  vi.restoreAllMocks();
  for (const stop of stops.splice(0).toReversed()) await stop();
});

async function started(): Promise<RunningTenant> {
  const running = await startTenant();
  stops.push(running.stop);
  await running.teams.addToTeam("luis");
  return running;
}

const hello = { type: "message", id: "1", channelId: "msteams", text: "hello" };

function helloFrom({ teams }: RunningTenant) {
  return {
    ...hello,
    serviceUrl: teams.addresses().serviceUrl,
    from: { id: "29:x" },
    recipient: { id: "28:x" },
    conversation: { id: "a:1" },
  };
}

test("the SDK's adapter takes an activity that the tenant signed", async () => {
  const running = await started();
  expect(await running.teams.send(helloFrom(running))).toMatchObject({ ok: true, status: 200 });
  expect(running.heard.at(-1)).toMatchObject({ text: "hello" });
});

const anHourAgo = () => Math.floor(Date.now() / 1000) - 3600;

for (const [what, forged] of [
  ["another key under another id", () => ({ key: newSigningKey() })],
  ["another key under the right id", "same-kid"],
  ["another audience", () => ({ claims: { aud: "somebody-else" } })],
  ["another issuer", () => ({ claims: { iss: "https://login.example" } })],
  ["another service URL", () => ({ claims: { serviceurl: "http://127.0.0.1:1/" } })],
  ["an hour that is over", () => ({ claims: { exp: anHourAgo() } })],
  ["no token", () => ({ token: "" })],
  ["a token that is none", () => ({ token: "abc" })],
] as const) {
  test(`the SDK's adapter refuses an activity with ${what}`, async () => {
    // The SDK prints what it refuses.
    vi.spyOn(console, "error").mockImplementation(() => undefined);
    const running = await started();
    const before = running.heard.length;
    const forgery =
      forged === "same-kid"
        ? { key: { ...newSigningKey(), kid: await publishedKid(running) } }
        : forged();
    const answer = await running.teams.send(helloFrom(running), forgery);
    expect(answer).toMatchObject({ ok: true });
    expect([401, 500]).toContain("status" in answer ? answer.status : 0);
    expect(running.heard.length).toBe(before);
  });
}

async function publishedKid({ url }: RunningTenant): Promise<string> {
  const answer = await fetch(`${url}/teams-api/v1/.well-known/keys`);
  const { keys } = (await answer.json()) as { keys: { kid: string; endorsements: string[] }[] };
  expect(keys[0]?.endorsements).toEqual(["msteams"]);
  return keys[0]?.kid ?? "";
}

test("the adapter posts, updates, answers in the thread and deletes, from a mention in a channel", async () => {
  const { teams, hears, heard } = await started();
  hears(async (context) => {
    const { activity } = context;
    const reply = await context.sendActivity({ attachments: [attached(cardOf("PED-17"))] });
    await context.updateActivity({
      type: "message",
      id: reply?.id ?? "",
      conversation: activity.conversation,
      attachments: [attached(cardOf("PED-18"))],
    });
    const gone = await context.sendActivity("never mind");
    await context.deleteActivity(gone?.id ?? "");
  });
  const luis = teams.user("luis");
  const said = await luis.say({ conversation: LOGISTICS, text: "@Remo casos" });
  expect(said).toMatchObject({ ok: true });
  const id = said.ok ? said.id : "";
  expect(heard.at(-1)).toMatchObject({
    type: "message",
    channelId: "msteams",
    text: "<at>Remo</at> casos",
    from: { aadObjectId: luis.entra, id: luis.mri },
    recipient: { id: `28:${tenant.app.id}` },
    conversation: { conversationType: "channel", id: `${LOGISTICS};messageid=${id}` },
    channelData: { team: { id: tenant.team.id }, tenant: { id: tenant.tenantId } },
    entities: [
      { type: "mention", mentioned: { id: `28:${tenant.app.id}` }, text: "<at>Remo</at>" },
      { type: "clientInfo" },
    ],
  });
  const seen = teams.user("ana").screen().conversations[0]?.messages ?? [];
  expect(seen.map((message) => [message.rootId === id, message.version])).toEqual([
    [true, 0],
    [true, 1],
  ]);
  expect(JSON.stringify(seen[1]?.card)).toContain("PED-18");
});

test("in a channel the bot does not hear what does not mention it; in its own chat it hears all", async () => {
  const { teams, heard } = await started();
  const luis = teams.user("luis");
  await luis.install();
  const before = heard.length;
  await luis.say({ conversation: LOGISTICS, text: "casos" });
  expect(heard.length).toBe(before);
  await luis.say({ text: "casos" });
  expect(heard.at(-1)).toMatchObject({
    text: "casos",
    conversation: { conversationType: "personal", id: luis.personal },
  });
});

test("the adapter begins a personal conversation, always the same, and writes to a channel later", async () => {
  const { teams, adapter, hears } = await started();
  let reference: Partial<ConversationReference> | undefined;
  hears(async (context) => {
    reference = TurnContext.getConversationReference(context.activity);
  });
  const luis = teams.user("luis");
  await luis.install();
  await luis.say({ conversation: LOGISTICS, text: "@Remo hola" });
  const { serviceUrl } = teams.addresses();
  const opened: string[] = [];
  for (const id of [luis.entra, luis.mri]) {
    const parameters = {
      isGroup: false,
      bot: { id: `28:${tenant.app.id}`, name: "Remo" },
      members: [{ id, name: "" }],
      tenantId: tenant.tenantId,
      activity: undefined as never,
      channelData: { tenant: { id: tenant.tenantId } },
    };
    await adapter.createConversationAsync(
      tenant.app.id,
      "msteams",
      serviceUrl,
      "https://api.botframework.com",
      parameters,
      async (context) => {
        opened.push(context.activity.conversation.id);
        await context.sendActivity("only for you");
      },
    );
  }
  expect(opened).toEqual([luis.personal, luis.personal]);
  const later = { ...reference, conversation: { ...reference?.conversation, id: LOGISTICS } };
  await adapter.continueConversationAsync(tenant.app.id, later as never, async (context) => {
    delete (context.activity as { replyToId?: string }).replyToId;
    await context.sendActivity("for everybody");
  });
  const screen = luis.screen();
  expect(screen.conversations.at(-1)?.messages.map((one) => one.text)).toEqual([
    "only for you",
    "only for you",
  ]);
  const last = screen.conversations[0]?.messages.at(-1);
  expect(last?.text).toBe("for everybody");
  expect(last?.rootId).toBe(last?.id);
});

test("the SDK reads the roster of a channel, in pages, and of one person", async () => {
  const { teams, hears } = await started();
  const read: unknown[] = [];
  hears(async (context) => {
    const page = await TeamsInfo.getPagedMembers(context, 2);
    const rest = await TeamsInfo.getPagedMembers(context, 2, page.continuationToken);
    read.push([...page.members, ...rest.members].map((member) => member.aadObjectId));
    const { from } = context.activity;
    read.push((await TeamsInfo.getMember(context, from.id)).email);
  });
  const luis = teams.user("luis");
  await luis.say({ conversation: LOGISTICS, text: "@Remo quiénes" });
  expect(read).toEqual([tenant.people.map((one) => one.entra), "luis@norte.example"]);
});

test("a bot whose secret is wrong cannot post", async () => {
  vi.spyOn(console, "error").mockImplementation(() => undefined);
  const running = await startTenant({ secret: "wrong" });
  stops.push(running.stop);
  running.hears(async (context) => void (await context.sendActivity("hello")));
  await running.teams.addToTeam("luis");
  const said = await running.teams.user("luis").say({ conversation: LOGISTICS, text: "@Remo hi" });
  expect(said).toMatchObject({ ok: false, error: "something_went_wrong" });
  expect(running.teams.user("luis").screen().conversations[0]?.messages).toHaveLength(1);
});
