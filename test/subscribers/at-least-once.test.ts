import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, expect, inject, it, onTestFinished } from "vitest";
import type { SubscriberStore } from "../../src/app/courier.ts";
import { sealBatches } from "../../src/db/audit-seal.ts";
import type { Database } from "../../src/db/connect.ts";
import { createSubscriberStore } from "../../src/db/subscriber-store.ts";
import { freshDatabase } from "../support/database.ts";
import { answering, startReceiver, taken } from "./receiver.ts";
import { chainOf, commit, courierOn, decided, passTime, PATIENCE, told } from "./stage.ts";

let database: Database;
let other: Database;
beforeAll(async () => {
  database = await freshDatabase({ poolSize: 12 });
  other = await freshDatabase();
});
afterAll(async () => {
  await database.close();
  await other.close();
});

type Fault = "none" | "before pin" | "after pin" | "after post" | "frozen";
const fault = fc.constantFrom<Fault>(
  "none",
  "none",
  "before pin",
  "after pin",
  "after post",
  "frozen",
);
const reply = fc.constantFrom(taken, taken, taken, answering(500), answering(429));

/** A process that dies, or loses its lease while it stands still, at the moments given. */
function faulty(db: Database, faults: readonly Fault[]): SubscriberStore {
  const store = createSubscriberStore(db.pool);
  let turn = 0;
  const dies = (when: Fault): boolean => faults[turn % faults.length] === when;
  const death = () => Promise.reject(new Error("killed"));
  return {
    ...store,
    async read(...args) {
      turn += 1;
      const read = await store.read(...args);
      // Its turn runs out before it goes on, and somebody else takes it.
      if (dies("frozen")) await passTime(db);
      return read;
    },
    async pin(...args) {
      if (dies("before pin")) return death();
      const pinned = await store.pin(...args);
      return dies("after pin") ? death() : pinned;
    },
    moveTo: (...args) => (dies("after post") ? death() : store.moveTo(...args)),
  };
}

let run = 0;

it("what arrives is what was committed, each once by its id and in the chain's order", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.integer({ min: 1, max: 60 }), { minLength: 2, maxLength: 6 }),
      fc.array(fault, { minLength: 3, maxLength: 7 }),
      fc.array(reply, { minLength: 3, maxLength: 7 }),
      async (sizes, faults, replies) => {
        run += 1;
        const name = `erp${run}`;
        const erp = await startReceiver();
        const behave = { calls: 0 };
        erp.state.reply = (response, heard) =>
          (replies[(behave.calls += 1) % replies.length] ?? taken)(response, heard);
        const before = (await chainOf(database)).length;
        const urls = { [name]: { url: erp.url } };
        const replicas = [
          await courierOn(database, urls, { store: faulty(database, faults) }),
          await courierOn(database, urls, { store: faulty(database, faults.toReversed()) }),
        ];
        // Writers, the sealer and both replicas at once, so that numbers and commits interleave.
        const writers = sizes.map(async (size, writer) => {
          const names = Array.from({ length: size }, (_, nth) => `${run}-${writer}-${nth}`);
          await commit(database, ...names.flatMap((id) => [told(`t${id}`), decided(id)]));
          await sealBatches(database.pool);
          for (const { courier } of replicas) courier.wake();
        });
        await Promise.all(writers);
        await sealBatches(database.pool);
        // The faults and failures end, time passes: what was left is taken up where it was.
        await Promise.all(replicas.map(({ courier }) => courier.stop()));
        erp.state.reply = taken;
        await passTime(database);
        const { courier, state } = await courierOn(database, urls, { timeoutMs: 8_000 });
        courier.wake();
        await expect.poll(async () => (await state(name)).waiting, PATIENCE).toBe(0);
        await courier.stop();
        const expected = (await chainOf(database)).slice(before);
        expect(expected).toHaveLength(sizes.reduce((sum, size) => sum + size, 0));
        expect(erp.known()).toEqual(expected);
        expect(erp.forged).toEqual([]);
        const first = new Map(erp.heard.map((one) => [one.id, one.events]));
        for (const one of erp.heard) expect(one.events).toEqual(first.get(one.id));
      },
    ),
    { numRuns: 25 },
  );
}, 120_000);

it("a process that is killed while it delivers repeats what it had in hand, as it was", async () => {
  const erp = await startReceiver();
  const child: { running: ChildProcess | null } = { running: null };
  const killed: number[] = [];
  let calls = 0;
  erp.state.reply = (response, heard) => {
    calls += 1;
    if (calls % 3 === 0 && killed.length < 3 && child.running?.pid !== undefined) {
      killed.push(calls);
      // It has arrived, and the sender will never know.
      process.kill(child.running.pid, "SIGKILL");
      return;
    }
    taken(response, heard);
  };
  await courierOn(other, { erp: { url: erp.url } });
  for (let batch = 0; batch < 40; batch += 1) {
    const ids = Array.from({ length: 20 }, (_, nth) => `${batch}-${nth}`);
    await commit(other, ...ids.map((id) => decided(id)));
  }
  await sealBatches(other.pool);
  const expected = await chainOf(other);
  while (erp.known().length < expected.length) {
    child.running = startChild(other, erp.url);
    const [, signal] = (await once(child.running, "exit")) as [number | null, string | null];
    if (signal === null) break;
    await passTime(other);
  }
  expect(killed).toHaveLength(3);
  expect(erp.known()).toEqual(expected);
  const repeated = erp.heard.length - new Set(erp.heard.map(({ id }) => id)).size;
  expect(repeated).toBe(3);
  expect(erp.forged).toEqual([]);
}, 60_000);

function startChild({ url }: Database, receiver: string): ChildProcess {
  const path = join(import.meta.dirname, "../support/courier-child.ts");
  const child = spawn(process.execPath, [path, url, inject("databaseHome"), receiver], {
    stdio: ["ignore", "ignore", "inherit"],
  });
  onTestFinished(() => void child.kill("SIGKILL"));
  return child;
}
