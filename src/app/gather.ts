import { setTimeout } from "node:timers/promises";
import type { Fact } from "../core/fact.ts";
import type { Ingest } from "./ports.ts";

type Taken = "accepted" | "duplicate";

export type Gatherer = {
  /** Resolves after the commit that holds these facts, with what became of each. */
  submit(facts: readonly Fact[]): Promise<readonly Taken[]>;
  /** Resolves when nothing is in hand. */
  idle(): Promise<void>;
};

type Request = {
  readonly facts: readonly Fact[];
  readonly resolve: (taken: readonly Taken[]) => void;
  readonly reject: (error: unknown) => void;
};

const MAX_BATCH = 1_000;
const MAX_WAITING = 20_000;
// Two at once when there is enough for both: while one waits for the disk the other is being judged.
// Of a few requests one batch costs less than two.
const PARALLEL = 2;
const ENOUGH_FOR_ANOTHER = 64;
// Senders that were answered together ask again together, give or take this.
const GATHER_MS = 1;

/**
 * Group commit: requests that arrive while a batch is being written form the next one, so that
 * thousands of single posts a second need few commits.
 */
export function createGatherer(ingest: Ingest): Gatherer {
  const waiting: Request[] = [];
  let waitingFacts = 0;
  let running = 0;
  let onIdle: (() => void)[] = [];

  const next = (): Request[] => {
    let size = 0;
    let count = 0;
    while (count < waiting.length && (count === 0 || size < MAX_BATCH)) {
      size += waiting[count]?.facts.length ?? 0;
      count += 1;
    }
    waitingFacts -= size;
    return waiting.splice(0, count);
  };
  const run = async (): Promise<void> => {
    running += 1;
    while (waiting.length > 0) {
      if (waitingFacts < ENOUGH_FOR_ANOTHER) await setTimeout(GATHER_MS);
      const requests = next();
      // The other batch may have taken them meanwhile.
      if (requests.length > 0) await takeTogether(ingest, requests);
    }
    running -= 1;
    if (running > 0) return;
    for (const resolve of onIdle) resolve();
    onIdle = [];
  };
  return {
    submit(facts) {
      if (waitingFacts + facts.length > MAX_WAITING) {
        return Promise.reject(new Overloaded());
      }
      return new Promise((resolve, reject) => {
        waiting.push({ facts, resolve, reject });
        waitingFacts += facts.length;
        const another = running < PARALLEL && waitingFacts >= ENOUGH_FOR_ANOTHER;
        if (running === 0 || another) void run();
      });
    },
    idle: () =>
      running === 0 ? Promise.resolve() : new Promise((resolve) => onIdle.push(() => resolve())),
  };
}

/** More is waiting than can be held; the sender should try again in a moment. */
class Overloaded extends Error {
  constructor() {
    super("Too many facts are waiting to be stored: send again in a few seconds.");
  }
}

async function takeTogether(ingest: Ingest, requests: readonly Request[]): Promise<void> {
  const facts = requests.flatMap((request) => request.facts);
  try {
    const { fresh } = await ingest(facts);
    let offset = 0;
    for (const request of requests) {
      const start = offset;
      request.resolve(
        request.facts.map((_fact, index) => (fresh.has(start + index) ? "accepted" : "duplicate")),
      );
      offset += request.facts.length;
    }
  } catch (error) {
    if (requests.length === 1) return requests[0]?.reject(error);
    // One request that cannot be stored must not fail its neighbours: each goes alone.
    for (const request of requests) await takeTogether(ingest, [request]);
  }
}
