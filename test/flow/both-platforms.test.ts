import { expect, it } from "vitest";
import { delivered, dispatched, order, photo, planned, released } from "../support/orders.ts";
import { type Remo, startRemo } from "../support/remo.ts";

const WHERE = {
  inTeams: ["logistics", "collections"],
  notInSlack: ["logistics"],
  rules: { "evidence-missing": { graceHours: 4, required: ["waybill"] } },
} as const;

async function changeAfterRelease(remo: Remo): Promise<void> {
  await remo.tell(
    order("PED-1061", { address: "Av. Central 120, Guadalajara", promisedOn: "2026-11-20" }),
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

it("logistics lives in Teams, sales in Slack, collections in both, and none of them notices", async () => {
  const remo = await startRemo(WHERE);
  const luis = remo.inTeams("luis");
  const ana = remo.as("ana");
  const carmen = remo.as("carmen");

  await changeAfterRelease(remo);
  const asked = await luis.channel("logistica").expectCard("PED-1061");
  expect(asked.words).toContain("Cambio por confirmar · PED-1061 · nueva dirección de entrega");
  expect(asked.buttons.slice(0, 3)).toEqual(["Confirmar cambio", "No se puede", "Atender"]);
  const sales = await ana.channel("ventas").expectCard("PED-1061");
  await asked.press("Confirmar cambio");
  await asked.expectUpdate("✅ Cambio confirmado · 18 nov 10:30 · Luis Peña (Logística)");
  await asked.expectReply("Luis Peña (Logística) confirmó el cambio");
  await sales.expectUpdate("Luis Peña (Logística) confirmó el cambio");
  await sales.expectReply("Luis Peña (Logística) confirmó el cambio");

  // Delivered, and nobody attaches the proof: collections has it, and attaches it in Slack.
  await remo.tell(dispatched("ENT-1", "PED-1061"), delivered("ENT-1", "PED-1061"));
  await remo.pass(5);
  const blocked = await luis.channel("logistica").expectCard("falta evidencia de entrega");
  expect(blocked.words).toContain("🔴 Bloqueado · PED-1061 · falta evidencia de entrega");
  const status = await carmen.ask("/remo estado PED-1061", "cobranza");
  await status.click("Adjuntar evidencia");
  const dialog = await carmen.expectDialog("Adjuntar evidencia");
  await dialog.attach("Archivos", photo("guia.jpg")).submit();
  await blocked.expectUpdate("Logística → Cobranza: lista para facturar");
  await blocked.expectReply("Carmen Soto (Cobranza) adjuntó evidencia: guía");

  // A day later the invoice is due: the same card in both, answered in Teams.
  await remo.pass(25);
  const lucia = remo.inTeams("lucia");
  const bill = await lucia.channel("cobranza").expectCard("Por facturar · PED-1061");
  const inSlack = await carmen.channel("cobranza").expectCard("Por facturar · PED-1061");
  await bill.press("Factura emitida");
  await bill.expectUpdate("Número de factura");
  await bill.press("Guardar", { invoiceId: "FAC-2210" });
  await bill.expectUpdate("✅ Facturado · 19 nov 16:30 · Lucía Rey (Cobranza)");
  await inSlack.expectUpdate("✅ Facturado · 19 nov 16:30 · Lucía Rey (Cobranza)");
  await inSlack.expectReply("Lucía Rey (Cobranza) registró la factura: FAC-2210");
});
