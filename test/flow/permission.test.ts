import { expect, it } from "vitest";
import { cancelled, delivered, dispatched, order, TWO_PROOFS } from "../support/orders.ts";
import { type Remo, startRemo } from "../support/remo.ts";

async function nothingAnswered(remo: Remo): Promise<void> {
  await remo.settled();
  expect(await remo.facts("answer.given")).toEqual([]);
}

it("a person of another team is told whose turn it is, and nothing changes", async () => {
  const remo = await startRemo();
  const carmen = remo.as("carmen");
  await remo.tell(order("PED-1"), dispatched("ENT-1", "PED-1"), cancelled("PED-1", "sin crédito"));
  const card = await carmen.channel("logistica").expectCard("PED-1");
  await card.click("Mercancía devuelta");
  expect(await carmen.expectEphemeral("le toca")).toBe("«Mercancía devuelta» le toca a Logística.");
  await card.click("Detener camión");
  expect(await carmen.expectEphemeral("Detener")).toBe(
    "«Detener camión» le toca a Logística y Ventas.",
  );
  await card.click("Atender");
  expect(await carmen.expectEphemeral("Atender")).toBe("«Atender» le toca a Logística.");
  await nothingAnswered(remo);
  // Only the one who pressed was told.
  expect(remo.as("luis").whispers()).toEqual([]);
});

it("nobody gets a dialog for an answer that is not theirs to give", async () => {
  const remo = await startRemo({ rules: TWO_PROOFS });
  const ada = remo.as("ada");
  await remo.tell(order("PED-2"), delivered("ENT-2", "PED-2"));
  await remo.pass(5);
  const card = await ada.channel("logistica").expectCard("PED-2");
  await card.click("Adjuntar evidencia");
  expect(await ada.expectEphemeral("Adjuntar")).toBe(
    "«Adjuntar evidencia» le toca a Logística, Ventas y Cobranza.",
  );
  await card.choose("Dispensar evidencia");
  expect(await ada.expectEphemeral("Dispensar")).toContain("necesita aprobación");
  expect(ada.driver.screen().modals).toEqual([]);
  await nothingAnswered(remo);
});

it("a stranger learns how to be let in, whatever they do", async () => {
  const remo = await startRemo();
  const nadie = remo.as("nadie");
  await remo.tell(order("PED-3", { promisedOn: "2026-11-17" }));
  const card = await nadie.channel("logistica").expectCard("PED-3");
  const sentence =
    "Remo todavía no conoce a nadie. Para agregar a esta persona, el administrador escribe su " +
    'cuenta de Slack (U0NADIE), sus equipos y sus funciones en "people" de remo.yaml.';
  await card.click("Atender");
  expect(await nadie.expectEphemeral("Remo")).toBe(sentence);
  expect(await nadie.command("/remo estado PED-3", "logistica")).toBe(sentence);
  expect(await nadie.command("/remo casos", "logistica")).toBe(sentence);
  const home = await nadie.home();
  expect(home.text()).toContain("no conoce a");
  expect(home.text()).not.toContain("PED-3");
  expect(home.buttons()).toEqual([]);
  await nothingAnswered(remo);
});

it("English: the same refusals", async () => {
  const remo = await startRemo({ lang: "en", rules: TWO_PROOFS });
  const carmen = remo.as("carmen");
  await remo.tell(order("SO-1"), delivered("DN-1", "SO-1"));
  await remo.pass(5);
  const card = await carmen.channel("logistica").expectCard("SO-1");
  await card.click("Take it");
  expect(await carmen.expectEphemeral("Take it")).toBe('"Take it" is for Logistics.');
  await card.choose("Waive proof");
  expect(await carmen.expectEphemeral("Waive")).toBe(
    '"Waive proof" needs approval. Who can give it: Lucía Rey and Vera Luna.',
  );
  await nothingAnswered(remo);
});
