import type { Instant } from "../core/calendar.ts";
import type { Fact } from "../core/fact.ts";
import type { Ingested } from "./ports.ts";

/** What a person asks to import, and how it is to be read. */
type ImportRequest = {
  readonly paths: readonly string[];
  /** The path of the map of CSV files. */
  readonly map?: string | undefined;
  /** In place of the source that the map names. */
  readonly source?: string | undefined;
};

/** An import whose files were found and whose map was checked; nothing has been read yet. */
export type ImportJob = {
  readonly source: string;
  readonly files: number;
  readonly bytes: number;
  /** Documents whose dates carry no offset are taken in the zone. */
  read(zone: string, onBytes: OnBytes): AsyncIterable<Reading>;
};

/** Throws an `UnreadableError` when a path, the map or a file it needs is missing or wrong. */
export type OpenImport = (request: ImportRequest) => Promise<ImportJob>;

/** What a reader of files hands over, piece by piece, so that no import is held in memory whole. */
export type Reading = {
  readonly facts: readonly Fact[];
  readonly rejected: readonly RejectedRow[];
  readonly skipped: readonly SkippedFile[];
  /** Rows of CSV files, or documents. */
  readonly rows: number;
};

/** A row that told no fact, or one of its facts that could not be taken. */
export type RejectedRow = {
  readonly file: string;
  /** Where the row begins; null for a whole document. */
  readonly line: number | null;
  readonly externalId: string | null;
  /** Names the field and says what is wrong with it. */
  readonly reason: string;
  readonly body: unknown;
};

/** A readable file that tells nothing Remo keeps, such as a statement of account. */
export type SkippedFile = { readonly file: string; readonly reason: string };

/** Told of the bytes read so far, for a progress bar. */
export type OnBytes = (bytes: number) => void;

/**
 * A file, a map or a path cannot be used at all. The message is one sentence that names it and says
 * what to do; nothing of the file was taken after it.
 */
export class UnreadableError extends Error {
  override readonly name = "UnreadableError";
}

/** Where the facts and the rejected rows of an import go. */
export type Sinks = {
  /** Null on a dry run. */
  readonly ingest:
    | ((facts: readonly Fact[]) => Promise<Pick<Ingested, "accepted" | "duplicate">>)
    | null;
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
export async function importFacts(
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
