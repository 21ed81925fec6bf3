import { expect, it } from "vitest";
import { delivered, order, photo, TWO_PROOFS } from "../support/orders.ts";
import { type Remo, startRemo } from "../support/remo.ts";
import type { SlackDialog } from "../support/slack-dialog.ts";

const HTML = Buffer.from("<!DOCTYPE html><html><head><title>Sign in</title></head></html>");

async function attachDialog(remo: Remo): Promise<SlackDialog> {
  const luis = remo.as("luis");
  await remo.tell(order("PED-1"), delivered("E-1", "PED-1"));
  await remo.pass(5);
  const card = await luis.channel("logistica").expectCard("PED-1");
  await card.click("Adjuntar evidencia");
  return luis.expectDialog("Adjuntar evidencia");
}

async function nothingKept(remo: Remo): Promise<void> {
  expect(await remo.facts("evidence.attached")).toEqual([]);
  expect(await remo.facts("answer.given")).toEqual([]);
  expect(await remo.database.prisma.evidenceFile.count()).toBe(0);
}

it("what is no photo is refused beside the field, whatever it is called, and then a photo is taken", async () => {
  const remo = await startRemo({ rules: TWO_PROOFS });
  const dialog = await attachDialog(remo);
  await dialog
    .attach("Archivos", { name: "guia.jpg", bytes: Buffer.from("PK\u0003\u0004 a zip") })
    .submit();
  dialog.expectError("guia.jpg no es foto ni PDF. Sirven JPG, PNG, WebP, HEIC y PDF.");
  await nothingKept(remo);
  await dialog.attach("Archivos", photo("guia.jpg")).submit();
  await dialog.expectClosed();
  const card = await remo.as("luis").channel("logistica").expectCard("PED-1");
  await card.expectUpdate("✓ guía");
});

it("Slack's login page instead of the file is the missing scope, and says so", async () => {
  const remo = await startRemo({ rules: TWO_PROOFS });
  const dialog = await attachDialog(remo);
  await dialog.attach("Archivos", { name: "guia.jpg", bytes: HTML }).submit();
  dialog.expectError("a Remo le falta el permiso files:read");
  await nothingKept(remo);
});

it("one bad file among good ones refuses them all, and none is linked", async () => {
  const remo = await startRemo({ rules: TWO_PROOFS });
  const dialog = await attachDialog(remo);
  await dialog.attach("Archivos", { name: "b.jpg", bytes: HTML }, photo("a.jpg")).submit();
  dialog.expectError("b.jpg");
  await nothingKept(remo);
});

it("from a message, what is no photo is refused in the dialog that asked for the kind", async () => {
  const remo = await startRemo({ rules: TWO_PROOFS });
  const luis = remo.as("luis");
  await remo.tell(order("PED-1"), delivered("E-1", "PED-1"));
  await remo.pass(5);
  const message = await luis
    .channel("pasillo")
    .say("", [{ name: "tabla.xlsx", bytes: Buffer.from("PK\u0003\u0004") }]);
  await message.shortcut("attach_as_proof");
  const dialog = await luis.expectDialog("Adjuntar evidencia");
  await dialog.submit();
  dialog.expectError("tabla.xlsx no es foto ni PDF.");
  await nothingKept(remo);
});
