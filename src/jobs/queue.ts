import type pg from "pg";
import { PgBoss } from "pg-boss";

/** The queue's tasks by name; each only calls an application verb. */
export type Tasks = Readonly<Record<string, () => Promise<unknown>>>;

export type Queue = {
  /** Sends a task inside the caller's transaction: it exists if and only if that commits. */
  sendIn(client: Pick<pg.ClientBase, "query">, task: string): Promise<void>;
  /** Waits for tasks in hand, then stops. */
  stop(): Promise<void>;
};

const STOP_WITHIN_MS = 20_000;

/** Starts pg-boss on the given pool and works off the tasks, however many replicas do the same. */
export async function startQueue(
  pool: pg.Pool,
  tasks: Tasks,
  report: (error: unknown) => void,
): Promise<Queue> {
  const db = { executeSql: (text: string, values?: unknown[]) => pool.query(text, values) };
  const boss = new PgBoss({ db, schema: "jobs", persistWarnings: false, monitorVacuum: false });
  boss.on("error", report);
  await boss.start();
  for (const [name, task] of Object.entries(tasks)) {
    // One waiting task of a kind is enough: it looks at all that is due when it runs. A killed
    // worker's task is given to another after the heartbeat.
    await boss.createQueue(name, {
      policy: "short",
      heartbeatSeconds: 10,
      retryLimit: 3,
      expireInSeconds: 600,
    });
    await boss.work(name, { pollingIntervalSeconds: 1 }, async () => {
      await task();
    });
  }
  return {
    async sendIn(client, task) {
      const inTransaction = {
        executeSql: (text: string, values?: unknown[]) => client.query(text, values),
      };
      await boss.send(task, {}, { db: inTransaction });
    },
    stop: () => boss.stop({ graceful: true, timeout: STOP_WITHIN_MS }),
  };
}
