import { expect, it, onTestFinished } from "vitest";
import { createSender } from "../../src/app/outbox.ts";
import type { Chat, Outgoing } from "../../src/app/ports.ts";
import { saveMessages } from "../../src/db/messages-table.ts";
import { createOutboxStore } from "../../src/db/outbox-store.ts";
import { freshDatabase } from "../support/database.ts";

const SLOW_MS = 3_000;

it("a channel that answers late does not hold up the others", async () => {
  const database = await freshDatabase();
  onTestFinished(() => database.close());
  const desired = (channel: string, number: number) => ({
    platform: "slack",
    channel,
    caseId: `${channel}-${number}`,
    version: 1,
    priority: 1,
    tell: [],
    urgent: false,
  });
  const messages = [desired("LATE", 1), ...[1, 2, 3, 4].map((one) => desired("QUICK", one))];
  await saveMessages(database.pool, messages, new Map());
  const posted: string[] = [];
  const chat: Chat = {
    platform: "slack",
    async post(channel) {
      if (channel === "LATE") await new Promise((resolve) => setTimeout(resolve, SLOW_MS));
      posted.push(channel);
      return { outcome: "sent", ref: `ts-${posted.length}` };
    },
    update: () => Promise.reject(new Error("nothing is to be updated")),
    find: () => Promise.reject(new Error("nothing is to be looked for")),
  };
  const pacing = { postEveryMs: 1, postBurst: 50, updateEveryMs: 1, updateBurst: 50 };
  const outgoing: Outgoing = { kind: "note", note: { lang: "es", text: "hola" }, threadOf: "1" };
  const sender = createSender(
    createOutboxStore(database.pool, pacing),
    new Map([["slack", chat]]),
    () => Promise.resolve({ outgoing, version: 1 }),
  );
  expect(await sender.drain()).toBe(5);
  expect(posted).toEqual(["QUICK", "QUICK", "QUICK", "QUICK", "LATE"]);
});
