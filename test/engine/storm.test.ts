import { expect, it } from "vitest";
import type { Outgoing } from "../../src/app/ports.ts";
import { startPump } from "../../src/app/pump.ts";
import { openStorms } from "../../src/db/storm-reads.ts";
import { FIND } from "../../src/db/storm-statements.ts";
import { sharedChat } from "../support/shared-chat.ts";
import { broken, orderOf, SETTINGS, stormStage } from "../support/storm-stage.ts";

const CHANNELS = ["CLOG", "CSALES"] as const;
type Arrived = ReturnType<typeof sharedChat>["arrived"];

function cardsIn(arrived: Arrived, channel: string): readonly string[] {
  return arrived
    .filter((one) => one.channel === channel)
    .flatMap(({ message }) => orderOf(message) ?? []);
}

function digestsIn(arrived: Arrived, channel: string) {
  return arrived.flatMap((one) =>
    one.channel === channel && one.message.kind === "digest" ? [one.message.note] : [],
  );
}

const orders = (from: number, to: number) =>
  Array.from({ length: to - from }, (_, index) => broken(from + index));
const named = (...numbers: readonly number[]) => numbers.map((number) => `PED-${number}`);
/** The ten with the highest amounts among so many, the highest first. */
const top = (count: number) =>
  named(...Array.from({ length: SETTINGS.topCards }, (_, index) => count - 1 - index));

it("5,000 cases in one go: ten cards and a digest; then each case's card, once, whoever is killed", async () => {
  const stage = await stormStage(1);
  let calls = 0;
  const { chat, arrived } = sharedChat((call) => {
    calls = call;
    return call % 97 === 0 ? "lost" : call % 101 === 0 ? "throttled" : "sent";
  });
  await stage.tell(...orders(0, 5_000));
  await stage.sender(chat).drain();
  await stage.later();
  await stage.sender(chat).drain();
  expect(cardsIn(arrived, "CLOG")).toEqual(top(5_000));
  // What waits are 4,990 orders of MXN 1,000 and their number.
  expect(digestsIn(arrived, "CLOG")).toMatchObject([
    { title: "Pico de casos · 4,990 en espera", fields: [{ value: "MXN 17,437,555.00" }, {}] },
  ]);
  const [storm] = await openStorms(stage.database.pool);
  expect(storm).toMatchObject({ state: "raging", came: 5_000, held: 4_990, settled: 0 });

  // Calm comes, and with it the cards; senders are killed on the way, at any call.
  stage.clock.set("2026-11-20T18:05:00.000Z");
  const failures: unknown[] = [];
  const restless = { nextDueInMs: () => Promise.resolve(20) };
  for (let killed = 0; killed < 6; killed += 1) {
    const life = { isOver: false };
    await stage.later();
    const until = calls + 500;
    const pump = startPump(stage.sender(chat, life), restless, (error) => failures.push(error));
    await expect.poll(() => calls >= until, { timeout: 60_000, interval: 5 }).toBe(true);
    life.isOver = true;
    void pump.stop();
  }
  const unsent = async () => {
    await stage.later();
    await Promise.all([stage.sender(chat).drain(), stage.sender(chat).drain()]);
    return stage.sql(`SELECT state, count(*) FROM messages WHERE state <> 'current' GROUP BY 1`);
  };
  await expect.poll(unsent, { timeout: 200_000, interval: 50 }).toEqual([]);
  const cards = cardsIn(arrived, "CLOG");
  expect(new Set(cards).size).toBe(5_000);
  expect(cards).toHaveLength(5_000);
  expect(digestsIn(arrived, "CLOG")).toMatchObject([
    {
      title: "Pico terminado · 5,000 casos",
      text: "De las 12:00 a las 12:05 llegaron 5,000 casos. Todos tienen su tarjeta en este canal.",
    },
  ]);
  expect(await openStorms(stage.database.pool)).toEqual([]);
  expect(failures).toEqual([]);
}, 400_000);

it("no storm for as many as a channel can take", async () => {
  const stage = await stormStage();
  const { chat, arrived } = sharedChat();
  await stage.tell(...orders(0, 30));
  await stage.sender(chat).drain();
  expect(cardsIn(arrived, "CLOG")).toHaveLength(30);
  expect(await stage.sql(`SELECT FROM storms`)).toEqual([]);
});

it("resumes with the most valuable, and says how many never needed a card", async () => {
  const stage = await stormStage();
  const { chat, arrived } = sharedChat();
  await stage.tell(...orders(0, 60));
  await stage.sender(chat).drain();
  // Of those held, seven are cancelled, and one that is shown.
  const cancelled = [3, 8, 15, 22, 29, 36, 43, 59];
  await stage.tell(
    ...cancelled.map(
      (number) => ({ type: "order.cancelled", orderId: `PED-${number}`, reason: "SC-04" }) as const,
    ),
  );
  await stage.later();
  await stage.sender(chat).drain();
  // The shown one is over, so the next in rank has become a card.
  expect(cardsIn(arrived, "CLOG")).toEqual([...top(60), "PED-49"]);
  stage.clock.set("2026-11-20T18:05:00.000Z");
  for (let look = 0; look < 4; look += 1) {
    await stage.later();
    await stage.sender(chat).drain();
  }
  const after = cardsIn(arrived, "CLOG").slice(11);
  const left = Array.from({ length: 49 }, (_, index) => 48 - index);
  expect(after).toEqual(named(...left.filter((number) => !cancelled.includes(number))));
  expect(digestsIn(arrived, "CLOG")).toMatchObject([
    {
      title: "Pico terminado · 60 casos",
      text: "De las 12:00 a las 12:05 llegaron 60 casos. 7 se resolvieron antes de tener tarjeta; los demás tienen la suya en este canal.",
    },
  ]);
  expect(
    await stage.sql(`SELECT state, kind, count(*) FROM messages GROUP BY 1, 2 ORDER BY 1, 2`),
  ).toEqual([
    { state: "current", kind: "card", count: 106 },
    { state: "current", kind: "digest", count: 2 },
    { state: "settled", kind: "card", count: 14 },
  ]);
});

it("a newcomer worth more than what is shown becomes a card; the others join the digest", async () => {
  const stage = await stormStage();
  const { chat, arrived } = sharedChat();
  await stage.tell(...orders(0, 60));
  await stage.sender(chat).drain();
  await stage.tell(
    broken(900),
    broken(901, { totalMinor: 1_00 }),
    broken(902, { currency: "COP", totalMinor: 50_000_00 }),
  );
  await stage.later();
  await stage.sender(chat).drain();
  expect(cardsIn(arrived, "CLOG").slice(10)).toEqual(["PED-900"]);
  const [digest] = digestsIn(arrived, "CLOG");
  expect(digest?.title).toBe("Pico de casos · 52 en espera");
  expect(digest?.fields?.[0]?.value).toBe("MXN 51,226.00 · COP 50.000");
  expect(digest?.lines?.slice(0, 2)).toEqual([
    "Los de más peso que esperan:",
    "1. PED-49 · Promesa rota: prometido para el mié 18 nov, sin entregar · MXN 1,049.00 · Logística",
  ]);
});

it("what somebody answers to is not held back", async () => {
  const stage = await stormStage();
  const { chat, arrived } = sharedChat();
  await stage.tell(...orders(0, 60));
  await stage.sender(chat).drain();
  const held = await stage.engine.reads.caseOf({ type: "order", id: "PED-1" });
  const ana = { id: "luis", name: "Luis", teams: ["logistics"], roles: ["member"] } as const;
  await stage.engine.answer(
    { action: "acknowledge", person: ana, finding: null, input: {} },
    held?.id ?? "",
  );
  await stage.later();
  await stage.sender(chat).drain();
  expect(cardsIn(arrived, "CLOG").slice(10)).toEqual(["PED-1"]);
  // And its thread tells who did, once the card is there.
  const notes = arrived.flatMap(({ message }) => (message.kind === "note" ? [message.note] : []));
  expect(notes.map((note) => note.text)).toContainEqual(expect.stringContaining("tomó el caso"));
});

it("the digest is edited no sooner than every thirty seconds, and not when nothing changed", async () => {
  const stage = await stormStage();
  const { chat, edits } = sharedChat();
  await stage.tell(...orders(0, 60));
  await stage.sender(chat).drain();
  const told = () => edits.filter((one: Outgoing) => one.kind === "digest").length;
  await stage.tell(...orders(60, 65));
  await stage.sql(`UPDATE storms SET looked_at = looked_at - interval '1 minute'`);
  await stage.sender(chat).drain();
  expect(told()).toBe(0);
  await stage.later();
  await stage.sender(chat).drain();
  expect(told()).toBe(CHANNELS.length);
  await stage.later();
  await stage.sender(chat).drain();
  await stage.later();
  await stage.sender(chat).drain();
  expect(told()).toBe(CHANNELS.length);
});

it("a digest whose answer was lost is found again, and a deleted one is posted anew", async () => {
  const stage = await stormStage();
  let isLost = true;
  const { chat, arrived } = sharedChat(() => (isLost ? "lost" : "sent"));
  await stage.tell(...orders(0, 60));
  await stage.sender(chat).drain();
  isLost = false;
  await stage.later();
  await stage.sender(chat).drain();
  expect(digestsIn(arrived, "CLOG")).toHaveLength(1);
  const deleted = arrived.findIndex(
    ({ channel, message }) => channel === "CLOG" && message.kind === "digest",
  );
  arrived.splice(deleted, 1);
  await stage.tell(...orders(60, 62));
  await stage.later();
  await stage.sender(chat).drain();
  expect(digestsIn(arrived, "CLOG")).toMatchObject([{ title: "Pico de casos · 50 en espera" }]);
});

it("rages again when as many come while it passes, in the same digest", async () => {
  const stage = await stormStage();
  const { chat, arrived } = sharedChat();
  await stage.tell(...orders(0, 60));
  await stage.sender(chat).drain();
  stage.clock.set("2026-11-20T18:05:00.000Z");
  await stage.tell(...orders(60, 200));
  await stage.later();
  await stage.sender(chat).drain();
  // What came broke the calm.
  expect(await openStorms(stage.database.pool)).toMatchObject([
    { channel: "CLOG", state: "raging", came: 200 },
    { channel: "CSALES", state: "raging", came: 200 },
  ]);
  expect(digestsIn(arrived, "CLOG")).toHaveLength(1);
  expect(await stage.sql(`SELECT FROM storms`)).toHaveLength(2);
});

it("senders at work together hold and post each card once", async () => {
  const stage = await stormStage();
  const { chat, arrived } = sharedChat();
  await stage.tell(...orders(0, 60));
  const drain = () => Promise.all([1, 2, 3].map(() => stage.sender(chat).drain()));
  await drain();
  await stage.later();
  await drain();
  for (const channel of CHANNELS) {
    const cards = cardsIn(arrived, channel);
    expect(cards).toEqual(expect.arrayContaining([...top(60)]));
    expect(new Set(cards).size).toBe(cards.length);
    // What another sender was looking at when the storm began is weighed a moment later.
    expect(cards.length).toBeLessThanOrEqual(12);
    expect(digestsIn(arrived, channel)).toHaveLength(1);
  }
});

it("whether there is a storm is asked of an index, not of all messages", async () => {
  const { sql, database } = await stormStage();
  await sql(`INSERT INTO buckets (destination) VALUES ('slack:CLOG')`);
  await sql(`INSERT INTO messages (id, platform, channel, kind, case_id, ref, desired, shown, state, priority)
    SELECT gen_random_uuid(), 'slack', 'CLOG', 'card', n::text, 'ts', 1 + n % 2, 1,
      CASE WHEN n % 2 = 1 THEN 'behind' ELSE 'current' END, n FROM generate_series(1, 20000) n`);
  await sql(`ANALYZE messages`);
  const { rows } = await database.pool.query(`EXPLAIN ${FIND}`, [["slack"], 31]);
  const plan = rows.map((row) => Object.values(row)[0]).join("\n");
  expect(plan).toContain("messages_unposted");
  expect(plan).not.toContain("Seq Scan on messages");
});
