import type pg from "pg";
import { z } from "zod";
import { latest } from "../../src/core/calendar.ts";
import { Fact } from "../../src/core/fact.ts";
import type { Database } from "../../src/db/connect.ts";
import { benchEngine } from "./bench-engine.ts";
import { readWrites, type Writes, writeRows } from "./ceiling.ts";
import { type BenchContext, type Figure, timed } from "./figure.ts";
import { customers, feedOf, type RawFact } from "./generated-orders.ts";

const ORDERS = 100_000;
const BATCH = 1_000;
// Four branches report at once, each of its own orders and in its own order.
const BRANCHES = 4;
const REPORT_EVERY = 50_000;

/**
 * Facts a second through everything that a fact meets (parsing, storing, folding, rules, cases,
 * messages), told as a feed tells them: by time, orders interleaved. Beside it the ceiling: the
 * same fact, state and outbox rows written on the same server by statements that do nothing else,
 * each state as often as the pipeline wrote it. What it would be if each state were written but
 * once, at the end of all, is told as well.
 */
export async function throughput(context: BenchContext): Promise<readonly Figure[]> {
  const { server, scale, progress } = context;
  const orders = Math.round(ORDERS * scale);
  const feeds = Array.from({ length: BRANCHES }, (_, branch) =>
    asTold(feedOf(branch, Math.round(orders / BRANCHES))),
  );
  const facts = feeds.flat().reduce((all, batch) => all + batch.count, customers().length);
  progress(`${facts} facts of ${orders} orders, ${BRANCHES} feeds in batches of ${BATCH}`);
  const database = await server.database("throughput");
  const seconds = (await timed(() => pipeline(database, feeds, progress))) / 1_000;
  const stored = await countRows(database);
  progress(`the pipeline took ${seconds.toFixed(1)} s; now the same rows by bare statements`);
  const { inserts, updates } = await readWrites(database.pool);
  await database.close();
  const ceiling = await server.database("ceiling");
  const once = (await timed(() => writeRows(ceiling.pool, inserts))) / 1_000;
  const again = (await timed(() => writeInTurn(ceiling.pool, updates))) / 1_000;
  await ceiling.close();
  const rate = facts / seconds;
  const bareRate = facts / (once + again);
  return [
    { name: "facts", value: facts, unit: "" },
    { name: "orders with a case", value: stored.troubled / orders, unit: "share" },
    { name: "cases", value: stored.cases, unit: "" },
    { name: "messages", value: stored.messages, unit: "" },
    { name: "states written", value: stored.states, unit: "" },
    { name: "pipeline", value: rate, unit: "facts/s" },
    { name: "ceiling", value: bareRate, unit: "facts/s" },
    { name: "pipeline / ceiling", value: rate / bareRate, unit: "", target: { atLeast: 0.3 } },
    { name: "ceiling, each state once", value: facts / once, unit: "facts/s" },
    { name: "pipeline / that", value: (rate * once) / facts, unit: "" },
  ];
}

async function writeInTurn(pool: pg.Pool, rounds: Writes["updates"]): Promise<void> {
  for (const round of rounds) await writeRows(pool, round);
}

/** One batch as it comes from outside: JSON, and how many facts are in it. */
type Told = { readonly json: Buffer; readonly count: number };

/** As bytes, for what has yet to come is no burden to the memory of who will hear of it. */
function asTold(feed: readonly RawFact[]): readonly Told[] {
  const batches: Told[] = [];
  for (let start = 0; start < feed.length; start += BATCH) {
    const facts = feed.slice(start, start + BATCH);
    batches.push({ json: Buffer.from(JSON.stringify(facts)), count: facts.length });
  }
  return batches;
}

const Facts = z.array(Fact);

async function pipeline(
  database: Database,
  feeds: readonly (readonly Told[])[],
  progress: (line: string) => void,
): Promise<void> {
  let now = "";
  // Time passes as the feeds tell it: an order is judged when its facts happened.
  const engine = benchEngine(database, { now: () => now });
  let done = 0;
  const started = performance.now();
  const tell = async (feed: readonly Told[]) => {
    for (const { json } of feed) {
      const facts = Facts.parse(JSON.parse(json.toString()));
      const last = facts.at(-1)?.occurredAt ?? now;
      now = latest(now, last) ?? now;
      // Each feed by its own time: the feeds do not advance in step.
      await engine.ingest(facts, { now: last });
      done += facts.length;
      if (done % REPORT_EVERY >= BATCH) continue;
      const seconds = (performance.now() - started) / 1_000;
      progress(`${done} facts, ${Math.round(done / seconds)} facts/s so far`);
    }
  };
  await tell(asTold(customers()));
  await Promise.all(feeds.map(tell));
}

type Stored = Readonly<Record<"troubled" | "cases" | "messages" | "states", number>>;

async function countRows({ pool }: Database): Promise<Stored> {
  const { rows } = await pool.query<Stored>(`
    SELECT (SELECT count(DISTINCT group_id) FROM cases) AS troubled,
      (SELECT count(*) FROM cases) AS cases, (SELECT count(*) FROM messages) AS messages,
      (SELECT sum(version) FROM subjects) AS states`);
  const [counted] = rows;
  if (!counted) throw new Error("The rows could not be counted.");
  return counted;
}
