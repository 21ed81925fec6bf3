import { creditPolicyOf } from "../../src/core/credit-policy.ts";
import { onTestFinished } from "vitest";
import { createDirectory } from "../../src/app/directory.ts";
import { createSender, type OutboxStore, type Storms } from "../../src/app/outbox.ts";
import type { Channel, Chat, Outgoing } from "../../src/app/ports.ts";
import { createRender } from "../../src/app/render.ts";
import { createEngine } from "../../src/compose/engine.ts";
import { Fact } from "../../src/core/fact.ts";
import { defaultRules } from "../../src/core/rules-file.ts";
import type { StormSettings } from "../../src/core/storm.ts";
import { createOutboxStore, type Pacing } from "../../src/db/outbox-store.ts";
import { reportOfMessage } from "../../src/db/reports-table.ts";
import { stormTold } from "../../src/db/storm-reads.ts";
import { createStorms } from "../../src/db/storm-store.ts";
import { eventBySeq } from "../../src/db/upkeep.ts";
import { freshDatabase } from "./database.ts";
import { testClock, USUAL_TIME } from "./engine.ts";
import type { Told } from "./remo.ts";

/** Friday, two days after the orders were promised for. */
const NOW = "2026-11-20T18:00:00.000Z";
const UNPACED: Pacing = {
  postEveryMs: 0.01,
  postBurst: 1_000,
  updateEveryMs: 0.01,
  updateBurst: 1_000,
};

export const SETTINGS: StormSettings = {
  stormCards: 30,
  topCards: 10,
  digestSeconds: 30,
  calmMinutes: 5,
};

const CHANNELS: readonly Channel[] = [
  { platform: "slack", id: "CLOG", team: "logistics", lang: "es" },
  { platform: "slack", id: "CSALES", team: "sales", lang: "en" },
];

/** An engine whose first `channels` of two see the same cases, and senders that can be killed. */
export async function stormStage(channels = CHANNELS.length) {
  const database = await freshDatabase();
  onTestFinished(() => database.close());
  const clock = testClock(NOW);
  const directory = createDirectory({
    channels: CHANNELS.slice(0, channels),
    people: [],
    zone: "America/Mexico_City",
    lang: "es",
  });
  const engine = createEngine({
    database,
    clock,
    rules: defaultRules(),
    time: USUAL_TIME,
    weights: { MXN: 1, COP: 0.0045 },
    directory,
    report: (error) => {
      throw error;
    },
  });
  const render = createRender({
    credit: creditPolicyOf({}),
    reads: engine.reads,
    directory,
    clock,
    eventBySeq: (seq) => eventBySeq(database.pool, seq),
    stormTold: (id, most) => stormTold(database.pool, id, most),
    reportOf: (id) => reportOfMessage(database.pool, id),
  });
  let told = 0;
  const asFact = (fact: Told) =>
    Fact.parse({
      source: "erp",
      externalId: `f${(told += 1)}`,
      occurredAt: clock.now(),
      ...fact,
    });
  const sql = async (text: string) => (await database.pool.query(text)).rows;
  return {
    database,
    clock,
    engine,
    sql,
    async tell(...facts: readonly Told[]) {
      for (let start = 0; start < facts.length; start += 1_000) {
        await engine.ingest(facts.slice(start, start + 1_000).map(asFact));
      }
    },
    sender(chat: Chat, life: Life = forever()) {
      const store = createOutboxStore(database.pool, UNPACED);
      const storms = createStorms(database.pool, SETTINGS, clock);
      return createSender(
        mortal<OutboxStore>(store, life),
        new Map([["slack", { ...mortal<Chat>(chat, life), platform: "slack" }]]),
        render,
        mortal<Storms>(storms, life),
      );
    },
    /** Real time goes by: storms may be looked at, digests edited, leases run out. */
    async later() {
      await sql(`UPDATE storms SET looked_at = looked_at - interval '1 minute',
        swept_at = swept_at - interval '1 minute', digest_at = digest_at - interval '1 minute'`);
      await sql(`UPDATE messages SET next_at = now() - interval '1 second' WHERE state = 'behind'`);
      await sql(`UPDATE messages SET lease_until = now() - interval '1 second'
        WHERE state = 'sending'`);
    },
  };
}

type Life = { isOver: boolean };

function forever(): Life {
  return { isOver: false };
}

/** The parts of a process that is killed: from then on nothing it called answers any more. */
function mortal<Parts extends object>(parts: Parts, life: Life): Parts {
  const never = new Promise<never>(() => undefined);
  return new Proxy(parts, {
    get(target, name, receiver) {
      const part: unknown = Reflect.get(target, name, receiver);
      if (typeof part !== "function") return part;
      return async (...given: readonly unknown[]) => {
        if (life.isOver) return never;
        const answer: unknown = await Reflect.apply(part, target, given);
        return life.isOver ? never : answer;
      };
    },
  });
}

/** An order whose promise broke: one case, in both channels. */
export function broken(number: number, extra: object = {}): Told {
  return {
    type: "order.placed",
    orderId: `PED-${number}`,
    currency: "MXN",
    totalMinor: 1_000_00 + number * 100,
    promisedOn: "2026-11-18",
    ...extra,
  };
}

/** "PED-7" of a card; null of anything else. */
export function orderOf(message: Outgoing): string | null {
  return message.kind === "card" ? message.card.headline.subject : null;
}
