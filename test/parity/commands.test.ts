import { afterAll, beforeAll, expect, it } from "vitest";
import { openRemo, type Remo } from "../support/remo.ts";
import { COMMANDS, type Typed } from "./commands.ts";
import { broken, idsFor, overdue, silent, trusted } from "./facts.ts";
import { EVERYWHERE } from "./people.ts";
import { SIDES, VERB_ROWS } from "./rows.ts";
import { seatOf } from "./seats.ts";

let remo: Remo;
let stop: () => Promise<void>;

beforeAll(async () => {
  const sources = SIDES.map((side) => [idsFor(`maintenance-${side}`, "").source, 6]);
  ({ remo, stop } = await openRemo({
    rules: { "source-silent": { everyHours: Object.fromEntries(sources) } },
    inTeams: EVERYWHERE,
    storm: { stormCards: 1_000 },
  }));
}, 60_000);

afterAll(() => stop());

it.each(VERB_ROWS)("%s: %s", async (side, verb) => {
  const { by, words, says, fills, records }: Typed = COMMANDS[verb];
  const ids = idsFor(`${verb}-${side}`, remo.now());
  // Late with its goods, and another order of the same customer late with its money.
  const paid = { ...ids, order: `${ids.order}-2`, delivery: `${ids.delivery}-2` };
  const other = { ...ids, customer: `${ids.customer}-3`, order: `${ids.order}-3` };
  await remo.tell(...broken(ids), ...overdue(paid), ...silent(other), ...trusted(other));
  const seat = seatOf(remo, side, by);
  const before = records && (await remo.facts(records)).length;
  const answer = await seat.ask(words(ids), says(ids));
  if (fills) await answer.fill({ form: "credit", fields: fills });
  if (!records) return;
  await expect.poll(async () => (await remo.facts(records)).length).toBe((before ?? 0) + 1);
});
