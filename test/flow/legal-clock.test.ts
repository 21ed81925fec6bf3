import { expect, it } from "vitest";
import { boxes, delivered, invoiced, order } from "../support/orders.ts";
import { startRemo } from "../support/remo.ts";

/** Three business days after filing, the law takes silence for a yes. */
const DAYS = { answerBusinessDays: { "CO-1": 3 } };
const RULES = { "invoice-rejected": DAYS, "invoice-disputed": DAYS };
const FILED = { type: "invoice.filed", invoiceId: "FAC-1" } as const;
const bill = () => invoiced("FAC-1", "PED-1", { lines: boxes(100), legalEntity: "CO-1" });

it("rechazada antes de la aceptación tácita, y objetada después de ella", async () => {
  const remo = await startRemo({ rules: RULES });
  const carmen = remo.as("carmen");
  await remo.tell(order("PED-1"), delivered("E-1", "PED-1"), bill(), FILED);
  await remo.pass(1);
  const said = { invoiceId: "FAC-1", reason: "falta la orden de compra" };
  await remo.tell({ type: "invoice.rejected", ...said, rejectedBy: "customer" });
  const card = await carmen.channel("cobranza").expectCard("🔴 Rechazada · PED-1");
  expect(card.text()).toContain("Aceptación tácita\nlun 23 nov");
  expect(card.text()).toContain("no se pagará como está: «falta la orden de compra».");
  expect(card.text()).not.toContain("legalmente");
  await card.click("Ya se corrigió");
  const dialog = await carmen.expectDialog("Ya se corrigió");
  await dialog.fill({ "Número de factura": "FAC-1" }).submit();
  await card.expectUpdate("✅ Factura corregida");

  await remo.pass(14 * 24);
  await remo.tell({ type: "invoice.disputed", ...said, reasonCode: "PRI", reason: "precio" });
  const asked = await remo.as("ana").channel("ventas").expectCard("🔴 En disputa · PED-1");
  expect(asked.text()).toContain(
    "El cliente no pagará la factura FAC-1 hasta que se responda a su objeción: «precio».",
  );
  expect(asked.text()).toContain(
    "Llegó después de la aceptación tácita: legalmente ya estaba aceptada.",
  );
});

it("English: rejected before tacit acceptance, and objected to after it", async () => {
  const remo = await startRemo({ lang: "en", rules: RULES });
  const carmen = remo.as("carmen");
  await remo.tell(order("PED-1"), delivered("E-1", "PED-1"), bill(), FILED);
  await remo.pass(1);
  const said = { invoiceId: "FAC-1", reason: "no purchase order" };
  await remo.tell({ type: "invoice.rejected", ...said, rejectedBy: "customer" });
  const card = await carmen.channel("cobranza").expectCard("🔴 Rejected · PED-1");
  expect(card.text()).toContain("FAC-1 rejected by the customer");
  expect(card.text()).toContain("Tacit acceptance\nMon 23 Nov");
  expect(card.text()).not.toContain("by law");
  await card.click("Corrected");
  const dialog = await carmen.expectDialog("Corrected");
  await dialog.fill({ "Invoice number": "FAC-1" }).submit();
  await card.expectUpdate("✅ Invoice corrected");

  await remo.pass(14 * 24);
  await remo.tell({ type: "invoice.disputed", ...said, reasonCode: "PRI", reason: "price" });
  const asked = await remo.as("ana").channel("ventas").expectCard("🔴 Disputed · PED-1");
  expect(asked.text()).toContain(
    'The customer will not pay invoice FAC-1 until its objection is answered: "price".',
  );
  expect(asked.text()).toContain(
    "It came after tacit acceptance: by law the invoice was already accepted.",
  );
});
