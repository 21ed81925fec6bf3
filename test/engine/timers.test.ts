import { pino } from "pino";
import { expect, it, onTestFinished } from "vitest";
import { createDirectory } from "../../src/app/directory.ts";
import { recheck } from "../../src/app/flow.ts";
import { auditTimers } from "../../src/compose/audit-timers.ts";
import { createEngine } from "../../src/compose/engine.ts";
import { createMetrics } from "../../src/compose/metrics.ts";
import { addHours, type Instant } from "../../src/core/calendar.ts";
import type { CaseEvent } from "../../src/core/case.ts";
import { Fact } from "../../src/core/fact.ts";
import { defaultRules } from "../../src/core/rules-file.ts";
import { readFigures } from "../../src/db/figures.ts";
import { repairTimers } from "../../src/db/timers.ts";
import { freshDatabase } from "../support/database.ts";
import { testClock, USUAL_TIME } from "../support/engine.ts";

/** Wednesday, 10:00 in UTC: working hours of a calendar that names no zone. */
const NOW = "2026-11-18T10:00:00.000Z";
const MINUTE = 1 / 60;

/** An order whose promise broke: its first step is due after 15 minutes. */
async function stage() {
  const database = await freshDatabase();
  onTestFinished(() => database.close());
  const clock = testClock(NOW);
  const metrics = createMetrics(() => readFigures(database.pool));
  const replica = (report: (error: unknown) => void = fail) =>
    createEngine({
      database,
      clock,
      rules: defaultRules(),
      weights: {},
      time: USUAL_TIME,
      directory: createDirectory({ channels: [], people: [], zone: "UTC", lang: "es" }),
      report,
      committed: metrics.committed,
    });
  const engine = replica();
  await engine.ingest([order("PED-1", "Cliente Secreto")]);
  const sql = async (text: string) => (await database.pool.query(text)).rows;
  const pass = (hours: number) => clock.set(addHours(clock.now(), hours));
  return {
    database,
    clock,
    engine,
    replica,
    sql,
    pass,
    /** The group's instant was lost, as a fault or a careless hand at the database would. */
    lose: (at: Instant | null) =>
      database.pool.query(`UPDATE groups SET recheck_at = $1 WHERE key = 'order:PED-1'`, [at]),
    audit: () => auditTimers({ database, clock, metrics, log: pino({ level: "silent" }) }),
    async notified() {
      const rows = await sql(`SELECT body FROM case_events WHERE type = 'notified' ORDER BY seq`);
      return rows.map(({ body }) => body as Extract<CaseEvent, { type: "notified" }>);
    },
    async metric(name: string) {
      const { body } = await metrics.scrape();
      return body
        .split("\n")
        .find((line) => line.startsWith(`${name} `))
        ?.split(" ")[1];
    },
    metrics,
  };
}

function order(orderId: string, customerName: string): Fact {
  return Fact.parse({
    type: "order.placed",
    source: "erp",
    externalId: orderId,
    occurredAt: "2026-11-10T10:00:00.000Z",
    orderId,
    customerName,
    currency: "MXN",
    totalMinor: 100_00,
    promisedOn: "2026-11-17",
  });
}

function fail(error: unknown): never {
  throw error;
}

it.each([
  ["nothing was going to look at it", null],
  ["it was going to be looked at too late", "2026-12-24T00:00:00.000Z"],
])("a timer that was lost is found, counted once, and made up for: %s", async (_why, at) => {
  const { lose, pass, engine, audit, notified, metric } = await stage();
  await lose(at);
  pass(15 * MINUTE);
  await engine.sweep();
  await audit();
  // A minute of grace: a sweep that is about to come is no fault.
  expect([await notified(), await metric("remo_timers_repaired_total")]).toEqual([[], "0"]);

  pass(2 * MINUTE);
  await engine.sweep();
  expect(await notified()).toEqual([]);
  await audit();
  await audit();
  expect(await metric("remo_timers_repaired_total")).toBe("1");
  expect(await metric("remo_steps_fired_late_total")).toBe("0");
  await engine.sweep();
  expect(await notified()).toMatchObject([
    { notify: "owner", late: true, dueAt: "2026-11-18T10:15:00.000Z" },
  ]);
  expect(await metric("remo_steps_fired_late_total")).toBe("1");
  await audit();
  expect(await metric("remo_timers_repaired_total")).toBe("1");
});

it("what is on time is never repaired, through days of steps, midnights and deadlines", async () => {
  const { database, clock, engine, pass, sql } = await stage();
  for (let quarter = 0; quarter < 4 * 30; quarter += 1) {
    pass(0.25);
    await engine.sweep();
    expect(await repairTimers(database.pool, clock.now())).toBe(0);
  }
  const [open] = await sql(`SELECT due_at > '2026-11-19T16:00:00Z' AS ahead FROM cases`);
  expect(open.ahead).toBe(true);
  await engine.ingest([
    Fact.parse({
      type: "order.cancelled",
      source: "erp",
      externalId: "c1",
      occurredAt: clock.now(),
      orderId: "PED-1",
    }),
  ]);
  expect(await sql(`SELECT state, due_at FROM cases`)).toEqual([{ state: "closed", due_at: null }]);
});

it("an order that cannot be judged is tried again in an hour, and is no lost timer", async () => {
  const { database, clock, pass, engine } = await stage();
  const broken = { ...engine.flow, judge: () => fail(new Error("a rule broke")), report: () => {} };
  pass(20 * MINUTE);
  await recheck(broken, [{ type: "order", id: "PED-1" }], clock.now(), false);
  pass(30 * MINUTE);
  expect(await repairTimers(database.pool, clock.now())).toBe(0);
});

it("two replicas that find the same step due fire it once", async () => {
  const { engine, replica, pass, notified, metric } = await stage();
  const other = replica();
  pass(15 * MINUTE);
  await Promise.all([engine.sweep(), other.sweep(), engine.sweep(), other.sweep()]);
  expect(await notified()).toMatchObject([{ notify: "owner", repeat: 0, late: false }]);
  pass(30 * MINUTE);
  await Promise.all([other.sweep(), engine.sweep()]);
  expect((await notified()).map(({ notify }) => notify)).toEqual(["owner", "channel"]);
  expect(await metric("remo_steps_fired_late_total")).toBe("0");
});

it("counts what is open and waiting, and names no customer and no order", async () => {
  const { metrics, sql } = await stage();
  await sql(`INSERT INTO messages (id, platform, channel, kind, case_id, desired, priority, created_at)
    SELECT gen_random_uuid(), 'slack', 'C1', 'card', id, 1, 1, now() - interval '90 seconds' FROM cases`);
  const { body } = await metrics.scrape();
  expect(body).toContain('remo_open_cases{team="logistics",severity="critical"} 1');
  expect(body).toContain('remo_open_cases{team="sales",severity="notice"} 0');
  expect(body).toContain('remo_outbox_messages{state="behind"} 1');
  expect(body).toContain('remo_outbox_messages{state="dead"} 0');
  expect(body).toMatch(/^remo_outbox_oldest_unsent_seconds 9\d/m);
  expect(body).toMatch(/^remo_batches_total 1$/m);
  expect(body).toContain("remo_sweep_seconds_bucket");
  expect(body).toContain("remo_process_resident_memory_bytes");
  const names = [...body.matchAll(/^# TYPE (\S+)/gm)].map(([, name]) => name);
  expect(names.filter((name) => !name?.startsWith("remo_"))).toEqual([]);
  expect(body).not.toMatch(/PED-1|Secreto/);
});
