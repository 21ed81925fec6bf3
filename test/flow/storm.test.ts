import { expect, it } from "vitest";
import type { Remo, Told } from "../support/remo.ts";
import { startRemo } from "../support/remo.ts";
import { cancelled, order } from "../support/orders.ts";

const STORM = { stormCards: 20, topCards: 3, digestSeconds: 1, calmMinutes: 5 };
const ORDERS = 180;

/** Orders whose promise broke yesterday: PED-1000 of MXN 1,000.00, each of MXN 100.00 more. */
function lateOrders(): readonly Told[] {
  return Array.from({ length: ORDERS }, (_, index) =>
    order(`PED-${1_000 + index}`, {
      promisedOn: "2026-11-17",
      totalMinor: 100_000 + index * 10_000,
      customerName: "Abarrotes Lupita",
    }),
  );
}

/** Calm comes: the held cards go out one by one, until the storm is over everywhere. */
async function calm(remo: Remo): Promise<void> {
  await remo.pass(5 / 60);
  const open = "SELECT FROM storms WHERE ended_at IS NULL";
  await expect
    .poll(async () => (await remo.database.pool.query(open)).rowCount, { timeout: 90_000 })
    .toBe(0);
}

it("un pico de casos: una tarjeta para los de más peso, un resumen para los demás, y luego todas", async () => {
  const remo = await startRemo({ storm: STORM });
  const luis = remo.as("luis");
  const logistica = luis.channel("logistica");
  await remo.tell(...lateOrders());
  const digest = await logistica.expectCard("🟠 Pico de casos · 177 en espera");
  for (const number of [1_179, 1_178, 1_177]) await logistica.expectCard(`PED-${number}`);
  expect(digest.text().split("\n")).toEqual([
    "🟠 Pico de casos · 177 en espera",
    "Desde las 10:00 llegaron 180 casos. Los de más peso (monto × urgencia) salen como tarjeta; los demás esperan su turno y ninguno se pierde.",
    "Monto en espera",
    "MXN 1,734,600.00",
    "Por tipo",
    "Promesa rota 177",
    "Los de más peso que esperan:",
    "1. PED-1176 · Promesa rota: prometido para el mar 17 nov, sin entregar · MXN 18,600.00 · Logística",
    ...Array.from({ length: 9 }, (_, index) =>
      expect.stringContaining(`${index + 2}. PED-${1_175 - index}`),
    ),
    "y 167 más",
    "Todos están a la mano: /remo casos equipo los lista, /remo estado PED-1042 abre uno con sus botones, y la pestaña Inicio de Remo muestra los propios.",
  ]);

  // Nothing is out of reach: the smallest of all, held back, is found and answered.
  await logistica.expectNoCard("PED-1000");
  expect(await luis.command("/remo casos equipo", "logistica")).toContain("180 casos abiertos");
  const found = await luis.ask("/remo estado PED-1000", "logistica");
  await found.click("Atender");
  expect(await luis.expectEphemeral("✅")).toBe("✅ Atender · PED-1000. Quedó registrado.");
  const answered = await logistica.expectCard("PED-1000");
  await answered.expectReply("Luis Peña (Logística) tomó el caso");
  // Another one clears by itself, and needs no card any more.
  await remo.tell(cancelled("PED-1001", "SC-04"));

  await calm(remo);
  await digest.expectUpdate("✅ Pico terminado · 180 casos");
  expect(digest.text()).toContain(
    "1 se resolvió antes de tener tarjeta; los demás tienen la suya en este canal.",
  );
  const cards = logistica.cards().flatMap(({ text }) => /PED-\d+/.exec(text ?? "")?.[0] ?? []);
  expect(new Set(cards).size).toBe(ORDERS - 1);
  expect(cards).toHaveLength(ORDERS - 1);
  expect(cards).not.toContain("PED-1001");
  // The most valuable of those held came first.
  expect(cards.filter((one) => one !== "PED-1000").slice(0, 6)).toEqual(
    [1_179, 1_178, 1_177, 1_176, 1_175, 1_174].map((number) => `PED-${number}`),
  );
}, 120_000);

it("a surge of cases in English, and in the channel of Sales as well", async () => {
  const remo = await startRemo({ lang: "en", storm: STORM });
  const ana = remo.as("ana");
  const sales = ana.channel("ventas");
  await remo.tell(...lateOrders());
  const digest = await sales.expectCard("🟠 Surge of cases · 177 waiting");
  expect(digest.text().split("\n").slice(0, 8)).toEqual([
    "🟠 Surge of cases · 177 waiting",
    "180 cases came since 10:00. Those that weigh most (amount × urgency) become cards; the others wait their turn, and none is lost.",
    "Amount waiting",
    "MXN 1,734,600.00",
    "By kind",
    "Promise broken 177",
    "Those that weigh most among them:",
    "1. PED-1176 · Promise broken: promised for Tue 17 Nov, not delivered · MXN 18,600.00 · Logistics",
  ]);
  expect(digest.buttons()).toEqual([]);
  const found = await ana.ask("/remo status PED-1000", "ventas");
  expect(found.text()).toContain("PED-1000");
  await remo.pass(5 / 60);
  await digest.expectUpdate(/The surge has passed · \d+ to go|Surge over/);
  await calm(remo);
  await digest.expectUpdate("✅ Surge over · 180 cases");
  expect(digest.text()).toMatch(
    /^From 10:00 to 10:\d\d, 180 cases came\. Each has its card in this channel\.$/m,
  );
}, 120_000);
