import type { Logger } from "pino";
import { createSender } from "../app/outbox.ts";
import type { Chat, Clock, Directory } from "../app/ports.ts";
import { startPump } from "../app/pump.ts";
import { createRender } from "../app/render.ts";
import type { Instant } from "../core/calendar.ts";
import { tidyAccounts } from "../db/accounts-table.ts";
import type { Database } from "../db/connect.ts";
import { createOutboxStore, type Pacing } from "../db/outbox-store.ts";
import { eventBySeq } from "../db/upkeep.ts";
import { startQueue } from "../jobs/queue.ts";
import { startSchedules, tidyRejections, tidyRuns } from "../jobs/schedules.ts";
import type { Engine } from "./engine.ts";

export type Work = {
  /** Stops ticking, finishes what is in hand, and leaves the rest for the next start. */
  stop(): Promise<void>;
};

export type WorkOptions = {
  readonly database: Database;
  readonly engine: Engine;
  readonly chat: Chat;
  readonly clock: Clock;
  readonly directory: Directory;
  readonly pacing: Pacing;
  readonly log: Logger;
};

/** Starts all that works by itself: the outbox, the queue and its schedules. */
export async function startWork(options: WorkOptions): Promise<Work> {
  const { database, engine, chat, clock, directory, log } = options;
  const outbox = createOutboxStore(database.pool, options.pacing);
  const render = createRender({
    reads: engine.reads,
    directory,
    credit: engine.flow.credit,
    clock,
    eventBySeq: (seq) => eventBySeq(database.pool, seq),
  });
  const sender = createSender(outbox, new Map([[chat.platform, chat]]), render);
  const report = (error: unknown) => log.error({ err: error }, "background work failed");
  const pump = startPump(sender, outbox, report);
  engine.onWake(() => pump.wake());
  const tasks = {
    sweep: () => engine.sweep(),
    seal: () => database.seal(),
    tidy: () => tidy(database, clock.now()),
  };
  const queue = await startQueue(database.pool, tasks, report);
  const schedules = startSchedules(database.pool, queue, report);
  return {
    async stop() {
      await schedules.stop();
      await queue.stop();
      await pump.stop();
      await database.seal();
    },
  };
}

async function tidy({ pool }: Database, now: Instant): Promise<void> {
  await tidyRuns(pool);
  await tidyRejections(pool);
  await tidyAccounts(pool, now);
}
