import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Database } from "../../src/db/connect.ts";
import { type Queue, startQueue } from "../../src/jobs/queue.ts";
import { fire, tidyRejections, tidyRuns } from "../../src/jobs/schedules.ts";
import { freshDatabase } from "../support/database.ts";

describe("schedules of several replicas", () => {
  let database: Database;
  const queues: Queue[] = [];
  let swept = 0;
  beforeEach(async () => {
    swept = 0;
    database = await freshDatabase();
    const fail = (error: unknown) => {
      throw error;
    };
    const sweep = async () => void (swept += 1);
    for (let replica = 0; replica < 2; replica += 1) {
      queues.push(await startQueue(database.pool, { sweep }, fail));
    }
  });
  afterEach(async () => {
    await Promise.all(queues.splice(0).map((queue) => queue.stop()));
    await database.close();
  });

  it("fire once per instant, however many tick", async () => {
    const [first] = queues;
    if (!first) throw new Error("No queue.");
    const ticks = [0, 300, 700, 5_000].map((ms) => new Date(Date.UTC(2026, 0, 1) + ms));
    const fired = await Promise.all(
      ticks.flatMap((tick) => queues.map((queue) => fire(database.pool, queue, "sweep", tick))),
    );
    // Three of the instants are within one second: one schedule has one run of them.
    expect(fired.filter(Boolean)).toHaveLength(2);
    await expect.poll(() => swept, { timeout: 15_000 }).toBeGreaterThanOrEqual(1);
    expect(swept).toBeLessThanOrEqual(2);
  });

  it("send nothing when the transaction that claims the run does not commit", async () => {
    const broken = {
      sendIn: () => Promise.reject(new Error("the queue is away")),
    };
    const at = new Date(Date.UTC(2026, 0, 2));
    await expect(fire(database.pool, broken, "sweep", at)).rejects.toThrow("away");
    const { rows } = await database.pool.query(`SELECT * FROM schedule_runs`);
    expect(rows).toEqual([]);
  });

  it("let go of rejections that nobody mended for months", async () => {
    await database.pool.query(`INSERT INTO rejections (source, at, reason, body) VALUES
      ('erp', now() - interval '91 days', 'old', 'null'), ('erp', now(), 'new', 'null')`);
    await tidyRejections(database.pool);
    const { rows } = await database.pool.query(`SELECT reason FROM rejections`);
    expect(rows).toEqual([{ reason: "new" }]);
  });

  it("forget the runs of days past", async () => {
    const [first] = queues;
    if (!first) throw new Error("No queue.");
    await fire(database.pool, first, "sweep", new Date(Date.UTC(2020, 0, 1)));
    await fire(database.pool, first, "sweep", new Date());
    await tidyRuns(database.pool);
    const { rows } = await database.pool.query(`SELECT count(*)::int AS n FROM schedule_runs`);
    expect(rows).toEqual([{ n: 1 }]);
  });
});
