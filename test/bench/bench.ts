import { parseArgs } from "node:util";
import { startBenchServer } from "./bench-server.ts";
import type { Bench } from "./figure.ts";
import { filledStores } from "./filled-stores.ts";
import { latency } from "./latency.ts";
import { plans } from "./plans.ts";
import { type Report, tableOf } from "./report.ts";
import { singlePosts } from "./single-posts.ts";
import { status } from "./status.ts";
import { sweep } from "./sweep.ts";
import { throughput } from "./throughput.ts";

const BENCHES: Readonly<Record<string, Bench>> = {
  throughput,
  "single-posts": singlePosts,
  latency,
  status,
  sweep,
  plans,
};

const USAGE = `Usage: npm run bench -- [--only NAME]… [--scale SHARE] [--json]

Measures Remo on a real PostgreSQL of its own. Names: ${Object.keys(BENCHES).join(", ")}.
--scale 0.1 takes a tenth of the sizes. Progress goes to stderr, the figures to stdout.`;

/** Runs the benches one after the other; ends with a table, or JSON for a machine. */
async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      only: { type: "string", multiple: true },
      scale: { type: "string", default: "1" },
      json: { type: "boolean", default: false },
      help: { type: "boolean", default: false },
    },
  });
  if (values.help) return console.log(USAGE);
  const scale = Number(values.scale);
  const names = values.only ?? Object.keys(BENCHES);
  const unknown = names.find((name) => !Object.hasOwn(BENCHES, name));
  if (unknown !== undefined || !(scale > 0 && scale <= 1)) {
    const problem = unknown === undefined ? "--scale is above 0 and at most 1" : `no "${unknown}"`;
    console.error(`${problem}\n\n${USAGE}`);
    process.exitCode = 1;
    return;
  }
  const reports = await runAll(names, scale);
  console.log(values.json ? JSON.stringify(reports, null, 2) : `\n${tableOf(reports)}`);
}

async function runAll(names: readonly string[], scale: number): Promise<readonly Report[]> {
  const log = (line: string) => console.error(line);
  const server = await startBenchServer(log);
  const stores = filledStores(server, log);
  // The server is nobody's child: whoever interrupts the bench must not leave it behind.
  const interrupted = () => void server.stop().finally(() => process.exit(130));
  process.once("SIGINT", interrupted).once("SIGTERM", interrupted);
  try {
    const reports: Report[] = [];
    for (const name of names) {
      const bench = BENCHES[name];
      if (!bench) continue;
      const progress = (line: string) => log(`${name}: ${line}`);
      reports.push({ bench: name, figures: await bench({ server, stores, scale, progress }) });
    }
    return reports;
  } finally {
    await stores.close();
    await server.stop();
  }
}

await main();
