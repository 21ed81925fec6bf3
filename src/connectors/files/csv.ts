import { createReadStream } from "node:fs";
import { pipeline, Transform } from "node:stream";
import { CsvError, type Info, parse } from "csv-parse";
import { type OnBytes, UnreadableError } from "../../app/import-facts.ts";
import { unreadable } from "../reading.ts";
import type { CsvFormat } from "./map-schema.ts";

/** One record as written: cells are neither trimmed nor interpreted. */
export type CsvRow = { readonly line: number; readonly cells: readonly string[] };

// A record longer than this is a quote somebody forgot to close.
const MAX_RECORD_CHARACTERS = 1_000_000;
const ZIP_MAGIC = Buffer.from("PK\u0003\u0004");

/**
 * Streams the records of a CSV file, its header first. A file that is no CSV, or not in the
 * encoding of the map, throws an `UnreadableError` when the reading comes to the fault.
 */
export async function* csvRows(
  path: string,
  format: CsvFormat,
  onBytes?: OnBytes,
): AsyncGenerator<CsvRow> {
  const parser = parse({
    delimiter: format.delimiter,
    quote: format.quote === "" ? null : format.quote,
    skip_empty_lines: true,
    relax_column_count: true,
    max_record_size: MAX_RECORD_CHARACTERS,
    info: true,
  });
  // The parser is destroyed with the error of whichever stage failed, and throws it below.
  pipeline(createReadStream(path), decoder(path, format.encoding, onBytes), parser, () => {});
  try {
    let before = 0;
    for await (const { record, info } of parser as AsyncIterable<Parsed>) {
      yield { line: firstLine(record, info.lines, before), cells: record };
      before = info.lines;
    }
  } catch (error) {
    throw error instanceof CsvError ? notCsv(path, error) : unreadable(path, error);
  }
}

type Parsed = { readonly record: readonly string[]; readonly info: Info };

/** The parser tells the last line of a record; a quoted cell may span several. */
function firstLine(record: readonly string[], lastLine: number, before: number): number {
  if (lastLine - before <= 1) return lastLine;
  const breaks = record.reduce((all, cell) => all + cell.split("\n").length - 1, 0);
  return lastLine - breaks;
}

/** Strict decoding: a wrong encoding is told at once instead of being stored as garbage. */
function decoder(path: string, encoding: string, onBytes?: OnBytes): Transform {
  const text = new TextDecoder(encoding, { fatal: true });
  let bytes = 0;
  const decode = (chunk: Buffer | undefined): Buffer => {
    if (chunk && bytes === 0 && chunk.subarray(0, 4).equals(ZIP_MAGIC)) {
      throw new UnreadableError(`${path} is a spreadsheet or an archive: save it as CSV first.`);
    }
    let decoded: string;
    try {
      decoded = chunk ? text.decode(chunk, { stream: true }) : text.decode();
    } catch {
      throw new UnreadableError(
        `${path} is not written in ${encoding}: set encoding: in the map, such as windows-1252.`,
      );
    }
    if (decoded.includes("\u0000")) {
      throw new UnreadableError(`${path} is not a CSV file: it holds NUL bytes.`);
    }
    bytes += chunk?.length ?? 0;
    if (chunk) onBytes?.(chunk.length);
    return Buffer.from(decoded);
  };
  return new Transform({
    transform: (chunk: Buffer, _encoding, done) => attempt(() => decode(chunk), done),
    flush: (done) => attempt(() => decode(undefined), done),
  });
}

function attempt(
  decode: () => Buffer,
  done: (error: Error | null, decoded?: Buffer) => void,
): void {
  let decoded: Buffer;
  try {
    decoded = decode();
  } catch (error) {
    done(error instanceof Error ? error : new Error(String(error)));
    return;
  }
  done(null, decoded);
}

function notCsv(path: string, error: CsvError): UnreadableError {
  const line = typeof error["lines"] === "number" ? `, line ${error["lines"]}` : "";
  return new UnreadableError(
    `${path}${line} is not CSV as the map describes it (delimiter, quote): ${error.message}`,
  );
}
