import { expect, it } from "vitest";
import { OFFICE } from "../support/office-people.ts";
import { delivered, order, planned } from "../support/orders.ts";
import { startRemo } from "../support/remo.ts";

const LATE = { promisedOn: "2026-11-17" };

it("asignar: el caso llega por mensaje directo, en el idioma de quien lo lee, con sus botones", async () => {
  const remo = await startRemo({ more: OFFICE });
  const luis = remo.as("luis");
  const marta = remo.as("marta");
  await remo.tell(order("PED-1", LATE));
  const card = await luis.channel("logistica").expectCard("PED-1");
  await card.choose("Asignar");
  const dialog = await luis.expectDialog("Asignar el caso");
  // Logistics has the ball and Sales follows; nobody else is offered.
  expect(dialog.options("Persona")).toEqual(["Luis Peña", "Marta Gil", "Ana Ríos", "Simón Paz"]);
  await dialog.fill({ Persona: "Marta Gil" }).submit();
  await card.expectUpdate("Asignado a Marta Gil.");
  await card.expectReply(/<@U0MARTA> .*Luis Peña \(Logística\) asignó el caso: Marta Gil$/);
  expect(await luis.command("/remo estado PED-1", "logistica")).toContain("Asignado a Marta Gil.");

  const direct = await marta.direct().expectCard("🔴 Promise broken · PED-1");
  expect(direct.text()).toContain("Assigned to Marta Gil.");
  await direct.choose("Watch case");
  await direct.expectUpdate("Watched by Marta Gil.");
  expect(direct.menu()).toContain("Stop watching");
  expect(direct.menu()).not.toContain("Watch case");
  await direct.click("Give new date");
  const date = await marta.expectDialog("New date");
  await date.fill({ "New date": "2026-11-16" }).submit();
  date.expectError(/past/);
  await date.close();

  // Given to somebody else: Marta still watches; then she stops, and her card says that it is over.
  await card.refresh().choose("Asignar");
  const other = await luis.expectDialog("Asignar el caso");
  await other.fill({ Persona: "Ana Ríos" }).submit();
  const anas = await remo.as("ana").direct().expectCard("PED-1");
  // It is hers now, though another team has the ball.
  expect([...anas.buttons(), ...anas.menu()]).toContain("Atender");
  await direct.expectUpdate("Assigned to Ana Ríos.");
  await direct.choose("Stop watching");
  await direct.expectUpdate(
    "This case no longer comes to you directly; this card is not updated any more.",
  );
  expect([...direct.buttons(), ...direct.menu()]).toEqual([]);
  await anas.click("Atender");
  await card.expectReply("Ana Ríos (Ventas) tomó el caso");
  await remo.settled();
  expect(direct.refresh().text()).not.toContain("took the case");
});

it("seguir: quien lo sigue desde el canal lee en directo cómo termina", async () => {
  const remo = await startRemo();
  const simon = remo.as("simon");
  await remo.tell(order("PED-2", LATE));
  const card = await simon.channel("ventas").expectCard("PED-2");
  expect(card.menu()).toContain("Seguir caso");
  expect(card.menu()).not.toContain("Dejar de seguir");
  await card.choose("Seguir caso");
  await card.expectUpdate("Lo siguen: Simón Paz.");
  await card.expectReply("Simón Paz (Ventas) sigue el caso");
  const direct = await simon.direct().expectCard("PED-2");
  expect(direct.menu()).toContain("Dejar de seguir");
  await remo.tell(planned("ENT-2", "PED-2"), delivered("ENT-2", "PED-2"));
  await direct.expectUpdate("✅");
});

it("English: assigned in the channel; somebody of another team is not offered", async () => {
  const remo = await startRemo({ lang: "en" });
  const luis = remo.as("luis");
  await remo.tell(order("SO-1", LATE));
  const card = await luis.channel("logistica").expectCard("SO-1");
  await card.choose("Assign");
  const dialog = await luis.expectDialog("Assign the case");
  expect(dialog.options("Person")).not.toContain("Carmen Soto");
  await dialog.fill({ Person: "Luis Peña" }).submit();
  await card.expectReply("Luis Peña (Logistics) assigned the case: Luis Peña");
  await card.expectUpdate("Assigned to Luis Peña.");
  await luis.direct().expectCard("🔴 Promise broken · SO-1");
});
