import type { StoryEntry } from "../../src/core/audit.ts";
import { expect, it } from "vitest";
import { storyOf } from "../../src/db/audit-story.ts";
import { dispatched, order } from "../support/orders.ts";
import { type Remo, startRemo, type Told } from "../support/remo.ts";

const CUSTOMER = { customerId: "CLI-7", name: "Abarrotes Lupita" };
const TITLE = "Abarrotes Lupita (CLI-7)";

function customer(more: Readonly<Record<string, unknown>> = {}): Told {
  return { type: "customer.described", ...CUSTOMER, ...more };
}

/** An invoice of the customer, over MXN 50,000.00, that no order answers for. */
function bill(invoiceId: string, more: Readonly<Record<string, unknown>> = {}): Told {
  const terms = { currency: "MXN", totalMinor: 5_000_000, orderIds: [] };
  return { type: "invoice.issued", invoiceId, payerId: "CLI-7", ...terms, ...more };
}

function payment(paymentId: string, amountMinor: number, reference: string): Told {
  const terms = { payerId: "CLI-7", currency: "MXN" };
  return { type: "payment.received", paymentId, amountMinor, reference, ...terms };
}

function ordered(orderId: string, totalMinor: number): Told {
  return order(orderId, { buyerId: "CLI-7", customerName: CUSTOMER.name, totalMinor });
}

/** Accounts are judged by the sweep. */
async function tell(remo: Remo, ...facts: readonly Told[]): Promise<void> {
  await remo.tell(...facts);
  await remo.pass(0);
}

/** Single invoices have cases of their own: here only what the account as a whole shows. */
const ACCOUNTS_ONLY = {
  "invoice-overdue": { enabled: false },
};

/** Neither what was sent nor whom the policy called meanwhile. */
function isStory({ kind, type }: StoryEntry): boolean {
  return kind !== "message" && type !== "notified";
}

it("a closed period without an invoice is asked for, and the invoice ends it", async () => {
  const remo = await startRemo({ rules: ACCOUNTS_ONLY });
  const carmen = remo.as("carmen");
  await tell(remo, customer(), {
    type: "agreement.described",
    agreementId: "CON-9",
    customerId: "CLI-7",
    currency: "MXN",
    recurring: { every: "month", from: "2026-10-01", amountMinor: 1_200_000 },
  });
  const card = await carmen.channel("cobranza").expectCard(TITLE);
  expect(card.text()).toContain(
    `🟠 Periodo por facturar · ${TITLE} · CON-9, periodo 2026-10 sin factura`,
  );
  expect(card.text()).toContain("MXN 12,000.00");
  expect(card.buttons()).toEqual(["Factura emitida", "No se factura", "Atender"]);
  await card.click("Factura emitida");
  const dialog = await carmen.expectDialog("Factura emitida");
  expect(dialog.text()).toContain(TITLE);
  await dialog.fill({ "Número de factura": "FAC-900" }).submit();
  await card.expectUpdate("✅ Periodo facturado");
  expect((await remo.facts("invoice.issued"))[0]?.body).toMatchObject({
    agreementId: "CON-9",
    period: "2026-10",
    payerId: "CLI-7",
  });
  expect(await remo.facts("agreement.settled")).toMatchObject([
    { subject: "customer:CLI-7", body: { period: "2026-10", billedWith: "FAC-900" } },
  ]);
});

it("a payment that pays nothing is applied to the invoice that somebody names", async () => {
  const remo = await startRemo({ rules: ACCOUNTS_ONLY });
  const carmen = remo.as("carmen");
  await tell(remo, customer(), bill("FAC-1"), payment("PAG-1", 6_000_000, "SPEI 11"));
  await remo.pass(73);
  const card = await carmen.channel("cobranza").expectCard(TITLE);
  expect(card.text()).toContain(
    `🟠 Pago sin aplicar · ${TITLE} · PAG-1: MXN 60,000.00 sin factura`,
  );
  expect(await carmen.command("/remo casos", "pasillo")).toContain(
    `${TITLE} · Pago sin aplicar: PAG-1: MXN 60,000.00 sin factura`,
  );
  const home = await carmen.home();
  expect(home.text()).toContain(TITLE);

  await card.click("Aplicar a factura");
  const dialog = await carmen.expectDialog("Aplicar a factura");
  await dialog.fill({ "Número de factura": "FAC-99" }).submit();
  dialog.expectError("FAC-99 no está entre las facturas pendientes de este cliente.");
  await dialog.fill({ "Número de factura": "FAC-1" }).submit();
  // The invoice owed less than what was paid: the rest still waits.
  await card.expectUpdate("PAG-1: MXN 10,000.00 sin factura");
  await card.expectReply("Carmen Soto (Cobranza) aplicó el pago a una factura: FAC-1");
  expect((await remo.facts("payment.applied"))[0]?.body).toMatchObject({
    paymentId: "PAG-1",
    invoiceId: "FAC-1",
    amountMinor: 5_000_000,
  });
  expect(await remo.facts("invoice.paid")).toHaveLength(1);

  await card.click("Aplicar a factura");
  const again = await carmen.expectDialog("Aplicar a factura");
  await again.fill({ "Número de factura": "FAC-1" }).submit();
  again.expectError(/FAC-1 no (debe nada|está entre las facturas pendientes)/);
  await tell(remo, bill("FAC-2", { totalMinor: 3_000_000 }));
  await again.fill({ "Número de factura": "FAC-2" }).submit();
  await card.expectUpdate("✅ Pago aplicado");
});

it("a payment told twice is refunded", async () => {
  const remo = await startRemo({ rules: ACCOUNTS_ONLY });
  const carmen = remo.as("carmen");
  await tell(remo, customer(), payment("PAG-1", 900_000, "SPEI 55"));
  await remo.pass(1);
  await tell(remo, payment("PAG-2", 900_000, "SPEI-55"));
  const card = await carmen.channel("cobranza").expectCard(TITLE);
  expect(card.text()).toContain(`🟠 Pago repetido · ${TITLE} · PAG-2 parece repetir PAG-1`);
  expect(card.buttons()).toEqual(["Devolver pago", "Aplicar a factura", "No es duplicado"]);
  await remo.pass(1);
  await card.click("Devolver pago");
  await card.expectUpdate("✅ Pago devuelto · 18 nov 12:00 · Carmen Soto (Cobranza)");
  expect(card.text()).toContain(`✅ Resuelto · ${TITLE}`);
  expect(await remo.facts("payment.refunded")).toMatchObject([{ subject: "payment:PAG-2" }]);
  const story = await storyOf(remo.database.pool, "CLI-7");
  expect(story?.about).toBe("customer:CLI-7");
  expect(story?.entries.filter(isStory)).toMatchObject([
    { type: "customer.described", about: "customer:CLI-7" },
    { type: "payment.received", about: "payment:PAG-1" },
    { type: "payment.received", about: "payment:PAG-2" },
    { kind: "case", type: "opened" },
    { type: "payment.refunded", about: "payment:PAG-2" },
    { kind: "answer", who: "Carmen Soto (carmen, collections)", body: { action: "refund" } },
    { kind: "case", type: "closed" },
  ]);
});

it("beyond the credit limit: a member is told who may, and a lead releases the orders", async () => {
  const remo = await startRemo({ rules: ACCOUNTS_ONLY });
  const [simon, ana] = [remo.as("simon"), remo.as("ana")];
  const limit = { creditLimitMinor: 10_000_000, creditCurrency: "MXN" };
  await tell(remo, customer(limit), bill("FAC-1"), ordered("PED-1", 8_000_000));
  const card = await simon.channel("ventas").expectCard(TITLE);
  expect(card.text()).toContain(
    `🟠 Límite de crédito · ${TITLE} · MXN 130,000.00 de un límite de MXN 100,000.00`,
  );
  await card.choose("Liberar pedido");
  expect(await simon.expectEphemeral("Liberar")).toBe(
    "«Liberar pedido» necesita aprobación. Quién puede darla: Ana Ríos y Vera Luna.",
  );
  const seen = await ana.channel("ventas").expectCard(TITLE);
  await seen.choose("Liberar pedido");
  const dialog = await ana.expectDialog("Motivo");
  await dialog.fill({ Motivo: "paga el viernes" }).submit();
  await card.expectUpdate("✅ Pedido liberado · 18 nov 10:00 · Ana Ríos (Ventas)");
  expect((await remo.facts("answer.given"))[0]?.body).toMatchObject({
    amountMinor: 13_000_000,
    currency: "MXN",
  });
  // Another order is more than was released.
  await remo.pass(1);
  await tell(remo, ordered("PED-2", 100_000));
  await remo.settled();
  await ana.channel("ventas").expectCard("MXN 131,000.00 de un límite");
});

it("a new order of a customer long overdue waits, until the money comes", async () => {
  const remo = await startRemo({ rules: ACCOUNTS_ONLY });
  const simon = remo.as("simon");
  await tell(remo, customer(), bill("FAC-1", { dueOn: "2026-10-20" }), ordered("PED-1", 800_000));
  const card = await simon.channel("ventas").expectCard(TITLE);
  expect(card.text()).toContain(
    `🔴 Cliente con adeudo · ${TITLE} · pedido PED-1 con MXN 50,000.00 vencidos`,
  );
  const status = await simon.command("/remo estado CLI-7", "ventas");
  expect(status).toContain(`Cliente ${TITLE}`);
  expect(status).toContain("MXN 50,000.00");
  expect(status).toContain("Factura FAC-1: MXN 50,000.00 · vence el mar 20 oct");
  await remo.pass(1);
  await tell(remo, payment("PAG-1", 5_000_000, "SPEI 1"), {
    type: "payment.applied",
    paymentId: "PAG-1",
    invoiceId: "FAC-1",
    amountMinor: 5_000_000,
  });
  await card.expectUpdate(/✅ Cliente al corriente · 18 nov 11:00$/m);
  expect(await simon.command("/remo estado CLI-7", "ventas")).toContain(
    `${TITLE} no tiene casos abiertos.`,
  );
});

it("an order that leaves can no longer be stopped: its warning goes", async () => {
  const remo = await startRemo({ rules: ACCOUNTS_ONLY });
  await tell(remo, customer(), bill("FAC-1", { dueOn: "2026-10-20" }), ordered("PED-1", 800_000));
  const card = await remo.as("simon").channel("ventas").expectCard(TITLE);
  await tell(remo, dispatched("ENT-1", "PED-1"));
  await card.expectUpdate("✅");
});

it("English: an account's case by its customer's name, its dialog, its refusals and its end", async () => {
  const remo = await startRemo({ lang: "en", rules: ACCOUNTS_ONLY });
  const carmen = remo.as("carmen");
  const facts = [customer(), bill("INV-1"), payment("PMT-1", 6_000_000, "WIRE 11")];
  await tell(remo, ...facts, {
    type: "agreement.described",
    agreementId: "AGR-9",
    customerId: "CLI-7",
    currency: "MXN",
    recurring: { every: "month", from: "2026-10-01" },
  });
  await remo.pass(73);
  const card = await carmen.channel("cobranza").expectCard(TITLE);
  expect(card.text()).toContain(
    `🟠 Period to invoice · ${TITLE} · AGR-9, period 2026-10 not invoiced`,
  );
  await card.expectUpdate("Also: PMT-1: MXN 60,000.00 without an invoice");
  expect(card.text()).not.toMatch(/hace|quedan|Cliente|Cobranza|factura/);
  await card.click("Invoice issued");
  const invoice = await carmen.expectDialog("Invoice issued");
  await invoice.fill({ "Invoice number": "INV-900" }).submit();
  await card.expectUpdate(`🟠 Payment not applied · ${TITLE}`);
  await card.click("Apply to invoice");
  const dialog = await carmen.expectDialog("Apply to invoice");
  await dialog.fill({ "Invoice number": "INV-99" }).submit();
  dialog.expectError("INV-99 is not among this customer's open invoices.");
  await dialog.fill({ "Invoice number": "INV-1" }).submit();
  await card.expectUpdate("MXN 10,000.00 without an invoice");
  expect(await carmen.command("/remo status CLI-7", "cobranza")).toContain(`Customer ${TITLE}`);
  expect(await carmen.command("/remo cases", "pasillo")).toContain(
    `${TITLE} · Payment not applied`,
  );
});

it("English: a duplicate payment, the credit limit and a customer overdue", async () => {
  const remo = await startRemo({ lang: "en", rules: ACCOUNTS_ONLY });
  const ana = remo.as("ana");
  const limit = { creditLimitMinor: 1_000_000, creditCurrency: "MXN" };
  await tell(
    remo,
    customer(limit),
    bill("INV-1", { dueOn: "2026-10-20" }),
    ordered("SO-1", 800_000),
    payment("PMT-1", 900_000, "WIRE 5"),
    payment("PMT-2", 900_000, "WIRE 5"),
  );
  const card = await ana.channel("ventas").expectCard(TITLE);
  expect(card.text()).toContain(
    `🔴 Customer overdue · ${TITLE} · order SO-1 with MXN 50,000.00 overdue`,
  );
  expect(card.text()).toContain("MXN 40,000.00 against a limit of MXN 10,000.00");
  expect(card.text()).toContain("PMT-2 seems to repeat PMT-1");
  await card.choose("Release order (SO-1)");
  const dialog = await ana.expectDialog("Reason");
  await dialog.fill({ Reason: "they pay on Friday" }).submit();
  await card.expectUpdate(`🟠 Credit limit · ${TITLE}`);
});
