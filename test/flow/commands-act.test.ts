import { expect, it } from "vitest";
import { dispatched, order } from "../support/orders.ts";
import { type Remo, startRemo } from "../support/remo.ts";

/** An order of Bajío whose promise broke yesterday, its truck on the road. */
async function brokenPromise(remo: Remo): Promise<void> {
  await remo.tell(
    { type: "customer.described", customerId: "CLI-1", name: "Distribuidora del Bajío" },
    order("PED-1042", { promisedOn: "2026-11-17", buyerId: "CLI-1" }),
    dispatched("ENT-881", "PED-1042"),
  );
  await remo.settled();
}

it("escalar: with a reason it counts at once, without one its dialog opens", async () => {
  const remo = await startRemo();
  await brokenPromise(remo);
  const luis = remo.as("luis");
  expect(await luis.command("/remo escalar PED-1042", "logistica")).toBe("");
  const dialog = await luis.expectDialog("Motivo");
  await dialog.close();
  expect(await luis.command("/remo escalar ENT-881 el cliente cancela mañana", "logistica")).toBe(
    "✅ PED-1042 quedó escalado. Se avisó a quien decide.",
  );
  expect(await remo.facts("answer.given")).toMatchObject([
    { body: { action: "escalate", personId: "luis", reason: "el cliente cancela mañana" } },
  ]);
  expect(await luis.command("/remo escalar PED-1042 otra vez", "logistica")).toContain(
    "El caso ya está escalado",
  );
  expect(await luis.command("/remo escalar", "logistica")).toBe(
    "Falta el número del pedido o del caso: /remo escalar PED-1042 [MOTIVO]",
  );
  expect(await remo.as("vera").command("/remo asignar PED-1042 @luis", "logistica")).toMatch(
    /le toca a/,
  );
});

it("asignar: to somebody by mention or by name; theirs is first among their cases", async () => {
  const remo = await startRemo();
  await brokenPromise(remo);
  await remo.tell(order("PED-1050", { promisedOn: "2026-11-17", totalMinor: 90_000_000 }));
  await remo.settled();
  const luis = remo.as("luis");
  const ask = (typed: string) => luis.command(`/remo ${typed}`, "logistica");
  expect(await ask("asignar PED-1042 @nadie")).toBe(
    "Remo no conoce a @nadie. La persona se menciona con @ y debe estar en remo.yaml.",
  );
  expect(await ask("asignar PED-1042 @ma")).toBe("Remo no conoce a @ma. ¿Marta Gil?");
  expect(await ask("casos")).toMatch(/PED-1050[^]*PED-1042/);
  expect(await ask("asignar PED-1042 <@U0LUIS|luis>")).toBe(
    "✅ PED-1042 quedó asignado a Luis Peña.",
  );
  // Given to Luis, it is first, though another one holds up more.
  expect(await ask("casos")).toMatch(/PED-1042[^]*PED-1050/);
  expect(await remo.as("marta").command("/remo casos", "logistica")).toMatch(
    /PED-1050[^]*PED-1042/,
  );
  expect(await ask("asignar @Carmen PED-1042")).toBe(
    "Carmen Soto no es de los equipos de este caso: Logística y Ventas.",
  );
  // Sales only follows it: given to Simón, it is his all the same.
  const simon = remo.as("simon");
  expect(await simon.command("/remo casos", "ventas")).toMatch(/^No hay casos abiertos/);
  expect(await ask("asignar @Simon PED-1042")).toBe("✅ PED-1042 quedó asignado a Simón Paz.");
  expect(await simon.command("/remo casos", "ventas")).toContain("1 caso abierto para mis equipos");
  expect((await simon.home()).text()).toContain("PED-1042");
  expect(await ask("asignar PED-1042")).toBe("");
  await (await luis.expectDialog("Asignar el caso")).close();
});

it("pausar: until an hour, or until something changes, and what wakes it", async () => {
  const remo = await startRemo();
  await brokenPromise(remo);
  const luis = remo.as("luis");
  const ask = (typed: string) => luis.command(`/remo ${typed}`, "logistica");
  expect(await ask("pausar PED-1042 hasta mañana 9:00")).toBe(
    "✅ PED-1042 en pausa hasta mañana 09:00.",
  );
  expect(await ask("pausar PED-1042 hasta que llueva")).toMatch(/no es una fecha ni una hora/);
  expect(await ask("pausar PED-1042 hasta ayer")).toMatch(/no es una fecha ni una hora/);
  expect(await ask("pausar PED-1042 hasta que pase de 500,000")).toBe(
    "✅ PED-1042 en pausa hasta mié 25 nov, 10:00, o antes si el monto pasa de MXN 500,000.00.",
  );
  expect(await ask("pausar PED-1042 hasta que cambie la ETA")).toBe(
    "✅ PED-1042 en pausa hasta mié 25 nov, 10:00, o antes si cambia la hora estimada de llegada.",
  );
  expect(await remo.facts("answer.given")).toMatchObject([
    { body: { action: "snooze", until: "2026-11-19T15:00:00.000Z" } },
    { body: { wakeWhen: { when: "amount-passes", minor: 50_000_000 } } },
    { body: { wakeWhen: { when: "eta-changes" } } },
  ]);
  await remo.tell({
    type: "delivery.eta",
    deliveryId: "ENT-881",
    etaAt: "2026-11-18T23:00:00.000Z",
  });
  expect((await remo.events("PED-1042")).map(({ type }) => type)).toContain("woke");
  // Whose turn it is not may not put it to sleep.
  expect(await remo.as("ana").command("/remo pausar PED-1042 2h", "ventas")).toMatch(/le toca a/);
  expect(await ask("pausar PED-9999 2h")).toMatch(/^PED-9999 no existe/);
});

it("English: escalate, assign, snooze, and a stranger gets nowhere", async () => {
  const remo = await startRemo({ lang: "en" });
  await brokenPromise(remo);
  const luis = remo.as("luis");
  const ask = (typed: string) => luis.command(`/remo ${typed}`, "logistica");
  expect(await ask("snooze PED-1042 until the customer replies")).toBe(
    "✅ PED-1042 is snoozed until Wed 25 Nov, 10:00, or sooner if the customer replies.",
  );
  expect(await ask("assign PED-1042 @marta")).toBe("✅ PED-1042 is assigned to Marta Gil.");
  expect(await ask("escalate PED-1042 the customer cancels")).toBe(
    "✅ PED-1042 is escalated. Those who decide were told.",
  );
  expect(await ask("snoze PED-1042 2h")).toBe(
    '"snoze" is not a command. /remo snooze PED-1042 2h?',
  );
  expect(await ask("snooze")).toBe(
    "The number of the order or of the case is missing: /remo snooze PED-1042 until WHEN",
  );
  const before = await remo.facts("answer.given");
  for (const typed of [
    "escalate PED-1042 x",
    "assign PED-1042 @luis",
    "snooze PED-1042 2h",
    "me",
  ]) {
    expect(await remo.as("nadie").command(`/remo ${typed}`, "logistica")).toMatch(/does not know/);
  }
  expect(await remo.facts("answer.given")).toEqual(before);
});
