import type { BenchServer } from "./bench-server.ts";
import type { FilledStores } from "./filled-stores.ts";

/** One measured number. `target` is what it should reach or stay under. */
export type Figure = {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  readonly target?: { readonly atLeast: number } | { readonly atMost: number };
};

export type BenchContext = {
  readonly server: BenchServer;
  readonly stores: FilledStores;
  /** 1 is the full size; smaller runs tell less and end sooner. */
  readonly scale: number;
  /** One line for whoever waits. */
  progress(line: string): void;
};

export type Bench = (context: BenchContext) => Promise<readonly Figure[]>;

export function meets({ value, target }: Figure): boolean | null {
  if (!target) return null;
  return "atLeast" in target ? value >= target.atLeast : value <= target.atMost;
}

/** The value below which a share of the samples lies (nearest rank); `samples` in any order. */
export function percentile(samples: readonly number[], share: number): number {
  if (samples.length === 0) throw new Error("No samples were taken.");
  const sorted = samples.toSorted((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? 0;
}

/** p50 and p99 of times in milliseconds. */
export function latencies(name: string, ms: readonly number[]): readonly [Figure, Figure] {
  return [
    { name: `${name} p50`, value: percentile(ms, 0.5), unit: "ms" },
    { name: `${name} p99`, value: percentile(ms, 0.99), unit: "ms" },
  ];
}

/** Milliseconds that the work took. */
export async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

/** Starts `work` at most `parallel` times at once, in the order of the items. */
export async function inParallel<Item>(
  items: Iterable<Item>,
  parallel: number,
  work: (item: Item) => Promise<unknown>,
): Promise<void> {
  const waiting = items[Symbol.iterator]();
  const worker = async () => {
    for (let next = waiting.next(); !next.done; next = waiting.next()) await work(next.value);
  };
  await Promise.all(Array.from({ length: parallel }, worker));
}
