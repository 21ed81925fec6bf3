import type { Clock } from "../app/ports.ts";
import { epochMs, type Instant, instantOf } from "../core/calendar.ts";

export const systemClock: Clock = { now: () => instantOf(Date.now()) };

export type MovableClock = Clock & {
  /** Moves forward to an instant; it never goes back, for what happened stays. */
  moveTo(instant: Instant): void;
  /** How far it runs ahead of the system's clock, in milliseconds. */
  offsetMs(): number;
};

/** The system's clock plus an offset. */
export function createMovableClock(offsetMs: number): MovableClock {
  let offset = offsetMs;
  return {
    now: () => instantOf(Date.now() + offset),
    moveTo(instant) {
      offset = Math.max(offset, epochMs(instant) - Date.now());
    },
    offsetMs: () => offset,
  };
}
