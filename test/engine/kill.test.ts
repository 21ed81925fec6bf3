import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import type { Server } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import express from "express";
import { Webhook } from "standardwebhooks";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { close, listen, portOf } from "../../src/compose/http.ts";
import type { Database } from "../../src/db/connect.ts";
import { createSlackServer, type SlackServer } from "../../src/web/playground/slack-server.ts";
import { freshDatabase } from "../support/database.ts";
import { ERP_SECRET, TOKENS, WORKSPACE, writeSettings } from "../support/remo-settings.ts";

const ORDERS = 24;
const KILLS = 4;
// Some of the cards are held back on the way: a storm must survive as well.
const STORM = { stormCards: 6, topCards: 2, digestSeconds: 5, calmMinutes: 0.02 };
const MAIN = join(import.meta.dirname, "../../src/main.ts");

describe("Remo, killed again and again", () => {
  let database: Database;
  let home: string;
  let server: Server;
  let slack: SlackServer;
  let child: ChildProcess | null = null;
  let remoUrl = "";
  // HTTP, not Socket Mode: what comes in must survive as well.
  let settings: Readonly<Record<string, string>> = {};

  beforeEach(async () => {
    home = await mkdtemp(join(tmpdir(), "remo-kill-"));
    database = await freshDatabase();
    const app = express();
    server = await listen(app, 0, "127.0.0.1");
    slack = createSlackServer({
      workspace: WORKSPACE,
      ...TOKENS,
      eventsUrl: () => `${remoUrl}/slack/events`,
      now: () => Date.now(),
    });
    app.use("/slack-api", slack.router);
    const { SLACK_APP_TOKEN: _unused, ...given } = await writeSettings(home, {
      lang: "es",
      rules: {},
      storm: STORM,
    });
    settings = given;
  });
  afterEach(async () => {
    child?.kill("SIGKILL");
    await close(server);
    slack.close();
    await database.close();
    await rm(home, { recursive: true, force: true });
  });

  const start = async () => {
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
    remoUrl = JSON.parse(printed).url.replace("localhost", "127.0.0.1");
  };
  const kill = async () => {
    const killed = child;
    if (!killed || killed.exitCode !== null) return;
    killed.kill("SIGKILL");
    await once(killed, "exit");
  };
  /** Sends an order that breaks its promise; answers whether it was confirmed as stored. */
  const order = async (number: number): Promise<boolean> => {
    const event = {
      specversion: "1.0",
      id: `order-${number}`,
      source: "erp",
      type: "remo.order.placed.v1",
      time: "2026-01-05T12:00:00Z",
      data: {
        orderId: `PED-${number}`,
        currency: "MXN",
        totalMinor: 1_000_00 + number,
        promisedOn: "2026-01-08",
      },
    };
    const body = JSON.stringify(event);
    const at = new Date();
    try {
      const response = await fetch(`${remoUrl}/v1/facts`, {
        method: "POST",
        body,
        headers: {
          "content-type": "application/cloudevents+json",
          "remo-source": "erp",
          "webhook-id": `msg-${number}`,
          "webhook-timestamp": String(Math.floor(at.getTime() / 1_000)),
          "webhook-signature": new Webhook(ERP_SECRET).sign(`msg-${number}`, at, body),
        },
        signal: AbortSignal.timeout(5_000),
      });
      return response.ok;
    } catch {
      return false;
    }
  };
  const cardsIn = (channel: string) =>
    slack
      .user("luis")
      .screen()
      .channels.find((one) => one.name === channel)
      ?.messages.filter((message) => message.bot_id !== undefined) ?? [];

  it("loses nothing and repeats no message", async () => {
    const unconfirmed = new Set(Array.from({ length: ORDERS }, (_, index) => index));
    const sendSome = async () => {
      for (const number of unconfirmed) if (await order(number)) unconfirmed.delete(number);
    };
    for (let round = 0; round < KILLS; round += 1) {
      await start();
      // Slack takes the posts and its answers never come: the kill finds them arrived, unrecorded.
      slack.fail({ method: "chat.postMessage", mode: "answer-lost", times: 2 });
      const sending = sendSome();
      await new Promise((resolve) => setTimeout(resolve, 60 + round * 90));
      await kill();
      await sending;
      slack.calm();
      // A lease outlives its sender by half a minute: time passes.
      await database.pool.query(
        `UPDATE messages SET lease_until = now() - interval '1 second' WHERE state = 'sending'`,
      );
    }
    await start();
    await sendSome();
    expect(unconfirmed.size).toBe(0);
    await expect
      .poll(async () => (await behind()).length, { timeout: 40_000, interval: 250 })
      .toBe(0);

    const cases = await database.pool.query(`SELECT group_id FROM cases WHERE state <> 'closed'`);
    expect(cases.rows).toHaveLength(ORDERS);
    const storms = await database.pool.query(`SELECT id FROM storms`);
    expect(storms.rowCount).toBeGreaterThan(0);
    for (const channel of ["logistica", "ventas"]) {
      const digests = cardsIn(channel).filter((one) => /[Pp]ico /.test(JSON.stringify(one)));
      expect(digests.length).toBeLessThanOrEqual(storms.rowCount ?? 0);
      const orders = cardsIn(channel)
        .filter((message) => !digests.includes(message))
        .map((message) => /PED-\d+/.exec(JSON.stringify(message))?.[0]);
      expect(new Set(orders).size).toBe(ORDERS);
      expect(orders).toHaveLength(ORDERS);
    }
  }, 120_000);

  it("drains when told to stop, and ends with success", async () => {
    await start();
    for (let number = 0; number < 3; number += 1) await order(number);
    const stopping = child;
    stopping?.kill("SIGTERM");
    const [code] = stopping ? await once(stopping, "exit") : [null];
    expect(code).toBe(0);
    const facts = await database.pool.query(`SELECT count(*)::int AS n FROM facts`);
    expect(facts.rows[0].n).toBe(3);
    const sending = await database.pool.query(`SELECT id FROM messages WHERE state = 'sending'`);
    expect(sending.rows).toEqual([]);
  }, 60_000);

  const behind = async () =>
    (
      await database.pool.query(
        `SELECT id FROM messages WHERE state IN ('behind', 'sending', 'held')`,
      )
    ).rows;
});
