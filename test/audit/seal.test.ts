import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { sealBatches } from "../../src/db/audit-seal.ts";
import { createWitness } from "../../src/db/audit-witness.ts";
import { connect, type Database } from "../../src/db/connect.ts";
import { freshDatabase } from "../support/database.ts";
import { engineOn, testClock } from "../support/engine.ts";
import { NOW, placed, seal, storyOf, verify } from "./stage.ts";

const CHILD = join(import.meta.dirname, "../support/audit-child.ts");

let database: Database;
let home: string;
beforeEach(async () => {
  database = await freshDatabase();
  home = await mkdtemp(join(tmpdir(), "remo-audit-"));
});
afterEach(async () => {
  await database.close();
  await rm(home, { recursive: true });
});

describe("sealing", () => {
  it("has nothing to do when nothing was appended, nor when all of it was known", async () => {
    expect(await sealBatches(database.pool)).toBeNull();
    const engine = engineOn(database, testClock(NOW));
    const fact = placed("PED-1");
    await engine.ingest([fact]);
    await seal(database);
    await engine.ingest([fact]);
    expect(await sealBatches(database.pool)).toBeNull();
    expect(await verify(database)).toMatchObject({ ok: true, facts: 1, batches: 1, links: 1 });
  });

  it("keeps up with two replicas that write, seal and are verified at once", async () => {
    const other = await connect({ databaseUrl: database.url, home, log: () => undefined });
    try {
      let writing = true;
      const replica = async (own: Database, name: string) => {
        const engine = engineOn(own, testClock(NOW));
        const write = async (lane: number) => {
          for (let batch = 0; batch < 15; batch += 1) {
            const ids = [0, 1, 2].map((n) => `PED-${name}${lane}${batch}${n}`);
            await engine.ingest([...ids.map((id) => placed(id)), placed(`PED-BOTH-${batch}`)]);
          }
        };
        await Promise.all([0, 1].map(write));
      };
      const sealing = async (own: Database) => {
        while (writing) await sealBatches(own.pool);
      };
      const seen: boolean[] = [];
      const verifying = async () => {
        while (writing) seen.push((await verify(database)).ok);
      };
      const working = [sealing(database), sealing(other), verifying()];
      await Promise.all([replica(database, "A"), replica(other, "B")]);
      writing = false;
      await Promise.all(working);
      expect(seen.length).toBeGreaterThan(1);
      expect(seen).not.toContain(false);
      while ((await sealBatches(database.pool)) !== null);
      const verified = await verify(database);
      expect(verified).toMatchObject({ ok: true, facts: 240, batches: 60, unsealedBatches: 0 });
      expect(verified.links).toBeGreaterThan(1);
    } finally {
      await other.close();
    }
  }, 60_000);

  it("takes a batch that committed late, and leaves no gap for one that rolled back", async () => {
    const engine = engineOn(database, testClock(NOW));
    const { store } = engine.flow;
    let letGo = (): void => undefined;
    const held = new Promise<void>((resolve) => (letGo = resolve));
    const late = store.inTransaction(async (tx) => {
      await tx.appendFacts([placed("PED-LATE")], NOW);
      await held;
    });
    const lost = store.inTransaction(async (tx) => {
      await tx.appendFacts([placed("PED-LOST")], NOW);
      throw new Error("changed my mind");
    });
    await expect(lost).rejects.toThrow("changed my mind");
    await engine.ingest([placed("PED-1")]);
    await seal(database);
    letGo();
    await late;
    expect(await verify(database)).toMatchObject({ ok: true, facts: 2, unsealedBatches: 1 });
    await seal(database);
    expect(await verify(database)).toMatchObject({ ok: true, links: 2, unsealedBatches: 0 });
  });

  it("is made up for when the writer was killed before it", async () => {
    const child = spawn(process.execPath, [CHILD, database.url, home], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    for await (const line of child.stdout) if (Number.parseInt(String(line), 10) >= 5) break;
    child.kill("SIGKILL");
    await once(child, "exit");
    const killed = await verify(database);
    expect(killed).toMatchObject({ ok: true, links: 0 });
    expect(killed.unsealedBatches).toBeGreaterThanOrEqual(6);
    await seal(database);
    const { facts, batches } = killed;
    expect(await verify(database)).toMatchObject({
      ok: true,
      facts,
      batches,
      links: 1,
      unsealedBatches: 0,
    });
  }, 60_000);
});

describe("the witness", () => {
  it("keeps one head a day and the newest, and they are in the chain", async () => {
    const witness = createWitness(home, "remo");
    const heads = await storyOf(database);
    const days = ["2026-11-19", "2026-11-20", "2026-11-20"];
    for (const [index, head] of heads.entries()) await witness.note(head, days[index] ?? "");
    expect(await witness.heads()).toEqual([heads[0], heads[2]]);
    expect(await verify(database, await witness.heads())).toMatchObject({ ok: true });
  });

  it("does not go back, and several notes at once harm nothing", async () => {
    const witness = createWitness(home, "remo");
    const head = (number: number) => ({ number, hash: "ab".repeat(32) });
    await Promise.all([3, 1, 2].map((number) => witness.note(head(number), "2026-11-20")));
    expect(await witness.heads()).toEqual([head(3)]);
  });

  it("says so when its file is damaged", async () => {
    await writeFile(join(home, "audit-heads-remo.txt"), "2026-11-20 x\n");
    await expect(createWitness(home, "remo").heads()).rejects.toThrow("restore the file");
  });

  it("is told by the database's own seal", async () => {
    const own = await connect({ databaseUrl: database.url, home, log: () => undefined });
    try {
      await engineOn(own, testClock(NOW)).ingest([placed("PED-1")]);
      await own.seal();
      const { head } = await verify(own);
      expect(await own.notedHeads()).toEqual([head]);
    } finally {
      await own.close();
    }
  });
});
