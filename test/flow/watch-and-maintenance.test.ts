import { expect, it } from "vitest";
import { order, planned } from "../support/orders.ts";
import { startRemo } from "../support/remo.ts";

const TMS = { "source-silent": { everyHours: { tms: 4 } } };
const LATE = { promisedOn: "2026-11-17" };

it("seguir: el caso llega por mensaje directo, hasta que se deja de seguir", async () => {
  const remo = await startRemo();
  const simon = remo.as("simon");
  await remo.tell(order("PED-1", LATE));
  await simon.channel("ventas").expectCard("PED-1");
  expect(await simon.command("/remo seguir PED-1", "ventas")).toContain(
    "✅ PED-1 llegará también por mensaje directo.",
  );
  expect(await remo.facts("answer.given")).toMatchObject([
    { body: { action: "watch", personId: "simon" } },
  ]);
  expect(await simon.command("/remo seguir fin PED-1", "ventas")).toContain(
    "✅ PED-1 ya no llegará por mensaje directo.",
  );
  expect(await simon.command("/remo seguir", "ventas")).toBe(
    "Falta el número del pedido o del caso: /remo seguir PED-1042",
  );
});

it("English: watch by command", async () => {
  const remo = await startRemo({ lang: "en" });
  const simon = remo.as("simon");
  await remo.tell(order("SO-1", LATE));
  await simon.channel("ventas").expectCard("SO-1");
  expect(await simon.command("/remo watch SO-1", "ventas")).toContain(
    "✅ SO-1 comes by direct message as well from now on.",
  );
});

it("mantenimiento desde la tarjeta: la fuente calla a propósito, y después vuelve a ser noticia", async () => {
  const remo = await startRemo({ rules: TMS });
  const ada = remo.as("ada");
  const admin = ada.channel("administracion");
  await remo.tell({ ...planned("ENT-1", "PED-1"), source: "tms" });
  await remo.pass(5);
  const card = await admin.expectCard("tms");
  await card.click("Poner en mantenimiento");
  const dialog = await ada.expectDialog("Mantenimiento");
  await dialog.fill({ Motivo: "se actualiza el TMS" }).submit();
  await card.expectUpdate("✅ Fuente en mantenimiento");
  expect(await remo.facts("maintenance.started")).toMatchObject([
    { subject: "office:main", body: { feed: "tms", personId: "ada" } },
  ]);
  await remo.pass(30);
  await remo.settled();
  expect(admin.cards().filter(({ text }) => text.includes("Sin datos"))).toHaveLength(1);
});

it("English: maintenance from the card", async () => {
  const remo = await startRemo({ lang: "en", rules: TMS });
  const ada = remo.as("ada");
  await remo.tell({ ...planned("DEL-1", "SO-1"), source: "tms" });
  await remo.pass(5);
  const card = await ada.channel("administracion").expectCard("tms");
  await card.click("Start maintenance");
  await (await ada.expectDialog("Maintenance")).submit();
  await card.expectUpdate("✅ Source under maintenance");
});
