import { expect, it } from "vitest";
import { delivered, order, photo, TWO_PROOFS } from "../support/orders.ts";
import type { Remo } from "../support/remo.ts";
import type { DialogOutcome } from "../../src/web/playground/teams/extension.ts";
import type { SeenMessage } from "../../src/web/playground/teams/screen.ts";
import { wordsOf } from "../support/teams-person.ts";
import { sendForm } from "../support/upload-page.ts";
import { broken, changed, idsFor, overdue } from "./facts.ts";
import { inTeams, peopleBut } from "./people.ts";
import { actionsIn, seatOf } from "./seats.ts";

// What Slack's own tests show of Slack, shown of Teams. test/parity/abilities.ts says which is which.

const IDS = idsFor("1", "2026-11-18T16:00:00.000Z");

async function messageWith(remo: Remo, name: string, words: RegExp): Promise<SeenMessage> {
  const person = remo.inTeams(name);
  return person.until(`${String(words)} in ${name}'s own chat`, () =>
    person
      .direct()
      .messages()
      .findLast((one) => words.test(wordsOf(one))),
  );
}

it("Teams: the menu of somebody's message leads to the page that takes its photo as proof", async () => {
  const remo = await inTeams({ rules: TWO_PROOFS });
  await remo.tell(order("PED-1"), delivered("E-1", "PED-1"), order("PED-2"));
  await remo.tell(delivered("E-2", "PED-2"));
  await remo.pass(5);
  const luis = remo.inTeams("luis");
  const lounge = { conversation: "19:ventas@thread.tacv2" };
  const said = await remo.inTeams("marta").user.say({ ...lounge, text: "la guía de Zapopan" });
  const at = { ...lounge, id: said.ok ? said.id : "" };
  const asked = dialogOf(await luis.user.command({ at, command: "attachProof" }));
  const { choices } = inputOf(asked.card, "case");
  expect(choices.map(({ title }) => title).toSorted()).toEqual([
    "PED-1 · falta evidencia de entrega",
    "PED-2 · falta evidencia de entrega",
  ]);
  const chosen = choices.find(({ title }) => title.startsWith("PED-2"))?.value ?? "";
  const inputs = { case: chosen, proofKind: "waybill" };
  const led = dialogOf(await luis.user.submitDialog({ action: { title: "Guardar" }, inputs }));
  const url = actionsIn(led.card).find(({ type }) => type === "Action.OpenUrl")?.url ?? "";
  const page = await sendForm(url, { proofKind: "waybill" }, [photo("zapopan.jpg")]);
  expect(page.status).toBe(200);
  const card = await luis.channel("logistica").expectCard("PED-2");
  await card.expectUpdate("Evidencia: ✓ guía · ✗ firma de recibido");
});

function dialogOf(outcome: DialogOutcome) {
  if (!outcome.ok || outcome.dialog === null) throw new Error(JSON.stringify(outcome));
  return outcome.dialog;
}

type Chooser = { readonly choices: readonly { readonly title: string; readonly value: string }[] };

function inputOf(card: SeenMessage["card"], id: string): Chooser {
  const body = (card?.["body"] ?? []) as readonly (Chooser & { readonly id?: string })[];
  const found = body.find((one) => one.id === id);
  if (!found) throw new Error(`No input ${id} in ${JSON.stringify(body)}`);
  return found;
}

it("Teams: a slip of the fingers gets the command that was meant", async () => {
  const remo = await inTeams();
  await remo.tell(...broken(IDS));
  const luis = seatOf(remo, "Teams", "luis");
  await luis.ask("estdo PED-1", /^«estdo» no es un comando\. ¿estado PED-1\?$/);
  await luis.ask("estado PED-2", /^PED-2 no existe\. ¿PED-1/);
});

it("Teams: a press that comes too late is answered to that person alone", async () => {
  const remo = await inTeams();
  await remo.tell(...changed(IDS));
  const [luis, marta] = [remo.inTeams("luis"), remo.inTeams("marta")];
  const old = await luis.channel("logistica").expectCard(IDS.order);
  const seen = old.message.card;
  await remo.pass(0.25);
  const fresh = await marta.channel("logistica").expectCard(IDS.order);
  await fresh.press("Confirmar cambio");
  await fresh.expectUpdate("✅ Cambio confirmado");
  await remo.settled();
  const before = fresh.thread().length;
  const pressed = await luis.user.press({
    at: { conversation: "19:logistica@thread.tacv2", id: old.id },
    action: { title: "No se puede" },
    seen,
  });
  expect(pressed).toMatchObject({
    toast:
      "Este botón es de las 10:00. A las 10:15 Marta Gil (Logística) ya confirmó el cambio; " +
      "nada que hacer.",
  });
  expect(fresh.message.toast).toBeUndefined();
  expect(fresh.thread()).toHaveLength(before);
  expect(await remo.facts("answer.given")).toHaveLength(1);
});

it("Teams: a button of another team's is refused to that person alone", async () => {
  const remo = await inTeams();
  await remo.tell(...changed(IDS));
  const place = remo.inTeams("carmen").channel("logistica");
  const card = await place.expectCard(IDS.order);
  expect(await card.press("Confirmar cambio")).toBe("«Confirmar cambio» le toca a Logística.");
  const luis = await remo.inTeams("luis").channel("logistica").expectCard(IDS.order);
  expect(luis.message.toast).toBeUndefined();
  expect(luis.thread()).toEqual([]);
  expect(await remo.facts("answer.given")).toEqual([]);
});

it("Teams: a stranger learns how to be let in, whatever they do", async () => {
  const remo = await inTeams({ more: { people: peopleBut("Teams", "luis") } });
  await remo.tell(...broken(IDS));
  const luis = remo.inTeams("luis");
  const card = await luis.channel("logistica").expectCard(IDS.order);
  const sentence = /Remo todavía no conoce a .*"people" de remo\.yaml/;
  expect(await card.press("Atender")).toMatch(sentence);
  await seatOf(remo, "Teams", "luis").ask(`estado ${IDS.order}`, sentence);
  await luis.user.say({ text: "inicio" });
  const page = await messageWith(remo, "luis", /Remo todavía no conoce a/);
  expect(wordsOf(page)).not.toContain(IDS.order);
  expect(await remo.facts("answer.given")).toEqual([]);
});

it("Teams: what is wrong stands above its field, and what was typed stays", async () => {
  const remo = await inTeams();
  await remo.tell(...broken(IDS));
  const luis = remo.inTeams("luis");
  const card = await luis.channel("logistica").expectCard(IDS.order);
  await card.press("Dar nueva fecha");
  await card.press("Guardar", { on: "2026-11-02" });
  await card.expectUpdate(/2 nov.*ya pasó|ya pasó.*2 nov/);
  expect(JSON.stringify(card.message.card)).toContain('"value":"2026-11-02"');
  expect(await remo.facts("answer.given")).toEqual([]);
  await card.press("Guardar", { on: "2026-11-25" });
  await card.expectUpdate("Luis Peña (Logística) dio nueva fecha");
});

it("Teams: a credit note asked for by command is mended in its form, or called off", async () => {
  const remo = await inTeams();
  await remo.tell(...overdue(IDS));
  const carmen = remo.inTeams("carmen");
  const ask = async () => {
    const form = await carmen.ask("crédito FAC-1 200,000.00 PRI precio acordado");
    expect(form.words).toContain("Pedir nota de crédito · FAC-1");
    return form;
  };
  const first = await ask();
  await first.press("Guardar");
  await first.expectUpdate("A FAC-1 le quedan MXN 184,000.00 por acreditar");
  expect(JSON.stringify(first.message.card)).toContain("precio acordado");
  await first.press("Guardar", { amount: "9,000.00" });
  await first.expectUpdate("La solicitud espera aprobación");
  expect(await remo.facts("credit.requested")).toMatchObject([{ body: { amountMinor: 900_000 } }]);

  const second = await ask();
  expect(await second.press("Cancelar")).toBe("Cancelado: no cambió nada.");
  expect(await remo.facts("credit.requested")).toHaveLength(1);
});
