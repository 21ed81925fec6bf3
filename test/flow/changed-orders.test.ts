import { expect, it } from "vitest";
import { cancelled, dispatched, order, planned, released } from "../support/orders.ts";
import { type Remo, startRemo } from "../support/remo.ts";

/** Sales moves the order to another warehouse after it was released to ours. */
async function changeAfterRelease(remo: Remo): Promise<void> {
  await remo.tell(
    order("PED-1061", { address: "Av. Central 120, Guadalajara" }),
    planned("ENT-1", "PED-1061"),
    released("ENT-1", "PED-1061"),
  );
  await remo.pass(0.5);
  await remo.tell({
    type: "order.changed",
    orderId: "PED-1061",
    address: "Bodega 4, Zapopan",
    requestedBy: "Ventas",
  });
}

it("a change after release is confirmed, and Sales sees the answer", async () => {
  const remo = await startRemo();
  const luis = remo.as("luis");
  await changeAfterRelease(remo);
  const card = await luis.channel("logistica").expectCard("PED-1061");
  expect(card.text()).toContain(
    "🔵 Cambio por confirmar · PED-1061 · nueva dirección de entrega · ahora",
  );
  expect(card.text()).toContain("Antes\nAv. Central 120, Guadalajara\nAhora\nBodega 4, Zapopan");
  expect(card.text()).toContain("Lo pidió Ventas");
  expect(card.buttons()).toEqual(["Confirmar cambio", "No se puede", "Atender"]);
  const sales = await remo.as("ana").channel("ventas").expectCard("PED-1061");
  expect(sales.buttons()).toEqual(["Escalar"]);

  await card.click("Confirmar cambio");
  await card.expectUpdate("✅ Cambio confirmado · 18 nov 10:30 · Luis Peña (Logística)");
  await sales.expectUpdate("Luis Peña (Logística) confirmó el cambio");
  await sales.expectReply("Luis Peña (Logística) confirmó el cambio");
});

it("a change that cannot be made is refused with its reason", async () => {
  const remo = await startRemo();
  const luis = remo.as("luis");
  await changeAfterRelease(remo);
  const card = await luis.channel("logistica").expectCard("PED-1061");
  await card.click("No se puede");
  const dialog = await luis.expectDialog("Motivo");
  await dialog.fill({ Motivo: "el camión ya está cargado" }).submit();
  await card.expectUpdate("✅ Cambio rechazado");
  const sales = await remo.as("ana").channel("ventas").expectCard("PED-1061");
  await sales.expectReply("Luis Peña (Logística) rechazó el cambio: el camión ya está cargado");
});

it("the truck of a cancelled order is stopped, and the goods come back", async () => {
  const remo = await startRemo();
  const luis = remo.as("luis");
  await remo.tell(order("PED-1070"), dispatched("ENT-7", "PED-1070"));
  await remo.pass(1);
  await remo.tell(cancelled("PED-1070", "sin crédito"));
  const card = await luis.channel("logistica").expectCard("PED-1070");
  expect(card.text()).toContain(
    "🔴 Detener · PED-1070 · pedido cancelado, la entrega ya salió · ahora",
  );
  expect(card.buttons()).toEqual(["Detener camión", "Mercancía devuelta", "Atender"]);
  expect(card.confirmation("Detener camión")).toContain("MXN 184,000.00");

  const sales = await remo.as("ana").channel("ventas").expectCard("PED-1070");
  await sales.click("Detener camión");
  await card.expectUpdate("Ana Ríos (Ventas) pidió detener el camión");
  await card.expectReply("Ana Ríos (Ventas) pidió detener el camión");

  await remo.pass(3);
  await card.click("Mercancía devuelta");
  await card.expectUpdate("✅ Mercancía de vuelta · 18 nov 14:00 · Luis Peña (Logística)");
  await card.expectReply("Luis Peña (Logística) registró la devolución");
  expect(await remo.facts("delivery.returned")).toMatchObject([{ subject: "delivery:ENT-7" }]);
});

it("a second truck with the same goods: returned, or the customer keeps them", async () => {
  const remo = await startRemo();
  const luis = remo.as("luis");
  const ana = remo.as("ana");
  await remo.tell(
    order("PED-8"),
    dispatched("ENT-8A", "PED-8"),
    order("PED-9"),
    dispatched("ENT-9A", "PED-9"),
  );
  await remo.pass(1);
  await remo.tell(dispatched("ENT-8B", "PED-8"), dispatched("ENT-9B", "PED-9"));
  const eight = await luis.channel("logistica").expectCard("PED-8");
  expect(eight.text()).toContain("🔴 Duplicada · PED-8 · van 100 cajas de más");
  await eight.click("Mercancía devuelta");
  await eight.expectUpdate("✅ Mercancía de vuelta");

  const nine = await ana.channel("ventas").expectCard("PED-9");
  expect(nine.buttons()).toEqual(["Detener camión", "El cliente lo conserva", "Escalar"]);
  await nine.click("El cliente lo conserva");
  const dialog = await ana.expectDialog("Motivo");
  await dialog.fill({ Motivo: "lo paga con el siguiente pedido" }).submit();
  await nine.expectUpdate("✅ El cliente lo conserva");
  await nine.expectReply(
    "Ana Ríos (Ventas) registró que el cliente lo conserva: lo paga con el siguiente pedido",
  );
});
