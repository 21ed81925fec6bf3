import { expect, it } from "vitest";
import { OFFICE } from "../support/office-people.ts";
import { dispatched, failed, order, planned } from "../support/orders.ts";
import { startRemo } from "../support/remo.ts";

const LATE = { promisedOn: "2026-11-17", buyerId: "CLI-9" };
const ANOTHER = { promisedOn: "2026-11-17", buyerId: "CLI-7", customerName: "Abarrotes Lupita" };
const BOTH = "«Promesa rota» de Distribuidora del Bajío";

it("silenciar una regla de un cliente: lo dice una vez, calla, y al terminar vuelve a hablar", async () => {
  const remo = await startRemo({ more: OFFICE });
  const luis = remo.as("luis");
  const logistica = luis.channel("logistica");
  await remo.tell(order("PED-1", LATE), order("PED-2", LATE));
  const card = await logistica.expectCard("PED-1");
  const other = await logistica.expectCard("PED-2");
  await card.choose("Silenciar casos así");
  const dialog = await luis.expectDialog("Silenciar casos");
  expect(dialog.options("Qué casos")).toEqual([
    BOTH,
    "Todos los casos «Promesa rota»",
    "Todo lo de Distribuidora del Bajío",
  ]);
  await dialog
    .fill({
      "Qué casos": BOTH,
      "Silenciar hasta": "22 h, hasta mañana 08:00",
      Motivo: "el cliente ya acordó otra fecha",
    })
    .submit();
  const until = "En silencio hasta el jue 19 nov, 08:00, por Luis Peña";
  await card.expectUpdate(`${until}: el cliente ya acordó otra fecha.`);
  await card.expectReply(`${until}: el cliente ya acordó otra fecha.`);
  expect(card.text()).not.toContain("Si nadie lo toma");
  expect([...card.buttons(), ...card.menu()]).not.toContain("Silenciar casos así");
  expect([...card.buttons(), ...card.menu()]).not.toContain("Escalar");
  expect(await luis.command("/remo estado PED-1", "logistica")).toContain(until);
  // The other case of that kind and customer hears of it with the next sweep.
  await remo.pass(0);
  await other.expectReply(until);

  // Quiet: a new case of the same kind is not posted, nobody is called, and nothing is told.
  await remo.tell(order("PED-3", LATE), order("PED-4", ANOTHER));
  await remo.pass(8);
  await logistica.expectCard("PED-4");
  await logistica.expectNoCard("PED-3", 100);
  await remo.settled();
  expect(card.thread()).toHaveLength(1);
  expect(await luis.command("/remo estado PED-3", "logistica")).toContain(until);
  await luis.direct().expectNoCard("PED-1", 50);

  // Over: what was never posted is posted now, and the clock begins anew.
  await remo.pass(14);
  await card.expectReply("Terminó el silencio; el caso sigue abierto.");
  await card.expectUpdate("Si nadie lo toma, hoy 08:15 se avisa a quien está de turno.");
  const late = await logistica.expectCard("PED-3");
  await late.expectReply("Terminó el silencio; el caso sigue abierto.");
  await remo.pass(0.25);
  await card.expectReply("Aviso a quien está de turno: Luis Peña.");
});

it("algo peor en el mismo pedido habla aunque lo demás calle", async () => {
  const remo = await startRemo();
  const luis = remo.as("luis");
  await remo.tell(order("PED-1", LATE), planned("ENT-1", "PED-1"), dispatched("ENT-1", "PED-1"));
  const card = await luis.channel("logistica").expectCard("🔴 Promesa rota · PED-1");
  await card.choose("Silenciar casos así");
  const dialog = await luis.expectDialog("Silenciar casos");
  await dialog.fill({ "Qué casos": BOTH, "Silenciar hasta": "22 h, hasta mañana 08:00" }).submit();
  await card.expectReply("En silencio hasta");
  await remo.tell(failed("ENT-1", "cliente cerrado"));
  await card.expectReply("Este caso ya no está en silencio.");
  await card.expectUpdate("🔴 Entrega fallida · PED-1");
});

it("una regla entera, un cliente entero: solo un líder o Administración", async () => {
  const remo = await startRemo({ more: OFFICE });
  const luis = remo.as("luis");
  await remo.tell(order("PED-1", LATE));
  const card = await luis.channel("logistica").expectCard("PED-1");
  await card.choose("Silenciar casos así");
  const dialog = await luis.expectDialog("Silenciar casos");
  const wide = {
    "Qué casos": "Todos los casos «Promesa rota»",
    "Silenciar hasta": "4 h, hasta hoy 14:00",
  };
  await dialog.fill(wide).submit();
  dialog.expectError(
    "Silenciar una regla, un cliente o un almacén por completo lo decide un líder o " +
      "Administración (Marta Gil y Ada Mora). Sí se puede silenciar este tipo de caso de este cliente.",
  );
  expect(await remo.facts("silence.started")).toEqual([]);
  await dialog.close();

  const ana = remo.as("ana");
  const sales = await ana.channel("ventas").expectCard("PED-1");
  await sales.choose("Silenciar casos así");
  const hers = await ana.expectDialog("Silenciar casos");
  await hers.fill(wide).submit();
  await sales.expectReply("En silencio hasta el mié 18 nov, 14:00, por Ana Ríos.");
  expect(await remo.facts("silence.started")).toMatchObject([
    { body: { matcher: { rule: "promise-broken" }, personId: "ana" } },
  ]);
  // An old card still shows the button: the case is silenced already.
  await card.choose("Silenciar casos así");
  expect(await luis.expectEphemeral("El caso está en silencio")).toBe(
    "El caso está en silencio hasta el mié 18 nov, 14:00, por Ana Ríos. Nada que hacer.",
  );
});

it("English: who may silence, until when, and that it is over", async () => {
  const remo = await startRemo({ lang: "en", more: OFFICE });
  const luis = remo.as("luis");
  await remo.tell(order("SO-1", LATE));
  const card = await luis.channel("logistica").expectCard("SO-1");
  await card.choose("Silence cases like this");
  const dialog = await luis.expectDialog("Silence cases");
  const [narrow, whole] = dialog.options("Which cases");
  await dialog
    .fill({ "Which cases": whole ?? "", "Silence until": "4 h, until today 14:00" })
    .submit();
  dialog.expectError(
    "Silencing a whole rule, customer or warehouse is for a lead or an administrator (Marta Gil " +
      "and Ada Mora). This kind of case of this customer can be silenced.",
  );
  await dialog.fill({ "Which cases": narrow ?? "" }).submit();
  await card.expectReply("Silenced until Wed 18 Nov, 14:00, by Luis Peña.");
  await card.expectUpdate("Silenced until Wed 18 Nov, 14:00, by Luis Peña.");
  await remo.pass(4);
  await card.expectReply("The silence is over; the case is still open.");
});
