import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, it } from "vitest";
import { delivered, dispatched, order, photo, TWO_PROOFS } from "../support/orders.ts";
import { startRemo } from "../support/remo.ts";

const WAYBILL = photo("guia.jpg");
const SIGNATURE = photo("firma.jpg");

it("a delivery without its proof holds the invoice, is answered from chat, and is billed", async () => {
  const remo = await startRemo({ rules: TWO_PROOFS });
  const luis = remo.as("luis");
  const carmen = remo.as("carmen");

  await remo.tell(
    order("PED-1042", { promisedOn: "2026-11-20" }),
    dispatched("ENT-881", "PED-1042"),
    delivered("ENT-881", "PED-1042"),
  );
  await remo.settled();
  await luis.channel("logistica").expectNoCard("PED-1042", 0);

  // Four hours of grace, and one more.
  await remo.pass(5);
  const card = await luis.channel("logistica").expectCard("PED-1042");
  expect(card.text()).toContain("🔴 Bloqueado · PED-1042 · falta evidencia de entrega");
  expect(card.text()).toContain("Distribuidora del Bajío");
  expect(card.text()).toContain("MXN 184,000.00");
  expect(card.text()).toContain("Evidencia: ✗ guía · ✗ firma de recibido");
  expect(card.buttons()).toEqual(["Adjuntar evidencia", "Pedir al chofer", "Atender"]);
  expect(card.menu().slice(0, 2)).toEqual(["Dispensar evidencia", "Pausar"]);

  await card.click("Adjuntar evidencia");
  const first = await luis.expectDialog("Adjuntar evidencia");
  expect(first.text()).toContain("PED-1042 · Distribuidora del Bajío");
  expect(first.options("Tipo de evidencia")[0]).toBe("guía");
  await first.attach("Archivos", WAYBILL).submit();
  await first.expectClosed();
  await card.expectUpdate("Evidencia: ✓ guía · ✗ firma de recibido");
  await card.expectReply("Luis Peña (Logística) adjuntó evidencia: guía");
  expect(card.buttons()[0]).toBe("Adjuntar evidencia");

  await card.click("Adjuntar evidencia");
  const second = await luis.expectDialog("Adjuntar evidencia");
  expect(second.options("Tipo de evidencia")[0]).toBe("firma de recibido");
  await second.attach("Archivos", SIGNATURE).submit();
  await card.expectUpdate("✅ Resuelto · PED-1042");
  expect(card.text()).toContain(
    "✅ Evidencia completa · 18 nov 15:00 · Luis Peña (Logística) · Logística → Cobranza: lista para facturar",
  );
  expect(card.buttons()).toEqual([]);
  expect(card.menu()).toEqual([]);
  await card.expectReply("adjuntó evidencia: firma de recibido");

  expect(card.message.text).toContain("Logística → Cobranza: lista para facturar.");
  expect(await carmen.command("/remo estado 1042", "cobranza")).toContain(
    "evidencia completa. Ya se puede facturar; le toca a Cobranza.",
  );

  // Ready to bill since then: a day later it is Collections' turn.
  await remo.pass(22);
  await remo.settled();
  await carmen.channel("cobranza").expectNoCard("PED-1042", 0);
  await remo.pass(3);
  const bill = await carmen.channel("cobranza").expectCard("PED-1042");
  expect(bill.text()).toContain("🟠 Por facturar · PED-1042 · entregado y sin factura");
  await bill.click("Factura emitida");
  const invoice = await carmen.expectDialog("Factura emitida");
  await invoice.fill({ "Número de factura": "FAC-2210" }).submit();
  await bill.expectUpdate("✅ Facturado · 19 nov 16:00 · Carmen Soto (Cobranza)");
  await bill.expectReply("Carmen Soto (Cobranza) registró la factura: FAC-2210");
  expect(await carmen.command("/remo estado PED-1042", "cobranza")).toContain("Factura FAC-2210");
});

it("keeps the bytes under their SHA-256, linked to the delivery, with who and when", async () => {
  const remo = await startRemo({ rules: TWO_PROOFS });
  const luis = remo.as("luis");
  await remo.tell(order("PED-1"), delivered("ENT-1", "PED-1"));
  await remo.pass(5);
  const card = await luis.channel("logistica").expectCard("PED-1");
  await card.click("Adjuntar evidencia");
  const dialog = await luis.expectDialog("Adjuntar evidencia");
  // The same photo shows both: it is attached for one kind, then for the other.
  await dialog
    .fill({ "Tipo de evidencia": "firma de recibido" })
    .attach("Archivos", WAYBILL)
    .submit();
  await card.expectUpdate("✗ guía · ✓ firma de recibido");
  await card.click("Adjuntar evidencia");
  await (await luis.expectDialog("Adjuntar evidencia")).attach("Archivos", WAYBILL).submit();
  await card.expectUpdate("Evidencia completa");

  const sha256 = createHash("sha256").update(WAYBILL.bytes).digest("hex");
  const path = join(remo.home, "evidence", sha256.slice(0, 2), sha256);
  expect(await readFile(path)).toEqual(WAYBILL.bytes);
  const proofs = await remo.facts("evidence.attached");
  expect(proofs).toHaveLength(2);
  for (const proof of proofs) {
    expect(proof).toMatchObject({
      source: "remo",
      subject: "delivery:ENT-1",
      recorded_at: remo.now(),
      body: { name: "guia.jpg", sha256, mediaType: "image/jpeg", by: "Luis Peña" },
    });
  }
  const files = await remo.database.prisma.evidenceFile.findMany();
  expect(files).toMatchObject([{ sha256, sizeBytes: WAYBILL.bytes.length, name: "guia.jpg" }]);
});

it("a lead waives the proof with a reason; a member is told who may", async () => {
  const remo = await startRemo({ rules: TWO_PROOFS });
  const luis = remo.as("luis");
  const marta = remo.as("marta");
  await remo.tell(order("PED-1042"), delivered("ENT-881", "PED-1042"));
  await remo.pass(5);

  const card = await luis.channel("logistica").expectCard("PED-1042");
  await card.choose("Dispensar evidencia");
  expect(await luis.expectEphemeral("Dispensar evidencia")).toBe(
    "«Dispensar evidencia» necesita aprobación. Quién puede darla: Marta Gil y Vera Luna.",
  );

  const seen = await marta.channel("logistica").expectCard("PED-1042");
  await seen.choose("Dispensar evidencia");
  const dialog = await marta.expectDialog("Motivo");
  await dialog.fill({ Motivo: "   " }).submit();
  dialog.expectError("Falta el motivo.");
  await dialog.fill({ Motivo: "El cliente confirmó por correo" }).submit();
  await seen.expectUpdate("✅ Evidencia dispensada · 18 nov 15:00 · Marta Gil (Logística)");
  await seen.expectReply(
    "Marta Gil (Logística) dispensó la evidencia: El cliente confirmó por correo",
  );
  expect(await remo.events("PED-1042")).toMatchObject([
    { type: "opened", team: "logistics", rule: "evidence-missing" },
    { type: "answered", answer: { action: "waive", personId: "marta", team: "logistics" } },
    { type: "closed" },
  ]);
});
