import { WebClient } from "@slack/web-api";
import { expect, it } from "vitest";
import { cancelled, delivered, dispatched, order } from "../support/orders.ts";
import { type Remo, startRemo } from "../support/remo.ts";
import { TOKENS } from "../support/remo-settings.ts";

const broken = (orderId: string) => order(orderId, { promisedOn: "2026-11-17" });

async function cardsIn(remo: Remo, channel: string, orderId: string): Promise<number> {
  await remo.settled();
  const cards = remo.as("luis").channel(channel).cards();
  return cards.filter((one) => one.text.includes(orderId)).length;
}

it("429 with Retry-After: the card waits its turn, and nothing else is called meanwhile", async () => {
  const remo = await startRemo();
  remo.slack.throttle({ method: "chat.postMessage", times: 2, retryAfterSeconds: 1 });
  const asked = Date.now();
  await remo.tell(broken("PED-1"));
  await remo.as("luis").channel("logistica").expectCard("PED-1");
  await remo.as("ana").channel("ventas").expectCard("PED-1");
  expect(Date.now() - asked).toBeGreaterThanOrEqual(1_000);
  expect(await cardsIn(remo, "logistica", "PED-1")).toBe(1);
  expect(remo.slack.calls.filter((call) => call.method === "chat.postMessage")).toHaveLength(2);
});

it("a person is answered at once while posts are throttled", async () => {
  const remo = await startRemo();
  const luis = remo.as("luis");
  await remo.tell(broken("PED-1"));
  const card = await luis.channel("logistica").expectCard("PED-1");
  remo.slack.throttle({ method: "chat.postMessage", times: 4, retryAfterSeconds: 1 });
  await remo.tell(broken("PED-2"));
  await card.click("Dar nueva fecha");
  await luis.expectDialog("Nueva fecha");
  expect(await luis.command("/remo estado PED-2", "logistica")).toContain("Promesa rota");
});

it("an answer lost after posting: the message is found again, not posted twice", async () => {
  // Here both clocks must agree: what was posted is looked for from the first attempt on.
  const remo = await startRemo({ now: new Date().toISOString() });
  remo.slack.fail({ method: "chat.postMessage", times: 2, mode: "reset-after" });
  await remo.tell(order("PED-1", { promisedOn: "2020-01-31" }));
  await remo.as("luis").channel("logistica").expectCard("PED-1");
  await remo.settled();
  expect(await cardsIn(remo, "logistica", "PED-1")).toBe(1);
  expect(await cardsIn(remo, "ventas", "PED-1")).toBe(1);
  // And it is the message that is edited from then on.
  await remo.tell(dispatched("E-1", "PED-1"), delivered("E-1", "PED-1"));
  const card = await remo.as("luis").channel("logistica").expectCard("PED-1");
  await card.expectUpdate("✅ Promesa atendida");
  expect(await cardsIn(remo, "logistica", "PED-1")).toBe(1);
});

it("a server that fails, then one that cuts the line: the card comes all the same, once", async () => {
  const remo = await startRemo();
  remo.slack.fail({ method: "chat.postMessage", mode: "server-error" });
  remo.slack.fail({ method: "chat.postMessage", mode: "reset" });
  await remo.tell(order("PED-1"), dispatched("E-1", "PED-1"), cancelled("PED-1", "sin crédito"));
  await remo.as("luis").channel("logistica").expectCard("PED-1");
  expect(await cardsIn(remo, "logistica", "PED-1")).toBe(1);
  expect(await cardsIn(remo, "ventas", "PED-1")).toBe(1);
});

it("a card somebody deleted is posted anew when it has something to say, its log with it", async () => {
  const remo = await startRemo();
  const luis = remo.as("luis");
  await remo.tell(broken("PED-1"));
  const card = await luis.channel("logistica").expectCard("PED-1");
  const sales = await remo.as("ana").channel("ventas").expectCard("PED-1");
  const slack = new WebClient(TOKENS.botToken, { slackApiUrl: remo.slackApiUrl });
  await slack.chat.delete({ channel: card.message.channel, ts: card.message.ts });
  await card.expectDeleted();

  await sales.click("Cliente avisado");
  const anew = await luis.channel("logistica").expectCard("Ana Ríos (Ventas) avisó al cliente");
  expect(anew.message.ts).not.toBe(card.message.ts);
  await anew.expectReply("Ana Ríos (Ventas) avisó al cliente");
  expect(await cardsIn(remo, "logistica", "PED-1")).toBe(1);
});

it("a channel that refuses the bot is listed with what to do, and the others get their card", async () => {
  const remo = await startRemo();
  remo.slack.fail({ method: "chat.postMessage", error: "not_in_channel" });
  await remo.tell(broken("PED-1"));
  await remo.settled();
  const { rows } = await remo.database.pool.query<{ channel: string; error: string }>(
    "SELECT channel, error FROM messages WHERE state = 'dead'",
  );
  expect(rows).toHaveLength(1);
  expect(rows[0]?.error).toBe(
    `Remo is not in ${rows[0]?.channel}. In that channel, type: /invite @Remo`,
  );
  const there =
    (await cardsIn(remo, "logistica", "PED-1")) + (await cardsIn(remo, "ventas", "PED-1"));
  expect(there).toBe(1);
});
