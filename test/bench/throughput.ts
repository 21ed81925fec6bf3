import { Fact } from "../../src/core/fact.ts";
import type { Database } from "../../src/db/connect.ts";
import { benchEngine } from "./bench-engine.ts";
import { readRows, writeRows } from "./ceiling.ts";
import { type BenchContext, type Figure, inParallel, timed } from "./figure.ts";
import { customers, feedOf, type RawFact } from "./generated-orders.ts";

const ORDERS = 100_000;
const BATCH = 1_000;
const IN_FLIGHT = 4;
const SEED = 2_026;
const REPORT_EVERY = 50;

/**
 * Facts a second through everything that a fact meets (parsing, storing, folding, rules, cases,
 * messages), told as a feed tells them: by time, orders interleaved. Beside it the ceiling: the
 * same fact, state and outbox rows written on the same server by statements that do nothing else.
 */
export async function throughput(context: BenchContext): Promise<readonly Figure[]> {
  const { server, scale, progress } = context;
  const orders = Math.round(ORDERS * scale);
  const feed = [...customers(), ...feedOf(SEED, orders)];
  progress(`${feed.length} facts of ${orders} orders in batches of ${BATCH}`);
  const database = await server.database("throughput");
  const seconds = (await timed(() => pipeline(database, feed, progress))) / 1_000;
  const stored = await countRows(database);
  progress(`the pipeline took ${seconds.toFixed(1)} s; now the same rows by bare statements`);
  const rows = await readRows(database.pool);
  await database.close();
  const ceiling = await server.database("ceiling");
  const bareSeconds = (await timed(() => writeRows(ceiling.pool, rows))) / 1_000;
  await ceiling.close();
  const rate = feed.length / seconds;
  const bareRate = feed.length / bareSeconds;
  return [
    { name: "facts", value: feed.length, unit: "" },
    { name: "orders with a case", value: stored.troubled / orders, unit: "share" },
    { name: "cases", value: stored.cases, unit: "" },
    { name: "messages", value: stored.messages, unit: "" },
    { name: "pipeline", value: rate, unit: "facts/s" },
    { name: "ceiling", value: bareRate, unit: "facts/s" },
    { name: "pipeline / ceiling", value: rate / bareRate, unit: "", target: { atLeast: 0.3 } },
  ];
}

async function pipeline(
  database: Database,
  feed: readonly RawFact[],
  progress: (line: string) => void,
): Promise<void> {
  let now = feed[0]?.occurredAt ?? "";
  // Time passes as the feed tells it: an order is judged when its facts happened.
  const engine = benchEngine(database, { now: () => now });
  let done = 0;
  const started = performance.now();
  await inParallel(batchesOf(feed), IN_FLIGHT, async (inputs) => {
    const facts = inputs.map((input) => Fact.parse(input));
    const last = facts.at(-1)?.occurredAt ?? now;
    if (last > now) now = last;
    await engine.ingest(facts);
    done += 1;
    if (done % REPORT_EVERY > 0) return;
    const seconds = (performance.now() - started) / 1_000;
    progress(`${done * BATCH} facts, ${Math.round((done * BATCH) / seconds)} facts/s so far`);
  });
}

function* batchesOf(feed: readonly RawFact[]): Generator<readonly RawFact[]> {
  for (let start = 0; start < feed.length; start += BATCH) yield feed.slice(start, start + BATCH);
}

type Stored = { readonly troubled: number; readonly cases: number; readonly messages: number };

async function countRows({ pool }: Database): Promise<Stored> {
  const { rows } = await pool.query<Stored>(`
    SELECT (SELECT count(DISTINCT group_id) FROM cases) AS troubled,
      (SELECT count(*) FROM cases) AS cases, (SELECT count(*) FROM messages) AS messages`);
  const [counted] = rows;
  if (!counted) throw new Error("The rows could not be counted.");
  return counted;
}
