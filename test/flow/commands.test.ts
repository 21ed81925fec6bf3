import { expect, it } from "vitest";
import { delivered, dispatched, invoiced, order, TWO_PROOFS } from "../support/orders.ts";
import { type Remo, startRemo } from "../support/remo.ts";

/** An order on its way, one whose promise broke, and one delivered without its proof. */
async function threeOrders(remo: Remo): Promise<void> {
  await remo.tell(
    order("PED-1042", { promisedOn: "2026-11-27" }),
    dispatched("ENT-881", "PED-1042"),
    invoiced("FAC-2210", "PED-1042"),
    order("PED-1027", { promisedOn: "2026-11-17", totalMinor: 9_000_000 }),
    order("PED-1088", { customerName: "Abarrotes Lupita" }),
    delivered("ENT-882", "PED-1088"),
  );
  await remo.pass(5);
  await remo.settled();
}

it("estado: by the number of the order, of its delivery, or of its invoice", async () => {
  const remo = await startRemo({ rules: TWO_PROOFS });
  const carmen = remo.as("carmen");
  await threeOrders(remo);
  const said = await carmen.command("/remo estado PED-1042", "cobranza");
  expect(said).toContain("Pedido PED-1042");
  expect(said).toContain("PED-1042 no tiene casos: nada lo detiene.");
  expect(said).toContain("Distribuidora del Bajío");
  expect(said).toContain("MXN 184,000.00");
  expect(said).toContain("vie 27 nov");
  expect(said).toContain("Entrega ENT-881: en ruta desde hoy 10:00");
  expect(said).toContain("Factura FAC-2210: hoy 10:00 · MXN 184,000.00");
  for (const typed of ["estado ENT-881", "estado FAC-2210", "estado ped-1042", "PED-1042"]) {
    expect(await carmen.command(`/remo ${typed}`, "cobranza")).toBe(said);
  }
  // Only Carmen reads the answers.
  expect(remo.as("luis").whispers()).toEqual([]);
});

it("estado: the case comes with its buttons, and they work", async () => {
  const remo = await startRemo({ rules: TWO_PROOFS });
  const luis = remo.as("luis");
  await threeOrders(remo);
  const answer = await luis.ask("/remo estado PED-1027", "pasillo");
  expect(answer.text()).toContain("Responsable: Logística · abierto");
  expect(answer.text()).toContain("🔴 Promesa rota · PED-1027");
  expect(answer.buttons()).toEqual(["Dar nueva fecha", "Atender", "Pausar"]);
  await answer.click("Atender");
  expect(await luis.expectEphemeral("✅")).toBe("✅ Atender · PED-1027. Quedó registrado.");
  const card = await luis.channel("logistica").expectCard("PED-1027");
  await card.expectUpdate("Luis Peña (Logística) tomó el caso");
});

it("an unknown number gets what is near it; a slip of the finger, the command that was meant", async () => {
  const remo = await startRemo({ rules: TWO_PROOFS });
  const luis = remo.as("luis");
  await threeOrders(remo);
  const ask = (typed: string) => luis.command(`/remo ${typed}`, "logistica");
  expect(await ask("estado PED-1043")).toMatch(
    /^PED-1043 no existe\. ¿PED-1042 \(Distribuidora del Bajío\) o PED-1027 .*\?$/,
  );
  expect(await ask("estado ZZZZZZ")).toBe("ZZZZZZ no existe, y no hay nada parecido.");
  expect(await ask("estdo PED-1042")).toBe("«estdo» no es un comando. ¿/remo estado PED-1042?");
  expect(await ask("evidenca PED-1088")).toBe(
    "«evidenca» no es un comando. ¿/remo evidencia PED-1088?",
  );
  expect(await ask("hola")).toBe("«hola» no es un comando. La lista está en /remo ayuda.");
  expect(await ask("estado")).toBe("Falta el número: /remo estado PED-1042");
});

it("casos: mine by amount, and those of the channel's team", async () => {
  const remo = await startRemo({ rules: TWO_PROOFS });
  await threeOrders(remo);
  const mine = await remo.as("luis").command("/remo casos", "pasillo");
  expect(mine.split("\n")).toEqual([
    "2 casos abiertos para mis equipos",
    "PED-1088 · Bloqueado: falta evidencia de entrega · MXN 184,000.00 · Logística",
    "PED-1027 · Promesa rota: prometido para el mar 17 nov, sin entregar · MXN 90,000.00 · Logística",
  ]);
  const carmen = remo.as("carmen");
  expect(await carmen.command("/remo casos equipo", "logistica")).toContain(
    "2 casos abiertos para Logística",
  );
  expect(await carmen.command("/remo casos", "cobranza")).toBe(
    "No hay casos abiertos para mis equipos.",
  );
  expect(await carmen.command("/remo casos equipo", "cobranza")).toBe(
    "No hay casos abiertos para Cobranza.",
  );
});

it("evidencia: what arrived and what is still missing", async () => {
  const remo = await startRemo({ rules: TWO_PROOFS });
  const luis = remo.as("luis");
  await threeOrders(remo);
  await remo.tell({
    type: "evidence.attached",
    deliveryId: "ENT-882",
    kind: "waybill",
    name: "guia.pdf",
    by: "Chofer 12",
  });
  expect((await luis.command("/remo evidencia PED-1088", "logistica")).split("\n")).toEqual([
    "Evidencia de PED-1088",
    "ENT-882 · entregada hoy 10:00",
    "✓ guía · guia.pdf · hoy 15:00 · Chofer 12",
    "✗ firma de recibido",
  ]);
  expect(await luis.command("/remo evidencia ENT-881", "logistica")).toContain(
    "ENT-881 · todavía sin entregar",
  );
  expect(await luis.command("/remo evidencia PED-1027", "logistica")).toBe(
    "PED-1027 no tiene entregas registradas.",
  );
});

it("ayuda: every command, in the reader's words; nothing typed asks for it too", async () => {
  const remo = await startRemo();
  const luis = remo.as("luis");
  const help = await luis.command("/remo ayuda", "logistica");
  for (const verb of ["estado", "casos [equipo]", "evidencia", "cliente", "pausar", "ayuda"]) {
    expect(help).toContain(`/remo ${verb}`);
  }
  expect(await luis.command("/remo", "logistica")).toBe(help);
  expect(await luis.command("/remo help", "logistica")).toBe(help);
});

it("English: status, cases, evidence, help, and Spanish verbs too", async () => {
  const remo = await startRemo({ lang: "en", rules: TWO_PROOFS });
  const luis = remo.as("luis");
  await threeOrders(remo);
  const ask = (typed: string) => luis.command(`/remo ${typed}`, "logistica");
  const status = await ask("status ENT-881");
  expect(status).toContain("PED-1042 has no cases: nothing holds it up.");
  expect(status).toContain("Delivery ENT-881: on route since today 10:00");
  expect(await ask("estado PED-1042")).toBe(status);
  expect(await ask("status PED-1043")).toMatch(
    /^PED-1043 does not exist\. Did you mean PED-1042 \(Distribuidora del Bajío\) or PED-1027 .*\?$/,
  );
  expect(await ask("statsu PED-1042")).toBe('"statsu" is not a command. /remo status PED-1042?');
  expect(await ask("status")).toBe("The number is missing: /remo status PED-1042");
  expect(await ask("cases team")).toContain("2 open cases for Logistics");
  expect(await ask("cases mine")).toContain("2 open cases for my teams");
  expect(await ask("evidence PED-1088")).toContain("✗ waybill\n✗ signature");
  expect(await ask("help")).toContain("/remo status PED-1042");
});
