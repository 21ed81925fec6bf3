/** How long something takes: the middle one of all, and what nine in ten do not exceed. */
export type Spread = {
  readonly count: number;
  readonly medianMs: number;
  readonly p90Ms: number;
};

/** Null of nothing. The 90th percentile is that of the nearest rank: a duration that occurred. */
export function spreadOf(durationsMs: readonly number[]): Spread | null {
  if (durationsMs.length === 0) return null;
  const sorted = durationsMs.toSorted((a, b) => a - b);
  const at = (index: number) => sorted[index] ?? 0;
  const upper = Math.floor(sorted.length / 2);
  const lower = Math.ceil(sorted.length / 2) - 1;
  return {
    count: sorted.length,
    medianMs: (at(lower) + at(upper)) / 2,
    p90Ms: at(Math.ceil(sorted.length * 0.9) - 1),
  };
}
