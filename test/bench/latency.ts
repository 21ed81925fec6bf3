import { Agent, createServer, type Server } from "node:http";
import express from "express";
import { portOf } from "../../src/compose/http.ts";
import { localDate } from "../../src/core/calendar.ts";
import { createSlackServer, type SlackServer } from "../../src/web/playground/slack-server.ts";
import { ZONE } from "./bench-engine.ts";
import { type ServeOrder, Serving } from "./child-orders.ts";
import { startChild } from "./child.ts";
import { type BenchContext, type Figure, latencies } from "./figure.ts";
import type { RawFact } from "./generated-orders.ts";
import { post, SOURCE, signedPost } from "./signed-post.ts";

const SAMPLES = 400;
const WARM_UP = 50;
const TOKEN = "xoxb-of-the-bench";
const GIVE_UP_MS = 10_000;

/**
 * From the first byte of a webhook to the card in the channel: one post at a time, each of which
 * opens a case. Facts router, engine, outbox and Slack adapter run in one process; this one is the
 * sender and a Slack-compatible server.
 */
export async function latency(context: BenchContext): Promise<readonly Figure[]> {
  const samples = Math.max(20, Math.round(SAMPLES * context.scale));
  const sink = await startSink();
  const database = await context.server.database("latency");
  const order: ServeOrder = {
    databaseUrl: database.url,
    does: "stores",
    followsFacts: false,
    slack: { apiUrl: sink.apiUrl, token: TOKEN },
  };
  const serving = startChild("./served.ts", order, (told) => Serving.parse(told));
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  try {
    const { port } = await serving.hear();
    context.progress(`${samples} webhooks, one at a time`);
    const ms: number[] = [];
    for (let index = 0; index < WARM_UP + samples; index += 1) {
      const took = await webhookToCard(sink.slack, agent, port, index);
      if (index >= WARM_UP) ms.push(took);
    }
    const [p50, p99] = latencies("webhook to post", ms);
    return [{ ...p50, target: { atMost: 25 } }, p99];
  } finally {
    agent.destroy();
    await serving.stop();
    await database.close();
    await sink.stop();
  }
}

async function webhookToCard(
  slack: SlackServer,
  agent: Agent,
  port: number,
  index: number,
): Promise<number> {
  const signed = signedPost(troubledOrder(index));
  const shown = cardOf(slack, `URG-${index}`);
  const start = performance.now();
  const [at] = await Promise.all([shown, post(agent, port, signed)]);
  return at - start;
}

/** Promised for today and not dispatched: its case opens as soon as it is heard of. */
function troubledOrder(index: number): RawFact {
  const now = new Date().toISOString();
  return {
    type: "order.placed",
    source: SOURCE,
    externalId: `urgent-${index}`,
    occurredAt: now,
    orderId: `URG-${index}`,
    buyerId: "C-00001",
    customerName: "Abarrotes del Norte",
    currency: "MXN",
    totalMinor: 9_640_000,
    promisedOn: localDate(now, ZONE),
    lines: [{ lineId: "1", sku: "AGUA-600", quantity: 40, unit: "CJA", amountMinor: 9_640_000 }],
  };
}

/** When a message that names the order is on a channel. */
function cardOf(slack: SlackServer, orderId: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const giveUp = setTimeout(() => {
      stop();
      reject(new Error(`No card of ${orderId} came within ${GIVE_UP_MS} ms.`));
    }, GIVE_UP_MS);
    const stop = slack.subscribe((change) => {
      if (change.op !== "message" || !JSON.stringify(change.message).includes(orderId)) return;
      clearTimeout(giveUp);
      stop();
      resolve(performance.now());
    });
  });
}

async function startSink() {
  const app = express();
  const web: Server = createServer(app);
  await new Promise<void>((resolve) => web.listen(0, "127.0.0.1", resolve));
  const url = `http://127.0.0.1:${portOf(web)}`;
  const channel = (id: string) => ({ id, name: id.toLowerCase(), topic: "", members: ["UREMO"] });
  const slack = createSlackServer({
    workspace: {
      teamId: "T1",
      teamName: "Bench",
      botUserId: "UREMO",
      appId: "A1",
      users: [],
      channels: ["CSALES", "CLOGISTICS", "CCOLLECTIONS"].map(channel),
    },
    botToken: TOKEN,
    appToken: "xapp-of-the-bench",
    signingSecret: "of-the-bench",
    eventsUrl: () => `${url}/slack/events`,
    now: Date.now,
  });
  app.use("/slack-api", slack.router);
  return {
    slack,
    apiUrl: `${url}/slack-api/api/`,
    async stop() {
      slack.close();
      web.closeAllConnections();
      await new Promise((resolve) => web.close(resolve));
    },
  };
}
