import pg from "pg";
import { Fact } from "../../src/core/fact.ts";
import { createOutboxStore, SLACK_PACING } from "../../src/db/outbox-store.ts";
import { dueGroups, nextDueAt } from "../../src/db/upkeep.ts";
import type { Database } from "../../src/db/connect.ts";
import { benchEngine, PERSON } from "./bench-engine.ts";
import type { BenchContext, Figure } from "./figure.ts";
import type { FilledStore } from "./filled-stores.ts";
import { feedOf } from "./generated-orders.ts";
import { deskOf } from "./status.ts";

const ORDERS = 1_000_000;
const WHO = { platform: "slack", userId: PERSON, userName: "ana", channelId: null } as const;
// Prepared statements get their lasting plan after five runs.
const RUNS = 8;
const FACTS = 320;
const FACTS_AT_ONCE = 40;
const GROWS = ["facts", "subjects", "links", "groups", "cases", "case_events", "messages"];

/**
 * Runs what runs all day on a large store and looks at the plans the server really used: whatever
 * reads a growing table from end to end is named, and counts as a failure.
 */
export async function plans({ stores, scale, progress }: BenchContext): Promise<readonly Figure[]> {
  const store = await stores.of(ORDERS * scale);
  progress("running each statement with its plan told");
  const told: string[] = [];
  const pool = explainingPool(store.database, told);
  try {
    await exercise({ ...store, database: { ...store.database, pool } });
  } finally {
    await pool.end();
  }
  const scans = told.flatMap(scanOf);
  for (const scan of new Set(scans)) progress(`reads a whole table: ${scan}`);
  return [
    { name: "plans looked at", value: told.length, unit: "", target: { atLeast: 100 } },
    { name: "that scan a growing table", value: scans.length, unit: "", target: { atMost: 0 } },
  ];
}

/** A pool whose connections have every plan told to them (auto_explain comes with PostgreSQL). */
function explainingPool(database: Database, told: string[]): pg.Pool {
  const pool = new pg.Pool({
    connectionString: database.url,
    max: 1,
    pipeline: true,
    types: database.pool.options.types,
    options:
      "-c session_preload_libraries=auto_explain -c auto_explain.log_min_duration=0 " +
      "-c client_min_messages=log -c timezone=UTC",
  });
  pool.on("connect", (client) => {
    client.on("notice", ({ message }) => void told.push(message ?? ""));
  });
  return pool;
}

async function exercise(store: FilledStore): Promise<void> {
  const { now, database } = store;
  const engine = benchEngine(database, { now: () => now });
  const desk = deskOf({ ...store, engine });
  // A branch of its own: orders that the store does not know yet.
  const facts = feedOf(9, FACTS)
    .slice(0, FACTS)
    .map((raw) => Fact.parse(raw));
  for (let start = 0; start < FACTS; start += FACTS_AT_ONCE) {
    await engine.ingest(facts.slice(start, start + FACTS_AT_ONCE));
  }
  const outbox = createOutboxStore(database.pool, SLACK_PACING);
  for (let run = 0; run < RUNS; run += 1) {
    const id = store.orderAt(run / RUNS);
    const due = `UPDATE groups SET recheck_at = $2 WHERE key = $1`;
    await database.pool.query(due, [`order:${id}`, now]);
    await engine.sweep();
    await dueGroups(database.pool, now, 1);
    await nextDueAt(database.pool);
    await desk.command(WHO, `status ${id}`);
    await desk.command(WHO, `status ENT-${id.slice("PED-".length)}`);
    await desk.command(WHO, `status ${id}X`);
    await desk.command(WHO, "cases team");
    const [claimed] = await outbox.claim(["slack"]);
    if (claimed) await outbox.shown(claimed.id, "ts", 1);
    await outbox.nextDueInMs(["slack"]);
  }
}

function scanOf(plan: string): readonly string[] {
  return GROWS.filter((table) => new RegExp(`Seq Scan on (public\\.)?${table}\\b`).test(plan)).map(
    (table) => `${table}: ${plan.replace(/\s+/g, " ").slice(0, 300)}`,
  );
}
