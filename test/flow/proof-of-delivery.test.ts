import { afterEach, describe, expect, it } from "vitest";
import { type Remo, startRemo } from "../support/remo.ts";

const PHOTO = Buffer.from([0xff, 0xd8, 0xff, 0xe0, 1, 2, 3, 4]);

describe("a delivery without its proof", () => {
  let remo: Remo;
  afterEach(() => remo.close());

  it("holds the invoice, is answered from chat, and frees it", async () => {
    remo = await startRemo({
      now: "2026-11-18T16:00:00.000Z",
      rules: { "evidence-missing": { required: ["waybill", "signature"], graceHours: 4 } },
    });
    const luis = remo.as("luis");
    const carmen = remo.as("carmen");
    await remo.tell(
      {
        type: "order.placed",
        orderId: "PED-1042",
        customerName: "Distribuidora del Bajío",
        currency: "MXN",
        totalMinor: 18_400_000,
        promisedOn: "2026-11-20",
      },
      { type: "delivery.dispatched", deliveryId: "ENT-881", orderId: "PED-1042" },
      { type: "delivery.delivered", deliveryId: "ENT-881", orderId: "PED-1042" },
    );
    await remo.as("luis").channel("logistica").expectNoCard("PED-1042");

    await remo.pass(5);
    const card = await luis.channel("logistica").expectCard("PED-1042");
    expect(card.text()).toContain("Distribuidora del Bajío");
    expect(card.text()).toContain("MXN 184,000.00");
    expect(card.buttons()[0]).toBe("Adjuntar evidencia");

    await card.click("Adjuntar evidencia");
    const dialog = await luis.expectDialog(/evidencia/i);
    console.log(dialog);
  });
});
