import type { Fact } from "../../src/core/fact.ts";
import type { Reading, RejectedRow, SkippedFile } from "../../src/app/import-facts.ts";

/** All that a reader hands over. */
export async function readAll(readings: AsyncIterable<Reading>) {
  const facts: Fact[] = [];
  const rejected: RejectedRow[] = [];
  const skipped: SkippedFile[] = [];
  let rows = 0;
  for await (const reading of readings) {
    facts.push(...reading.facts);
    rejected.push(...reading.rejected);
    skipped.push(...reading.skipped);
    rows += reading.rows;
  }
  return { facts, rejected, skipped, rows };
}

export function ofType<T extends Fact["type"]>(facts: readonly Fact[], type: T) {
  return facts.filter((fact): fact is Extract<Fact, { type: T }> => fact.type === type);
}
