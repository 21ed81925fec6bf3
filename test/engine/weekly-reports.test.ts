import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createDirectory } from "../../src/app/directory.ts";
import { createReports, type ReportStore } from "../../src/app/reports.ts";
import type { Engine } from "../../src/compose/engine.ts";
import { Digests } from "../../src/core/report-times.ts";
import type { Database } from "../../src/db/connect.ts";
import { createReportStore } from "../../src/db/reports-table.ts";
import { freshDatabase } from "../support/database.ts";
import { engineOn, testClock } from "../support/engine.ts";
import { did } from "../support/rule-table.ts";

/** Monday 23 November 2026, 08:00 in Mexico City. */
const MONDAY = "2026-11-23T14:00:00.000Z";
const HOURS_LATER = (hours: number) =>
  new Date(Date.parse(MONDAY) + hours * 3_600_000).toISOString();

const directory = createDirectory({
  channels: [
    { platform: "slack", id: "C1", team: "sales", lang: "es" },
    { platform: "teams", id: "T1", team: "sales", lang: "es" },
    { platform: "slack", id: "C2", team: "logistics", lang: "en" },
    // Two teams in one room read one message.
    { platform: "slack", id: "C2", team: "collections", lang: "en" },
  ],
  people: [],
  zone: "America/Mexico_City",
  lang: "es",
});

let database: Database;
let engine: Engine;
beforeEach(async () => {
  database = await freshDatabase();
  engine = engineOn(database, testClock("2026-11-20T16:00:00.000Z"));
});
afterEach(() => database.close());

async function sold(): Promise<void> {
  await engine.ingest([
    did("order.placed", "11-18 09:00", { promisedOn: "2026-11-19" }),
    did("invoice.issued", "11-19 09:00", { totalMinor: 100_000 }),
    did("customer.described", "11-18 09:00", { creditLimitMinor: 500_000, creditCurrency: "MXN" }),
  ]);
}

function replica(store: ReportStore = createReportStore(database.pool), digests = {}) {
  return createReports({
    ...engine.figures,
    store,
    digests: Digests.parse(digests),
    directory,
    wake: () => undefined,
  });
}

async function wanted(): Promise<readonly string[]> {
  const { rows } = await database.pool.query<{ wanted: string }>(
    `SELECT r.kind || ' ' || m.platform || ':' || m.channel AS wanted
     FROM messages m JOIN reports r ON r.id = m.report_id ORDER BY 1`,
  );
  return rows.map((row) => row.wanted);
}

const ONCE_EACH = [
  "figures slack:C1",
  "figures slack:C2",
  "figures teams:T1",
  "prospects slack:C1",
  "prospects teams:T1",
];

describe("weekly reports", () => {
  it("are wanted once in each channel of both platforms, however many replicas tick", async () => {
    await sold();
    const replicas = [replica(), replica(), replica()];
    const told = await Promise.all(replicas.map((one) => one.tell(MONDAY)));
    expect(told.filter(Boolean)).toHaveLength(1);
    expect(await wanted()).toEqual(ONCE_EACH);
    expect(await replica().tell(HOURS_LATER(1))).toBe(false);
    expect(await wanted()).toEqual(ONCE_EACH);
  });

  it("of whoever dies before the end nothing is left, and the next one tells", async () => {
    await sold();
    const store = createReportStore(database.pool);
    const dying: ReportStore = {
      ...store,
      keep: (dueAt, reports) =>
        // Each channel twice: the last statement of the transaction fails.
        store.keep(
          dueAt,
          reports.map((one) => ({
            ...one,
            channels: one.channels.flatMap((channel) => [channel, channel]),
          })),
        ),
    };
    await expect(replica(dying).tell(MONDAY)).rejects.toThrow("messages_one_report");
    expect((await database.pool.query("SELECT FROM reports")).rowCount).toBe(0);
    expect(await replica().tell(HOURS_LATER(0.1))).toBe(true);
    expect(await wanted()).toEqual(ONCE_EACH);
  });

  it("that were missed are told within two days, and after that left", async () => {
    await sold();
    expect(await replica().tell(HOURS_LATER(-0.01))).toBe(false);
    expect(await replica().tell(HOURS_LATER(49))).toBe(false);
    expect(await wanted()).toEqual([]);
    expect(await replica().tell(HOURS_LATER(47))).toBe(true);
    const { rows } = await database.pool
      .query(`SELECT body->'period'->>'toOn' AS "toOn" FROM reports
      WHERE kind = 'figures'`);
    expect(rows).toEqual([{ toOn: "2026-11-22" }]);
  });

  it("are not wanted where they are off, nor of a time when nothing was known", async () => {
    expect(await replica().tell(MONDAY)).toBe(false);
    await sold();
    expect(await replica(undefined, { enabled: false }).tell(MONDAY)).toBe(false);
    expect(replica(undefined, { enabled: false }).nextAt(MONDAY)).toBeNull();
    expect(await replica(undefined, { weekday: "fri" }).tell(MONDAY)).toBe(false);
    expect(await wanted()).toEqual([]);
  });

  it("of a week without sales, debts or limits are kept and told to nobody", async () => {
    await engine.ingest([did("order.placed", "09-18 09:00")]);
    expect(await replica().tell(MONDAY)).toBe(true);
    expect(await wanted()).toEqual([]);
    expect(await replica().tell(HOURS_LATER(1))).toBe(false);
  });
});
