import { expect, it } from "vitest";
import { boxes, delivered, order, photo } from "../support/orders.ts";
import { startRemo, type Told } from "../support/remo.ts";

const CUSTOMER = { customerId: "CLI-7", name: "Abarrotes Lupita" };

function customer(more: Readonly<Record<string, unknown>> = {}): Told {
  return { type: "customer.described", ...CUSTOMER, ...more };
}

function agreement(more: Readonly<Record<string, unknown>> = {}): Told {
  return { type: "agreement.described", agreementId: "CON-9", customerId: "CLI-7", ...more };
}

const WHOLE = {
  prices: [{ sku: "CAJA-12", unitMinor: 184_000 }],
  paymentDays: 30,
  payerId: "CLI-7",
  evidence: [],
  validFrom: "2026-01-01",
} as const;
const BUYER = { buyerId: "CLI-7", customerName: CUSTOMER.name };
const priced = (quantity: number, amountMinor: number) => [
  { lineId: "1", sku: "CAJA-12", unit: "cajas", quantity, amountMinor },
];

it("a promise that cannot be kept: the date that can is offered, and the dialog proposes it", async () => {
  const remo = await startRemo();
  const ana = remo.as("ana");
  // 20 November is a Friday; the route runs on Mondays and Thursdays.
  await remo.tell(
    customer({ leadDays: 3, routeDays: [1, 4] }),
    order("PED-1", { ...BUYER, promisedOn: "2026-11-20" }),
  );
  const card = await ana.channel("ventas").expectCard("PED-1");
  expect(card.text()).toContain(
    "🟠 Fecha imposible · PED-1 · prometido para el vie 20 nov, antes de lo que puede llegar",
  );
  expect(card.text()).toContain("Se puede ofrecer\nlun 23 nov");
  expect(card.text()).toContain("Su ruta sale lunes y jueves.");
  expect(card.buttons()).toEqual(["Dar nueva fecha", "Mantener fecha", "Atender"]);
  await card.click("Dar nueva fecha");
  const dialog = await ana.expectDialog("Nueva fecha");
  // The date that is offered is there already.
  await dialog.submit();
  await card.expectUpdate("✅ Nueva fecha prometida · 18 nov 10:00 · Ana Ríos (Ventas)");
  expect((await remo.facts("order.promised"))[0]?.body).toMatchObject({ promisedOn: "2026-11-23" });
});

it("English: a promise for a day without a route is kept anyway, with a reason", async () => {
  const remo = await startRemo({ lang: "en" });
  const ana = remo.as("ana");
  await remo.tell(
    customer({ routeDays: [1, 4] }),
    order("SO-1", { ...BUYER, promisedOn: "2026-11-25" }),
  );
  const card = await ana.channel("ventas").expectCard("SO-1");
  expect(card.text()).toContain(
    "🟠 Infeasible date · SO-1 · promised for Wed 25 Nov, a day without a route",
  );
  expect(card.text()).toContain("Its route runs on Monday and Thursday.");
  await card.click("Keep date");
  const dialog = await ana.expectDialog("Reason");
  await dialog.fill({ Reason: "they pick it up themselves" }).submit();
  await card.expectUpdate("✅ Date kept · 18 Nov 10:00 · Ana Ríos (Sales)");
});

it("a rejected proof: a member may not accept it, another photo is attached", async () => {
  const remo = await startRemo();
  const luis = remo.as("luis");
  const attached = { deliveryId: "ENT-1", orderId: "PED-1", kind: "photo" } as const;
  await remo.tell(
    customer({ evidence: ["photo"] }),
    order("PED-1", BUYER),
    delivered("ENT-1", "PED-1"),
    { type: "evidence.attached", ...attached, name: "negra.jpg" },
  );
  await remo.pass(1);
  await remo.tell({ type: "evidence.checked", ...attached, problem: "unreadable" });
  const card = await luis.channel("logistica").expectCard("PED-1");
  expect(card.text()).toContain("🔴 Evidencia observada · PED-1 · evidencia que no sirve: foto");
  expect(card.text()).toContain("Evidencia: ✗ foto no se puede leer");
  expect(await luis.command("/remo evidencia PED-1", "logistica")).toContain(
    "✗ foto · negra.jpg · hoy 10:00 · no se puede leer",
  );
  await card.choose("Aceptar evidencia");
  expect(await luis.expectEphemeral("Aceptar")).toContain("necesita aprobación");
  await card.click("Adjuntar evidencia");
  const dialog = await luis.expectDialog("Adjuntar evidencia");
  expect(dialog.options("Tipo de evidencia")[0]).toBe("foto");
  await dialog.attach("Archivos", photo("buena.jpg")).submit();
  await card.expectUpdate("✅ Evidencia válida · 18 nov 11:00 · Luis Peña (Logística)");
});

it("English: a lead accepts a proof with a problem", async () => {
  const remo = await startRemo({ lang: "en" });
  const marta = remo.as("marta");
  const attached = { deliveryId: "DN-1", orderId: "SO-1", kind: "photo" } as const;
  await remo.tell(
    customer({ evidence: ["photo"] }),
    order("SO-1", BUYER),
    delivered("DN-1", "SO-1"),
    { type: "evidence.attached", ...attached, name: "old.jpg" },
  );
  await remo.pass(1);
  await remo.tell({ type: "evidence.checked", ...attached, problem: "reused" });
  const card = await marta.channel("logistica").expectCard("SO-1");
  expect(card.text()).toContain("🔴 Proof rejected · SO-1 · proof that is no good: photo");
  expect(card.text()).toContain("✗ photo was already used for another delivery");
  await card.choose("Accept proof");
  const dialog = await marta.expectDialog("Reason");
  await dialog.fill({ Reason: "same truck, two orders" }).submit();
  await card.expectUpdate("✅ Proof accepted · 18 Nov 11:00 · Marta Gil (Logistics)");
});

it("an agreement without terms: said to be completed, asked again, and completed", async () => {
  const remo = await startRemo();
  const ana = remo.as("ana");
  await remo.tell(
    customer(),
    agreement({ validFrom: "2026-01-01" }),
    order("PED-1", { ...BUYER, agreementId: "CON-9" }),
  );
  const card = await ana.channel("ventas").expectCard("PED-1");
  expect(card.text()).toContain(
    "🟠 Acuerdo incompleto · PED-1 · al acuerdo CON-9 le faltan condiciones",
  );
  expect(card.text()).toContain(
    "Falta: ✗ precios · ✗ plazo de pago · ✗ quién paga · ✗ evidencia exigida",
  );
  await card.click("Acuerdo completado");
  const dialog = await ana.expectDialog("Motivo");
  await dialog.fill({ Motivo: "firmado hoy" }).submit();
  await card.expectUpdate("✅ Acuerdo por confirmar · 18 nov 10:00 · Ana Ríos (Ventas)");
  // Three days later no system has told it.
  await remo.pass(73);
  await remo.settled();
  expect(ana.channel("ventas").cards()).toHaveLength(2);
  const again = await ana.channel("ventas").expectCard("🟠 Acuerdo incompleto · PED-1");
  await remo.tell(agreement(WHOLE));
  await remo.pass(0);
  await again.expectUpdate(/✅ Acuerdo completo · 21 nov 11:00$/m);
});

it("English: an agreement nobody described", async () => {
  const remo = await startRemo({ lang: "en" });
  await remo.tell(customer(), order("SO-1", { ...BUYER, agreementId: "CON-9" }));
  const card = await remo.as("ana").channel("ventas").expectCard("SO-1");
  expect(card.text()).toContain("🟠 Agreement incomplete · SO-1 · agreement CON-9 lacks terms");
  expect(card.text()).toContain("Missing: ✗ the agreement itself");
  await remo.tell(agreement(WHOLE));
  await remo.pass(0);
  await card.expectUpdate(/✅ Agreement complete · 18 Nov 10:00$/m);
});

/** Agreed 1,840.00 a box and thirty days; invoiced 1,900.00 and sixty. */
const WRONG: readonly Told[] = [
  customer(),
  agreement(WHOLE),
  order("PED-1", { ...BUYER, agreementId: "CON-9", lines: priced(100, 18_400_000) }),
  delivered("ENT-1", "PED-1", { lines: boxes(100) }),
  {
    type: "invoice.issued",
    invoiceId: "FAC-1",
    orderIds: ["PED-1"],
    currency: "MXN",
    payerId: "CLI-7",
    paymentDays: 60,
    lines: priced(100, 19_000_000),
  },
];

it("a mismatch: the four documents side by side, to the one who asks, and nothing is recorded", async () => {
  const remo = await startRemo();
  const carmen = remo.as("carmen");
  await remo.tell(...WRONG);
  const card = await carmen.channel("cobranza").expectCard("PED-1");
  expect(card.text()).toContain("🟠 Diferencia · PED-1 · FAC-1 difiere en plazo de pago y precio");
  expect(card.text()).toContain("Diferencias: ✗ plazo de pago: 60 días, y no 30 días");
  expect(card.buttons()).toEqual(["Ver diferencias", "Pedir nota de crédito", "Atender"]);
  await card.click("Ver diferencias");
  const said = await carmen.expectEphemeral("Diferencias de FAC-1");
  expect(said).toContain("✗ plazo de pago: acuerdo 30 días · factura 60 días");
  expect(said).toContain(
    "✗ precio CAJA-12: acuerdo MXN 1,840.00 · pedido MXN 1,840.00 · factura MXN 1,900.00",
  );
  expect(said).toContain("✓ cantidad: pedido 100 cajas · entrega 100 cajas · factura 100 cajas");
  expect(said).toContain("✓ quién paga: acuerdo CLI-7 · factura CLI-7");
  await remo.settled();
  expect(await remo.facts("answer.given")).toEqual([]);
  expect(remo.as("ana").whispers()).toEqual([]);
  expect(card.text()).not.toContain("Última respuesta");
});

it("English: the same, in the reader's words", async () => {
  const remo = await startRemo({ lang: "en" });
  const carmen = remo.as("carmen");
  await remo.tell(...WRONG);
  const card = await carmen.channel("cobranza").expectCard("PED-1");
  expect(card.text()).toContain("🟠 Mismatch · PED-1 · FAC-1 differs in payment terms and price");
  await card.click("Show differences");
  const said = await carmen.expectEphemeral("Differences of FAC-1");
  expect(said).toContain("✗ payment terms: agreement 30 days · invoice 60 days");
  expect(said).toContain("✗ price CAJA-12: agreement MXN 1,840.00 · order MXN 1,840.00");
});
