import { expect, it } from "vitest";
import { delivered, order, photo, TWO_PROOFS } from "../support/orders.ts";
import { startRemo } from "../support/remo.ts";

const SHORTCUT = "attach_as_proof";

it("somebody's photo in a channel becomes the proof of the case that was chosen", async () => {
  const remo = await startRemo({ rules: TWO_PROOFS });
  const luis = remo.as("luis");
  await remo.tell(order("PED-1"), delivered("E-1", "PED-1"), order("PED-2"));
  await remo.tell(delivered("E-2", "PED-2"));
  await remo.pass(5);
  const message = await remo
    .as("marta")
    .channel("pasillo")
    .say("la guía firmada de Zapopan", [photo("zapopan.jpg")]);

  await message.by(luis).shortcut(SHORTCUT);
  const dialog = await luis.expectDialog("Adjuntar evidencia");
  expect(dialog.text()).toContain("zapopan.jpg");
  expect(dialog.options("Caso").toSorted()).toEqual([
    "PED-1 · falta evidencia de entrega",
    "PED-2 · falta evidencia de entrega",
  ]);
  await dialog
    .fill({ Caso: "PED-2 · falta evidencia de entrega", "Tipo de evidencia": "guía" })
    .submit();
  const card = await luis.channel("logistica").expectCard("PED-2");
  await card.expectUpdate("Evidencia: ✓ guía · ✗ firma de recibido");
  expect(await remo.facts("evidence.attached")).toMatchObject([
    { subject: "delivery:E-2", body: { name: "zapopan.jpg", by: "Luis Peña", kind: "waybill" } },
  ]);
});

it("with one case waiting there is nothing to choose but the kind", async () => {
  const remo = await startRemo({ lang: "en", rules: TWO_PROOFS });
  const luis = remo.as("luis");
  await remo.tell(order("SO-1"), delivered("DN-1", "SO-1"));
  await remo.pass(5);
  const message = await luis.channel("logistica").say("", [photo("a.jpg"), photo("b.jpg")]);
  await message.shortcut(SHORTCUT);
  const dialog = await luis.expectDialog("Attach proof");
  expect(dialog.labels()).toEqual(["Kind of proof"]);
  expect(dialog.text()).toContain("a.jpg, b.jpg · SO-1 · proof of delivery missing");
  await dialog.fill({ "Kind of proof": "signature" }).submit();
  const card = await luis.channel("logistica").expectCard("SO-1");
  await card.expectUpdate("Proof: ✗ waybill · ✓ signature");
  expect(await remo.facts("evidence.attached")).toHaveLength(2);
});

it("a message without files, and files that no case waits for, each get a sentence", async () => {
  const remo = await startRemo();
  const luis = remo.as("luis");
  const words = await luis.channel("pasillo").say("ya llegó");
  await words.shortcut(SHORTCUT);
  await luis.expectEphemeral("Ese mensaje no tiene archivos.");
  const picture = await luis.channel("pasillo").say("", [photo("perro.jpg")]);
  await picture.shortcut(SHORTCUT);
  await luis.expectEphemeral("Ningún caso abierto de estos equipos espera evidencia.");
});
