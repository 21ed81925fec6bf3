import { setTimeout as sleep } from "node:timers/promises";
import { expect, it } from "vitest";
import { readMessage } from "../support/slack-screen.ts";
import { remoChild } from "../support/remo-child.ts";

/** Always open, and the person on duty is told as soon as a case is: nothing waits for an hour. */
const AT_ONCE = {
  calendars: { default: { hours: { "mon-sun": ["00:00-24:00"] } } },
  escalation: {
    critical: { steps: [{ afterMinutes: 0, notify: "owner" }], ackExpiresMinutes: 60 },
  },
  duty: { logistics: { people: ["luis"], startsOn: "2026-01-05" } },
};

it("killed between due and fired, each step is taken once and told once in each place", async () => {
  const remo = await remoChild({ more: AT_ONCE });
  const notified = async () =>
    (
      await remo.database.pool.query(
        `SELECT c.group_id AS id FROM case_events e JOIN cases c ON c.id = e.case_id
         WHERE e.type = 'notified' ORDER BY e.seq`,
      )
    ).rows.map(({ id }) => id);
  const order = (number: number) =>
    remo.post(`order-${number}`, "order.placed", {
      orderId: `PED-${number}`,
      currency: "MXN",
      totalMinor: 100_000 + number,
      promisedOn: "2026-01-08",
    });

  await remo.start();
  await order(1);
  await remo.kill();
  // The case is stored and its step is due: nothing has fired, and nobody is there to do it.
  const { rows } = await remo.database.pool.query(
    `SELECT due_at <= now() AS due FROM cases WHERE state <> 'closed'`,
  );
  expect(rows).toEqual([{ due: true }]);
  expect(await notified()).toEqual([]);

  // Killed around the sweep's own instants as well, with Slack's answers lost.
  for (const [number, waitMs] of [
    [2, 2_500],
    [3, 4_800],
  ] as const) {
    await remo.start();
    remo.slack.fail({ method: "chat.postMessage", mode: "answer-lost", times: 2 });
    await order(number);
    await sleep(waitMs);
    await remo.kill();
    remo.slack.calm();
  }
  await remo.start();
  await expect
    .poll(async () => new Set(await notified()), { timeout: 30_000, interval: 250 })
    .toEqual(new Set(["PED-1", "PED-2", "PED-3"]));
  expect(await notified()).toHaveLength(3);
  await expect
    .poll(async () => (await unsent()).length, { timeout: 40_000, interval: 250 })
    .toBe(0);

  const luis = remo.slack.user("luis").screen().channels;
  for (const channel of [luis.find(({ name }) => name === "logistica"), luis.at(-1)]) {
    const texts = (channel?.messages ?? []).map(readMessage);
    for (const number of [1, 2, 3]) {
      expect(texts.filter((text) => text.includes(`· PED-${number} ·`))).toHaveLength(1);
    }
    expect(texts.filter((text) => text.includes("Aviso a quien está de turno"))).toHaveLength(3);
  }
  // Nothing was lost: the audit of timers has nothing to repair.
  expect(await remo.metrics()).toMatch(/^remo_timers_repaired_total 0$/m);

  async function unsent() {
    return (
      await remo.database.pool.query(`SELECT id FROM messages WHERE state IN ('behind', 'sending')`)
    ).rows;
  }
}, 120_000);
