import { afterAll, beforeAll, expect, it } from "vitest";
import type { ActionId } from "../../src/core/action.ts";
import type { FactType } from "../../src/core/fact.ts";
import { textFor } from "../../src/text/text.ts";
import { openRemo, type Remo } from "../support/remo.ts";
import { idsFor, type Ids } from "./facts.ts";
import { PEOPLE } from "../support/remo-settings.ts";
import { EVERYWHERE } from "./people.ts";
import { ACTION_ROWS, SIDES } from "./rows.ts";
import { type SeenCard, seatOf } from "./seats.ts";
import type { Situation } from "./situation.ts";
import { SITUATIONS } from "./situations.ts";

const TEXT = textFor("es");
let remo: Remo;
let stop: () => Promise<void>;

beforeAll(async () => {
  const sources = SIDES.map((side) => [idsFor(`maintenance-${side}`, "").source, 0.01]);
  ({ remo, stop } = await openRemo({
    inTeams: EVERYWHERE,
    rules: {
      "invoice-not-filed": { enabled: true },
      "credit-note-unapproved": { from: "2026-11-01" },
      "source-silent": { everyHours: Object.fromEntries(sources) },
    },
    // Each situation is a card of its own, however many come at once.
    storm: { stormCards: 1_000 },
  }));
}, 60_000);

afterAll(() => stop());

it.each(ACTION_ROWS)("%s: %s", async (side, action) => {
  const situation: Situation = SITUATIONS[action];
  const { about, by, place, first, press = action, tells } = situation;
  const ids = idsFor(`${action}-${side}`, remo.now());
  await remo.tell(...situation.given(ids));
  if (situation.hours !== undefined) await remo.pass(situation.hours);
  const seat = seatOf(remo, side, by);
  const everywhere = await cardsOf(situation, ids);
  if (first) {
    const before: Situation = SITUATIONS[first];
    const channel = await seat.card(before.place, ids[about]);
    await channel.press(first, before.form?.(ids) ?? null);
    await seen(first, situation, everywhere);
  }
  const card = await seat.card(place, ids[about]);
  const recordedBefore = await recorded(situation.records);
  await card.press(press, situation.form?.(ids) ?? null);
  if (tells === undefined) {
    await seen(action, situation, everywhere);
    expect(await answersTo(action, situation, ids)).toEqual([by]);
  } else {
    await card.told(tells);
    expect(await answersTo(action, situation, ids)).toEqual([]);
  }
  if (situation.records) {
    expect(await recorded(situation.records)).toBe(recordedBefore + 1);
  }
});

/** The case's card in both platforms' channels, as somebody sees it who has no part in it. */
function cardsOf({ about, place }: Situation, ids: Ids): Promise<readonly SeenCard[]> {
  const bystander = place === "administracion" ? "vera" : "ada";
  return Promise.all(
    SIDES.map((side) => seatOf(remo, side, bystander).card(place ?? "logistica", ids[about])),
  );
}

/** Who did what is in the threads of both cards, and on both cards. */
async function seen(action: ActionId, { by, shows }: Situation, cards: readonly SeenCard[]) {
  const name = PEOPLE.find((one) => one.name === by)?.realName ?? "";
  const did = new RegExp(shows ?? `${name} \\([^)]+\\) ${TEXT.did[action]}`);
  for (const card of cards) {
    await expect.poll(() => card.thread().join("\n"), { timeout: 8_000 }).toMatch(did);
    await expect.poll(() => card.words(), { timeout: 8_000 }).toMatch(did);
  }
}

async function answersTo(action: ActionId, { about }: Situation, ids: Ids) {
  const { rows } = await remo.database.pool.query<{ by: string }>(
    `SELECT body->>'personId' AS by FROM facts
     WHERE type = 'answer.given' AND subject = $1 AND body->>'action' = $2`,
    [`${about}:${ids[about]}`, action],
  );
  return rows.map(({ by }) => by);
}

/** How many facts of a type Remo itself told. */
async function recorded(type: string | undefined): Promise<number> {
  const told = type === undefined ? [] : await remo.facts(type as FactType);
  return told.filter(({ source }) => source === "remo").length;
}
