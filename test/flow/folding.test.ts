import { expect, it } from "vitest";
import {
  boxes,
  delivered,
  dispatched,
  failed,
  invoiced,
  order,
  planned,
  TWO_PROOFS,
} from "../support/orders.ts";
import { startRemo, withoutCalls } from "../support/remo.ts";

it("a broken promise folds the missing proof: one message, which says both", async () => {
  const remo = await startRemo({ rules: TWO_PROOFS });
  const luis = remo.as("luis");
  await remo.tell(
    order("PED-20", { promisedOn: "2026-11-18" }),
    dispatched("ENT-20A", "PED-20", { lines: boxes(60) }),
    delivered("ENT-20A", "PED-20", { lines: boxes(60) }),
    planned("ENT-20B", "PED-20", { lines: boxes(40) }),
  );
  await remo.pass(38);
  await remo.settled();
  const [only, ...others] = luis.channel("logistica").cards();
  expect(others).toEqual([]);
  expect(only?.text).toContain("Promesa rota: PED-20");
  const card = await luis.channel("logistica").expectCard("🔴 Promesa rota · PED-20");
  expect(card.text()).toContain("También: falta evidencia de entrega");
  // What is folded asks for nothing.
  expect(card.buttons()).not.toContain("Adjuntar evidencia");

  // The rest arrives: the cause clears, and the consequence speaks in the same message.
  await remo.tell(
    dispatched("ENT-20B", "PED-20", { lines: boxes(40) }),
    delivered("ENT-20B", "PED-20", { lines: boxes(40) }),
  );
  await card.expectUpdate("🔴 Bloqueado · PED-20 · falta evidencia de entrega");
  expect(card.buttons()[0]).toBe("Adjuntar evidencia");
  await remo.settled();
  expect(luis.channel("logistica").cards()).toHaveLength(1);
  expect(remo.as("carmen").channel("cobranza").cards()).toEqual([]);
});

it("a failed attempt folds the promise it breaks, which speaks once it is planned again", async () => {
  const remo = await startRemo();
  const luis = remo.as("luis");
  await remo.tell(order("PED-21", { promisedOn: "2026-11-17" }), dispatched("ENT-21", "PED-21"));
  await remo.tell(failed("ENT-21", "cerrado"));
  const card = await luis.channel("logistica").expectCard("🔴 Entrega fallida · PED-21");
  expect(card.text()).toContain("También: prometido para el mar 17 nov, sin entregar");
  await remo.pass(1);
  await card.click("Reprogramar entrega");
  const dialog = await luis.expectDialog("Nueva fecha");
  await dialog.fill({ "Nueva fecha": "2026-11-20" }).submit();
  await card.expectUpdate("🔴 Promesa rota · PED-21");
  // The new plan moved the delivery past the promise: Sales is to tell the customer.
  expect(card.text()).toContain("También: la entrega pasa al vie 20 nov");
  await remo.settled();
  expect(luis.channel("logistica").cards()).toHaveLength(1);
});

it("a short delivery folds the invoice's quantity; then the ball passes to Collections", async () => {
  const remo = await startRemo();
  const ana = remo.as("ana");
  const carmen = remo.as("carmen");
  await remo.tell(order("PED-22"), dispatched("ENT-22", "PED-22"));
  await remo.tell(
    delivered("ENT-22", "PED-22", { lines: boxes(90, { rejectedQuantity: 10 }) }),
    invoiced("FAC-22", "PED-22", { lines: boxes(100) }),
  );
  const card = await ana.channel("ventas").expectCard("🟠 Faltante · PED-22");
  expect(card.text()).toContain("También: se facturaron 100 cajas y se entregaron 90 cajas");
  await remo.settled();
  expect(carmen.channel("cobranza").cards()).toEqual([]);

  await remo.pass(3);
  await card.click("Facturar lo entregado");
  const bill = await carmen.channel("cobranza").expectCard("🟠 Diferencia · PED-22");
  expect(bill.text()).toContain("Responsable\nCobranza (desde hace 1 min)");
  expect(bill.buttons()).toEqual(["Ver diferencias", "Pedir nota de crédito", "Atender"]);
  await card.expectUpdate("🟠 Diferencia · PED-22");
  await card.expectReply("Ventas → Cobranza: se facturaron 100 cajas y se entregaron 90 cajas");
  // Sales follows the case now: it may look, ask for the credit, and raise the alarm.
  expect(card.buttons()).toEqual(["Ver diferencias", "Pedir nota de crédito", "Escalar"]);

  await remo.pass(2);
  await remo.tell({
    type: "invoice.credited",
    invoiceId: "FAC-22",
    creditNoteId: "NC-22",
    currency: "MXN",
    lines: boxes(10),
  });
  await bill.expectUpdate("✅ Diferencia resuelta");
  // The hours that each team held it add up to the life of the case.
  expect(bill.text()).toContain("Tiempo en cada equipo: Ventas 3 h · Cobranza 2 h");
  expect(withoutCalls(await remo.events("PED-22"))).toMatchObject([
    { type: "opened", team: "sales", rule: "delivery-short" },
    { type: "answered", answer: { action: "bill-delivered", personName: "Ana Ríos" } },
    { type: "finding-cleared", rule: "delivery-short" },
    { type: "ball-passed", from: "sales", to: "collections", rule: "invoice-mismatch" },
    { type: "closed", team: "collections" },
  ]);
});

it("a burst of changes ends as one card that shows the last of them", async () => {
  const remo = await startRemo({ rules: TWO_PROOFS });
  const luis = remo.as("luis");
  await remo.tell(order("PED-23"), delivered("ENT-23", "PED-23"));
  await remo.pass(5);
  const card = await luis.channel("logistica").expectCard("✗ guía · ✗ firma de recibido");
  const before = remo.slack.calls.filter((call) => call.method === "chat.update").length;
  const proof = (kind: "waybill" | "photo" | "stamp", name: string) =>
    ({ type: "evidence.attached", deliveryId: "ENT-23", kind, name }) as const;
  // Sent as the ERP sends: one after the other, with nobody hurrying the outbox.
  for (const name of ["a", "b", "c", "d", "e"]) {
    await remo.post({
      specversion: "1.0",
      id: `proof-${name}`,
      source: "erp",
      type: "remo.evidence.attached.v1",
      time: remo.now(),
      data: proof("waybill", `${name}.jpg`),
    });
  }
  await card.expectUpdate("✓ guía · ✗ firma de recibido");
  await remo.settled();
  const updates = remo.slack.calls.filter((call) => call.method === "chat.update").length - before;
  expect(updates).toBe(1);
});
