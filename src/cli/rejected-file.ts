import { appendFile, mkdir } from "node:fs/promises";
import { dirname } from "node:path";
import type { RejectedRow } from "../app/import-facts.ts";

/** A CSV file of rejected rows, for a person to mend; it comes to be with its first row. */
export type RejectedFile = {
  write(rows: readonly RejectedRow[]): Promise<void>;
  /** Null as long as nothing was written. */
  readonly path: string | null;
};

const HEADER = "file,line,id,reason,row\n";

export function rejectedFile(path: string): RejectedFile {
  let begun = false;
  return {
    get path() {
      return begun ? path : null;
    },
    async write(rows) {
      if (!begun) await mkdir(dirname(path), { recursive: true });
      await appendFile(path, (begun ? "" : HEADER) + rows.map(toLine).join(""));
      begun = true;
    },
  };
}

function toLine({ file, line, externalId, reason, body }: RejectedRow): string {
  const cells = [file, line ?? "", externalId ?? "", reason, JSON.stringify(body) ?? ""];
  return `${cells.map((cell) => quoted(String(cell))).join(",")}\n`;
}

/** Spreadsheets run a cell that begins like a formula; an apostrophe makes it text. */
function quoted(cell: string): string {
  const safe = /^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell;
  return /[",\n\r]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
