import { expect, it } from "vitest";
import { delivered, dispatched, order } from "../support/orders.ts";
import { startRemo } from "../support/remo.ts";

it("a promise at risk: it will make it", async () => {
  const remo = await startRemo();
  const luis = remo.as("luis");
  await remo.tell(order("PED-1055", { promisedOn: "2026-11-19" }));
  // The last day begins at midnight in Mexico City.
  await remo.pass(14);
  const card = await luis.channel("logistica").expectCard("PED-1055");
  expect(card.text()).toContain(
    "🟠 En riesgo · PED-1055 · prometido para el jue 19 nov, sin despachar",
  );
  expect(card.buttons()).toEqual(["Sí llega", "Dar nueva fecha", "Atender"]);

  await card.click("Sí llega");
  await card.expectUpdate("✅ Confirmado que llega · 19 nov 00:00 · Luis Peña (Logística)");
  await card.expectReply("Luis Peña (Logística) confirmó que sí llega");
});

it("a promise at risk: a new date, and never one in the past", async () => {
  const remo = await startRemo();
  const luis = remo.as("luis");
  await remo.tell(order("PED-1055", { promisedOn: "2026-11-19" }));
  await remo.pass(14);
  const card = await luis.channel("logistica").expectCard("PED-1055");
  await card.click("Dar nueva fecha");
  const dialog = await luis.expectDialog("Nueva fecha");
  expect(dialog.text()).toContain("Dar nueva fecha · PED-1055 · Distribuidora del Bajío");

  await dialog.fill({ "Nueva fecha": "2026-11-18" }).submit();
  dialog.expectError("mié 18 nov ya pasó; hace falta una fecha de hoy en adelante.");
  expect(card.refresh().buttons()).toHaveLength(3);

  await dialog.fill({ "Nueva fecha": "2026-11-25" }).submit();
  await dialog.expectClosed();
  await card.expectUpdate("✅ Nueva fecha prometida");
  await card.expectReply("Luis Peña (Logística) dio nueva fecha: mié 25 nov");
  expect(await luis.command("/remo estado PED-1055", "logistica")).toContain("mié 25 nov");
  expect(await remo.facts("order.promised")).toMatchObject([
    { source: "remo", body: { promisedOn: "2026-11-25", by: "Luis Peña" } },
  ]);
});

it("a broken promise: Sales tells the customer, Logistics gives a new date", async () => {
  const remo = await startRemo();
  const luis = remo.as("luis");
  const simon = remo.as("simon");
  await remo.tell(order("PED-1060", { promisedOn: "2026-11-17" }));
  const card = await luis.channel("logistica").expectCard("PED-1060");
  const sales = await simon.channel("ventas").expectCard("PED-1060");
  expect(card.text()).toContain(
    "🔴 Promesa rota · PED-1060 · prometido para el mar 17 nov, sin entregar · hace 10 h",
  );
  expect(sales.buttons()).toEqual(["Dar nueva fecha", "Cliente avisado", "Escalar"]);
  expect(card.buttons()).toEqual(["Dar nueva fecha", "Atender", "Pausar"]);

  await remo.pass(1);
  await sales.click("Cliente avisado");
  await sales.expectUpdate("Última respuesta: Simón Paz (Ventas) avisó al cliente · 18 nov 11:00");
  await card.expectUpdate("Simón Paz (Ventas) avisó al cliente");
  await card.expectReply("Simón Paz (Ventas) avisó al cliente");

  await remo.pass(1);
  await card.click("Dar nueva fecha");
  const dialog = await luis.expectDialog("Nueva fecha");
  await dialog.fill({ "Nueva fecha": "2026-11-20" }).submit();
  await card.expectUpdate("✅ Nueva fecha prometida · 18 nov 12:00 · Luis Peña (Logística)");
  await sales.expectUpdate("✅ Nueva fecha prometida");

  // The new promise is watched like any other.
  await remo.pass(12 + 48);
  const again = await luis.channel("logistica").expectCard("prometido para el vie 20 nov");
  expect(again.text()).toContain("🔴 Promesa rota · PED-1060");
  await remo.tell(dispatched("ENT-1", "PED-1060"), delivered("ENT-1", "PED-1060"));
  await again.expectUpdate("✅ Promesa atendida · 21 nov 00:00");
});

it("English: at risk, then broken, then a new date", async () => {
  const remo = await startRemo({ lang: "en" });
  const luis = remo.as("luis");
  await remo.tell(order("SO-55", { promisedOn: "2026-11-19" }));
  await remo.pass(14);
  const card = await luis.channel("logistica").expectCard("SO-55");
  expect(card.text()).toContain("🟠 At risk · SO-55 · promised for Thu 19 Nov, not dispatched");
  await remo.pass(24);
  await card.expectUpdate("🔴 Promise broken · SO-55 · promised for Thu 19 Nov, not delivered");
  expect(card.buttons()).toEqual(["Give new date", "Take it", "Snooze"]);
  await card.click("Give new date");
  const dialog = await luis.expectDialog("New date");
  await dialog.fill({ "New date": "2026-11-01" }).submit();
  dialog.expectError("Sun 1 Nov is in the past; choose today or a later date.");
  await dialog.fill({ "New date": "2026-11-27" }).submit();
  await card.expectUpdate("✅ New date promised · 20 Nov 00:00 · Luis Peña (Logistics)");
});
