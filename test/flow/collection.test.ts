import { createHash } from "node:crypto";
import { expect, it } from "vitest";
import { boxes, delivered, invoiced, order, photo } from "../support/orders.ts";
import { type Remo, startRemo, withoutCalls } from "../support/remo.ts";

const PROOF = photo("remision-firmada.jpg");
const CERTIFICATE = photo("constancia-isr.jpg");

/** An order delivered whole, and its invoice filed; what a test is about comes on top. */
async function billed(remo: Remo, id: string, dueOn?: string): Promise<void> {
  await remo.tell(
    order(`PED-${id}`),
    delivered(`ENT-${id}`, `PED-${id}`),
    invoiced(`FAC-${id}`, `PED-${id}`, { lines: boxes(100), ...(dueOn ? { dueOn } : {}) }),
    { type: "invoice.filed", invoiceId: `FAC-${id}` },
  );
}

it("an overdue invoice is disputed, refused with proof by who knows, and overdue again", async () => {
  const remo = await startRemo();
  const carmen = remo.as("carmen");
  const luis = remo.as("luis");
  await billed(remo, "60", "2026-11-17");
  const card = await carmen.channel("cobranza").expectCard("🟠 Vencida · PED-60");
  expect(card.text()).toContain("FAC-60 venció el mar 17 nov y no se ha pagado");
  expect(card.text()).toContain("Monto detenido\nMXN 184,000.00");
  expect(card.buttons()).toEqual(["Promesa de pago", "Registrar disputa", "Atender"]);

  await remo.pass(1);
  await card.click("Registrar disputa");
  const dispute = await carmen.expectDialog("Disputa");
  expect(dispute.labels()).toEqual(["Causa", "Motivo", "Monto en disputa, si no es todo"]);
  await dispute
    .fill({
      Causa: "cantidad distinta",
      Motivo: "dice que faltan 3 cajas",
      "Monto en disputa, si no es todo": "5,520",
    })
    .submit();
  // Logistics knows what left; Collections follows, and asks nobody for money meanwhile.
  const asked = await luis.channel("logistica").expectCard("🔴 En disputa · PED-60");
  expect(asked.text()).toContain("el cliente objeta FAC-60");
  expect(asked.text()).toContain("«dice que faltan 3 cajas»");
  expect(asked.text()).toContain("MXN 5,520.00");
  expect(asked.buttons()).toEqual(["Aceptar disputa", "Rechazar con prueba", "Atender"]);
  await card.expectUpdate("🔴 En disputa · PED-60");
  await card.expectReply(
    "Carmen Soto (Cobranza) registró una disputa: cantidad distinta · MXN 5,520.00",
  );
  expect(card.text()).not.toContain("Vencida");

  await remo.pass(2);
  await asked.click("Rechazar con prueba");
  const refusal = await luis.expectDialog("Motivo y archivos");
  await refusal.fill({ Motivo: "se entregaron las 100" }).attach("Archivos", PROOF).submit();
  await card.expectUpdate("🟠 Vencida · PED-60");
  expect(card.text()).toContain("Responsable\nCobranza");
  await card.expectReply(
    "Luis Peña (Logística) rechazó la disputa: se entregaron las 100 · remision-firmada.jpg",
  );

  const sha256 = createHash("sha256").update(PROOF.bytes).digest("hex");
  const kept = await remo.database.prisma.evidenceFile.findMany();
  expect(kept).toMatchObject([{ sha256, name: "remision-firmada.jpg" }]);
  const answers = await remo.facts("answer.given");
  expect(answers.at(-1)?.body).toMatchObject({
    action: "refuse-dispute",
    proofs: [{ name: "remision-firmada.jpg", sha256 }],
  });
  expect(withoutCalls(await remo.events("PED-60"))).toMatchObject([
    { type: "opened", rule: "invoice-overdue" },
    { type: "answered", answer: { action: "dispute" } },
    { type: "finding-added", rule: "invoice-disputed" },
    { type: "finding-cleared", rule: "invoice-overdue" },
    { type: "ball-passed", from: "collections", to: "logistics" },
    { type: "answered", answer: { action: "refuse-dispute" } },
    { type: "finding-added", rule: "invoice-overdue" },
    { type: "finding-cleared", rule: "invoice-disputed" },
    { type: "ball-passed", from: "logistics", to: "collections" },
  ]);
});

it("an overdue invoice is promised, the promise is broken, and it is escalated", async () => {
  const remo = await startRemo();
  const carmen = remo.as("carmen");
  await billed(remo, "61", "2026-11-17");
  const card = await carmen.channel("cobranza").expectCard("🟠 Vencida · PED-61");
  await card.click("Promesa de pago");
  const promise = await carmen.expectDialog("Promesa de pago");
  await promise.fill({ "Pagará el": "2026-11-20" }).submit();
  await card.expectUpdate("✅ Promesa de pago registrada · 18 nov 10:00 · Carmen Soto (Cobranza)");
  await card.expectReply("registró una promesa de pago: vie 20 nov");

  // The whole of Friday, and a day for the bank.
  await remo.pass(85);
  await remo.settled();
  expect(carmen.channel("cobranza").cards()).toHaveLength(1);
  await remo.tell({ type: "invoice.paid", invoiceId: "FAC-61", amountMinor: 8_400_000 });
  await remo.pass(2);
  const broken = await carmen.channel("cobranza").expectCard("🔴 Promesa de pago rota · PED-61");
  expect(broken.text()).toContain("FAC-61 se pagaría el vie 20 nov y se pagó solo una parte");
  expect(broken.text()).toContain("Monto detenido\nMXN 100,000.00");
  expect(broken.text()).toContain("También: FAC-61 venció el mar 17 nov y no se ha pagado");
  expect(broken.buttons()).toEqual(["Promesa de pago", "Atender", "Pausar"]);
  await broken.choose("Escalar");
  const dialog = await carmen.expectDialog("Motivo");
  await dialog.fill({ Motivo: "segunda vez este mes" }).submit();
  await broken.expectReply("escaló el caso: segunda vez este mes");

  await remo.pass(1);
  await remo.tell({ type: "invoice.paid", invoiceId: "FAC-61", amountMinor: 10_000_000 });
  await broken.expectUpdate("✅ Promesa de pago atendida");
});

it("an invoice that grows older speaks again, in its own card", async () => {
  const remo = await startRemo();
  const carmen = remo.as("carmen");
  await billed(remo, "62", "2026-11-17");
  const card = await carmen.channel("cobranza").expectCard("🟠 Vencida · PED-62");
  await remo.pass(30 * 24);
  await card.expectUpdate("FAC-62 lleva más de 30 días vencida");
  await card.expectReply("Se suma: FAC-62 lleva más de 30 días vencida");
  await remo.settled();
  expect(carmen.channel("cobranza").cards()).toHaveLength(1);
});

it("an invoice nobody filed is filed", async () => {
  const remo = await startRemo({ rules: { "invoice-not-filed": { enabled: true } } });
  const carmen = remo.as("carmen");
  await remo.tell(
    order("PED-63"),
    delivered("ENT-63", "PED-63"),
    invoiced("FAC-63", "PED-63", { lines: boxes(100) }),
  );
  await remo.pass(71);
  await remo.settled();
  expect(carmen.channel("cobranza").cards()).toEqual([]);
  await remo.pass(1);
  const card = await carmen.channel("cobranza").expectCard("🟠 Sin presentar · PED-63");
  await card.click("Ya se presentó");
  await card.expectUpdate("✅ Factura presentada · 21 nov 10:00 · Carmen Soto (Cobranza)");
  expect(await remo.facts("invoice.filed")).toMatchObject([{ subject: "invoice:FAC-63" }]);
});

it("a rejected invoice is replaced under another number, and is owed no more", async () => {
  const remo = await startRemo();
  const carmen = remo.as("carmen");
  await billed(remo, "64", "2026-11-17");
  await remo.tell({
    type: "invoice.rejected",
    invoiceId: "FAC-64",
    rejectedBy: "authority",
    reasonCode: "LEG",
    reason: "El RFC del receptor no existe.",
  });
  const card = await carmen.channel("cobranza").expectCard("🔴 Rechazada · PED-64");
  expect(card.text()).toContain("FAC-64 rechazada por la autoridad fiscal");
  expect(card.text()).toContain("Causa\nrequisito legal o fiscal");
  expect(card.text()).toContain("También: FAC-64 venció el mar 17 nov y no se ha pagado");
  expect(card.buttons()).toEqual(["Ya se corrigió", "Registrar disputa", "Atender"]);
  await remo.tell(invoiced("FAC-64B", "PED-64", { lines: boxes(100), dueOn: "2026-12-18" }), {
    type: "invoice.filed",
    invoiceId: "FAC-64B",
  });
  await card.click("Ya se corrigió");
  const dialog = await carmen.expectDialog("Ya se corrigió");
  await dialog.fill({ "Número de factura": "FAC-64B" }).submit();
  await card.expectUpdate("✅ Factura corregida");
  await card.expectReply("registró la corrección de la factura: FAC-64B");
});

it("a tax withheld without certificate is attached", async () => {
  const remo = await startRemo();
  const carmen = remo.as("carmen");
  await billed(remo, "65");
  await remo.tell(
    {
      type: "withholding.applied",
      invoiceId: "FAC-65",
      withholdingId: "RET-65",
      tax: "ISR",
      amountMinor: 1_840_000,
    },
    { type: "invoice.paid", invoiceId: "FAC-65", amountMinor: 16_560_000 },
  );
  await remo.settled();
  expect(carmen.channel("cobranza").cards()).toEqual([]);
  await remo.pass(31 * 24);
  const card = await carmen.channel("cobranza").expectCard("🟠 Falta constancia · PED-65");
  expect(card.text()).toContain("falta la constancia de ISR de FAC-65");
  expect(card.text()).toContain("MXN 18,400.00");
  await card.click("Adjuntar constancia");
  const dialog = await carmen.expectDialog("Adjuntar constancia");
  await dialog.attach("Archivos", CERTIFICATE).submit();
  await card.expectUpdate("✅ Constancia recibida");
  await card.expectReply("adjuntó la constancia de retención: constancia-isr.jpg");
  expect(await remo.facts("withholding.certified")).toMatchObject([
    { body: { withholdingId: "RET-65", certificate: "constancia-isr.jpg", by: "Carmen Soto" } },
  ]);
});

it("a short payment is chased for a week, and explained by a certificate", async () => {
  const remo = await startRemo();
  const carmen = remo.as("carmen");
  await billed(remo, "66");
  await remo.tell({ type: "invoice.paid", invoiceId: "FAC-66", amountMinor: 18_000_000 });
  await remo.pass(49);
  const card = await carmen.channel("cobranza").expectCard("🟠 Pago incompleto · PED-66");
  expect(card.text()).toContain("FAC-66: se pagó MXN 180,000.00 de MXN 184,000.00");
  expect(card.text()).toContain("Monto detenido\nMXN 4,000.00");
  expect(card.buttons()[0]).toBe("Adjuntar constancia");
  await card.click("Reclamar pago");
  await card.expectUpdate("✅ Pago reclamado");

  await remo.pass(7 * 24 + 1);
  const again = await carmen.channel("cobranza").expectCard("🟠 Pago incompleto · PED-66");
  await again.click("Adjuntar constancia");
  const dialog = await carmen.expectDialog("Adjuntar constancia");
  await dialog.attach("Archivos", CERTIFICATE).submit();
  await again.expectUpdate("✅ Constancia recibida");
  expect(await remo.facts("withholding.applied")).toMatchObject([
    { source: "remo", body: { invoiceId: "FAC-66", amountMinor: 400_000 } },
  ]);
});

it("a duplicate invoice is cancelled", async () => {
  const remo = await startRemo();
  const carmen = remo.as("carmen");
  await billed(remo, "67");
  await remo.pass(1);
  await remo.tell(invoiced("FAC-67B", "PED-67", { lines: boxes(100) }), {
    type: "invoice.filed",
    invoiceId: "FAC-67B",
  });
  const card = await carmen.channel("cobranza").expectCard("PED-67");
  expect(card.text()).toContain("FAC-67B repite FAC-67");
  await card.click("Cancelar factura");
  const dialog = await carmen.expectDialog("Motivo");
  await dialog.fill({ Motivo: "capturada dos veces" }).submit();
  await card.expectUpdate("✅ Factura cancelada");
  expect(await remo.facts("invoice.cancelled")).toMatchObject([
    { source: "remo", subject: "invoice:FAC-67B", body: { reason: "capturada dos veces" } },
  ]);
});
