import type pg from "pg";
import type { Storms } from "../app/outbox.ts";
import type { Clock } from "../app/ports.ts";
import type { Instant } from "../core/calendar.ts";
import { type StormSettings, type Weather, weatherAfter } from "../core/storm.ts";
import * as statements from "./storm-statements.ts";

type CountRow = { storm_id: string; cards: number };
type StandingRow = {
  id: string;
  passed_at: Instant | null;
  lull_at: Instant;
  lull_came: number;
  waiting: number;
};
type Counts = ReadonlyMap<string, number>;

/**
 * Storms on PostgreSQL: while none is about, a look is one statement over what is unposted. A
 * storm begins, calms down and ends by the clock's time.
 */
export function createStorms(pool: pg.Pool, settings: StormSettings, clock: Clock): Storms {
  return {
    async watch(platforms) {
      const { rows } = await pool.query<{ destination: string }>({
        name: "storm-find",
        text: statements.FIND,
        values: [platforms, settings.stormCards + 1],
      });
      const found = rows.map((row) => row.destination);
      if (found.length > 0) await look(pool, settings, found, clock.now());
    },
  };
}

/** One transaction: whoever dies in it leaves the storms as they were. */
async function look(
  pool: pg.Pool,
  settings: StormSettings,
  destinations: readonly string[],
  now: Instant,
): Promise<void> {
  const client = await pool.connect();
  try {
    await client.query("BEGIN");
    await lookAt(client, settings, destinations, now);
    await client.query("COMMIT");
    client.release();
  } catch (error) {
    await client.query("ROLLBACK").then(
      () => client.release(),
      (broken: Error) => client.release(broken),
    );
    throw error;
  }
}

async function lookAt(
  client: pg.PoolClient,
  settings: StormSettings,
  destinations: readonly string[],
  now: Instant,
): Promise<void> {
  const { stormCards, topCards, digestSeconds } = settings;
  const channels = await lock(client, destinations);
  if (channels.length === 0) return;
  await client.query({
    name: "storm-begin",
    text: statements.BEGIN_STORMS,
    values: [channels, now],
  });
  const fresh = await counted(client, "storm-hold", statements.HOLD, [channels]);
  const settle = [channels, digestSeconds];
  const settled = await counted(client, "storm-settle", statements.SETTLE, settle);
  const standing = await client.query<StandingRow>({
    name: "storm-standing",
    text: statements.STANDING,
    values: [channels, stormCards + 1],
  });
  const next = standing.rows.map((row) => nextOf(row, fresh, settled, settings, now));
  await change(client, next, now);
  const release = [channels, topCards, stormCards];
  const released = await counted(client, "storm-release", statements.RELEASE, release);
  const news = next.filter((one) => one.isNews || released.has(one.id));
  await client.query({
    name: "storm-tell",
    text: statements.TELL,
    values: [news.map(({ id }) => id), digestSeconds],
  });
}

/** The channels that no other sender looks at or sends to meanwhile. */
async function lock(
  client: pg.PoolClient,
  destinations: readonly string[],
): Promise<readonly string[]> {
  const { rows } = await client.query<{ destination: string }>({
    name: "storm-lock",
    text: statements.LOCK,
    values: [destinations],
  });
  return rows.map((row) => row.destination);
}

/** Cards by storm, of a statement that changed some. */
async function counted(
  client: pg.PoolClient,
  name: string,
  text: string,
  values: readonly unknown[],
): Promise<Counts> {
  const { rows } = await client.query<CountRow>({ name, text, values: [...values] });
  return new Map(rows.map(({ storm_id, cards }) => [storm_id, cards]));
}

type Next = {
  readonly id: string;
  readonly weather: Weather;
  readonly fresh: number;
  readonly settled: number;
  /** Its digest no longer says how it stands. */
  readonly isNews: boolean;
};

function nextOf(
  row: StandingRow,
  allFresh: Counts,
  allSettled: Counts,
  settings: StormSettings,
  now: Instant,
): Next {
  const fresh = allFresh.get(row.id) ?? 0;
  const settled = allSettled.get(row.id) ?? 0;
  const phase = row.passed_at === null ? "raging" : "passing";
  const before: Weather = { phase, lullAt: row.lull_at, lullCame: row.lull_came };
  const weather = weatherAfter(before, { fresh, waiting: row.waiting }, settings, now);
  const isNews = weather.phase !== phase || fresh > 0 || settled > 0;
  return { id: row.id, weather, fresh, settled, isNews };
}

async function change(client: pg.PoolClient, next: readonly Next[], now: Instant): Promise<void> {
  await client.query({
    name: "storm-change",
    text: statements.CHANGE,
    values: [
      next.map(({ id }) => id),
      next.map(({ weather }) => weather.phase),
      next.map(({ weather }) => weather.lullAt),
      next.map(({ weather }) => weather.lullCame),
      next.map(({ fresh }) => fresh),
      next.map(({ settled }) => settled),
      now,
    ],
  });
}
