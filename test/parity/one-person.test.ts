import { expect, it } from "vitest";
import { startRemo } from "../support/remo.ts";
import { broken, changed, idsFor, overdue } from "./facts.ts";
import { EVERYWHERE, linkWith, peopleBut } from "./people.ts";
import { SIDES } from "./rows.ts";
import { seatOf } from "./seats.ts";

it.each(SIDES)("%s: an account is linked by a code from the other platform", async (side) => {
  const more = { people: peopleBut(side, "luis") };
  const remo = await startRemo({ inTeams: EVERYWHERE, more });
  const ids = idsFor("1", remo.now());
  const luis = seatOf(remo, side, "luis");
  await remo.tell(...changed(ids));
  const card = await luis.card("logistica", ids.order);
  await card.press("confirm-change", null);
  await card.told("Remo todavía no conoce a");
  expect(await remo.facts("answer.given")).toEqual([]);

  await linkWith(remo, side, "luis");
  await card.press("confirm-change", null);
  await expect.poll(() => card.words()).toContain("✅ Cambio confirmado");
  expect(await remo.facts("answer.given")).toMatchObject([{ body: { personId: "luis" } }]);
});

it.each(SIDES)(
  "%s: nobody approves here what they asked for on the other platform",
  async (side) => {
    const more = { people: peopleBut(side, "lucia") };
    const remo = await startRemo({ inTeams: EVERYWHERE, more });
    const ids = idsFor("1", remo.now());
    await linkWith(remo, side, "lucia");
    await remo.tell(...overdue(ids));
    const other = seatOf(remo, side === "Slack" ? "Teams" : "Slack", "lucia");
    const form = await other.ask(
      `crédito ${ids.invoice} 9,000 PRI otro precio`,
      /nota de crédito/i,
    );
    await form.fill({ form: "credit" });
    await expect.poll(() => remo.facts("credit.requested")).toHaveLength(1);

    const card = await seatOf(remo, side, "lucia").card("cobranza", "Nota de crédito por aprobar");
    await card.press("approve-credit", null);
    await card.told("Quien pide una nota de crédito no la aprueba ni la rechaza");
    expect(await remo.facts("credit.approved")).toEqual([]);
    // Whoever did not ask may: Vera reads along, stands on the ladder, and is in none of its teams.
    if (side === "Teams") await remo.inTeams("vera").user.look("19:cobranza@thread.tacv2");
    const vera = await seatOf(remo, side, "vera").card("cobranza", ids.order);
    await vera.press("approve-credit", null);
    await expect.poll(() => remo.facts("credit.approved")).toHaveLength(1);
  },
);

it.each(SIDES)("%s: the same press on both platforms at once counts once", async (side) => {
  const remo = await startRemo({ inTeams: EVERYWHERE });
  const ids = idsFor("1", remo.now());
  await remo.tell(...broken(ids));
  const here = await seatOf(remo, side, "luis").card("logistica", ids.order);
  const other = side === "Slack" ? "Teams" : "Slack";
  const there = await seatOf(remo, other, "luis").card("logistica", ids.order);
  await Promise.all([here.press("acknowledge", null), there.press("acknowledge", null)]);
  for (const card of [here, there]) {
    await expect.poll(() => card.words()).toContain("Luis Peña (Logística) tomó el caso");
  }
  await remo.settled();
  expect(await remo.facts("answer.given")).toHaveLength(1);
  expect(here.thread().filter((line) => line.includes("tomó el caso"))).toHaveLength(1);
});

it("Teams: a delegate of another team finds the button in their own view, and nobody else of it", async () => {
  const remo = await startRemo({ inTeams: EVERYWHERE });
  const ids = idsFor("1", remo.now());
  // Lucía is away for an hour; Luis and Marta work in Logistics.
  await remo.tell(...overdue(ids), {
    type: "delegate.named",
    source: "remo",
    personId: "lucia",
    personName: "Lucía Rey",
    delegate: { personId: "luis", personName: "Luis Peña" },
    from: remo.now(),
    until: new Date(Date.parse(remo.now()) + 3_600_000).toISOString(),
  });
  const form = await seatOf(remo, "Teams", "ana").ask(
    `crédito ${ids.invoice} 9,000 PRI otro precio`,
    /nota de crédito/i,
  );
  await form.fill({ form: "credit" });
  const seenBy = async (name: string) => {
    const person = remo.inTeams(name);
    const card = await person.channel("cobranza").expectCard("Nota de crédito por aprobar");
    await remo.settled();
    await person.user.look("19:cobranza@thread.tacv2");
    return card;
  };
  expect((await seenBy("marta")).buttons).toEqual([]);
  const card = await seenBy("luis");
  expect(card.buttons).toContain("Aprobar MXN 9,000.00");
  await card.press("Aprobar MXN 9,000.00");
  await card.expectUpdate("aprobó Luis Peña (por Lucía Rey)");
});
