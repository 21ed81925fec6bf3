import { afterEach, describe, expect, it } from "vitest";
import { connect, type Database } from "../../src/db/connect.ts";
import { freshDatabase } from "../support/database.ts";

const SLEEPING = `SELECT count(*) > 0 AS sleeping FROM pg_stat_activity
  WHERE datname = current_database() AND wait_event = 'PgSleep'`;

const opened: Database[] = [];
afterEach(async () => {
  await Promise.all(opened.splice(0).map((database) => database.close()));
});

async function open(): Promise<Database> {
  const database = await freshDatabase();
  opened.push(database);
  return database;
}

describe("connect", () => {
  it("reads int8, instants and dates exactly and free of the machine's time zone", async () => {
    const { pool } = await open();
    const { rows } = await pool.query(
      `SELECT 9007199254740991::int8 AS safe, 9007199254740993::int8 AS beyond,
              ARRAY[1, NULL]::int8[] AS list, DATE '2026-11-19' AS day,
              TIMESTAMPTZ '2026-11-19 14:10:00-06' AS instant,
              ARRAY[TIMESTAMPTZ '2026-11-19 14:10:00.1234-06'] AS instants,
              current_setting('TimeZone') AS zone`,
    );
    expect(rows[0]).toEqual({
      safe: 9_007_199_254_740_991,
      beyond: 9_007_199_254_740_993n,
      list: [1, null],
      day: "2026-11-19",
      instant: "2026-11-19T20:10:00.000Z",
      instants: ["2026-11-19T20:10:00.123Z"],
      zone: "UTC",
    });
  });

  it("gives Prisma and the pool the same database", async () => {
    const { pool, prisma } = await open();
    await pool.query("CREATE TABLE seen (at timestamptz); INSERT INTO seen VALUES ('2026-01-01Z')");
    const rows = await prisma.$queryRaw<{ at: Date }[]>`SELECT at FROM seen`;
    expect(rows[0]?.at.toISOString()).toBe("2026-01-01T00:00:00.000Z");
  });

  it("keeps two databases apart and drops them when they are closed", async () => {
    const [one, other] = await Promise.all([open(), open()]);
    await one.pool.query("CREATE TABLE only_here (id int)");
    const { rows } = await other.pool.query("SELECT to_regclass('only_here') AS found");
    expect(rows[0]).toEqual({ found: null });
    await one.close();
    await expect(connectTo(one.url)).rejects.toThrow(/has no database "test_/);
  });

  it("lives through the loss of connections that are idle, at work and lent out", async () => {
    const { pool } = await open();
    const lent = await pool.connect();
    const working = pool.query("SELECT pg_sleep(20)").catch((error: unknown) => error);
    await expect.poll(async () => (await pool.query(SLEEPING)).rows[0]).toEqual({ sleeping: true });
    await pool.query(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
        WHERE datname = current_database() AND pid <> pg_backend_pid()`,
    );
    expect(await working).toMatchObject({ code: "57P01" });
    await expect(lent.query("SELECT 1")).rejects.toThrow();
    lent.release(true);
    expect((await pool.query("SELECT 1 AS up")).rows).toEqual([{ up: 1 }]);
  });

  it.each([
    ["mysql://root@localhost/remo", /not the address of a PostgreSQL/],
    ["remo", /not the address of a PostgreSQL/],
    ["postgresql://remo:hunter2@127.0.0.1:1/remo", /Nothing answers at 127\.0\.0\.1:1/],
  ])("refuses %s in one sentence", async (url, sentence) => {
    await expect(connectTo(url)).rejects.toThrow(sentence);
  });

  it("never shows the password of an address that is refused", async () => {
    const { url } = await open();
    const wrong = new URL(url);
    wrong.password = "hunter2";
    const error = await connectTo(wrong.href).catch((reason: unknown) => reason);
    expect(error).toMatchObject({ name: "SetupError" });
    expect(String(error)).toMatch(/does not let the user "remo" in/);
    expect(String(error)).not.toContain("hunter2");
  });
});

function connectTo(databaseUrl: string): Promise<Database> {
  return connect({ databaseUrl, home: "unused", log: () => undefined });
}
