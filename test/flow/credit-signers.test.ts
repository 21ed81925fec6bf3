import { expect, it } from "vitest";
import { anaAsks, threeBoxesShort } from "../support/credit-notes.ts";
import { delivered, invoiced, order } from "../support/orders.ts";
import { startRemo } from "../support/remo.ts";

it("above the lead's limit the controller signs, and types the amount again above the step-up", async () => {
  const remo = await threeBoxesShort();
  await anaAsks(remo, "60,000.00");
  const lucia = remo.as("lucia");
  const billing = await lucia.channel("cobranza").expectCard("Nota de crédito por aprobar");
  expect(billing.buttons()).not.toContain("Aprobar MXN 60,000.00");
  const vera = remo.as("vera");
  const card = await vera.channel("contraloria").expectCard("PED-1");
  expect(card.text()).toContain("Aprueba\nContraloría (hasta MXN 100,000.00)");
  // Lucía reads along in the controller's channel, and tries all the same.
  await (await lucia.channel("contraloria").expectCard("PED-1")).click("Aprobar MXN 60,000.00");
  const tried = await lucia.expectDialog("Confirmar monto");
  await tried.fill({ "Monto, escrito otra vez": "60,000.00" }).submit();
  expect(tried.text()).toContain(
    "Aprobar MXN 60,000.00 le toca a Contraloría: Vera Luna, Diego Ruiz y Dora Paz. Se le avisó.",
  );
  const call = await card.expectReply("Lucía Rey (Cobranza) avisó a quien puede aprobar");
  expect(JSON.stringify(call)).toContain("U0VERA");
  expect(await remo.facts("credit.approved")).toEqual([]);

  await card.click("Aprobar MXN 60,000.00");
  const typed = await vera.expectDialog("Confirmar monto");
  await typed.fill({ "Monto, escrito otra vez": "6,000.00" }).submit();
  typed.expectError("El monto escrito no es el de la solicitud: MXN 60,000.00.");
  await typed.fill({ "Monto, escrito otra vez": "60,000.00" }).submit();
  await card.expectUpdate("Nota de crédito por emitir");
});

it("two directors sign what is above everybody's limit, one after the other", async () => {
  const remo = await threeBoxesShort();
  await anaAsks(remo, "150,000.00");
  const sign = async (name: string) => {
    const card = await remo.as(name).channel("contraloria").expectCard("PED-1");
    await card.click("Aprobar MXN 150,000.00");
    const typed = await remo.as(name).expectDialog("Confirmar monto");
    await typed.fill({ "Monto, escrito otra vez": "150000" }).submit();
    return { card, typed };
  };
  const vera = await sign("vera");
  expect(vera.typed.text()).toContain("le toca a Dirección, 2 personas: Diego Ruiz y Dora Paz");
  const { card } = await sign("diego");
  await card.expectUpdate("Ya aprobó Diego Ruiz: 1 de 2.");
  const again = await sign("diego");
  expect(again.typed.text()).toContain("Esa firma ya está puesta en esta solicitud");
  await sign("dora");
  await card.expectUpdate("aprobaron Diego Ruiz y Dora Paz. Falta emitir la nota");
  const signed = await remo.facts("credit.approved");
  expect(signed.map(({ body }) => [body["personId"], body["final"]])).toEqual([
    ["diego", false],
    ["dora", true],
  ]);
});

it("nobody signs their own request, nor more than is left of the invoice", async () => {
  const remo = await startRemo();
  const lucia = remo.as("lucia");
  await remo.tell(order("PED-1", { buyerId: "CLI-1" }), invoiced("FAC-2210", "PED-1"));
  await lucia.command("/remo credito FAC-2210 200,000.00 PRI precio acordado", "cobranza");
  const dialog = await lucia.expectDialog("Nota de crédito");
  expect(dialog.text()).toContain("Quedan MXN 184,000.00 por acreditar.");
  await dialog.submit();
  dialog.expectError("A FAC-2210 le quedan MXN 184,000.00 por acreditar");
  await dialog.fill({ Monto: "9,000.00" }).submit();
  await dialog.expectClosed();
  const card = await lucia.channel("cobranza").expectCard("PED-1");
  expect(card.text()).toContain("precio acordado (PRI · 01)");
  await card.click("Aprobar MXN 9,000.00");
  await lucia.expectEphemeral("Quien pide una nota de crédito no la aprueba ni la rechaza");
  expect(await remo.facts("credit.approved")).toEqual([]);
});

it("two halves of one amount need who signs the whole, even from two orders", async () => {
  const remo = await startRemo();
  await remo.tell(
    ...["1", "2"].flatMap((n) => [
      order(`PED-${n}`, { buyerId: "CLI-1" }),
      delivered(`E-${n}`, `PED-${n}`),
      invoiced(`FAC-${n}`, `PED-${n}`),
    ]),
  );
  const ana = remo.as("ana");
  for (const n of ["1", "2"]) {
    await ana.command(`/remo credito FAC-${n} 15,000 PRI`, "ventas");
    const dialog = await ana.expectDialog("Nota de crédito");
    await dialog.submit();
    await dialog.expectClosed();
  }
  const card = await remo.as("vera").channel("contraloria").expectCard("PED-2");
  expect(card.text()).toContain("Va 1 nota en 30 días por MXN 15,000.00");
  // The first card was drawn before the second half was asked for; the lock knows better.
  const first = await remo.as("lucia").channel("cobranza").expectCard("PED-1");
  await first.click("Aprobar MXN 15,000.00");
  await remo.as("lucia").expectEphemeral("le toca a Contraloría: Vera Luna, Diego Ruiz y Dora Paz");
  expect(await remo.facts("credit.approved")).toEqual([]);
});

it("a delegate signs between two dates, in somebody's name, and never for the requester", async () => {
  const remo = await threeBoxesShort();
  await anaAsks(remo, "12,300.00");
  const carmen = remo.as("carmen");
  const card = await carmen.channel("cobranza").expectCard("Nota de crédito por aprobar");
  await card.click("Aprobar MXN 12,300.00");
  await carmen.expectEphemeral("le toca a líder de Cobranza: Lucía Rey");
  const delegate = { personId: "carmen", personName: "Carmen Soto" };
  const lucia = { personId: "lucia", personName: "Lucía Rey" };
  const from = "2026-11-18T15:00:00.000Z";
  const until = "2026-11-20T15:00:00.000Z";
  await remo.tell({ type: "delegate.named", source: "remo", ...lucia, delegate, from, until });
  await card.click("Aprobar MXN 12,300.00");
  await card.expectUpdate("aprobó Carmen Soto (por Lucía Rey)");
  expect(await remo.facts("credit.approved")).toMatchObject([
    { body: { personId: "carmen", onBehalfOf: lucia, final: true } },
  ]);
});
