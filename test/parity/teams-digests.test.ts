import { expect, it } from "vitest";
import { autumn } from "../support/autumn.ts";
import { order } from "../support/orders.ts";
import { wordsOf } from "../support/teams-person.ts";
import { inTeams } from "./people.ts";

it("Teams: a surge of cases is one digest, and each comes when it is calm", async () => {
  const storm = { stormCards: 10, topCards: 3, digestSeconds: 1, calmMinutes: 5 };
  const remo = await inTeams({ storm });
  const late = (n: number) =>
    order(`PED-${100 + n}`, { promisedOn: "2026-11-17", totalMinor: 100_000 * (n + 1) });
  await remo.tell(...Array.from({ length: 40 }, (_, n) => late(n)));
  const place = remo.inTeams("luis").channel("logistica");
  const digest = await place.expectCard("Pico de casos · 37 en espera");
  expect(digest.words).toContain("Promesa rota 37");
  for (const number of [139, 138, 137]) await place.expectCard(`PED-${number} ·`);
  await remo.settled();
  expect(place.shows("Promesa rota · PED-100 ·")).toBe(false);
  await remo.pass(5 / 60);
  await expect.poll(() => place.shows("Promesa rota · PED-100 ·"), { timeout: 15_000 }).toBe(true);
});

it("Teams: on Monday at 8 the figures come to each channel, once", async () => {
  // Sunday 22 November 2026, 20:00 in Mexico City.
  const now = "2026-11-23T02:00:00.000Z";
  const remo = await inTeams({ now, more: { digests: { enabled: true } } });
  await autumn(remo);
  await remo.pass(12);
  await remo.settled();
  await remo.pass(1);
  await remo.settled();
  for (const name of ["ventas", "logistica", "cobranza", "contraloria", "administracion"]) {
    const place = remo.inTeams("ada").channel(name);
    const told = place
      .messages()
      .filter((one) => wordsOf(one).includes("Indicadores de la semana"));
    expect(told, name).toHaveLength(1);
  }
});
