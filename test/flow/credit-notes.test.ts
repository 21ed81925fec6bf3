import { expect, it } from "vitest";
import { anaAsks, threeBoxesShort } from "../support/credit-notes.ts";
import { delivered, invoiced, order, photo } from "../support/orders.ts";
import { startRemo } from "../support/remo.ts";

it("from a short delivery to the note in the ERP: asked, approved by the lead, posted, cleared", async () => {
  const remo = await threeBoxesShort();
  const ana = remo.as("ana");
  const short = await ana.channel("ventas").expectCard("PED-1");
  expect(short.text()).toContain("🟠 Faltante · PED-1 · faltan 3 de 100 cajas");
  await short.click("Pedir nota de crédito");
  const dialog = await ana.expectDialog("Nota de crédito");
  expect(dialog.options("Causa")).toContain("cantidad distinta · CFDI 01");
  await dialog
    .fill({
      Monto: "5,520.00",
      Causa: "problema con la entrega · CFDI 01",
      Motivo: "faltante de 3 cajas",
    })
    .attach("Evidencia", photo("acuse.jpg"))
    .submit();

  const lucia = remo.as("lucia");
  const card = await lucia.channel("cobranza").expectCard("PED-1");
  await card.expectUpdate("Nota de crédito por aprobar");
  expect(card.text()).toContain(
    "🟣 Nota de crédito por aprobar · PED-1 · MXN 5,520.00 de la factura FAC-2210",
  );
  expect(card.text()).toContain("Motivo\nfaltante de 3 cajas (DEL · 01) · 1 archivo");
  expect(card.text()).toContain("Pide\nAna Ríos, hoy 10:00");
  expect(card.text()).toContain("Aprueba\nlíder de Cobranza (hasta MXN 20,000.00)");
  expect(card.text()).toContain("También: faltan 3 de 100 cajas");
  expect(card.buttons()).toEqual(["Aprobar MXN 5,520.00", "Rechazar", "Preguntar"]);
  await card.click("Aprobar MXN 5,520.00");
  await card.expectUpdate("Nota de crédito por emitir");
  expect(card.text()).toContain("aprobó Lucía Rey. Falta emitir la nota en el ERP");
  await card.expectReply("Lucía Rey (Cobranza) aprobó la nota de crédito: MXN 5,520.00");

  await remo.tell({
    type: "invoice.credited",
    invoiceId: "FAC-2210",
    creditNoteId: "NC-77",
    currency: "MXN",
    totalMinor: 552_000,
    postedBy: "carmen",
  });
  await card.expectUpdate("✅ Nota de crédito emitida");
  await short.expectUpdate("✅ Nota de crédito emitida");
  expect(await remo.facts("credit.approved")).toMatchObject([
    { source: "remo", subject: "invoice:FAC-2210", body: { personId: "lucia", final: true } },
  ]);
});

it("a question goes to the requester and back, and a rejection brings the shortage back", async () => {
  const remo = await threeBoxesShort();
  const sales = await anaAsks(remo, "12,300.00");
  const lucia = remo.as("lucia");
  const card = await lucia.channel("cobranza").expectCard("Nota de crédito por aprobar");
  await card.click("Preguntar");
  await (await lucia.expectDialog("Motivo")).fill({ Motivo: "¿Qué dice el acuse?" }).submit();
  await card.expectUpdate("Pregunta Lucía Rey: «¿Qué dice el acuse?»");
  const asked = await sales.expectReply("pidió más información: ¿Qué dice el acuse?");
  expect(JSON.stringify(asked)).toContain("U0ANA");
  await sales.expectUpdate("Responsable\nVentas");
  await sales.click("Responder");
  const reply = await remo.as("ana").expectDialog("Motivo");
  await reply.fill({ Motivo: "97 cajas, con sello" }).submit();
  const answered = await card.expectReply("respondió la pregunta: 97 cajas, con sello");
  expect(JSON.stringify(answered)).toContain("U0LUCIA");
  await card.expectUpdate("Responsable\nCobranza");
  await card.click("Rechazar");
  await (await lucia.expectDialog("Motivo")).fill({ Motivo: "se repone el martes" }).submit();
  await sales.expectReply("rechazó la nota de crédito: se repone el martes");
  await sales.expectUpdate("🟠 Faltante · PED-1 · faltan 3 de 100 cajas");
});

it("another amount voids what was signed; the requester alone may change it or take it back", async () => {
  const remo = await threeBoxesShort();
  const sales = await anaAsks(remo, "12,300.00");
  const lucia = remo.as("lucia");
  const card = await lucia.channel("cobranza").expectCard("Nota de crédito por aprobar");
  await card.click("Aprobar MXN 12,300.00");
  await card.expectUpdate("Nota de crédito por emitir");
  await sales.expectUpdate("Nota de crédito por emitir");
  const simon = remo.as("simon");
  await (await simon.channel("ventas").expectCard("PED-1")).click("Cambiar monto");
  const other = await simon.expectDialog("Cambiar monto");
  await other.fill({ "Nuevo monto": "13,000.00" }).submit();
  expect(other.text()).toContain("Solo quien pidió la nota puede cambiarla o retirarla: Ana Ríos.");

  await sales.expectUpdate("Nota de crédito por emitir");
  await sales.click("Cambiar monto");
  const own = await remo.as("ana").expectDialog("Cambiar monto");
  await own.fill({ "Nuevo monto": "13,000.00" }).submit();
  await card.expectUpdate("MXN 13,000.00 de la factura FAC-2210");
  expect(card.buttons()).toContain("Aprobar MXN 13,000.00");
  await sales.expectUpdate("MXN 13,000.00 de la factura FAC-2210");
  await sales.click("Retirar solicitud");
  await sales.expectUpdate("🟠 Faltante · PED-1");
  expect(await remo.facts("customer.credit-tallied")).toMatchObject([
    { body: { amountMinor: 1_230_000, counts: true } },
    { body: { amountMinor: 1_300_000, counts: true } },
    { body: { amountMinor: 1_300_000, counts: false } },
  ]);
});

it("a request that nobody decides expires, and says so", async () => {
  const remo = await startRemo({ rules: { "credit-note-pending": { expiresDays: 3 } } });
  await remo.tell(order("PED-1", { buyerId: "CLI-1" }), delivered("E-1", "PED-1"));
  await remo.tell(invoiced("FAC-2210", "PED-1"));
  const ana = remo.as("ana");
  await ana.command("/remo credito FAC-2210 9,000 PRI", "ventas");
  await (await ana.expectDialog("Nota de crédito")).submit();
  const card = await remo.as("lucia").channel("cobranza").expectCard("PED-1");
  await remo.pass(71);
  await card.expectUpdate("hace 2 días");
  await remo.pass(2);
  await card.expectUpdate("✅ Solicitud vencida sin decisión");
});

it("a note that nobody approved goes to the controller, who answers for it or has it reversed", async () => {
  const rules = { "credit-note-unapproved": { from: "2026-11-01" } };
  const remo = await startRemo({ rules });
  await remo.tell(order("PED-1", { buyerId: "CLI-1" }), delivered("E-1", "PED-1"));
  await remo.tell(invoiced("FAC-2210", "PED-1"));
  const credited = { type: "invoice.credited", invoiceId: "FAC-2210", currency: "MXN" } as const;
  await remo.tell({ ...credited, creditNoteId: "NC-1", totalMinor: 500_000, postedBy: "vera" });
  const vera = remo.as("vera");
  const card = await vera.channel("contraloria").expectCard("PED-1");
  expect(card.text()).toContain(
    "🟠 Nota de crédito sin aprobar · PED-1 · nota NC-1 de la factura FAC-2210 sin aprobación",
  );
  await card.click("Ratificar nota");
  const own = await vera.expectDialog("Motivo");
  await own.fill({ Motivo: "bonificación pactada" }).submit();
  expect(own.text()).toContain("Quien pidió, aprobó o emitió la nota no la aprueba después");
  await (await remo.as("diego").channel("contraloria").expectCard("PED-1")).click("Revertir nota");
  const back = await remo.as("diego").expectDialog("Motivo");
  await back.fill({ Motivo: "sin respaldo" }).submit();
  await card.expectUpdate("falta revertir la nota NC-1");
  expect(card.text()).toContain("Responsable\nCobranza");
  await remo.tell({ type: "invoice.credit-reversed", invoiceId: "FAC-2210", creditNoteId: "NC-1" });
  await card.expectUpdate("✅ Nota de crédito aclarada");

  await remo.pass(1);
  await remo.tell({ ...credited, creditNoteId: "NC-2", totalMinor: 700_000, postedBy: "carmen" });
  const second = await vera.channel("contraloria").expectCard("nota NC-2");
  await second.click("Ratificar nota");
  const after = await vera.expectDialog("Motivo");
  await after.fill({ Motivo: "bonificación pactada" }).submit();
  await second.expectUpdate("✅ Nota aprobada después de emitida");
  expect(await remo.facts("credit.ratified")).toMatchObject([{ body: { creditNoteId: "NC-2" } }]);
});
