import { expect, it, onTestFinished } from "vitest";
import { createSender } from "../../src/app/outbox.ts";
import type { Chat, Outgoing } from "../../src/app/ports.ts";
import { saveMessages } from "../../src/db/messages-table.ts";
import { createOutboxStore } from "../../src/db/outbox-store.ts";
import { freshDatabase } from "../support/database.ts";

const SLOW_MS = 3_000;

const desired = (channel: string, number: number) => ({
  platform: "slack",
  channel,
  caseId: `${channel}-${number}`,
  version: 1,
  priority: 1,
  tell: [],
  urgent: false,
});
const pacing = { postEveryMs: 1, postBurst: 50, updateEveryMs: 1, updateBurst: 50 };
const outgoing: Outgoing = { kind: "note", note: { lang: "es", text: "hola" }, threadOf: "1" };
const render = () => Promise.resolve({ outgoing, version: 1 });
const rest = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** Takes a channel's posts after so many milliseconds. */
function slowChat(delays: Readonly<Record<string, number>>) {
  const posted: string[] = [];
  const chat: Chat = {
    platform: "slack",
    async post(channel) {
      await rest(delays[channel] ?? 0);
      posted.push(channel);
      return { outcome: "sent", ref: `ts-${posted.length}` };
    },
    update: () => Promise.reject(new Error("nothing is to be updated")),
    find: () => Promise.reject(new Error("nothing is to be looked for")),
  };
  return { chats: new Map([["slack", chat]] as const), posted };
}

it("a channel that answers late does not hold up the others", async () => {
  const database = await freshDatabase();
  onTestFinished(() => database.close());
  const messages = [desired("LATE", 1), ...[1, 2, 3, 4].map((one) => desired("QUICK", one))];
  await saveMessages(database.pool, messages, new Map());
  const { chats, posted } = slowChat({ LATE: SLOW_MS });
  const sender = createSender(createOutboxStore(database.pool, pacing), chats, render);
  expect(await sender.drain()).toBe(5);
  expect(posted).toEqual(["QUICK", "QUICK", "QUICK", "QUICK", "LATE"]);
});

it("a channel that is free again by the time the others were asked for is asked for too", async () => {
  const database = await freshDatabase();
  onTestFinished(() => database.close());
  const messages = [desired("QUICK", 1), desired("LATE", 1), desired("LATE", 2)];
  await saveMessages(database.pool, messages, new Map());
  const { chats, posted } = slowChat({ LATE: 20 });
  const store = createOutboxStore(database.pool, pacing);
  const sender = createSender(
    {
      ...store,
      async claim(platforms, busy = []) {
        const claimed = await store.claim(platforms, busy);
        if (busy.length > 0) await rest(100);
        return claimed;
      },
    },
    chats,
    render,
  );
  expect(await sender.drain()).toBe(3);
  expect(posted).toEqual(["QUICK", "LATE", "LATE"]);
});
