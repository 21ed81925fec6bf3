import { it } from "vitest";
import { OFFICE, OFFICE_PEOPLE } from "../support/office-people.ts";
import { order } from "../support/orders.ts";
import { startRemo } from "../support/remo.ts";

const LATE = { promisedOn: "2026-11-17" };
const QUARTER = 0.25;
const ADA = { personId: "ada", personName: "Ada Mora" };

it("guardia cambiada por unas horas: el aviso va a quien la tomó, después al turno", async () => {
  const remo = await startRemo({ more: OFFICE });
  const luis = remo.as("luis");
  const logistica = luis.channel("logistica");
  await remo.tell({
    type: "duty.taken",
    team: "logistics",
    onDuty: { personId: "marta", personName: "Marta Gil" },
    from: "2026-11-18T16:00:00.000Z",
    until: "2026-11-18T17:00:00.000Z",
    ...ADA,
  });
  await remo.tell(order("PED-1", LATE));
  const first = await logistica.expectCard("PED-1");
  await remo.pass(QUARTER);
  await first.expectReply(/<@U0MARTA> .*Aviso a quien está de turno: Marta Gil\.$/);
  await remo.as("marta").direct().expectCard("PED-1");

  await remo.pass(3 * QUARTER);
  await remo.tell(order("PED-2", LATE));
  const second = await logistica.expectCard("PED-2");
  await remo.pass(QUARTER);
  await second.expectReply("Aviso a quien está de turno: Luis Peña.");
  await luis.direct().expectCard("PED-2");
});

it("English: who is on vacation is passed over, and without anybody the leads are told", async () => {
  const absences = [{ person: "luis", from: "2026-11-18", to: "2026-11-18" }];
  const duty = { logistics: { ...OFFICE.duty.logistics, absences } };
  const remo = await startRemo({ lang: "en", more: { ...OFFICE, duty } });
  const luis = remo.as("luis");
  await remo.tell(order("SO-1", LATE));
  const card = await luis.channel("logistica").expectCard("SO-1");
  await remo.pass(QUARTER);
  await card.expectReply(/<@U0MARTA> .*Told to whoever is on duty: Marta Gil\.$/);
  await luis.direct().expectNoCard("SO-1", 50);
});

it("sin guardia ni liderazgo se avisa a quien haya en el equipo; sin gerencia, se dice", async () => {
  const people = OFFICE_PEOPLE.filter(({ id }) => id !== "marta" && id !== "vera");
  const remo = await startRemo({ more: { country: "MX", people } });
  await remo.tell(order("PED-1", LATE));
  const card = await remo.as("luis").channel("logistica").expectCard("PED-1");
  await remo.pass(QUARTER);
  await card.expectReply(/<@U0LUIS> .*Aviso a quien está de turno: Luis Peña\.$/);
  await remo.pass(15 * QUARTER);
  await card.expectReply("Tocaba avisar a gerencia, y nadie tiene esa función en remo.yaml.");
});

it("de vacaciones: quien falta se salta en el turno, y se avisa a quien sigue", async () => {
  const absences = [{ person: "luis", from: "2026-11-18", to: "2026-11-18" }];
  const duty = { logistics: { ...OFFICE.duty.logistics, absences } };
  const remo = await startRemo({ more: { ...OFFICE, duty } });
  const luis = remo.as("luis");
  await remo.tell(order("PED-1", LATE));
  const card = await luis.channel("logistica").expectCard("PED-1");
  await remo.pass(QUARTER);
  await card.expectReply(/<@U0MARTA> .*Aviso a quien está de turno: Marta Gil\.$/);
  await luis.direct().expectNoCard("PED-1", 50);
});
