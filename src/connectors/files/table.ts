import { basename } from "node:path";
import { type OnBytes, UnreadableError } from "../../app/import-facts.ts";
import { csvRows } from "./csv.ts";
import type { CsvFormat, ImportMap, MapFile } from "./map-schema.ts";

/** A row whose cells stand as in the header of its table's first file. */
export type Row = { readonly line: number; readonly cells: readonly string[] };
/** A row that has not the columns of the header. */
export type BadRow = {
  readonly file: string;
  readonly line: number;
  readonly cells: readonly string[];
  readonly reason: string;
};
type TableItem = { readonly file: string; readonly row: Row } | { readonly bad: BadRow };

/** The files that make one name of the map, all with the same columns. */
export type Table = {
  readonly name: string;
  readonly file: MapFile;
  readonly format: CsvFormat;
  readonly paths: readonly string[];
  readonly columns: ReadonlyMap<string, number>;
  rows(onBytes?: OnBytes): AsyncGenerator<TableItem>;
};

/** Opens the files of one name of the map and reads their headers. */
export async function openTable(
  map: ImportMap,
  name: string,
  file: MapFile,
  paths: readonly string[],
): Promise<Table> {
  const format = { ...map.csv, ...withoutUndefined(file.csv) };
  const headers = await Promise.all(paths.map((path) => readHeader(path, format)));
  const columns = new Map((headers[0] ?? []).map((column, index) => [column, index]));
  const spillAt = spillIndex(file, columns, paths[0] ?? name);
  const orders = headers.map((header, index) => orderOf(header, columns, paths, index));
  return {
    name,
    file,
    format,
    paths,
    columns,
    async *rows(onBytes) {
      for (const [index, path] of paths.entries()) {
        yield* rowsOf({ path, format, order: orders[index] ?? null, spillAt, onBytes });
      }
    },
  };
}

async function readHeader(path: string, format: CsvFormat): Promise<readonly string[]> {
  for await (const { cells } of csvRows(path, format)) {
    const header = cells.map((cell) => cell.trim());
    const twice = header.find((column, index) => header.indexOf(column) !== index);
    if (twice !== undefined) {
      throw new UnreadableError(`${path} has two columns named "${twice}": rename one of them.`);
    }
    return header;
  }
  throw new UnreadableError(`${path} is empty: it has no header line.`);
}

/** Where each column of the first file stands in this one; null when they stand alike. */
function orderOf(
  header: readonly string[],
  columns: ReadonlyMap<string, number>,
  paths: readonly string[],
  index: number,
): readonly number[] | null {
  const order = [...columns.keys()].map((column) => header.indexOf(column));
  if (order.includes(-1) || header.length !== columns.size) {
    throw new UnreadableError(
      `${paths[index]} has not the columns of ${paths[0]}: files read as one must have the same.`,
    );
  }
  return order.every((place, at) => place === at) ? null : order;
}

function spillIndex(file: MapFile, columns: ReadonlyMap<string, number>, path: string) {
  if (file.spill === undefined) return null;
  const index = columns.get(file.spill);
  if (index === undefined) {
    throw new UnreadableError(
      `${path} has no column "${file.spill}", which the map names as the one that spills.`,
    );
  }
  return index;
}

type Source = {
  readonly path: string;
  readonly format: CsvFormat;
  readonly order: readonly number[] | null;
  readonly spillAt: number | null;
  readonly onBytes: OnBytes | undefined;
};

async function* rowsOf(source: Source): AsyncGenerator<TableItem> {
  const { path, format, order, spillAt } = source;
  const file = basename(path);
  let width = 0;
  for await (const { line, cells: written } of csvRows(path, format, source.onBytes)) {
    if (width === 0) {
      width = written.length;
      continue;
    }
    const place = spillAt !== null && order !== null ? (order[spillAt] ?? null) : spillAt;
    const cells = unspilled(written, width, place, format.delimiter);
    if (cells.length !== width) {
      yield { bad: { file, line, cells: written, reason: widthReason(written.length, width) } };
    } else {
      yield { file, row: { line, cells: order?.map((at) => cells[at] ?? "") ?? cells } };
    }
  }
}

/** Puts the pieces of the spilling column together again: left and right of it, columns fit. */
function unspilled(
  cells: readonly string[],
  width: number,
  spillAt: number | null,
  delimiter: string,
): readonly string[] {
  const extra = cells.length - width;
  if (spillAt === null || extra <= 0) return cells;
  const whole = cells.slice(spillAt, spillAt + extra + 1).join(delimiter);
  return cells.toSpliced(spillAt, extra + 1, whole);
}

function widthReason(found: number, width: number): string {
  const hint = found > width ? ": quote the text, or name the column in spill:" : "";
  return `row: has ${found} columns where the header has ${width}${hint}`;
}

function withoutUndefined<T extends object>(given: T) {
  const entries = Object.entries(given).filter(([, value]) => value !== undefined);
  return Object.fromEntries(entries) as { [K in keyof T]: Exclude<T[K], undefined> };
}
