import { expect, it, onTestFinished } from "vitest";
import { sealBatches } from "../../src/db/audit-seal.ts";
import { remoHome } from "../cli/remo-home.ts";
import { delivered, invoiced, order } from "../support/orders.ts";
import { type Remo, startRemo } from "../support/remo.ts";

async function anInvoice(lang: "es" | "en" = "es"): Promise<Remo> {
  const remo = await startRemo({ lang });
  await remo.tell(
    order("PED-1", { buyerId: "CLI-1" }),
    delivered("E-1", "PED-1"),
    invoiced("FAC-2210", "PED-1"),
  );
  return remo;
}

it("the command opens the dialog with what was typed, and the card names the request", async () => {
  const remo = await anInvoice();
  const carmen = remo.as("carmen");
  expect(await carmen.command("/remo credito fac-2210 12,300.00 pri precio mal capturado")).toBe(
    "",
  );
  const dialog = await carmen.expectDialog("Nota de crédito");
  expect(dialog.text()).toContain("Pedir nota de crédito · FAC-2210 · PED-1");
  expect(dialog.text()).toContain("Quedan MXN 184,000.00 por acreditar.");
  await dialog.submit();
  await dialog.expectClosed();
  const card = await remo.as("lucia").channel("cobranza").expectCard("SNC-FAC-2210-1");
  expect(card.text()).toContain("Motivo\nprecio mal capturado (PRI · 01)");
  expect(card.text()).toContain("Pide\nCarmen Soto, hoy 10:00");
  expect(await remo.facts("credit.requested")).toMatchObject([
    {
      source: "remo",
      subject: "invoice:FAC-2210",
      body: { personId: "carmen", amountMinor: 1_230_000, reasonCode: "PRI", team: "collections" },
    },
  ]);
  // The same person asks again for the same reason: the amount changes, there is no second one.
  await carmen.command("/remo credito FAC-2210 12,000 PRI");
  const again = await carmen.expectDialog("Nota de crédito");
  await again.submit();
  await again.expectClosed();
  await card.expectUpdate("MXN 12,000.00 de la factura FAC-2210");
  expect(await remo.facts("credit.amended")).toHaveLength(1);
});

it("says what is missing, wrong or not one's own, in Spanish and in English", async () => {
  const remo = await anInvoice();
  const carmen = remo.as("carmen");
  const says = (line: string) => carmen.command(line, "cobranza");
  expect(await says("/remo credito")).toContain("/remo credito FAC-2210 12,300.00");
  expect(await says("/remo credito FAC-9 100")).toContain("FAC-9 no existe");
  expect(await says("/remo credito FAC-2210 doce")).toContain("«doce» no es un monto");
  expect(await says("/remo credito FAC-2210 USD 100")).toContain("«USD 100» no es un monto");
  expect(await says("/remo credit FAC-9 100")).toContain("FAC-9 no existe");
  expect(await remo.as("luis").command("/remo credito FAC-2210 100", "logistica")).toContain(
    "«Pedir nota de crédito» le toca a Ventas y Cobranza.",
  );
  const english = await anInvoice("en");
  const answer = await english.as("carmen").command("/remo credit FAC-9 100", "cobranza");
  expect(answer).toContain("FAC-9 does not exist");
});

it("an invoice without an order is asked for on its customer's account", async () => {
  const remo = await startRemo();
  await remo.tell(
    { type: "customer.described", customerId: "CLI-7", name: "Abarrotes Lupita" },
    invoiced("FAC-7", "", { orderIds: [], payerId: "CLI-7" }),
  );
  const carmen = remo.as("carmen");
  await carmen.command("/remo credito FAC-7 9,000 FIN", "cobranza");
  await (await carmen.expectDialog("Nota de crédito")).submit();
  const card = await remo.as("lucia").channel("cobranza").expectCard("CLI-7");
  expect(card.text()).toContain("MXN 9,000.00 de la factura FAC-7");
  await card.click("Aprobar MXN 9,000.00");
  await card.expectUpdate("Nota de crédito por emitir");
});

it("the audit stays clean and tells who asked, who signed and who posted", async () => {
  const remo = await anInvoice();
  const carmen = remo.as("carmen");
  await carmen.command("/remo credito FAC-2210 12,300.00 PRI precio mal capturado", "cobranza");
  await (await carmen.expectDialog("Nota de crédito")).submit();
  await remo.pass(1);
  const card = await remo.as("lucia").channel("cobranza").expectCard("FAC-2210");
  await card.click("Aprobar MXN 12,300.00");
  await card.expectUpdate("Nota de crédito por emitir");
  await remo.pass(1);
  await remo.tell({
    type: "invoice.credited",
    invoiceId: "FAC-2210",
    creditNoteId: "NC-77",
    currency: "MXN",
    totalMinor: 1_230_000,
    requestId: "SNC-FAC-2210-1",
    postedBy: "pablo",
  });
  await card.expectUpdate("✅ Nota de crédito emitida");
  await remo.settled();
  await sealBatches(remo.database.pool);
  const home = await remoHome();
  onTestFinished(() => home.end());
  const env = { DATABASE_URL: remo.database.url };
  const verified = await home.run(["audit", "verify"], { env });
  expect(verified.out).toContain("The record is as it was written");
  expect(verified.code).toBe(0);
  const { out } = await home.run(["audit", "show", "PED-1"], { env });
  const lines = out.split("\n");
  const at = (match: RegExp) => lines.findIndex((line) => match.test(line));
  const asked = at(/credit\.requested +invoice:FAC-2210 +Carmen Soto.*amount MXN 12,300\.00/);
  const signed = at(/credit\.approved +invoice:FAC-2210 +Lucía Rey.*requestId SNC-FAC-2210-1/);
  const posted = at(/invoice\.credited +invoice:FAC-2210 +erp.*postedBy pablo/);
  expect([asked, signed, posted]).not.toContain(-1);
  expect(asked).toBeLessThan(signed);
  expect(signed).toBeLessThan(posted);
}, 60_000);
