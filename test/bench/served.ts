import express, { type Express } from "express";
import { createGatherer } from "../../src/app/gather.ts";
import { createSender } from "../../src/app/outbox.ts";
import { startPump } from "../../src/app/pump.ts";
import { createRender } from "../../src/app/render.ts";
import { createSlackChat } from "../../src/chat/slack/chat.ts";
import { systemClock } from "../../src/compose/clock.ts";
import type { Engine } from "../../src/compose/engine.ts";
import { close, listen, portOf } from "../../src/compose/http.ts";
import { factsRouter } from "../../src/connectors/http/facts-router.ts";
import { latest } from "../../src/core/calendar.ts";
import { connect, type Database } from "../../src/db/connect.ts";
import { createOutboxStore } from "../../src/db/outbox-store.ts";
import { reportOfMessage } from "../../src/db/reports-table.ts";
import { stormTold } from "../../src/db/storm-reads.ts";
import { eventBySeq, keepRejected } from "../../src/db/upkeep.ts";
import { benchDirectory, benchEngine } from "./bench-engine.ts";
import { ServeOrder } from "./child-orders.ts";
import { orderGiven, tellParent, whenToldToStop } from "./child.ts";
import { SECRET, SOURCE } from "./signed-post.ts";

/** A server process as people run it, with what one bench needs of it. */

// No platform's limits: it is Remo that is measured, and the sink takes all it is given.
const UNPACED = { postEveryMs: 0.01, postBurst: 1_000, updateEveryMs: 0.01, updateBurst: 1_000 };

async function serve(order: ServeOrder): Promise<void> {
  const database = await connect({
    databaseUrl: order.databaseUrl,
    home: ".",
    log: (line) => console.error(line),
  });
  const app = express();
  app.disable("x-powered-by");
  const stopChat = order.does === "stores" ? mountStore(app, database, order) : mountNothing(app);
  const server = await listen(app, 0, "127.0.0.1");
  tellParent({ port: portOf(server) });
  whenToldToStop(async () => {
    await close(server);
    await stopChat();
    await database.close();
  });
}

function mountNothing(app: Express): () => Promise<void> {
  app.post("/v1/facts", (request, response) => {
    request.resume().once("end", () => {
      response.writeHead(200, { "content-type": "application/json", "content-length": 2 });
      response.end("{}");
    });
  });
  return () => Promise.resolve();
}

function mountStore(app: Express, database: Database, order: ServeOrder): () => Promise<void> {
  let told = "";
  const clock = { now: () => (order.followsFacts ? told : systemClock.now()) };
  const engine = benchEngine(database, clock);
  const gatherer = createGatherer((facts) => {
    told = latest(told, ...facts.map((fact) => fact.occurredAt)) ?? told;
    return engine.ingest(facts);
  });
  app.use(
    factsRouter({
      sources: { [SOURCE]: { secret: SECRET } },
      submit: (facts) => gatherer.submit(facts),
      keepRejected: (rejected) => keepRejected(database.prisma, rejected),
      clock: Date.now,
      limits: { perSecond: 100_000, burst: 100_000 },
      onError: (error) => console.error(error),
    }),
  );
  const pump = order.slack ? startChat(database, engine, order.slack) : null;
  return async () => {
    await gatherer.idle();
    await pump?.stop();
  };
}

function startChat(database: Database, engine: Engine, slack: { apiUrl: string; token: string }) {
  const outbox = createOutboxStore(database.pool, UNPACED);
  const render = createRender({
    reads: engine.reads,
    directory: benchDirectory(),
    credit: engine.flow.credit,
    clock: systemClock,
    eventBySeq: (seq) => eventBySeq(database.pool, seq),
    stormTold: (id, most) => stormTold(database.pool, id, most),
    reportOf: (id) => reportOfMessage(database.pool, id),
  });
  const chat = createSlackChat({ botToken: slack.token, apiUrl: slack.apiUrl });
  const sender = createSender(outbox, new Map([["slack", chat]]), render);
  const pump = startPump(sender, { nextDueInMs: () => outbox.nextDueInMs(["slack"]) }, (error) =>
    console.error(error),
  );
  engine.onWake(() => pump.wake());
  return pump;
}

await serve(ServeOrder.parse(orderGiven()));
