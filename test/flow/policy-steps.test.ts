import { expect, it } from "vitest";
import { OFFICE } from "../support/office-people.ts";
import { order } from "../support/orders.ts";
import { startRemo } from "../support/remo.ts";

/** Friday 13 November 2026, 17:30 in Mexico City; Monday the 16th is a public holiday there. */
const FRIDAY = "2026-11-13T23:30:00.000Z";
const MINUTE = 1 / 60;

it("nadie lo toma: turno el viernes, y tras la noche, el fin de semana y el feriado, los demás", async () => {
  const remo = await startRemo({ now: FRIDAY, more: OFFICE });
  const luis = remo.as("luis");
  await remo.tell(order("PED-1", { promisedOn: "2026-11-12" }));
  const card = await luis.channel("logistica").expectCard("PED-1");
  expect(card.text()).toContain("Si nadie lo toma, hoy 17:45 se avisa a quien está de turno.");
  await luis.direct().expectNoCard("PED-1", 50);

  await remo.pass(15 * MINUTE);
  const direct = await luis.direct().expectCard("🔴 Promesa rota · PED-1");
  expect(direct.buttons()).toEqual(card.buttons());
  await card.expectReply(/<@U0LUIS> 13 nov 17:45 · Aviso a quien está de turno: Luis Peña\.$/);
  await direct.expectReply(/^13 nov 17:45 · Aviso a quien está de turno: Luis Peña\.$/);
  await card.expectUpdate("Si nadie lo toma, mar 17 nov, 08:15 se avisa a todo el equipo.");

  // Saturday, Sunday, and Monday's holiday: the case grows older, and nobody is called.
  for (const _day of ["sat", "sun", "mon"]) await remo.pass(24);
  await remo.settled();
  expect(card.thread()).toHaveLength(1);

  await remo.pass(14.5);
  await card.expectReply(/17 nov 08:15 · Aviso a todo el equipo: Luis Peña y Marta Gil\.$/);
  await remo.pass(75 * MINUTE);
  await card.expectReply(/<@U0MARTA> 17 nov 09:30 · Aviso a liderazgo: Marta Gil\.$/);
  await remo.as("marta").direct().expectCard("🔴 Promise broken · PED-1");
  await remo.pass(2);
  await card.expectReply(/<@U0VERA> 17 nov 11:30 · Aviso a gerencia: Vera Luna\.$/);
  const above = await remo.as("vera").direct().expectCard("PED-1");
  // A manager of no team takes part because the case called her.
  expect([...above.buttons(), ...above.menu()]).toEqual([
    "Escalar",
    "Asignar",
    "Seguir caso",
    "Silenciar casos así",
  ]);
  const notified = (await remo.events("PED-1")).filter(({ type }) => type === "notified");
  expect(notified).toMatchObject([
    { notify: "owner", dueAt: "2026-11-13T23:45:00.000Z", late: false },
    { notify: "channel", dueAt: "2026-11-17T14:15:00.000Z", late: false },
    { notify: "lead", dueAt: "2026-11-17T15:30:00.000Z", late: false },
    { notify: "manager", dueAt: "2026-11-17T17:30:00.000Z", late: false },
  ]);
});

it("English: taken in a direct message, which holds the clock until it expires", async () => {
  const remo = await startRemo({ now: FRIDAY, lang: "en", more: OFFICE });
  const luis = remo.as("luis");
  await remo.tell(order("SO-1", { promisedOn: "2026-11-12" }));
  const card = await luis.channel("logistica").expectCard("SO-1");
  await remo.pass(15 * MINUTE);
  const direct = await luis.direct().expectCard("🔴 Promise broken · SO-1");
  await direct.click("Take it");
  await direct.expectUpdate("Luis Peña (Logistics) took the case");
  await card.expectReply("Luis Peña (Logistics) took the case");
  expect(card.refresh().text()).not.toContain("If nobody takes it");

  // Fifteen minutes were left of Friday: two business hours end on Tuesday at 09:45.
  await remo.pass(24 * 3 + 15);
  await remo.settled();
  expect(card.thread()).toHaveLength(2);
  await remo.pass(1);
  await card.expectReply("It was taken and nothing came of it; the case is open again.");
  await card.expectUpdate("If nobody takes it, the whole team is told today 10:15.");
  await direct.expectUpdate("If nobody takes it, the whole team is told today 10:15.");
  await remo.pass(0.5);
  await card.expectReply(/17 Nov 10:15 · Told to the whole team: Luis Peña and Marta Gil\.$/);
});

it("escalar a mano avisa al siguiente de la política, ahora y por mensaje directo", async () => {
  const remo = await startRemo({ now: "2026-11-18T16:00:00.000Z", more: OFFICE });
  const luis = remo.as("luis");
  await remo.tell(order("PED-1", { promisedOn: "2026-11-17" }));
  const card = await luis.channel("logistica").expectCard("PED-1");
  await remo.pass(15 * MINUTE);
  await remo.pass(30 * MINUTE);
  await card.expectUpdate("Si nadie lo toma, hoy 12:00 se avisa a liderazgo.");
  await card.choose("Escalar");
  const why = await luis.expectDialog("Motivo");
  await why.fill({ Motivo: "el cliente cancela hoy" }).submit();
  await card.expectReply(/<@U0MARTA> 18 nov 10:45 · Luis Peña \(Logística\) escaló el caso/);
  await card.expectReply(/18 nov 10:45 · Aviso a liderazgo: Marta Gil\.$/);
  const lead = await remo.as("marta").direct().expectCard("🔴 Promise broken · PED-1");
  // What came next after the lead is counted from now: two business hours.
  await card.expectUpdate("Si nadie lo toma, hoy 12:45 se avisa a gerencia.");
  await lead.click("Take it");
  await card.expectReply("Marta Gil (Logística) tomó el caso");
});

it("tras una caída se avisa una vez, al más alto que tocaba, y la bitácora guarda lo omitido", async () => {
  const remo = await startRemo({ now: "2026-11-18T16:00:00.000Z", more: OFFICE });
  const luis = remo.as("luis");
  await remo.tell(order("PED-1", { promisedOn: "2026-11-17" }));
  const card = await luis.channel("logistica").expectCard("PED-1");
  // Nobody looked for three hours: the steps of 15, 45 and 120 minutes are due at once.
  await remo.pass(3);
  await card.expectReply(
    /<@U0MARTA> 18 nov 13:00 · Aviso a liderazgo: Marta Gil\. Va con retraso: se omitió el aviso a quien está de turno y todo el equipo\.$/,
  );
  await remo.as("marta").direct().expectCard("🔴 Promise broken · PED-1");
  await remo.settled();
  expect(card.thread()).toHaveLength(1);
  await luis.direct().expectNoCard("PED-1", 50);
  const steps = (await remo.events("PED-1")).filter((event) => "notify" in event);
  expect(steps).toMatchObject([
    { type: "passed-over", notify: "owner", dueAt: "2026-11-18T16:15:00.000Z", late: true },
    { type: "passed-over", notify: "channel", dueAt: "2026-11-18T16:45:00.000Z", late: true },
    { type: "notified", notify: "lead", dueAt: "2026-11-18T18:00:00.000Z", late: true },
  ]);
  // What comes next is counted from when the step was due, as without the downtime.
  await card.expectUpdate("Si nadie lo toma, hoy 14:00 se avisa a gerencia.");
  await remo.pass(1);
  await card.expectReply(/<@U0VERA> 18 nov 14:00 · Aviso a gerencia: Vera Luna\.$/);
});

it("English: after a downtime one call, and who was passed over is said in it", async () => {
  const remo = await startRemo({ now: "2026-11-18T16:00:00.000Z", lang: "en", more: OFFICE });
  const luis = remo.as("luis");
  await remo.tell(order("SO-1", { promisedOn: "2026-11-17" }));
  const card = await luis.channel("logistica").expectCard("SO-1");
  await remo.pass(1);
  await card.expectReply(
    /18 Nov 11:00 · Told to the whole team: Luis Peña and Marta Gil\. This is late: whoever is on duty heard nothing before\.$/,
  );
  await remo.settled();
  expect(card.thread()).toHaveLength(1);
});
