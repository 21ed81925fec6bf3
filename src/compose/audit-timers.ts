import type { Logger } from "pino";
import type { Clock } from "../app/ports.ts";
import type { Database } from "../db/connect.ts";
import { repairTimers } from "../db/timers.ts";
import type { Metrics } from "./metrics.ts";

export type TimerAudit = {
  readonly database: Pick<Database, "pool">;
  readonly clock: Clock;
  readonly metrics: Pick<Metrics, "repaired">;
  readonly log: Pick<Logger, "warn">;
};

/** Makes timers due that did not fire, counts them, and says so: there should never be any. */
export async function auditTimers({ database, clock, metrics, log }: TimerAudit): Promise<void> {
  const count = await repairTimers(database.pool, clock.now());
  if (count === 0) return;
  metrics.repaired(count);
  log.warn({ count }, "timers had not fired and were made due");
}
