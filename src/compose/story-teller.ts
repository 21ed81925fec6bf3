import type { Ingest } from "../app/ports.ts";
import type { Reports } from "../app/reports.ts";
import { addHours, earliest, type Instant } from "../core/calendar.ts";
import type { Fact } from "../core/fact.ts";
import type { MovableClock } from "./clock.ts";

export type StoryTeller = {
  /** Tells what had happened by now, each thing judged as of its own time. */
  begin(): Promise<void>;
  /** Tells what has happened since. */
  catchUp(): Promise<void>;
  /** Moves the clock forward, stopping at everything that happens on the way. */
  advance(ms: number): Promise<void>;
};

export type StoryParts = {
  /** Sorted by occurred-at. */
  readonly facts: readonly Fact[];
  readonly clock: MovableClock;
  readonly ingest: Ingest;
  /** These sources have just spoken. */
  readonly hear: (sources: readonly string[], now: Instant) => Promise<void>;
  /** Judges what is due at an instant. */
  readonly sweep: (now: Instant) => Promise<unknown>;
  readonly nextDueAt: () => Promise<Instant | null>;
  readonly reports: Reports;
  /** The clock moved: keep its offset, show the new time. */
  readonly moved: (offsetMs: number) => Promise<void>;
};

// More than any stretch of the story holds; a rule due again and again cannot spin for ever.
const MOST_STEPS = 2_000;
const MS_PER_HOUR = 3_600_000;
const HOURS_WORTH_JUDGING = 72;

/**
 * Tells the story at the clock's pace. A jump of a day passes through everything on its way, in
 * order, so that what appears and clears in between is seen to do so.
 */
export function createStoryTeller(parts: StoryParts): StoryTeller {
  let told = 0;
  let queue: Promise<void> = Promise.resolve();

  /** Answers which sources said something new. */
  const tellUntil = async (now: Instant, old = false): Promise<readonly string[]> => {
    const from = told;
    while (told < parts.facts.length && (parts.facts[told]?.occurredAt ?? "") <= now) told += 1;
    if (told === from) return [];
    const facts = parts.facts.slice(from, told);
    const { fresh } = await parts.ingest(facts, { now, old });
    return facts.filter((_fact, position) => fresh.has(position)).map(({ source }) => source);
  };
  const passThrough = async (
    target: Instant,
    stop: (instant: Instant) => Promise<unknown>,
  ): Promise<void> => {
    for (let step = 0; step < MOST_STEPS; step += 1) {
      const next = earliest(parts.facts[told]?.occurredAt, await parts.nextDueAt());
      if (next === null || next > target) return;
      await stop(next);
      await parts.sweep(next);
    }
  };
  const walkTo = async (target: Instant) => {
    await passThrough(target, async (instant) => {
      parts.clock.moveTo(instant);
      await tellUntil(instant);
    });
    parts.clock.moveTo(target);
  };
  // A weekly report is of its own moment, and not of where the jump ends.
  const walk = async (target: Instant) => {
    const nextReport = () => parts.reports.nextAt(parts.clock.now());
    for (let at = nextReport(); at !== null && at <= target; at = nextReport()) {
      await walkTo(at);
      await parts.reports.tell(at);
    }
    await walkTo(target);
    await parts.moved(parts.clock.offsetMs());
  };
  // Long ago everything went well: only the last days are worth judging hour by hour. The sources
  // were silent at night, as they are: only that they speak now is news.
  const begin = async () => {
    const now = parts.clock.now();
    const heard = new Set(await tellUntil(addHours(now, -HOURS_WORTH_JUDGING), true));
    await passThrough(now, async (instant) => {
      for (const source of await tellUntil(instant, true)) heard.add(source);
    });
    await parts.hear([...heard], now);
  };
  // One thing after another: two people pressing "+1 day" move two days.
  const inTurn = (work: () => Promise<void>): Promise<void> => {
    const turn = queue.then(work);
    queue = turn.catch(() => undefined);
    return turn;
  };
  return {
    begin: () => inTurn(begin),
    catchUp: () => inTurn(async () => void (await tellUntil(parts.clock.now()))),
    advance: (ms) =>
      inTurn(async () => {
        if (ms > 0) await walk(addHours(parts.clock.now(), ms / MS_PER_HOUR));
      }),
  };
}
