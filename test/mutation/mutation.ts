import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

/** What Stryker reports of a file, as far as it is counted here. */
type Report = {
  readonly files: Readonly<Record<string, { readonly mutants: readonly { status: string }[] }>>;
};
type Count = { killed: number; survived: number; uncovered: number };

const ROOT = new URL("../../", import.meta.url);
const STRYKER = fileURLToPath(new URL("node_modules/@stryker-mutator/core/bin/stryker.js", ROOT));
// The files that work out days and hours remember what they computed, so each of their mutants is
// tried in a worker of its own; the others are tried where the tests are loaded already.
const RUNS = ["core", "time"] as const;
const LEAST_PERCENT = 85;

function run(name: (typeof RUNS)[number]): Report {
  const args = [STRYKER, "run", `test/mutation/${name}.config.json`];
  const { status } = spawnSync(process.execPath, args, { cwd: ROOT, stdio: "inherit" });
  if (status !== 0) throw new Error(`Stryker ended with ${status} on the ${name} run.`);
  const url = new URL(`coverage/mutation/${name}.json`, ROOT);
  return JSON.parse(readFileSync(url, "utf8")) as Report;
}

function folderOf(file: string): string {
  return file.startsWith("src/core/rules/") ? "src/core/rules" : "src/core";
}

function add(count: Count, status: string): void {
  if (status === "Killed" || status === "Timeout") count.killed += 1;
  if (status === "Survived") count.survived += 1;
  if (status === "NoCoverage") count.uncovered += 1;
}

function percent({ killed, survived, uncovered }: Count): number {
  return (100 * killed) / (killed + survived + uncovered);
}

const none = (): Count => ({ killed: 0, survived: 0, uncovered: 0 });
const all = none();
const folders = new Map<string, Count>();
for (const name of RUNS) {
  for (const [file, { mutants }] of Object.entries(run(name).files)) {
    const folder = folders.get(folderOf(file)) ?? none();
    folders.set(folderOf(file), folder);
    for (const { status } of mutants) for (const count of [all, folder]) add(count, status);
  }
}
for (const [folder, count] of [...folders, ["together", all] as const]) {
  const { killed, survived, uncovered } = count;
  const score = percent(count).toFixed(1);
  console.log(
    `${folder}: ${score}% (${killed} killed, ${survived} survived, ${uncovered} not run)`,
  );
}
if (percent(all) < LEAST_PERCENT) {
  console.error(`Less than ${LEAST_PERCENT}% were killed.`);
  process.exitCode = 1;
}
