import { expect, it } from "vitest";
import { boxes, delivered, dispatched, failed, order, planned } from "../support/orders.ts";
import { type Remo, startRemo } from "../support/remo.ts";
import type { SlackCard } from "../support/slack-card.ts";

/** On route for two days, and nobody said how it ended. */
async function stuck(remo: Remo): Promise<SlackCard> {
  await remo.tell(order("PED-30"), dispatched("ENT-30", "PED-30", { carrier: "Fletes Sol" }));
  await remo.pass(49);
  const card = await remo.as("luis").channel("logistica").expectCard("PED-30");
  expect(card.text()).toContain(
    "🟠 Sin cierre · PED-30 · en ruta desde el mié 18 nov, 10:00 · hace 1 h",
  );
  expect(card.buttons()).toEqual(["Marcar entregado", "Marcar fallida", "Sigue en ruta"]);
  return card;
}

it("a waybill nobody closed: it was delivered", async () => {
  const remo = await startRemo();
  const card = await stuck(remo);
  await card.click("Marcar entregado");
  await card.expectUpdate("✅ Entrega cerrada · 20 nov 11:00 · Luis Peña (Logística)");
  await card.expectReply("Luis Peña (Logística) marcó la entrega como hecha");
  expect(await remo.facts("delivery.delivered")).toMatchObject([{ subject: "delivery:ENT-30" }]);
  // What was delivered is to be billed.
  await remo.pass(24);
  await remo.as("carmen").channel("cobranza").expectCard("Por facturar · PED-30");
});

it("a waybill nobody closed: it failed, is planned again, and arrives", async () => {
  const remo = await startRemo();
  const luis = remo.as("luis");
  const card = await stuck(remo);
  await card.click("Marcar fallida");
  const why = await luis.expectDialog("Motivo");
  await why.fill({ Motivo: "cerrado por inventario" }).submit();
  await card.expectUpdate(
    "🔴 Entrega fallida · PED-30 · no se pudo entregar: cerrado por inventario · ahora",
  );
  const sales = await remo.as("simon").channel("ventas").expectCard("Entrega fallida · PED-30");
  expect(sales.text()).toContain("Logística");

  expect(card.buttons()).toEqual(["Reprogramar entrega", "Mercancía devuelta", "Atender"]);
  await card.click("Reprogramar entrega");
  const when = await luis.expectDialog("Nueva fecha");
  await when.fill({ "Nueva fecha": "2026-11-19" }).submit();
  when.expectError("jue 19 nov ya pasó");
  await when.fill({ "Nueva fecha": "2026-11-23" }).submit();
  await card.expectUpdate("✅ Entrega reprogramada");
  await sales.expectReply("Luis Peña (Logística) reprogramó la entrega: lun 23 nov");
  expect(await luis.command("/remo estado PED-30", "logistica")).toContain(
    "Entrega ENT-30: pendiente, lun 23 nov",
  );
});

it("a waybill nobody closed: it is still on route, and asked about again two days later", async () => {
  const remo = await startRemo();
  const card = await stuck(remo);
  await card.click("Sigue en ruta");
  await card.expectUpdate("✅ Sigue en ruta · 20 nov 11:00 · Luis Peña (Logística)");
  await card.expectReply("Luis Peña (Logística) confirmó que sigue en ruta");
  await remo.pass(47);
  await remo.settled();
  expect(remo.as("luis").channel("logistica").cards()).toHaveLength(1);
  await remo.pass(1);
  await remo.as("luis").channel("logistica").expectCard("🟠 Sin cierre · PED-30");
});

it("a failed attempt: the goods returned", async () => {
  const remo = await startRemo();
  await remo.tell(order("PED-31"), dispatched("ENT-31", "PED-31"));
  await remo.pass(2);
  await remo.tell(failed("ENT-31", "el cliente no estaba"));
  const card = await remo.as("luis").channel("logistica").expectCard("Entrega fallida · PED-31");
  await card.click("Mercancía devuelta");
  await card.expectUpdate("✅ Mercancía de vuelta · 18 nov 12:00 · Luis Peña (Logística)");
});

it("a short delivery: the rest is sent by a promised day", async () => {
  const remo = await startRemo();
  const ana = remo.as("ana");
  await remo.tell(order("PED-32"), dispatched("ENT-32", "PED-32"));
  await remo.pass(1);
  await remo.tell(delivered("ENT-32", "PED-32", { lines: boxes(90, { rejectedQuantity: 10 }) }));
  const card = await ana.channel("ventas").expectCard("PED-32");
  expect(card.text()).toContain("🟠 Faltante · PED-32 · faltan 10 de 100 cajas");
  expect(card.text()).toContain("El cliente rechazó 10 cajas");
  expect(card.text()).toContain("MXN 18,400.00");
  expect(card.buttons()).toEqual(["Enviar lo que falta", "Facturar lo entregado", "Atender"]);
  await card.click("Enviar lo que falta");
  const dialog = await ana.expectDialog("Nueva fecha");
  await dialog.fill({ "Nueva fecha": "2026-11-23" }).submit();
  await card.expectUpdate("✅ Se enviará lo que falta");
  await card.expectReply("Ana Ríos (Ventas) programó el envío de lo que falta: lun 23 nov");
  expect(await ana.command("/remo estado PED-32", "ventas")).toContain("lun 23 nov");
});

it("a short delivery: what was delivered is billed", async () => {
  const remo = await startRemo();
  const ana = remo.as("ana");
  await remo.tell(order("PED-33"), dispatched("ENT-33", "PED-33"));
  await remo.pass(1);
  await remo.tell(delivered("ENT-33", "PED-33", { lines: boxes(90, { rejectedQuantity: 10 }) }));
  const card = await ana.channel("ventas").expectCard("PED-33");
  await card.click("Facturar lo entregado");
  await card.expectUpdate("✅ Se facturará lo entregado · 18 nov 11:00 · Ana Ríos (Ventas)");
  await remo.pass(24);
  const bill = await remo.as("carmen").channel("cobranza").expectCard("Por facturar · PED-33");
  expect(bill.text()).toContain("90 cajas sin facturar");
  expect(bill.text()).toContain("MXN 165,600.00");
});

it("a delivery that moved: the customer is told, or a new date promised", async () => {
  const remo = await startRemo();
  const simon = remo.as("simon");
  await remo.tell(
    order("PED-34", { promisedOn: "2026-11-25" }),
    planned("ENT-34", "PED-34", { plannedOn: "2026-11-25" }),
    order("PED-35", { promisedOn: "2026-11-25" }),
    planned("ENT-35", "PED-35", { plannedOn: "2026-11-25" }),
  );
  await remo.pass(1);
  await remo.tell(
    planned("ENT-34", "PED-34", { plannedOn: "2026-11-27", reason: "ruta llena" }),
    planned("ENT-35", "PED-35", { plannedOn: "2026-11-27", reason: "ruta llena" }),
  );
  const card = await simon.channel("ventas").expectCard("PED-34");
  expect(card.text()).toContain("🔵 Fecha movida · PED-34 · la entrega pasa al vie 27 nov · ahora");
  expect(card.text()).toContain("(ruta llena)");
  await remo.settled();
  await simon.channel("logistica").expectNoCard("PED-34", 0);
  await card.click("Cliente avisado");
  await card.expectUpdate("✅ Cliente enterado · 18 nov 11:00 · Simón Paz (Ventas)");

  const other = await simon.channel("ventas").expectCard("PED-35");
  await other.click("Dar nueva fecha");
  const dialog = await simon.expectDialog("Nueva fecha");
  await dialog.fill({ "Nueva fecha": "2026-11-27" }).submit();
  await other.expectUpdate("✅ Nueva fecha prometida");
  await other.expectReply("Simón Paz (Ventas) dio nueva fecha: vie 27 nov");
});
