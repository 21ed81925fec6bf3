import { expect, it } from "vitest";
import { delivered, dispatched, order, planned, released, TWO_PROOFS } from "../support/orders.ts";
import { type Remo, startRemo, type Told } from "../support/remo.ts";

const change = (orderId: string): readonly Told[] => [
  order(orderId, { address: "Av. Central 120" }),
  planned(`E-${orderId}`, orderId),
  released(`E-${orderId}`, orderId),
];
const moved = (orderId: string): Told => ({
  type: "order.changed",
  orderId,
  address: "Bodega 4, Zapopan",
});

async function changed(remo: Remo, ...orderIds: readonly string[]): Promise<void> {
  await remo.tell(...orderIds.flatMap(change));
  await remo.pass(0.5);
  await remo.tell(...orderIds.map(moved));
}

it("a card pressed after somebody else answered says what happened, to that person only", async () => {
  const remo = await startRemo();
  const luis = remo.as("luis");
  const marta = remo.as("marta");
  await changed(remo, "PED-1");
  const old = await luis.channel("logistica").expectCard("PED-1");
  const fresh = await marta.channel("logistica").expectCard("PED-1");
  await remo.pass(0.25);
  await fresh.click("Confirmar cambio");
  await fresh.expectUpdate("✅ Cambio confirmado");

  await remo.pass(0.25);
  await old.click("No se puede");
  expect(await luis.expectEphemeral("Este botón")).toBe(
    "Este botón es de las 10:30. A las 10:45 Marta Gil (Logística) ya confirmó el cambio; nada que hacer.",
  );
  expect(luis.driver.screen().modals).toEqual([]);
  expect(marta.whispers()).toEqual([]);
  expect(await remo.facts("answer.given")).toHaveLength(1);
});

it("a dialog sent after somebody else answered says so in its place", async () => {
  const remo = await startRemo();
  const luis = remo.as("luis");
  const marta = remo.as("marta");
  await changed(remo, "PED-1");
  const card = await luis.channel("logistica").expectCard("PED-1");
  await card.click("No se puede");
  const dialog = await luis.expectDialog("Motivo");
  await (await marta.channel("logistica").expectCard("PED-1")).click("Confirmar cambio");
  await card.expectUpdate("✅ Cambio confirmado");
  await dialog.fill({ Motivo: "ya salió" }).submit();
  const said = await luis.expectDialog("Sin cambios");
  expect(said.text()).toContain("Marta Gil (Logística) ya confirmó el cambio; nada que hacer.");
  expect(await remo.facts("answer.given")).toHaveLength(1);
});

it("a card pressed after the world moved on says how it ended", async () => {
  const remo = await startRemo();
  const luis = remo.as("luis");
  await remo.tell(order("PED-2", { promisedOn: "2026-11-17" }), dispatched("E-2", "PED-2"));
  const old = await luis.channel("logistica").expectCard("PED-2");
  await remo.pass(1);
  await remo.tell(delivered("E-2", "PED-2"));
  await remo.settled();
  await old.click("Dar nueva fecha");
  expect(await luis.expectEphemeral("Este botón")).toBe(
    "Este botón es de las 10:00. A las 11:00 se resolvió: promesa atendida; nada que hacer.",
  );
  expect(await remo.facts("answer.given")).toEqual([]);
});

it("an old card never answers for the next case of the same order", async () => {
  const remo = await startRemo();
  const luis = remo.as("luis");
  await changed(remo, "PED-3");
  const old = await luis.channel("logistica").expectCard("PED-3");
  const seen = await remo.as("marta").channel("logistica").expectCard("PED-3");
  await seen.click("Confirmar cambio");
  await seen.expectUpdate("✅ Cambio confirmado");
  await remo.pass(2);
  await remo.tell({ type: "order.changed", orderId: "PED-3", address: "Muelle 9, Veracruz" });
  const next = await luis.channel("logistica").expectCard("Muelle 9, Veracruz");
  await old.click("Confirmar cambio");
  await luis.expectEphemeral("Marta Gil (Logística) ya confirmó el cambio");
  await remo.settled();
  expect(next.refresh().text()).toContain("🔵 Cambio por confirmar");
  expect(await remo.facts("answer.given")).toHaveLength(1);
});

it("a checklist that moved on still takes the proof: the button is about the same thing", async () => {
  const remo = await startRemo({ rules: TWO_PROOFS });
  const luis = remo.as("luis");
  await remo.tell(order("PED-4"), delivered("E-4", "PED-4"));
  await remo.pass(5);
  const old = await luis.channel("logistica").expectCard("PED-4");
  await remo.tell({ type: "evidence.attached", deliveryId: "E-4", kind: "waybill", name: "g.pdf" });
  await remo.settled();
  await old.click("Adjuntar evidencia");
  const dialog = await luis.expectDialog("Adjuntar evidencia");
  expect(dialog.options("Tipo de evidencia")[0]).toBe("firma de recibido");
});

it("of two people who answer differently at one instant, exactly one counts", async () => {
  const remo = await startRemo();
  const luis = remo.as("luis");
  const marta = remo.as("marta");
  const orderIds = ["PED-11", "PED-12", "PED-13", "PED-14", "PED-15", "PED-16"];
  await changed(remo, ...orderIds);
  for (const orderId of orderIds) {
    const mine = await luis.channel("logistica").expectCard(orderId);
    const theirs = await marta.channel("logistica").expectCard(orderId);
    await theirs.click("No se puede");
    const dialog = await marta.expectDialog("Motivo");
    dialog.fill({ Motivo: "ya salió" });
    await Promise.all([mine.click("Confirmar cambio"), dialog.submit()]);
    await mine.expectUpdate("✅ Resuelto");
    await (marta.driver.screen().modals.length > 0 ? dialog.close() : undefined);
  }
  await remo.settled();
  const answers = await remo.facts("answer.given");
  expect(answers.map((answer) => answer.subject).toSorted()).toEqual(
    orderIds.map((id) => `order:${id}`),
  );
  // Whoever came second was told, Luis in private and Marta in place of her dialog.
  const byMarta = answers.filter((answer) => answer.body["personId"] === "marta").length;
  await luis.until("Luis to be told", () =>
    luis.whispers().length === byMarta ? true : undefined,
  );
});

it("of two people who take the case at one instant, the second reads who has it", async () => {
  const remo = await startRemo();
  const luis = remo.as("luis");
  const marta = remo.as("marta");
  await changed(remo, "PED-20");
  const cards = [
    await luis.channel("logistica").expectCard("PED-20"),
    await marta.channel("logistica").expectCard("PED-20"),
  ];
  await Promise.all(cards.map((card) => card.click("Atender")));
  await cards[0]?.expectUpdate("tomó el caso");
  const [answer, ...others] = await remo.facts("answer.given");
  expect(others).toEqual([]);
  const first = String(answer?.body["personName"]);
  const second = first === "Luis Peña" ? marta : luis;
  expect(await second.expectEphemeral("en atención")).toBe(
    `El caso ya está en atención: ${first} (Logística) tomó el caso. Nada que hacer.`,
  );
});
