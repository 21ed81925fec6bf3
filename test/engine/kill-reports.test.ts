import { expect, it } from "vitest";
import { localDate, wallClock } from "../../src/core/calendar.ts";
import { engineOn, testClock } from "../support/engine.ts";
import { remoChild } from "../support/remo-child.ts";
import { did } from "../support/rule-table.ts";

const ZONE = "America/Mexico_City";
const WEEKDAYS = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"] as const;
const KILLS = 4;

/** Due at the last full hour: whatever starts now has something to make up for. */
function dueNow() {
  const now = new Date().toISOString();
  const weekday = WEEKDAYS[new Date(`${localDate(now, ZONE)}T00:00:00Z`).getUTCDay()];
  return { weekday, hour: Number(wallClock(now, ZONE).slice(0, 2)) };
}

it("Remo, killed while it tells of the week, tells it once in every channel", async () => {
  const remo = await remoChild({ more: { digests: dueNow() } });
  const { database, slack } = remo;
  const yesterday = testClock(new Date(Date.now() - 24 * 3_600_000).toISOString());
  await engineOn(database, yesterday).ingest(
    [
      did("order.placed", "11-10 09:00"),
      did("invoice.issued", "11-11 09:00", { totalMinor: 100_000 }),
      did("customer.described", "11-10 09:00", {
        creditLimitMinor: 500_000,
        creditCurrency: "MXN",
      }),
    ],
    { silent: true },
  );
  for (let round = 0; round < KILLS; round += 1) {
    // The posts arrive and their answers never come: the kill finds them there, unrecorded.
    slack.fail({ method: "chat.postMessage", mode: "answer-lost", times: 2 });
    await remo.start();
    await new Promise((resolve) => setTimeout(resolve, 40 + round * 60));
    await remo.kill();
    slack.calm();
  }
  await remo.start();
  await expect
    .poll(
      async () => {
        const { rows } = await database.pool.query<{ n: number }>(
          `SELECT count(*)::int AS n FROM messages WHERE kind = 'report' AND state = 'current'`,
        );
        return rows[0]?.n;
      },
      { timeout: 40_000, interval: 250 },
    )
    .toBe(6);
  const { channels } = slack.user("vera").screen();
  const told = channels.flatMap(({ name, messages }) =>
    messages
      .filter((message) => message.bot_id !== undefined)
      .map((message) => JSON.stringify(message))
      .filter((text) => /Indicadores de la semana|Clientes al corriente/.test(text))
      .map((text) => `${name} ${text.includes("Indicadores") ? "indicadores" : "prospectos"}`),
  );
  expect(told.toSorted()).toEqual([
    "administracion indicadores",
    "cobranza indicadores",
    "contraloria indicadores",
    "logistica indicadores",
    "ventas indicadores",
    "ventas prospectos",
  ]);
}, 90_000);
