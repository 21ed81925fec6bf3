import { RULE_IDS } from "../../src/core/rules/index.ts";
import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { pageState } from "./playground-page.ts";
import { type RemoHome, remoHome } from "./remo-home.ts";

const BIN = join(import.meta.dirname, "../../src/cli/bin.mjs");
/** Where a machine keeps the Node of its own. */
const PLACES = ["/usr/bin/node", "/usr/local/bin/node", "/opt/homebrew/bin/node"];
/** Older ones do not start any of this; newer ones need no help. */
const older = PLACES.find((path) => {
  const major = existsSync(path) ? majorOf(path) : 0;
  return major >= 18 && major < 24;
});

function majorOf(node: string): number {
  return Number(/^v(\d+)/.exec(execFileSync(node, ["--version"], { encoding: "utf8" }))?.[1]);
}

describe.skipIf(older === undefined)("remo on a machine whose own Node is older than 24", () => {
  const command = [older ?? "", BIN] as const;
  let home: RemoHome;
  beforeAll(async () => {
    home = await remoHome();
  });
  afterAll(() => home.end());

  it("runs a verb with the Node installed beside it, and hands its exit code on", async () => {
    const rules = await home.run(["rules", "--json"], { command });
    expect([rules.code, rules.err]).toEqual([0, ""]);
    expect(JSON.parse(rules.out)).toHaveLength(RULE_IDS.length);
    const wrong = await home.run(["import", "/nowhere"], { command });
    expect([wrong.code, wrong.err]).toEqual([2, "remo import: /nowhere does not exist.\n"]);
  });

  it("starts, and told to stop ends with 0 and with its PostgreSQL", async () => {
    const running = await home.start({ command });
    expect((await pageState(running.url)).screen.channels.length).toBeGreaterThan(3);
    expect((await running.stop()).code).toBe(0);
    expect(home.hasServer()).toBe(false);
  }, 60_000);
});
