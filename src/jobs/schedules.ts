import nodeCron from "node-cron";
import type pg from "pg";
import type { Queue } from "./queue.ts";

type Schedule = { readonly task: string; readonly cron: string };

/** When each task is sent. Six fields: the first is seconds. */
const SCHEDULES: readonly Schedule[] = [
  { task: "sweep", cron: "*/5 * * * * *" },
  { task: "seal", cron: "*/5 * * * * *" },
  { task: "timers", cron: "30 * * * * *" },
  // Whether a weekly report is due: what was missed while nothing ran is made up for by this, too.
  { task: "reports", cron: "15 * * * * *" },
  { task: "tidy", cron: "0 17 3 * * *" },
];

const KEPT_REJECTIONS = 100_000;

export type Schedules = { stop(): Promise<void> };

/**
 * Ticks. Whichever replica writes the row of a schedule and instant first sends the task, in the
 * same transaction; all others find the row and do nothing.
 */
export function startSchedules(
  pool: pg.Pool,
  queue: Queue,
  report: (error: unknown) => void,
): Schedules {
  const jobs = SCHEDULES.map(({ task, cron }) =>
    nodeCron.schedule(
      cron,
      async ({ date }) => {
        try {
          await fire(pool, queue, task, date);
        } catch (error) {
          report(error);
        }
      },
      { name: task, timezone: "UTC", suppressMissedWarning: true },
    ),
  );
  return {
    async stop() {
      for (const job of jobs) await job.stop();
    },
  };
}

/** Sends the task unless some replica already has for this instant; answers whether it did. */
export async function fire(
  pool: pg.Pool,
  queue: Pick<Queue, "sendIn">,
  task: string,
  at: Date,
): Promise<boolean> {
  const fireAt = new Date(Math.floor(at.getTime() / 1_000) * 1_000).toISOString();
  const client = await pool.connect();
  try {
    await client.query("BEGIN");
    const { rowCount } = await client.query(
      `INSERT INTO schedule_runs (name, fire_at) VALUES ($1, $2) ON CONFLICT DO NOTHING`,
      [task, fireAt],
    );
    if (rowCount === 1) await queue.sendIn(client, task);
    await client.query("COMMIT");
    return rowCount === 1;
  } catch (error) {
    await client.query("ROLLBACK");
    throw error;
  } finally {
    client.release();
  }
}

/** Forgets the runs of days past: they only guard their own instant. */
export async function tidyRuns(pool: pg.Pool): Promise<void> {
  await pool.query(`DELETE FROM schedule_runs WHERE fire_at < now() - interval '2 days'`);
}

/** Rejections are for mending what is sent now: the old and the countless are let go. */
export async function tidyRejections(pool: pg.Pool): Promise<void> {
  await pool.query(
    `DELETE FROM rejections WHERE at < now() - interval '90 days'
       OR seq <= (SELECT max(seq) FROM rejections) - ${KEPT_REJECTIONS}`,
  );
}
