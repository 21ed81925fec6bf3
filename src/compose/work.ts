import type { Logger } from "pino";
import { type Courier, startCourier } from "../app/courier.ts";
import { createSender } from "../app/outbox.ts";
import type { Chat, Clock, Directory } from "../app/ports.ts";
import { startPump } from "../app/pump.ts";
import { createRender } from "../app/render.ts";
import type { Reports } from "../app/reports.ts";
import type { Instant } from "../core/calendar.ts";
import { tidyAccounts } from "../db/accounts-table.ts";
import type { StormSettings } from "../core/storm.ts";
import type { Database } from "../db/connect.ts";
import { createOutboxStore, type Pacing } from "../db/outbox-store.ts";
import { reportOfMessage } from "../db/reports-table.ts";
import { createSubscriberStore } from "../db/subscriber-store.ts";
import { enrolSubscribers } from "../db/subscribers-table.ts";
import { stormTold } from "../db/storm-reads.ts";
import { createStorms } from "../db/storm-store.ts";
import { eventBySeq } from "../db/upkeep.ts";
import { startQueue } from "../jobs/queue.ts";
import { startSchedules, tidyRejections, tidyRuns } from "../jobs/schedules.ts";
import { auditTimers } from "./audit-timers.ts";
import type { Engine } from "./engine.ts";
import type { Metrics } from "./metrics.ts";
import type { DeclaredSubscriber } from "./subscribers.ts";

export type Work = {
  /** Stops ticking, finishes what is in hand, and leaves the rest for the next start. */
  stop(): Promise<void>;
};

export type ChatLine = { readonly chat: Chat; readonly pacing: Pacing };

export type WorkOptions = {
  readonly database: Database;
  readonly engine: Engine;
  readonly reports: Reports;
  /** The platforms that are served, each with how fast it lets us speak. */
  readonly lines: readonly ChatLine[];
  readonly clock: Clock;
  readonly directory: Directory;
  readonly subscribers: readonly DeclaredSubscriber[];
  readonly storm: StormSettings;
  readonly metrics: Pick<Metrics, "sweeping" | "repaired">;
  readonly log: Logger;
};

/** Starts all that works by itself: the outbox, the queue and its schedules. */
export async function startWork(options: WorkOptions): Promise<Work> {
  const { database, engine, reports, clock, directory, metrics, log } = options;
  const render = createRender({
    reads: engine.reads,
    directory,
    credit: engine.flow.credit,
    clock,
    eventBySeq: (seq) => eventBySeq(database.pool, seq),
    stormTold: (id, most) => stormTold(database.pool, id, most),
    reportOf: (id) => reportOfMessage(database.pool, id),
  });
  const storms = createStorms(database.pool, options.storm, clock);
  const report = (error: unknown) => log.error({ err: error }, "background work failed");
  // Each by itself: a platform that is slow or away holds up nobody else's messages.
  const pumps = options.lines.map(({ chat, pacing }) => {
    const { platform } = chat;
    const outbox = createOutboxStore(database.pool, pacing);
    const sender = createSender(outbox, new Map([[platform, chat]]), render, storms);
    return startPump(sender, { nextDueInMs: () => outbox.nextDueInMs([platform]) }, report);
  });
  engine.onWake(() => pumps.forEach((pump) => pump.wake()));
  const courier = await openCourier(options, report);
  const tasks = {
    sweep: () => metrics.sweeping(() => engine.sweep()),
    timers: () => auditTimers({ database, clock, metrics, log }),
    seal: async () => {
      await database.seal();
      // Not waited for: a subscriber that is slow to answer must not hold up the next sealing.
      courier?.wake();
    },
    reports: () => reports.tell(clock.now()),
    tidy: () => tidy(database, clock.now()),
  };
  const queue = await startQueue(database.pool, tasks, report);
  // What came due while nothing ran is told at once, and not with the next tick.
  const caughtUp = reports.tell(clock.now()).catch(report);
  const schedules = startSchedules(database.pool, queue, report);
  return {
    async stop() {
      await schedules.stop();
      await caughtUp;
      await queue.stop();
      await Promise.all([...pumps.map((pump) => pump.stop()), courier?.stop()]);
      await database.seal();
    },
  };
}

/** None where nobody listens: then nothing is asked either. */
async function openCourier(
  { database: { pool }, subscribers, log }: WorkOptions,
  failed: (error: unknown) => void,
): Promise<Courier | null> {
  if (subscribers.length === 0) return null;
  await enrolSubscribers(pool, subscribers);
  return startCourier(createSubscriberStore(pool), subscribers, {
    failed,
    notTaken: (subscriber, reason) => log.warn({ subscriber, reason }, "a batch was not taken"),
  });
}

async function tidy({ pool }: Database, now: Instant): Promise<void> {
  await tidyRuns(pool);
  await tidyRejections(pool);
  await tidyAccounts(pool, now);
}
