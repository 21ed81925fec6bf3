import { expect, it } from "vitest";
import { startRemo } from "../support/remo.ts";

it("a customer that wants it is reminded of an invoice that belongs to no order", async () => {
  const remo = await startRemo();
  const carmen = remo.as("carmen");
  await remo.tell(
    { type: "customer.described", customerId: "CLI-68", name: "Tienda Sur", wantsReminder: true },
    {
      type: "invoice.issued",
      invoiceId: "FAC-68",
      orderIds: [],
      payerId: "CLI-68",
      currency: "MXN",
      totalMinor: 250_000,
      dueOn: "2026-11-21",
    },
  );
  await remo.pass(0.01);
  const card = await carmen.channel("cobranza").expectCard("🔵 Por vencer · Tienda Sur (CLI-68)");
  expect(card.text()).toContain("FAC-68 vence el sáb 21 nov");
  await card.click("Ya se recordó");
  await card.expectUpdate("✅ Cliente avisado del vencimiento");
});
