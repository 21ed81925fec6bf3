import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createSender, type Render } from "../../src/app/outbox.ts";
import type { Chat, Outgoing } from "../../src/app/ports.ts";
import type { Database } from "../../src/db/connect.ts";
import { createOutboxStore, type Pacing } from "../../src/db/outbox-store.ts";
import { saveMessages } from "../../src/db/messages-table.ts";
import { resendDead } from "../../src/db/upkeep.ts";
import { freshDatabase } from "../support/database.ts";
import { sharedChat } from "../support/shared-chat.ts";

const FAST: Pacing = { postEveryMs: 1, postBurst: 50, updateEveryMs: 1, updateBurst: 50 };

const render =
  (versions: Map<string, number>): Render =>
  async ({ caseId }) => {
    const version = versions.get(caseId ?? "") ?? 1;
    const outgoing = { kind: "card", card: { summary: `v${version}` } } as Outgoing;
    return { outgoing, version };
  };

describe("the outbox", () => {
  let database: Database;
  const versions = new Map<string, number>();
  beforeEach(async () => {
    database = await freshDatabase();
    versions.clear();
  });
  afterEach(() => database.close());

  const desire = async (caseId: string, version: number, priority = 1, channel = "C1") => {
    versions.set(caseId, version);
    const message = { platform: "slack", channel, caseId, version, priority, tell: [] };
    await saveMessages(database.pool, [{ ...message, urgent: true }], new Map());
  };
  const senderFor = (chat: Chat, pacing = FAST) =>
    createSender(
      createOutboxStore(database.pool, pacing),
      new Map([["slack", chat]]),
      render(versions),
    );
  const states = async () =>
    (await database.pool.query(`SELECT case_id, state, shown, desired FROM messages ORDER BY 1`))
      .rows;
  const rest = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

  it("posts a card once and edits it in place when the case changes", async () => {
    const { chat, arrived } = sharedChat();
    await desire("a", 1);
    await senderFor(chat).drain();
    await desire("a", 2);
    await desire("a", 3);
    await senderFor(chat).drain();
    expect(arrived.map(({ version }) => version)).toEqual(["v3"]);
    expect(await states()).toEqual([{ case_id: "a", state: "current", shown: 3, desired: 3 }]);
  });

  it("sends the most valuable first", async () => {
    const { chat, arrived } = sharedChat();
    for (const [caseId, priority] of [
      ["small", 5],
      ["large", 500],
      ["middle", 50],
    ] as const) {
      await desire(caseId, 1, priority);
    }
    await senderFor(chat).drain();
    const order = await database.pool.query(`SELECT id, case_id FROM messages`);
    const nameOf = new Map(order.rows.map((row) => [row.id, row.case_id]));
    expect(arrived.map((one) => nameOf.get(one.messageId))).toEqual(["large", "middle", "small"]);
  });

  it("does not post twice when the platform took it and its answer was lost", async () => {
    const { chat, arrived } = sharedChat((call) => (call === 1 ? "lost" : "sent"));
    await desire("a", 1);
    await senderFor(chat).drain();
    await database.pool.query(`UPDATE messages SET next_at = now()`);
    await senderFor(chat).drain();
    expect(arrived).toHaveLength(1);
    expect(await states()).toEqual([{ case_id: "a", state: "current", shown: 1, desired: 1 }]);
  });

  it("does not post twice when what it found could not be updated at once", async () => {
    const outcomes = ["lost", "throttled", "retry", "sent"] as const;
    const { chat, arrived } = sharedChat((call) => outcomes[call - 1] ?? "sent");
    await desire("a", 1);
    for (const _outcome of outcomes) {
      await senderFor(chat).drain();
      await rest(60);
      await database.pool.query(`UPDATE messages SET next_at = now() - interval '1 second'`);
    }
    expect(arrived).toHaveLength(1);
    expect(await states()).toEqual([{ case_id: "a", state: "current", shown: 1, desired: 1 }]);
  });

  it("takes over from a sender that was killed between posting and recording", async () => {
    const { chat, arrived } = sharedChat();
    await desire("a", 1);
    const killed = createOutboxStore(database.pool, FAST);
    const [claimed] = await killed.claim(["slack"]);
    await chat.post("C1", { kind: "card", card: { summary: "v1" } } as Outgoing, claimed?.id ?? "");
    await database.pool.query(`UPDATE messages SET lease_until = now() - interval '1 second'`);
    await senderFor(chat).drain();
    await senderFor(chat).drain();
    expect(arrived).toHaveLength(1);
    expect((await states())[0]).toMatchObject({ state: "current" });
  });

  it("waits as long as a 429 says, then goes on", async () => {
    const { chat, arrived } = sharedChat((call) => (call === 1 ? "throttled" : "sent"));
    await desire("a", 1);
    await senderFor(chat).drain();
    expect(arrived).toHaveLength(0);
    await rest(120);
    await senderFor(chat).drain();
    expect(arrived).toHaveLength(1);
  });

  it("posts anew when somebody deleted the card", async () => {
    const { chat, arrived } = sharedChat();
    await desire("a", 1);
    await senderFor(chat).drain();
    arrived.length = 0;
    await desire("a", 2);
    await senderFor(chat).drain();
    expect(arrived.map(({ version }) => version)).toEqual(["v2"]);
  });

  it("lists what was refused for good, and sends it again when asked", async () => {
    let broken = true;
    const { chat, arrived } = sharedChat(() => (broken ? "refused" : "sent"));
    await desire("a", 1);
    await senderFor(chat).drain();
    expect((await states())[0]).toMatchObject({ state: "dead" });
    broken = false;
    expect(await resendDead(database.prisma, null)).toBe(1);
    await senderFor(chat).drain();
    expect(arrived).toHaveLength(1);
  });

  it("keeps to the channel's pace, whoever sends", async () => {
    const { chat, arrived } = sharedChat();
    const slow = { ...FAST, postEveryMs: 60_000, postBurst: 3 };
    for (let index = 0; index < 8; index += 1) await desire(`case-${index}`, 1, index);
    await Promise.all([senderFor(chat, slow).drain(), senderFor(chat, slow).drain()]);
    expect(arrived).toHaveLength(3);
  });

  it("tells two senders at work apart: each message is posted by one of them", async () => {
    const { chat, arrived } = sharedChat();
    for (let index = 0; index < 30; index += 1)
      await desire(`case-${index}`, 1, index, `C${index % 5}`);
    await Promise.all([1, 2, 3].map(() => senderFor(chat).drain()));
    // Each leaves alone what another is looking at; whatever that leaves is found at the next look.
    await senderFor(chat).drain();
    expect(new Set(arrived.map((one) => one.messageId)).size).toBe(30);
    expect(arrived).toHaveLength(30);
  });
});
