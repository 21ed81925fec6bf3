import type { Clock } from "../app/ports.ts";
import { type Instant, instantOf } from "../core/calendar.ts";

export const systemClock: Clock = { now: () => instantOf(Date.now()) };

export type MovableClock = Clock & {
  /** Moves forward; it never goes back, for what happened stays. */
  advance(ms: number): Promise<void>;
};

/** The system's clock plus an offset that outlives the process. */
export function createMovableClock(
  offsetMs: number,
  keep: (offsetMs: number) => Promise<void>,
): MovableClock {
  let offset = offsetMs;
  return {
    now: (): Instant => instantOf(Date.now() + offset),
    async advance(ms) {
      if (!(ms > 0)) return;
      offset += ms;
      await keep(offset);
    },
  };
}
