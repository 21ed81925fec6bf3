import { expect, it } from "vitest";
import type { Fault } from "../../src/web/playground/teams/faults.ts";
import { order } from "../support/orders.ts";
import { type Remo, startRemo } from "../support/remo.ts";
import { wordsOf } from "../support/teams-person.ts";

const IN_TEAMS = { inTeams: ["logistics"], notInSlack: ["logistics"] } as const;
const broken = (orderId: string) => order(orderId, { promisedOn: "2026-11-17" });

async function cards(remo: Remo, orderId: string): Promise<number> {
  await remo.settled();
  const messages = remo.inTeams("luis").channel("logistica").messages();
  return messages.filter((one) => one.id === one.rootId && wordsOf(one).includes(orderId)).length;
}

const TROUBLES: readonly (readonly [string, Fault])[] = [
  ["429 with Retry-After", { on: "post", status: 429, retryAfterSeconds: 1 }],
  ["412, another call is changing the conversation", { on: "post", status: 412 }],
  ["502 without having posted", { on: "post", status: 502 }],
  ["504 without having posted", { on: "post", status: 504 }],
  ["a connection cut before anything was done", { on: "post", mode: "reset" }],
];

it.each(TROUBLES)("%s: the card comes all the same, once", async (_, fault) => {
  const remo = await startRemo(IN_TEAMS);
  remo.teams.fail(fault);
  await remo.tell(broken("PED-1"));
  await remo.inTeams("luis").channel("logistica").expectCard("PED-1");
  expect(await cards(remo, "PED-1")).toBe(1);
});

it("429 on an update: the card is edited later, and nobody else waits", async () => {
  const remo = await startRemo({ inTeams: ["logistics", "sales"] });
  await remo.tell(broken("PED-1"));
  const card = await remo.inTeams("luis").channel("logistica").expectCard("PED-1");
  const sales = await remo.inTeams("ana").channel("ventas").expectCard("PED-1");
  remo.teams.fail({
    on: "update",
    conversation: "19:logistica@thread.tacv2",
    status: 429,
    retryAfterSeconds: 1,
  });
  await sales.press("Cliente avisado");
  await sales.expectUpdate("avisó al cliente");
  await card.expectUpdate("avisó al cliente");
});

it("a post whose answer is lost is repeated: nothing is lost, and the newer card lives", async () => {
  const remo = await startRemo(IN_TEAMS);
  remo.teams.fail({ on: "post", mode: "reset-after" });
  await remo.tell(broken("PED-1"));
  // One that arrived unheard, and the one that Remo knows: docs/adr/031-teams.md says why.
  await remo.inTeams("luis").channel("logistica").expectCard("PED-1");
  await remo.settled();
  expect(await cards(remo, "PED-1")).toBe(2);
  const card = await remo.inTeams("luis").channel("logistica").expectCard("PED-1");
  await card.press("Atender");
  await card.expectUpdate("Luis Peña");
});

it("a card somebody deleted is posted anew when it has something to say", async () => {
  const remo = await startRemo({ inTeams: ["logistics"], notInSlack: ["logistics"] });
  await remo.tell(broken("PED-1"));
  const card = await remo.inTeams("luis").channel("logistica").expectCard("PED-1");
  remo.teams.deleteMessage({ conversation: "19:logistica@thread.tacv2", id: card.id });
  expect(await cards(remo, "PED-1")).toBe(0);
  const sales = await remo.as("ana").channel("ventas").expectCard("PED-1");
  await sales.click("Cliente avisado");
  const anew = await remo.inTeams("luis").channel("logistica").expectCard("avisó al cliente");
  expect(anew.id).not.toBe(card.id);
});

it("removed from the team, the card is given up with a sentence; added again, it comes", async () => {
  const remo = await startRemo(IN_TEAMS);
  await remo.teams.removeFromTeam("ada");
  await remo.tell(broken("PED-1"));
  await remo.settled();
  const { rows } = await remo.database.pool.query<{ error: string }>(
    "SELECT error FROM messages WHERE platform = 'teams' AND state = 'dead'",
  );
  expect(rows[0]?.error).toContain("Remo is not in the Teams conversation 19:logistica");
  expect(await cards(remo, "PED-1")).toBe(0);
  await remo.teams.addToTeam("ada");
  await remo.inTeams("luis").channel("logistica").expectCard("PED-1");
  expect(await cards(remo, "PED-1")).toBe(1);
});
