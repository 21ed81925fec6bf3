import { expect, it } from "vitest";
import { dispatched, order, planned } from "../support/orders.ts";
import { startRemo } from "../support/remo.ts";
import type { SlackUser } from "../support/slack-user.ts";

const LATE = { promisedOn: "2026-11-17" };
const THREE_DAYS = "3 días, hasta sáb 21 nov, 08:00";

async function snoozed(
  luis: SlackUser,
  subject: string,
  condition: Readonly<Record<string, string>>,
) {
  const card = await luis.channel("logistica").expectCard(subject);
  await card.click("Pausar");
  const dialog = await luis.expectDialog("Pausar el caso");
  await dialog.fill({ "Pausar hasta": THREE_DAYS, ...condition }).submit();
  await card.expectUpdate("😴 En pausa");
  return card;
}

it("en pausa hasta que cambie la hora estimada, con el botón para reanudar a mano", async () => {
  const remo = await startRemo();
  const luis = remo.as("luis");
  const eta = (at: string) =>
    ({ type: "delivery.eta", deliveryId: "ENT-1", orderId: "PED-1", etaAt: at }) as const;
  await remo.tell(
    order("PED-1", LATE),
    planned("ENT-1", "PED-1"),
    dispatched("ENT-1", "PED-1"),
    eta("2026-11-19T18:00:00.000Z"),
  );
  const card = await snoozed(luis, "PED-1", {
    "O antes, si": "cambia la hora estimada de llegada",
  });
  expect(card.text()).toContain(
    "En pausa hasta el sáb 21 nov, 08:00, o antes si cambia la hora estimada de llegada.",
  );
  await card.expectReply("pausó el caso: sáb 21 nov, 08:00 · cambia la hora estimada de llegada");
  expect(card.buttons()).toContain("Reanudar");
  expect([...card.buttons(), ...card.menu()]).not.toContain("Atender");

  // The same estimate told again is no change.
  await remo.tell(eta("2026-11-19T18:00:00.000Z"));
  await remo.settled();
  expect(card.refresh().text()).toContain("😴");
  await remo.tell(eta("2026-11-20T18:00:00.000Z"));
  await card.expectReply("Cambió la hora estimada de llegada; terminó la pausa.");
  await card.expectUpdate("🔴 Promesa rota · PED-1");

  // And by hand.
  const again = await snoozed(luis, "PED-1", {});
  await again.click("Reanudar");
  await again.expectReply("Luis Peña (Logística) reanudó el caso");
  await again.expectUpdate("🔴 Promesa rota · PED-1");
});

it("en pausa hasta que el monto pase de lo indicado, o hasta que el cliente responda", async () => {
  const remo = await startRemo();
  const luis = remo.as("luis");
  await remo.tell(order("PED-2", LATE), order("PED-3", LATE));
  const dear = await snoozed(luis, "PED-2", {
    "O antes, si": "el monto pasa de lo indicado abajo",
    "Monto que despierta el caso": "200,000.00",
  });
  expect(dear.text()).toContain("o antes si el monto pasa de MXN 200,000.00.");
  await dear.expectReply("pausó el caso: sáb 21 nov, 08:00 · el monto pasa de MXN 200,000.00");
  const asked = await snoozed(luis, "PED-3", { "O antes, si": "el cliente responde" });
  await remo.tell({ type: "order.changed", orderId: "PED-2", totalMinor: 19_900_000 });
  await remo.settled();
  expect(dear.refresh().text()).toContain("😴");
  await remo.tell({ type: "order.changed", orderId: "PED-2", totalMinor: 20_000_001 });
  await dear.expectReply("El monto pasó del límite indicado; terminó la pausa.");
  expect(asked.refresh().text()).toContain("😴");
  await remo.pass(1);
  await remo.tell({ type: "order.replied", orderId: "PED-3" });
  await asked.expectReply("El cliente respondió; terminó la pausa.");
  await asked.expectUpdate("🔴 Promesa rota · PED-3");
});

it("English: snoozed until the customer replies, or until its hour when nobody does", async () => {
  const remo = await startRemo({ lang: "en" });
  const luis = remo.as("luis");
  await remo.tell(order("SO-1", LATE), order("SO-2", LATE));
  for (const subject of ["SO-1", "SO-2"]) {
    const card = await luis.channel("logistica").expectCard(subject);
    await card.click("Snooze");
    const dialog = await luis.expectDialog("Snooze the case");
    await dialog
      .fill({ "Snooze until": "4 h, until today 14:00", "Or sooner, if": "the customer replies" })
      .submit();
    await card.expectUpdate("Snoozed until Wed 18 Nov, 14:00, or sooner if the customer replies.");
  }
  const [first, second] = await Promise.all(
    ["SO-1", "SO-2"].map((subject) => luis.channel("logistica").expectCard(subject)),
  );
  await remo.pass(1);
  await remo.tell({ type: "order.replied", orderId: "SO-1" });
  await first?.expectReply("The customer replied; the snooze is over.");
  expect(second?.refresh().text()).toContain("😴");
  await remo.pass(3);
  await second?.expectReply("The snooze is over; the case is still open.");
});
