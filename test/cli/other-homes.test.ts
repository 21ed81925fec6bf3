import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, expect, it } from "vitest";
import { createLog } from "../../src/compose/log.ts";
import { run } from "../../src/compose/run.ts";
import { openForImport } from "../../src/compose/tools.ts";
import { loadConfig } from "../../src/config.ts";
import { Fact } from "../../src/core/fact.ts";
import { freshDatabase } from "../support/database.ts";
import { writeSettings } from "../support/remo-settings.ts";

const homes: string[] = [];
afterEach(() => Promise.all(homes.splice(0).map((home) => rm(home, { recursive: true }))));

async function setUp() {
  const home = await mkdtemp(join(tmpdir(), "remo-other-"));
  homes.push(home);
  const { url, close } = await freshDatabase();
  const settings = await writeSettings(home, { lang: "es", rules: {} });
  const env: Readonly<Record<string, string>> = { ...settings, DATABASE_URL: url };
  const withSlack = loadConfig({ ...env, PORT: "0", SLACK_API_URL: "http://127.0.0.1:9/" });
  return { home, url, close, env, withSlack };
}

it("history imported as of a day in the past is never told to a real Slack", async () => {
  const { env, withSlack, close } = await setUp();
  const opened = await openForImport(loadConfig(env));
  const fact = Fact.parse({
    type: "order.placed",
    orderId: "PED-1",
    currency: "MXN",
    promisedOn: "2018-01-02",
    source: "erp",
    externalId: "1",
    occurredAt: "2018-01-01T00:00:00Z",
  });
  await opened.ingest([fact], { now: "2018-06-01T00:00:00.000Z", silent: true });
  await opened.close();
  await expect(run(withSlack, createLog("silent"))).rejects.toThrow(/--as-of.*REMO_HOME/);
  await close();
});

it("the playground's sample is never told to a real Slack", async () => {
  const { env, home, withSlack, close } = await setUp();
  await writeFile(join(home, "playground.jsonl"), "");
  const { SLACK_BOT_TOKEN: _token, ...withoutSlack } = env;
  const playground = await run(loadConfig({ ...withoutSlack, PORT: "0" }), createLog("silent"));
  await playground.stop();
  await expect(run(withSlack, createLog("silent"))).rejects.toThrow(/sample data.*REMO_HOME/);
  await close();
});
