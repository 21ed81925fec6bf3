import { Presets, SingleBar } from "cli-progress";
import type { Totals } from "../connectors/import/run.ts";

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
  let read = 0;
  let facts = 0;
  const rate = () => Math.round(facts / Math.max(0.001, (clock() - begun) / 1000));
  if (!stream.isTTY) {
    let told = begun;
    const tell = () => {
      if (clock() - told < LINE_EVERY_MS) return;
      told = clock();
      const share = totalBytes === 0 ? 100 : Math.floor((100 * read) / totalBytes);
      const line = `import: ${share} % read, ${grouped(facts)} facts, ${grouped(rate())} facts/s`;
      stream.write(`${line}\n`);
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
  const bar = new SingleBar(
    {
      stream,
      format: "{bar} {percentage} % · {facts} facts · {rate} facts/s · {eta_formatted} left",
      hideCursor: true,
      etaBuffer: 50,
    },
    Presets.shades_classic,
  );
  const shown = () => ({ facts: grouped(facts), rate: grouped(rate()) });
  bar.start(totalBytes, 0, shown());
  return {
    bytes(more) {
      read += more;
      bar.update(read, shown());
    },
    totals(totals) {
      facts = totals.facts;
      bar.update(shown());
    },
    stop() {
      bar.stop();
    },
  };
}

function grouped(count: number): string {
  return count.toLocaleString("en");
}
