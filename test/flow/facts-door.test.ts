import { expect, it } from "vitest";
import { order } from "../support/orders.ts";
import { type Remo, startRemo, type Told } from "../support/remo.ts";

function event(remo: Remo, id: string, { type, ...data }: Told) {
  return {
    specversion: "1.0",
    id,
    source: "/sources/erp",
    type: `remo.${type}.v1`,
    time: remo.now(),
    data,
  };
}

it("signed facts become a card, a second telling changes nothing, and a bad one blocks no other", async () => {
  const remo = await startRemo();
  const luis = remo.as("luis");
  const batch = [
    event(remo, "1", order("PED-90", { promisedOn: "2026-11-17" })),
    { ...event(remo, "2", order("PED-91")), data: { orderId: "PED-91", currency: "pesos" } },
    event(remo, "3", order("PED-92")),
  ];
  const first = await remo.post(batch);
  expect(first.status).toBe(200);
  expect(first.body).toMatchObject({ accepted: 2, duplicate: 0 });
  expect(JSON.stringify(first.body)).toContain("currency");
  const card = await luis.channel("logistica").expectCard("PED-90");
  expect(card.text()).toContain("🔴 Promesa rota · PED-90");

  expect((await remo.post(batch)).body).toMatchObject({ accepted: 0, duplicate: 2 });
  await remo.settled();
  expect(luis.channel("logistica").cards()).toHaveLength(1);
  expect(await luis.command("/remo estado PED-92", "pasillo")).toContain("Pedido PED-92");
  expect(await luis.command("/remo estado PED-91", "pasillo")).toContain("PED-91 no existe.");

  const answer = await remo.post(
    event(remo, "4", { type: "delivery.delivered", deliveryId: "E-90", orderId: "PED-90" }),
  );
  expect(answer.body).toMatchObject({ accepted: 1 });
  await card.expectUpdate("✅ Promesa atendida");
});

it("facts signed by somebody else are not let in, nor answers that nobody gave in chat", async () => {
  const remo = await startRemo();
  const forged = await remo.post(
    event(remo, "1", order("PED-90", { promisedOn: "2026-11-17" })),
    `whsec_${Buffer.from("another secret").toString("base64")}`,
  );
  expect(forged.status).toBe(401);
  await remo.post(event(remo, "1", order("PED-91", { promisedOn: "2026-11-17" })));
  const card = await remo.as("luis").channel("logistica").expectCard("PED-91");
  const made = await remo.post({
    ...event(remo, "2", order("PED-91")),
    type: "remo.answer.given.v1",
    data: {
      group: { type: "order", id: "PED-91" },
      action: "acknowledge",
      personId: "luis",
      personName: "Luis Peña",
      team: "logistics",
    },
  });
  expect(made.body).toMatchObject({ accepted: 0 });
  await remo.settled();
  expect(card.refresh().buttons()).toContain("Atender");
  expect(await remo.facts("order.placed")).toHaveLength(1);
});

it("a watched source that goes silent is the administrator's case, until it speaks", async () => {
  const remo = await startRemo({ rules: { "source-silent": { everyHours: { erp: 4 } } } });
  const ada = remo.as("ada");
  await remo.post(event(remo, "1", order("PED-1")));
  await remo.pass(5);
  const card = await ada.channel("administracion").expectCard("erp");
  expect(card.text()).toContain("🟠 Sin datos · erp · sin noticias desde el mié 18 nov, 10:00");
  await card.click("Atender");
  await card.expectUpdate(/Ada Mora \(Administración.*\) tomó el caso/);
  await remo.pass(1);
  await remo.post(event(remo, "2", order("PED-2")));
  await card.expectUpdate("✅ La fuente volvió a hablar · 18 nov 16:00");
});
