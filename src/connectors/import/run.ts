import type { Ingested } from "../../app/ports.ts";
import type { Instant } from "../../core/calendar.ts";
import type { Fact } from "../../core/fact.ts";
import type { Reading, RejectedRow, SkippedFile } from "../reading.ts";

/** Where the facts and the rejected rows of an import go. */
export type Sinks = {
  /** Null on a dry run. */
  readonly ingest: ((facts: readonly Fact[]) => Promise<Ingested>) | null;
  readonly reject: (rows: readonly RejectedRow[]) => Promise<void>;
  readonly onProgress?: (totals: Totals) => void;
};

export type Totals = {
  /** Rows of CSV files, and documents. */
  readonly rows: number;
  /** All that were understood, those left out included. */
  readonly facts: number;
  readonly accepted: number;
  /** Known from an earlier import. */
  readonly duplicate: number;
  /** Had not happened by the as-of instant. */
  readonly leftOut: number;
  readonly rejected: number;
  readonly skipped: readonly SkippedFile[];
};

const FACTS_PER_BATCH = 1_000;
// One batch is stored while the next is read; a third would only wait in memory.
const BATCHES_IN_FLIGHT = 2;

/** Reads to the end and stores as it goes; facts later than `asOf` are counted and left out. */
export async function runImport(
  readings: AsyncIterable<Reading>,
  { ingest, reject, onProgress }: Sinks,
  asOf: Instant | null,
): Promise<Totals> {
  let totals: Totals = NONE;
  let waiting: Fact[] = [];
  const inFlight: Promise<void>[] = [];
  const store = async (batch: readonly Fact[]) => {
    const { accepted, duplicate } = (await ingest?.(batch)) ?? { accepted: 0, duplicate: 0 };
    totals = {
      ...totals,
      accepted: totals.accepted + accepted,
      duplicate: totals.duplicate + duplicate,
    };
    onProgress?.(totals);
  };
  const launch = async (batch: readonly Fact[]) => {
    if (inFlight.length >= BATCHES_IN_FLIGHT) await inFlight.shift();
    const stored = store(batch);
    // It is awaited later; until then a failure must not count as unhandled.
    stored.catch(() => {});
    inFlight.push(stored);
  };
  try {
    for await (const reading of readings) {
      const happened = reading.facts.filter((fact) => asOf === null || fact.occurredAt <= asOf);
      waiting.push(...happened);
      if (reading.rejected.length > 0) await reject(reading.rejected);
      totals = withReading(totals, reading, happened.length);
      onProgress?.(totals);
      while (waiting.length >= FACTS_PER_BATCH) {
        const batch = waiting.slice(0, FACTS_PER_BATCH);
        waiting = waiting.slice(FACTS_PER_BATCH);
        await launch(batch);
      }
    }
    if (waiting.length > 0) await launch(waiting);
    await Promise.all(inFlight);
  } finally {
    await Promise.allSettled(inFlight);
  }
  return totals;
}

const NONE: Totals = {
  rows: 0,
  facts: 0,
  accepted: 0,
  duplicate: 0,
  leftOut: 0,
  rejected: 0,
  skipped: [],
};

function withReading(totals: Totals, reading: Reading, happened: number): Totals {
  const { facts, rejected, rows, skipped } = reading;
  return {
    ...totals,
    rows: totals.rows + rows,
    facts: totals.facts + facts.length,
    leftOut: totals.leftOut + facts.length - happened,
    rejected: totals.rejected + rejected.length,
    skipped: skipped.length > 0 ? [...totals.skipped, ...skipped] : totals.skipped,
  };
}
