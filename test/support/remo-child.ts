import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import express from "express";
import { Webhook } from "standardwebhooks";
import { onTestFinished } from "vitest";
import { close, listen, portOf } from "../../src/compose/http.ts";
import { createSlackServer } from "../../src/web/playground/slack-server.ts";
import { freshDatabase } from "./database.ts";
import { ERP_SECRET, TOKENS, WORKSPACE, writeSettings } from "./remo-settings.ts";

const MAIN = join(import.meta.dirname, "../../src/main.ts");

/** The real program, which can be killed and started again, with a database and a Slack that stay. */
export async function remoChild(
  special: Partial<
    Pick<Parameters<typeof writeSettings>[1], "more" | "storm" | "rules" | "secrets">
  >,
) {
  const home = await mkdtemp(join(tmpdir(), "remo-child-"));
  const database = await freshDatabase();
  const app = express();
  const server = await listen(app, 0, "127.0.0.1");
  let child: ChildProcess | null = null;
  let url = "";
  const slack = createSlackServer({
    workspace: WORKSPACE,
    ...TOKENS,
    eventsUrl: () => `${url}/slack/events`,
    now: () => Date.now(),
  });
  app.use("/slack-api", slack.router);
  const { SLACK_APP_TOKEN: _http, ...settings } = await writeSettings(home, {
    lang: "es",
    rules: {},
    ...special,
  });
  onTestFinished(async () => {
    child?.kill("SIGKILL");
    await close(server);
    slack.close();
    await database.close();
    await rm(home, { recursive: true, force: true });
  });
  return {
    database,
    slack,
    home,
    /** Where it listens since it was last started. */
    url: () => url,
    async start() {
      const started = spawn(process.execPath, [MAIN, "start", "--json"], {
        stdio: ["ignore", "pipe", "inherit"],
        env: {
          PATH: process.env["PATH"],
          ...settings,
          REMO_LOG: "error",
          DATABASE_URL: database.url,
          PORT: "0",
          SLACK_API_URL: `http://127.0.0.1:${portOf(server)}/slack-api/api/`,
        },
      });
      child = started;
      let printed = "";
      for await (const chunk of started.stdout) {
        printed += String(chunk);
        if (printed.includes("}")) break;
      }
      url = JSON.parse(printed).url.replace("localhost", "127.0.0.1");
    },
    async kill() {
      const killed = child;
      if (!killed || killed.exitCode !== null) return;
      killed.kill("SIGKILL");
      await once(killed, "exit");
      // A lease outlives its sender by half a minute: time passes.
      await database.pool.query(
        `UPDATE messages SET lease_until = now() - interval '1 second' WHERE state = 'sending'`,
      );
    },
    /** Asks it to stop; its exit code. */
    async stop(): Promise<unknown> {
      const stopping = child;
      if (!stopping) throw new Error("It does not run.");
      stopping.kill("SIGTERM");
      const [code] = await once(stopping, "exit");
      return code;
    },
    /** Posts one fact as the ERP; throws when it was not confirmed. */
    async post(id: string, type: string, data: Readonly<Record<string, unknown>>) {
      const body = JSON.stringify({
        specversion: "1.0",
        id,
        source: "erp",
        type: `remo.${type}.v1`,
        time: "2026-01-05T12:00:00Z",
        data,
      });
      const at = new Date();
      const response = await fetch(`${url}/v1/facts`, {
        method: "POST",
        body,
        headers: {
          "content-type": "application/cloudevents+json",
          "remo-source": "erp",
          "webhook-id": id,
          "webhook-timestamp": String(Math.floor(at.getTime() / 1_000)),
          "webhook-signature": new Webhook(ERP_SECRET).sign(id, at, body),
        },
        signal: AbortSignal.timeout(5_000),
      });
      if (!response.ok) throw new Error(`${response.status}: ${await response.text()}`);
    },
    async metrics(): Promise<string> {
      return (await fetch(`${url}/metrics`)).text();
    },
  };
}
