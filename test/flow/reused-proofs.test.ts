import { expect, it } from "vitest";
import { delivered, order, photo } from "../support/orders.ts";
import { startRemo, type Told } from "../support/remo.ts";

const PHOTO = photo("puerta.jpg");
const DEMANDS: Told = {
  type: "customer.described",
  customerId: "CLI-7",
  name: "Abarrotes Lupita",
  evidence: ["photo"],
};
const BUYER = { buyerId: "CLI-7", customerName: "Abarrotes Lupita" };

it("una foto ya usada: otra entrega la tenía, se ve cuál, y otra foto la sustituye", async () => {
  const remo = await startRemo();
  const luis = remo.as("luis");
  await remo.tell(DEMANDS, order("PED-1", BUYER), delivered("ENT-1", "PED-1"));
  await remo.pass(5);
  const first = await luis.channel("logistica").expectCard("PED-1");
  await first.click("Adjuntar evidencia");
  await (await luis.expectDialog("Adjuntar evidencia")).attach("Archivos", PHOTO).submit();
  await first.expectUpdate("✅ Evidencia completa");

  await remo.tell(order("PED-2", BUYER), delivered("ENT-2", "PED-2"));
  await remo.pass(5);
  const second = await luis.channel("logistica").expectCard("PED-2");
  await second.click("Adjuntar evidencia");
  await (await luis.expectDialog("Adjuntar evidencia")).attach("Archivos", PHOTO).submit();
  await second.expectUpdate("🔴 Evidencia observada · PED-2 · evidencia que no sirve: foto");
  expect(second.text()).toContain("Evidencia: ✗ foto ya se usó en otra entrega (ENT-1)");
  expect(await luis.command("/remo evidencia PED-2", "logistica")).toContain(
    "✗ foto · puerta.jpg · hoy 20:00 · Luis Peña · ya se usó en otra entrega (ENT-1)",
  );
  expect(await luis.command("/remo estado PED-2", "logistica")).not.toContain(
    "Ya se puede facturar",
  );
  // The order that had it first is proven by it.
  expect(await luis.command("/remo evidencia PED-1", "logistica")).toContain("✓ foto · puerta.jpg");

  await second.click("Adjuntar evidencia");
  const again = await luis.expectDialog("Adjuntar evidencia");
  await again.attach("Archivos", photo("otra.jpg")).submit();
  await second.expectUpdate("✅ Evidencia válida · 18 nov 20:00 · Luis Peña (Logística)");
});

it("una foto de dos entregas del mismo pedido prueba las dos", async () => {
  const remo = await startRemo();
  const luis = remo.as("luis");
  const both = { kind: "photo", name: "muelle.jpg", sha256: "c".repeat(64) } as const;
  await remo.tell(
    DEMANDS,
    order("PED-1", BUYER),
    delivered("ENT-1", "PED-1", { lines: [] }),
    delivered("ENT-2", "PED-1", { lines: [] }),
    { type: "evidence.attached", deliveryId: "ENT-1", ...both },
    { type: "evidence.attached", deliveryId: "ENT-2", ...both },
  );
  const said = await luis.command("/remo evidencia PED-1", "logistica");
  expect(said.match(/✓ foto · muelle\.jpg/g)).toHaveLength(2);
  expect(said).not.toContain("ya se usó");
});

it("English: a photo told late had proven another order first, and a lead accepts it", async () => {
  const remo = await startRemo({ lang: "en" });
  const marta = remo.as("marta");
  const attached = { kind: "photo", name: "dock.jpg", sha256: "d".repeat(64) } as const;
  await remo.tell(DEMANDS, order("SO-2", BUYER), delivered("DN-2", "SO-2"), {
    type: "evidence.attached",
    deliveryId: "DN-2",
    orderId: "SO-2",
    ...attached,
  });
  await remo.pass(1);
  await marta.channel("logistica").expectNoCard("SO-2", 0);
  // The other truck's system was down: what it tells now happened an hour before.
  await remo.tell(order("SO-1", BUYER), delivered("DN-1", "SO-1"), {
    type: "evidence.attached",
    deliveryId: "DN-1",
    orderId: "SO-1",
    ...attached,
    occurredAt: "2026-11-18T15:30:00.000Z",
  });
  await remo.pass(0);
  const card = await marta.channel("logistica").expectCard("SO-2");
  expect(card.text()).toContain("🔴 Proof rejected · SO-2 · proof that is no good: photo");
  expect(card.text()).toContain("✗ photo was already used for another delivery (DN-1)");
  await card.choose("Accept proof");
  const dialog = await marta.expectDialog("Reason");
  await dialog.fill({ Reason: "same truck, two orders" }).submit();
  await card.expectUpdate("✅ Proof accepted · 18 Nov 11:00 · Marta Gil (Logistics)");
});
