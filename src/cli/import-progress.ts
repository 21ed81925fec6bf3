import { Presets, SingleBar } from "cli-progress";
import type { Totals } from "../app/import-facts.ts";

/** Shows how far an import is. */
export type Progress = {
  readonly bytes: (read: number) => void;
  readonly totals: (totals: Totals) => void;
  readonly stop: () => void;
};

const LINE_EVERY_MS = 5_000;

/** A bar with rate and time left on a terminal; elsewhere a plain line every few seconds. */
export function importProgress(
  stream: NodeJS.WriteStream,
  totalBytes: number,
  clock: () => number,
): Progress {
  const begun = clock();
  const pace = (facts: number) => Math.round(facts / Math.max(0.001, (clock() - begun) / 1000));
  return stream.isTTY ? bar(stream, totalBytes, pace) : lines(stream, totalBytes, pace, clock);
}

function lines(
  stream: NodeJS.WriteStream,
  totalBytes: number,
  pace: (facts: number) => number,
  clock: () => number,
): Progress {
  let told = clock();
  let read = 0;
  let facts = 0;
  const tell = () => {
    if (clock() - told < LINE_EVERY_MS) return;
    told = clock();
    const share = totalBytes === 0 ? 100 : Math.floor((100 * read) / totalBytes);
    const rate = grouped(pace(facts));
    stream.write(`import: ${share} % read, ${grouped(facts)} facts, ${rate} facts/s\n`);
  };
  return {
    bytes(more) {
      read += more;
      tell();
    },
    totals(totals) {
      facts = totals.facts;
      tell();
    },
    stop() {},
  };
}

function bar(
  stream: NodeJS.WriteStream,
  totalBytes: number,
  pace: (facts: number) => number,
): Progress {
  const format = "{bar} {percentage} % · {facts} facts · {rate} facts/s · {eta_formatted} left";
  const shown = new SingleBar(
    { stream, format, hideCursor: true, etaBuffer: 50 },
    Presets.shades_classic,
  );
  let read = 0;
  let facts = 0;
  const payload = () => ({ facts: grouped(facts), rate: grouped(pace(facts)) });
  shown.start(totalBytes, 0, payload());
  return {
    bytes(more) {
      read += more;
      shown.update(read, payload());
    },
    totals(totals) {
      facts = totals.facts;
      shown.update(payload());
    },
    stop() {
      shown.stop();
    },
  };
}

function grouped(count: number): string {
  return count.toLocaleString("en");
}
