import { describe, expect, it } from "vitest";
import { remoChild } from "../support/remo-child.ts";

const ORDERS = 24;
const KILLS = 4;
// Some of the cards are held back on the way: a storm must survive as well.
const STORM = { stormCards: 6, topCards: 2, digestSeconds: 5, calmMinutes: 0.02 };

type Remo = Awaited<ReturnType<typeof remoChild>>;

/** Sends an order that breaks its promise; answers whether it was confirmed as stored. */
async function order(remo: Remo, number: number): Promise<boolean> {
  const data = {
    orderId: `PED-${number}`,
    currency: "MXN",
    totalMinor: 1_000_00 + number,
    promisedOn: "2026-01-08",
  };
  try {
    await remo.post(`order-${number}`, "order.placed", data);
    return true;
  } catch {
    return false;
  }
}

function cardsIn({ slack }: Remo, channel: string) {
  const { channels } = slack.user("luis").screen();
  const messages = channels.find((one) => one.name === channel)?.messages ?? [];
  return messages.filter((message) => message.bot_id !== undefined);
}

describe("Remo, killed again and again", () => {
  it("loses nothing and repeats no message", async () => {
    const remo = await remoChild({ storm: STORM });
    const { database, slack } = remo;
    const unconfirmed = new Set(Array.from({ length: ORDERS }, (_, index) => index));
    const sendSome = async () => {
      for (const number of unconfirmed) if (await order(remo, number)) unconfirmed.delete(number);
    };
    for (let round = 0; round < KILLS; round += 1) {
      await remo.start();
      // Slack takes the posts and its answers never come: the kill finds them arrived, unrecorded.
      slack.fail({ method: "chat.postMessage", mode: "answer-lost", times: 2 });
      const sending = sendSome();
      await new Promise((resolve) => setTimeout(resolve, 60 + round * 90));
      await remo.kill();
      await sending;
      slack.calm();
    }
    await remo.start();
    await sendSome();
    expect(unconfirmed.size).toBe(0);
    const behind = `SELECT id FROM messages WHERE state IN ('behind', 'sending', 'held')`;
    await expect
      .poll(async () => (await database.pool.query(behind)).rowCount, {
        timeout: 40_000,
        interval: 250,
      })
      .toBe(0);

    const cases = await database.pool.query(`SELECT group_id FROM cases WHERE state <> 'closed'`);
    expect(cases.rows).toHaveLength(ORDERS);
    const storms = await database.pool.query(`SELECT id FROM storms`);
    expect(storms.rowCount).toBeGreaterThan(0);
    for (const channel of ["logistica", "ventas"]) {
      const digests = cardsIn(remo, channel).filter((one) => /[Pp]ico /.test(JSON.stringify(one)));
      expect(digests.length).toBeLessThanOrEqual(storms.rowCount ?? 0);
      const orders = cardsIn(remo, channel)
        .filter((message) => !digests.includes(message))
        .map((message) => /PED-\d+/.exec(JSON.stringify(message))?.[0]);
      expect(new Set(orders).size).toBe(ORDERS);
      expect(orders).toHaveLength(ORDERS);
    }
  }, 120_000);

  it("drains when told to stop, and ends with success", async () => {
    const remo = await remoChild({ storm: STORM });
    const { database } = remo;
    await remo.start();
    for (let number = 0; number < 3; number += 1) await order(remo, number);
    expect(await remo.stop()).toBe(0);
    const facts = await database.pool.query(`SELECT count(*)::int AS n FROM facts`);
    expect(facts.rows[0].n).toBe(3);
    const sending = await database.pool.query(`SELECT id FROM messages WHERE state = 'sending'`);
    expect(sending.rows).toEqual([]);
  }, 60_000);
});
