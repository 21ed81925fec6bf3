import { expect, it } from "vitest";
import { boxes, delivered, dispatched, invoiced, order, planned } from "../support/orders.ts";
import { startRemo } from "../support/remo.ts";

it("delivered and not invoiced: held with a reason for a week, then asked for again", async () => {
  const remo = await startRemo();
  const carmen = remo.as("carmen");
  await remo.tell(order("PED-50"), delivered("ENT-50", "PED-50"));
  await remo.pass(25);
  const card = await carmen.channel("cobranza").expectCard("🟠 Por facturar · PED-50");
  expect(card.buttons()).toEqual(["Factura emitida", "Retener factura", "Atender"]);
  await card.click("Retener factura");
  const dialog = await carmen.expectDialog("Motivo");
  await dialog.fill({ Motivo: "el cliente pide facturar en diciembre" }).submit();
  await card.expectUpdate("✅ Factura retenida · 19 nov 11:00 · Carmen Soto (Cobranza)");
  await card.expectReply("retuvo la factura: el cliente pide facturar en diciembre");
  await remo.pass(6 * 24);
  await remo.settled();
  expect(carmen.channel("cobranza").cards()).toHaveLength(1);
  await remo.pass(25);
  await carmen.channel("cobranza").expectCard("🟠 Por facturar · PED-50");
});

it("the invoice that the ERP issues closes the case without anybody pressing", async () => {
  const remo = await startRemo();
  await remo.tell(order("PED-51"), delivered("ENT-51", "PED-51"));
  await remo.pass(25);
  const card = await remo.as("carmen").channel("cobranza").expectCard("PED-51");
  await card.click("Atender");
  await card.expectUpdate("Última respuesta: Carmen Soto (Cobranza) tomó el caso");
  await remo.pass(1);
  await remo.tell(invoiced("FAC-51", "PED-51", { lines: boxes(100) }));
  // The ERP did it: nobody's name stands beside it.
  await card.expectUpdate(/✅ Facturado · 19 nov 12:00$/m);
});

it("invoiced and not delivered: Logistics sees it too, and can say that it arrived", async () => {
  const remo = await startRemo();
  const luis = remo.as("luis");
  await remo.tell(order("PED-52"), planned("ENT-52", "PED-52"), invoiced("FAC-52", "PED-52"));
  await remo.pass(25);
  const bill = await remo.as("carmen").channel("cobranza").expectCard("PED-52");
  expect(bill.text()).toContain(
    "🔴 Facturado sin entrega · PED-52 · FAC-52 sin entrega registrada",
  );
  expect(bill.buttons()).toEqual(["Pedir nota de crédito", "Retener factura", "Atender"]);
  const card = await luis.channel("logistica").expectCard("PED-52");
  expect(card.buttons()).toEqual(["Marcar entregado", "Escalar"]);
  await card.click("Marcar entregado");
  await bill.expectUpdate("✅ Factura y entrega coinciden · 19 nov 11:00 · Luis Peña (Logística)");
});

it("an invoice that differs from what was agreed is accepted with a reason", async () => {
  const remo = await startRemo();
  const carmen = remo.as("carmen");
  await remo.tell(
    order("PED-53"),
    delivered("ENT-53", "PED-53"),
    invoiced("FAC-53", "PED-53", { totalMinor: 19_400_000 }),
  );
  const card = await carmen.channel("cobranza").expectCard("PED-53");
  expect(card.text()).toContain(
    "🟠 Diferencia · PED-53 · se facturó MXN 194,000.00 y se acordó MXN 184,000.00",
  );
  expect(card.text()).toContain("Monto detenido\nMXN 10,000.00");
  await card.choose("Aceptar diferencia");
  const dialog = await carmen.expectDialog("Motivo");
  await dialog.fill({ Motivo: "flete pactado por teléfono" }).submit();
  await card.expectUpdate("✅ Diferencia aceptada · 18 nov 10:00 · Carmen Soto (Cobranza)");
  await card.expectReply("aceptó la diferencia: flete pactado por teléfono");
});

it("more invoiced than delivered is cleared by the credit note", async () => {
  const remo = await startRemo();
  await remo.tell(
    order("PED-54", { lines: boxes(120) }),
    dispatched("ENT-54", "PED-54"),
    delivered("ENT-54", "PED-54"),
    invoiced("FAC-54", "PED-54", { lines: boxes(120) }),
  );
  const sales = await remo.as("ana").channel("ventas").expectCard("PED-54");
  await sales.click("Facturar lo entregado");
  const card = await remo.as("carmen").channel("cobranza").expectCard("PED-54");
  expect(card.text()).toContain(
    "Diferencia · PED-54 · se facturaron 120 cajas y se entregaron 100 cajas",
  );
  await remo.pass(1);
  await remo.tell({
    type: "invoice.credited",
    invoiceId: "FAC-54",
    creditNoteId: "NC-1",
    currency: "MXN",
    lines: boxes(20),
  });
  await card.expectUpdate("✅ Diferencia resuelta");
});
