import { expect, it } from "vitest";
import { cancelled, delivered, dispatched, order, TWO_PROOFS } from "../support/orders.ts";
import { startRemo } from "../support/remo.ts";

it("App Home: my team's cases by amount, then those we follow, with buttons that work", async () => {
  const remo = await startRemo({ rules: TWO_PROOFS });
  await remo.tell(
    order("PED-1", { promisedOn: "2026-11-17", totalMinor: 5_000_000 }),
    order("PED-2", { promisedOn: "2026-11-17", totalMinor: 50_000_000 }),
    order("PED-3"),
    delivered("ENT-3", "PED-3"),
    order("PED-4"),
    dispatched("ENT-4", "PED-4"),
    cancelled("PED-4", "sin crédito"),
  );
  await remo.pass(5);

  const luis = remo.as("luis");
  const home = await luis.home();
  const text = home.text();
  expect(text).toContain("Pendientes de Luis Peña");
  const order2 = text.indexOf("PED-2");
  expect(order2).toBeGreaterThan(text.indexOf("Por atender"));
  expect(order2).toBeLessThan(text.indexOf("PED-1"));
  expect(text.indexOf("PED-1")).toBeLessThan(text.indexOf("En espera de otros equipos"));
  expect(text).toContain("Nada pendiente.");
  expect(home.buttons()).toContain("Adjuntar evidencia");

  await home.click("Atender");
  await home.expect("PED-2");
  const card = await luis.channel("logistica").expectCard("PED-2");
  await card.expectUpdate("Luis Peña (Logística) tomó el caso");

  await home.click("Adjuntar evidencia");
  const dialog = await luis.expectDialog("Adjuntar evidencia");
  expect(dialog.text()).toContain("PED-3");
  await dialog.close();

  // Sales follows the promises and the cancelled order; the proof is none of its business.
  const ana = (await remo.as("ana").home()).text();
  expect(ana.indexOf("PED-2")).toBeGreaterThan(ana.indexOf("En espera de otros equipos"));
  expect(ana).toContain("PED-4");
  expect(ana).not.toContain("PED-3");
});

it("App Home: amounts of several currencies are ranked by what they are worth", async () => {
  const remo = await startRemo();
  await remo.tell(
    order("PED-COP", { promisedOn: "2026-11-17", currency: "COP", totalMinor: 900_000_000 }),
    order("PED-CLP", { promisedOn: "2026-11-17", currency: "CLP", totalMinor: 900_000 }),
    order("PED-MXN", { promisedOn: "2026-11-17", currency: "MXN", totalMinor: 10_000_000 }),
  );
  const said = await remo.as("luis").command("/remo casos", "pasillo");
  expect(said.match(/PED-\w+ |[A-Z]{3} [\d.,]+/g)).toEqual([
    "PED-CLP ",
    "CLP 900.000",
    "PED-MXN ",
    "MXN 100,000.00",
    "PED-COP ",
    "COP 9.000.000",
  ]);
});

it("App Home: answering from it with a dialog shows the outcome there", async () => {
  const remo = await startRemo();
  const ana = remo.as("ana");
  await remo.tell(order("PED-1", { promisedOn: "2026-11-17" }));
  const home = await ana.home();
  await home.click("Dar nueva fecha");
  const dialog = await ana.expectDialog("Nueva fecha");
  await dialog.fill({ "Nueva fecha": "2026-11-30" }).submit();
  await home.expect(/^(?![^]*PED-1)/);
});

it("App Home: a refusal has no channel to be said in, so it is a dialog", async () => {
  const remo = await startRemo();
  const luis = remo.as("luis");
  const marta = remo.as("marta");
  await remo.tell(order("PED-1", { promisedOn: "2026-11-17" }));
  const home = await luis.home();
  const card = await marta.channel("logistica").expectCard("PED-1");
  await card.click("Atender");
  await card.expectUpdate("Marta Gil (Logística) tomó el caso");
  await home.click("Atender");
  const said = await luis.expectDialog("Sin cambios");
  expect(said.text()).toBe(
    "El caso ya está en atención: Marta Gil (Logística) tomó el caso. Nada que hacer.",
  );
});

it("English: App Home of somebody with nothing to do", async () => {
  const remo = await startRemo({ lang: "en" });
  const home = await remo.as("carmen").home();
  expect(home.text().split("\n")).toEqual([
    "To do for Carmen Soto",
    "To act on",
    "Nothing to do.",
    "Waiting for other teams",
    "Nothing to do.",
  ]);
});
