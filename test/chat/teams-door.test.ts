import { expect, it } from "vitest";
import { openGate } from "../../src/chat/teams/authentication.ts";
import type { Forgery } from "../../src/web/playground/teams/deliver.ts";
import { newSigningKey } from "../../src/web/playground/teams/keys.ts";
import { order } from "../support/orders.ts";
import { type Remo, startRemo } from "../support/remo.ts";
import { TENANT } from "../support/remo-settings.ts";

const IN_TEAMS = { inTeams: ["logistics"] } as const;

function address(remo: Remo): string {
  return remo.factsUrl.replace("/v1/facts", "/api/messages");
}

async function knock(remo: Remo, body: unknown, headers: Record<string, string> = {}) {
  const response = await fetch(address(remo), {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body: typeof body === "string" ? body : JSON.stringify(body),
  });
  return { status: response.status, text: await response.text() };
}

function activity(remo: Remo, more: object = {}) {
  return {
    type: "message",
    id: "1",
    channelId: "msteams",
    serviceUrl: remo.teams.addresses().serviceUrl,
    from: { id: "29:x", name: "X", aadObjectId: TENANT.people[0]?.entra },
    recipient: { id: `28:${TENANT.app.id}`, name: "Remo" },
    conversation: { id: "a:1", conversationType: "personal", tenantId: TENANT.tenantId },
    text: "ayuda",
    ...more,
  };
}

it("nobody is let in without a token of Microsoft's", async () => {
  const remo = await startRemo(IN_TEAMS);
  expect((await knock(remo, activity(remo))).status).toBe(401);
  const forged = { authorization: "Bearer x.y.z" };
  expect((await knock(remo, activity(remo), forged)).status).toBe(401);
});

it.each<readonly [string, Forgery]>([
  ["a key of somebody else", { key: newSigningKey() }],
  ["another bot's token", { claims: { aud: "7e570000-0000-4000-8000-0000000000bb" } }],
  ["a token of another issuer", { claims: { iss: "https://example.com" } }],
  ["a token for another service address", { claims: { serviceurl: "https://example.com/" } }],
  ["an old token", { claims: { exp: 1_600_003_600 } }],
])("%s opens nothing", async (_, forgery) => {
  const remo = await startRemo(IN_TEAMS);
  const sent = await remo.teams.send(activity(remo) as never, forgery);
  expect(sent).toMatchObject({ status: 401 });
});

it("another organisation is turned away, though Microsoft vouches for it", async () => {
  const remo = await startRemo(IN_TEAMS);
  const elsewhere = {
    conversation: { id: "a:1", conversationType: "personal", tenantId: "another-tenant" },
  };
  const sent = await remo.teams.send(activity(remo, elsewhere) as never);
  expect(sent).toMatchObject({ status: 403 });
});

it.each([
  ["nothing", ""],
  ["no object", "[]"],
  ["an empty activity", "{}"],
  ["no JSON", "{"],
])("%s is answered with a sentence, and harms nothing", async (_, body) => {
  const remo = await startRemo(IN_TEAMS);
  const { status, text } = await knock(remo, body);
  expect(status).toBeGreaterThanOrEqual(400);
  expect(status).toBeLessThan(500);
  expect(JSON.parse(text)).toHaveProperty("error");
  // It goes on answering others.
  expect((await remo.inTeams("luis").ask("ayuda")).words).toContain("estado");
});

it("an empty app id, which turns the SDK's checks off, opens no gate", () => {
  const identity = { kind: "registered", appId: "", appPassword: "x", tenantId: "y" } as const;
  expect(() => openGate(identity)).toThrow("Teams needs an app id");
});

it("an invoke that nobody knows, and one that is broken, have an answer with a body", async () => {
  const remo = await startRemo(IN_TEAMS);
  for (const one of [
    { type: "invoke", name: "unheard/of", value: {} },
    { type: "invoke", name: "adaptiveCard/action", value: null },
    { type: "invoke", name: "adaptiveCard/action", value: { action: { verb: "press", data: 7 } } },
    { type: "invoke", name: "adaptiveCard/action", value: { action: { verb: "x", data: {} } } },
  ]) {
    const sent = await remo.teams.send(activity(remo, one) as never);
    expect(sent).toMatchObject({ status: 200 });
    expect(sent).toHaveProperty("body");
  }
});

it("a mention without words, and words that only contain a verb, are read as they are", async () => {
  const remo = await startRemo(IN_TEAMS);
  const luis = remo.inTeams("luis");
  expect((await luis.channel("logistica").ask("@Remo")).words).toContain("estado");
  const strange = await luis.ask("destacado");
  expect(strange.words).not.toContain("PED-");
});

it("a reader's own view is theirs alone: the card of all is not changed by it", async () => {
  const remo = await startRemo(IN_TEAMS);
  await remo.tell(order("PED-1", { promisedOn: "2026-11-17" }));
  const luis = await remo.inTeams("luis").channel("logistica").expectCard("PED-1");
  const marta = await remo.inTeams("marta").channel("logistica").expectCard("PED-1");
  await remo.settled();
  const updates = () => remo.teams.calls.filter(({ operation }) => operation === "update").length;
  const before = updates();
  await luis.press("Dar nueva fecha");
  await luis.expectUpdate("Nueva fecha");
  expect(marta.words).not.toContain("Nueva fecha");
  expect(updates()).toBe(before);
  await luis.press("Cancelar");
  await luis.expectUpdate("Dar nueva fecha");
});

it("a bystander sees the card without buttons that are not theirs", async () => {
  const remo = await startRemo(IN_TEAMS);
  await remo.tell(order("PED-1", { promisedOn: "2026-11-17" }));
  const luis = await remo.inTeams("luis").channel("logistica").expectCard("PED-1");
  const vera = await remo.inTeams("vera").channel("logistica").expectCard("PED-1");
  await remo.settled();
  await remo.inTeams("vera").user.look("19:logistica@thread.tacv2");
  expect(luis.buttons).toContain("Dar nueva fecha");
  expect(vera.buttons).not.toContain("Dar nueva fecha");
});
