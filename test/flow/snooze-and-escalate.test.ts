import { expect, it } from "vitest";
import { order } from "../support/orders.ts";
import { startRemo } from "../support/remo.ts";

it("a snoozed case sleeps until its hour, then wakes in its thread", async () => {
  const remo = await startRemo();
  const luis = remo.as("luis");
  await remo.tell(order("PED-1", { promisedOn: "2026-11-17" }));
  const card = await luis.channel("logistica").expectCard("PED-1");
  await card.click("Pausar");
  const dialog = await luis.expectDialog("Pausar el caso");
  expect(dialog.options("Pausar hasta")).toEqual([
    "1 h, hasta hoy 11:00",
    "4 h, hasta hoy 14:00",
    "22 h, hasta mañana 08:00",
    "3 días, hasta sáb 21 nov, 08:00",
    "7 días, hasta mié 25 nov, 08:00",
  ]);
  await dialog.fill({ "Pausar hasta": "4 h, hasta hoy 14:00" }).submit();
  await card.expectUpdate("😴 En pausa · PED-1");
  expect(card.text()).toContain("En pausa hasta el mié 18 nov, 14:00.");
  await card.expectReply("Luis Peña (Logística) pausó el caso: mié 18 nov, 14:00");

  await remo.pass(3);
  await remo.settled();
  expect(card.refresh().text()).toContain("😴");
  await remo.pass(1);
  await card.expectUpdate("🔴 Promesa rota · PED-1");
  await card.expectReply("Terminó la pausa; el caso sigue abierto.");
});

it("a snooze that is already over when it is sent is refused beside its field", async () => {
  const remo = await startRemo();
  const luis = remo.as("luis");
  await remo.tell(order("PED-1", { promisedOn: "2026-11-17" }));
  const card = await luis.channel("logistica").expectCard("PED-1");
  await card.click("Pausar");
  const dialog = await luis.expectDialog("Pausar el caso");
  await remo.pass(2);
  await dialog.fill({ "Pausar hasta": "1 h, hasta hoy 11:00" }).submit();
  dialog.expectError("Hoy 11:00 ya pasó; hace falta una hora posterior.");
  expect(await remo.facts("answer.given")).toEqual([]);
});

it("taken, then escalated with a reason that every channel of the case reads", async () => {
  const remo = await startRemo();
  const luis = remo.as("luis");
  const ana = remo.as("ana");
  await remo.tell(order("PED-2", { promisedOn: "2026-11-17" }));
  const card = await luis.channel("logistica").expectCard("PED-2");
  await card.click("Atender");
  await card.expectUpdate("Luis Peña (Logística) tomó el caso");
  expect([...card.buttons(), ...card.menu()]).not.toContain("Atender");

  await remo.pass(1);
  const sales = await ana.channel("ventas").expectCard("PED-2");
  await sales.expectUpdate("Luis Peña (Logística) tomó el caso");
  await sales.click("Escalar");
  const dialog = await ana.expectDialog("Motivo");
  await dialog.fill({ Motivo: "el cliente amenaza con cancelar" }).submit();
  await card.expectReply("Ana Ríos (Ventas) escaló el caso: el cliente amenaza con cancelar");
  // Marta leads the team with the ball: it is she who is called.
  await card.expectReply("<@U0MARTA>");
  await sales.expectUpdate("Ana Ríos (Ventas) escaló el caso: el cliente amenaza con cancelar");
  expect([...sales.buttons(), ...sales.menu()]).not.toContain("Escalar");
  expect(await ana.command("/remo estado PED-2", "ventas")).toContain(
    "Responsable: Logística · escalado",
  );
  // An escalated case can be taken again.
  await card.refresh().click("Atender");
  await card.expectUpdate("Luis Peña (Logística) tomó el caso");
});

it("English: snooze, wake, take, escalate", async () => {
  const remo = await startRemo({ lang: "en" });
  const luis = remo.as("luis");
  await remo.tell(order("SO-1", { promisedOn: "2026-11-17" }));
  const card = await luis.channel("logistica").expectCard("SO-1");
  await card.click("Snooze");
  const dialog = await luis.expectDialog("Snooze the case");
  await dialog.fill({ "Snooze until": "1 h, until today 11:00" }).submit();
  await card.expectUpdate("Snoozed until Wed 18 Nov, 11:00.");
  await remo.pass(1);
  await card.expectReply("The snooze is over; the case is still open.");
  await card.expectUpdate("🔴 Promise broken");
  await card.click("Take it");
  await card.expectUpdate("Luis Peña (Logistics) took the case");
  await card.click("Escalate");
  const why = await luis.expectDialog("Reason");
  await why.fill({ Reason: "no truck today" }).submit();
  await card.expectReply("Luis Peña (Logistics) escalated the case: no truck today");
});

it("nobody touches it: the card says that it is late, and the next day which day it was", async () => {
  const remo = await startRemo({ now: "2026-11-18T14:30:00.000Z" });
  const luis = remo.as("luis");
  await remo.tell(order("PED-7", { promisedOn: "2026-11-17" }));
  const card = await luis.channel("logistica").expectCard("PED-7");
  expect(card.text()).toContain("hoy 16:30, quedan 8 h");
  // Nobody takes it: its policy calls Logistics' lead first, for nobody is on duty.
  await remo.pass(0.25);
  await card.expectReply(/<@U0MARTA> .*Aviso a quien está de turno: Marta Gil/);
  await remo.pass(8.75);
  await card.expectUpdate(/hoy 16:30, venció/);
  await remo.pass(7);
  await card.expectUpdate(/ayer 16:30, venció/);
});

it("el plazo son horas de trabajo del equipo: ni noche, ni fin de semana, ni feriado", async () => {
  // Friday 13 November, 17:30; Monday the 16th is a public holiday in Mexico.
  const remo = await startRemo({ now: "2026-11-13T23:30:00.000Z", more: { country: "MX" } });
  const luis = remo.as("luis");
  await remo.tell(order("PED-8", { promisedOn: "2026-11-12" }));
  const card = await luis.channel("logistica").expectCard("PED-8");
  expect(card.text()).toContain("Plazo\nmar 17 nov, 15:30, quedan 3 días");
  await remo.pass(95);
  await card.expectUpdate("Plazo\nhoy 15:30, venció hace 1 h");
});

it("English: the deadline is of hours in which the team works", async () => {
  const remo = await startRemo({ now: "2026-11-20T22:00:00.000Z", lang: "en" });
  const luis = remo.as("luis");
  await remo.tell(order("SO-8", { promisedOn: "2026-11-19" }));
  // From Friday 16:00, two hours are left of the day, and six are Monday's.
  const card = await luis.channel("logistica").expectCard("SO-8");
  expect(card.text()).toContain("Deadline\nMon 23 Nov, 14:00, 2 days left");
});
