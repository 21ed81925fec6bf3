import { expect, it } from "vitest";
import { order } from "../support/orders.ts";
import { type Remo, startRemo } from "../support/remo.ts";

async function brokenPromise(remo: Remo): Promise<void> {
  await remo.tell(
    { type: "customer.described", customerId: "CLI-1", name: "Distribuidora del Bajío" },
    order("PED-1042", { promisedOn: "2026-11-17", buyerId: "CLI-1" }),
  );
  await remo.settled();
}

it("silencio: who may, for how long, the list, and its end", async () => {
  const remo = await startRemo();
  await brokenPromise(remo);
  const [luis, marta, vera] = [remo.as("luis"), remo.as("marta"), remo.as("vera")];
  expect(await luis.command("/remo silencio", "logistica")).toBe("No hay silencios en curso.");
  const wide = "/remo silencio regla promise-broken hasta viernes motivo inventario";
  expect(await luis.command(wide, "logistica")).toBe("Eso le toca a líderes y administración.");
  const begun = await marta.command(wide, "logistica");
  expect(begun).toMatch(
    /^✅ Silencio \w{8}: «Promesa rota» \(promise-broken\), hasta vie 20 nov, 23:59\. Para terminarlo/,
  );
  const id = /Silencio (\w{8})/.exec(begun)?.[1] ?? "";
  const list = await luis.command("/remo silencio lista", "logistica");
  expect(list.split("\n")).toEqual([
    "Silencios en curso",
    `${id} · «Promesa rota» (promise-broken) · hasta vie 20 nov, 23:59 · Marta Gil · inventario`,
  ]);
  // One customer of a rule: its teams may. A name does as well as a number.
  const one = "regla promise-broken cliente Distribuidora del Bajío hasta 2h";
  expect(await luis.command(`/remo silencio ${one}`, "logistica")).toContain("cliente CLI-1");
  expect(await vera.command(`/remo silencio ${one}`, "logistica")).toMatch(/^Eso le toca a/);
  const ask = (typed: string) => marta.command(`/remo silencio ${typed}`, "logistica");
  expect(await ask("almacen GDL hasta 2027-03-01")).toBe(
    "Es demasiado tiempo: el máximo son 30 días.",
  );
  expect(await ask("regla promise-brokn hasta 2h")).toMatch(/¿promise-broken\?$/);
  expect(await ask("cliente Norte hasta 2h")).toMatch(/^El cliente «Norte» no existe/);
  expect(await ask("almacen GDL")).toMatch(/^Falta hasta cuándo/);
  expect(await ask("almacen GDL hasta nunca")).toMatch(/no es una fecha/);
  expect(await luis.command(`/remo silencio fin ${id}`, "logistica")).toMatch(/^Eso le toca a/);
  expect(await ask(`fin ${id}`)).toBe(`✅ El silencio ${id} terminó.`);
  expect(await ask(`fin ${id}`)).toBe(`«${id}» no está en curso; nada que terminar.`);
  expect((await remo.facts("silence.started")).length).toBe(2);
  expect((await remo.facts("silence.ended")).length).toBe(1);
});

it("silencio on a case: the same door as its button", async () => {
  const remo = await startRemo();
  await brokenPromise(remo);
  const luis = remo.as("luis");
  expect(await luis.command("/remo silencio PED-1042", "logistica")).toBe("");
  await (await luis.expectDialog("Silenciar casos")).close();
  expect(await luis.command("/remo silencio PED-1042 hasta 2h inventario", "logistica")).toMatch(
    /^✅/,
  );
  expect(await remo.facts("answer.given")).toMatchObject([
    { body: { action: "silence", reason: "inventario" } },
  ]);
});

it("mantenimiento: for administrators, of a source that is known", async () => {
  const remo = await startRemo({ rules: { "source-silent": { everyHours: { erp: 4 } } } });
  await brokenPromise(remo);
  const ada = remo.as("ada");
  const ask = (typed: string) => ada.command(`/remo ${typed}`, "administracion");
  expect(await ask("mantenimiento")).toBe("No hay mantenimientos en curso.");
  expect(await ask("mantenimiento epr hasta mañana 6:00")).toBe("La fuente «epr» no existe. ¿erp?");
  expect(await ask("mantenimiento erp hasta mañana 6:00")).toBe(
    "✅ erp en mantenimiento hasta mañana 06:00: su silencio no será noticia.",
  );
  expect(await ask("mantenimiento")).toContain("erp · hasta mañana 06:00 · Ada Mora");
  expect(await ask("mantenimiento erp")).toMatch(/^Falta hasta cuándo/);
  expect(await remo.as("luis").command("/remo mantenimiento fin erp", "logistica")).toBe(
    "Eso le toca a administración.",
  );
  expect(await ask("mantenimiento fin erp")).toBe("✅ El mantenimiento de erp terminó.");
});

it("turno: who is on duty, taking it, and giving it", async () => {
  const remo = await startRemo();
  const [luis, marta] = [remo.as("luis"), remo.as("marta")];
  const ask = (typed: string) => luis.command(`/remo ${typed}`, "logistica");
  expect(await ask("turno")).toContain("Logística: nadie");
  expect(await ask("turno tomar")).toBe(
    "✅ Luis Peña queda de turno por Logística, de hoy 10:00 a mañana 08:00.",
  );
  expect(await ask("turno")).toContain("Logística: Luis Peña");
  expect((await luis.home()).text()).toContain("De turno por Logística");
  expect(await ask("yo")).toMatch(/De turno[^]*Logística/);
  expect(await ask("turno @marta")).toBe("Eso le toca a líderes.");
  const give = "turno @luis desde viernes 18:00 hasta lunes 8:00";
  expect(await marta.command(`/remo ${give}`, "logistica")).toBe(
    "✅ Luis Peña queda de turno por Logística, de vie 20 nov, 18:00 a lun 23 nov, 08:00.",
  );
  expect(await ask("turno")).toContain(
    "Logística: Luis Peña · después Luis Peña, de vie 20 nov, 18:00 a lun 23 nov, 08:00",
  );
  const wrong = "turno @carmen logística hasta mañana";
  expect(await marta.command(`/remo ${wrong}`, "logistica")).toBe(
    "Carmen Soto no es de Logística.",
  );
  expect(await ask("turno tomar desde mañana hasta hoy")).toMatch(/antes de empezar/);
});

it("delegado: in one's own place, with dates, and its end", async () => {
  const remo = await startRemo();
  const vera = remo.as("vera");
  const ask = (typed: string) => vera.command(`/remo ${typed}`, "cobranza");
  expect(await ask("delegado")).toBe("Nadie aprueba en lugar de otra persona.");
  expect(await ask("delegado @ana desde 21/12 hasta 4/1")).toBe(
    "✅ Ana Ríos puede aprobar en lugar de Vera Luna, de lun 21 dic, 00:00 a lun 4 ene 2027, 23:59. " +
      "Para terminarlo: /remo delegado fin",
  );
  expect(await ask("delegado")).toContain("Ana Ríos aprueba en lugar de Vera Luna");
  expect(await ask("delegado @vera hasta viernes")).toBe("Nadie puede ser su propio delegado.");
  expect(await ask("delegado @ana")).toMatch(/^Falta hasta cuándo/);
  expect(await remo.as("luis").command("/remo delegado @ana hasta viernes", "logistica")).toMatch(
    /^Eso le toca a/,
  );
  expect(await ask("delegado fin")).toBe("✅ Delegación terminada: Ana Ríos.");
  expect(await ask("delegado fin")).toBe("No hay nada que terminar.");
});

it("porque, yo, vincular y ayuda", async () => {
  const remo = await startRemo();
  await brokenPromise(remo);
  const luis = remo.as("luis");
  const ask = (typed: string) => luis.command(`/remo ${typed}`, "logistica");
  const why = await ask("por qué PED-1042");
  expect(why).toContain("Por qué · PED-1042");
  expect(why).toContain("regla promise-broken");
  expect(why).toContain("Umbrales: answerWithinHours");
  expect(why).toMatch(/Dar nueva fecha.*: .*Logística \(Luis Peña, Marta Gil\)/);
  expect(await ask("porque PED-9")).toMatch(/no existe/);
  await remo.tell(order("PED-7", { promisedOn: "2026-12-20" }));
  expect(await ask("porque PED-7")).toBe("PED-7 no tiene casos: ninguna regla encuentra nada.");
  const me = await ask("yo");
  for (const part of [
    "Luis Peña",
    "Logística",
    "integrante",
    "Slack: U0LUIS · Teams: —",
    "PED-1042",
  ]) {
    expect(me).toContain(part);
  }
  const code = /El código es ([0-9A-Z-]{14})\./.exec(await ask("vincular"))?.[1] ?? "";
  expect(await ask(`vincular ${code}`)).toBe(
    "El código se escribe en la otra plataforma, no donde se mostró.",
  );
  expect(await ask("vincular 0000-0000-0000")).toMatch(/^Ese código no existe/);
  // Whom Remo does not know may show a code: it is how it gets to know them.
  expect(await remo.as("nadie").command("/remo vincular", "logistica")).toMatch(/^El código es/);
  expect(await ask("ayuda pausar")).toMatch(/^\/remo pausar PED-1042 hasta CUÁNDO\n/);
  expect(await ask("ayuda pausr")).toBe("«pausr» no es un comando. ¿/remo ayuda pausar?");
});

it("English: silence, maintenance, duty, delegate, why, me, link, help", async () => {
  const remo = await startRemo({
    lang: "en",
    rules: { "source-silent": { everyHours: { erp: 4 } } },
  });
  await brokenPromise(remo);
  const [marta, vera, ada] = [remo.as("marta"), remo.as("vera"), remo.as("ada")];
  const ask = (typed: string) => marta.command(`/remo ${typed}`, "logistica");
  expect(await ask("silence rule promise-broken until friday reason stock count")).toMatch(
    /^✅ Silence \w{8}: ".+" \(promise-broken\), until Fri 20 Nov, 23:59\./,
  );
  expect(await ask("silence")).toContain("Marta Gil · stock count");
  expect(await ada.command("/remo maintenance erp until tomorrow 6:00", "logistica")).toBe(
    "✅ erp is in maintenance until tomorrow 06:00: its silence will be no news.",
  );
  expect(await ask("duty @luis until tomorrow 9:00")).toBe(
    "✅ Luis Peña is on duty for Logistics, from today 10:00 to tomorrow 09:00.",
  );
  expect(await vera.command("/remo delegate @ana until friday", "logistica")).toMatch(
    /^✅ Ana Ríos may approve in place of Vera Luna/,
  );
  expect(await ask("why PED-1042")).toContain("rule promise-broken");
  expect(await ask("me")).toContain("lead");
  expect(await ask("link")).toMatch(/^The code is/);
  expect(await ask("help duty")).toContain("/remo duty @luis from friday 18:00 until monday 8:00");
  expect(await remo.as("luis").command("/remo maintenance erp until friday", "logistica")).toBe(
    "That is for administrators.",
  );
});

it("an account that was linked is its person's from the next word on", async () => {
  const remo = await startRemo();
  const nadie = remo.as("nadie");
  expect(await nadie.command("/remo yo", "logistica")).toMatch(/todavía no conoce/);
  await remo.tell({
    type: "account.linked",
    source: "remo",
    personId: "luis",
    personName: "Luis Peña",
    platform: "slack",
    account: "U0NADIE",
  });
  const me = await nadie.command("/remo yo", "logistica");
  expect(me).toContain("Luis Peña");
  expect(me).toContain("Logística");
  // His own account is his as before.
  expect(await remo.as("luis").command("/remo yo", "logistica")).toContain("Slack: U0LUIS");
});
