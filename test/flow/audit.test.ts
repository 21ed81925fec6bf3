import { expect, it } from "vitest";
import { cancelled, delivered, dispatched, order, photo, TWO_PROOFS } from "../support/orders.ts";
import { startRemo } from "../support/remo.ts";

it("the facts say who answered what, when, for which team, about which delivery, and why", async () => {
  const remo = await startRemo({ rules: TWO_PROOFS });
  const luis = remo.as("luis");
  const marta = remo.as("marta");
  await remo.tell(order("PED-1"), delivered("E-1", "PED-1"));
  await remo.pass(5);
  const card = await luis.channel("logistica").expectCard("PED-1");
  await card.click("Atender");
  await card.expectUpdate("tomó el caso");
  await remo.pass(0.5);
  await card.click("Adjuntar evidencia");
  const proof = await luis.expectDialog("Adjuntar evidencia");
  await proof.attach("Archivos", photo("guia.jpg")).submit();
  await card.expectUpdate("✓ guía");
  await remo.pass(0.5);
  await (await marta.channel("logistica").expectCard("PED-1")).choose("Dispensar evidencia");
  const waive = await marta.expectDialog("Motivo");
  await waive.fill({ Motivo: "el cliente la perdió" }).submit();
  await card.expectUpdate("✅ Evidencia dispensada");

  const given = { source: "remo", subject: "order:PED-1" };
  const about = { rule: "evidence-missing", subject: "delivery:E-1", team: "logistics" };
  expect(await remo.facts("answer.given")).toMatchObject([
    {
      ...given,
      occurred_at: "2026-11-18T21:00:00.000Z",
      body: { action: "acknowledge", personId: "luis", personName: "Luis Peña", team: "logistics" },
    },
    {
      ...given,
      occurred_at: "2026-11-18T21:30:00.000Z",
      body: { action: "attach-proof", personId: "luis", evidence: ["waybill"], ...about },
    },
    {
      ...given,
      occurred_at: "2026-11-18T22:00:00.000Z",
      body: { action: "waive", personId: "marta", reason: "el cliente la perdió", ...about },
    },
  ]);
  expect(await remo.events("PED-1")).toMatchObject([
    { type: "opened", at: "2026-11-18T21:00:00.000Z" },
    { type: "answered", at: "2026-11-18T21:00:00.000Z", answer: { action: "acknowledge" } },
    { type: "answered", at: "2026-11-18T21:30:00.000Z", answer: { action: "attach-proof" } },
    { type: "answered", at: "2026-11-18T22:00:00.000Z", answer: { action: "waive" } },
    { type: "closed", at: "2026-11-18T22:00:00.000Z", team: "logistics" },
  ]);
});

it("a case whose order is cancelled closes as that, and claims nobody's work", async () => {
  const remo = await startRemo({ rules: TWO_PROOFS });
  const luis = remo.as("luis");
  await remo.tell(order("PED-2", { promisedOn: "2026-11-17" }));
  const card = await luis.channel("logistica").expectCard("PED-2");
  await card.click("Atender");
  await card.expectUpdate("tomó el caso");
  await remo.pass(1);
  await remo.tell(cancelled("PED-2", "el cliente desistió"));
  await card.expectUpdate(/✅ Pedido cancelado · 18 nov 11:00$/m);
  expect(card.message.text).toBe("PED-2: caso resuelto el 18 nov 11:00: pedido cancelado.");
});

it("what the ERP tells late is told as of when it happened, and the case comes out the same", async () => {
  const remo = await startRemo();
  const luis = remo.as("luis");
  await remo.tell(order("PED-3", { promisedOn: "2026-11-17" }));
  const card = await luis.channel("logistica").expectCard("PED-3");
  await remo.pass(2);
  await remo.tell(
    delivered("E-3", "PED-3", { occurredAt: "2026-11-17T20:00:00.000Z" }),
    dispatched("E-3", "PED-3", { occurredAt: "2026-11-17T15:00:00.000Z" }),
  );
  await card.expectUpdate("✅ Promesa atendida");
  expect(await luis.command("/remo estado PED-3", "pasillo")).toContain(
    "Entrega E-3: entregada ayer 14:00",
  );
  expect(await remo.facts("delivery.delivered")).toMatchObject([
    { occurred_at: "2026-11-17T20:00:00.000Z", recorded_at: remo.now() },
  ]);
});
