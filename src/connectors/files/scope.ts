import { UnreadableError } from "../../app/import-facts.ts";
import type { ImportMap, Join } from "./map-schema.ts";
import type { Row, Table } from "./table.ts";

/** Reads one text of a row; null where the file says "no value". */
export type Read = (row: Row) => string | null;

/** What a value may name: the columns of a table, and those of the tables it joins. */
export type Scope = { readonly map: ImportMap; readonly table: Table; readonly joined: Joined };

/** Joined rows by the text of one of their columns. */
type Index = Map<string, Row[]>;

/** The tables of a map, and the indexes that compiling asked for; filled before rows are read. */
export type Joined = {
  readonly tables: ReadonlyMap<string, Table>;
  readonly indexes: Map<string, Map<string, Index>>;
};

/** A column of the row, or `join.column` of the one row it joins. */
export function columnOf(name: string, scope: Scope): { read: Read; scope: Scope } {
  const index = scope.table.columns.get(name);
  if (index !== undefined) {
    const nulls = new Set(scope.table.format.nulls);
    const read = (row: Row) => {
      const text = (row.cells[index] ?? "").trim();
      return nulls.has(text) ? null : text;
    };
    return { read, scope };
  }
  const dot = name.indexOf(".");
  const join = dot > 0 ? joinNamed(name.slice(0, dot), scope) : undefined;
  if (!join) throw noColumn(name, scope.table);
  if (join.many) {
    throw new UnreadableError(
      `The map reads "${name}" as one value, but ${name.slice(0, dot)} joins many rows: ` +
        `use each: or sum:.`,
    );
  }
  const matches = joinOf(join, scope);
  const theirs = columnOf(name.slice(dot + 1), matches.scope);
  const read = (row: Row) => {
    const [match] = matches.of(row);
    return match ? theirs.read(match) : null;
  };
  return { read, scope: theirs.scope };
}

/** The rows that a row joins under a name. */
export function rowsOf(name: string, scope: Scope) {
  const join = joinNamed(name, scope);
  if (join) return joinOf(join, scope);
  const known = Object.keys(scope.table.file.joins).join(", ") || "none";
  throw new UnreadableError(
    `The map names the join "${name}", which ${scope.table.name} does not have (${known}).`,
  );
}

function joinNamed(name: string, { table }: Scope): Join | undefined {
  return Object.hasOwn(table.file.joins, name) ? table.file.joins[name] : undefined;
}

function joinOf(join: Join, scope: Scope) {
  const table = scope.joined.tables.get(join.file);
  if (!table) throw new UnreadableError(`The map joins ${join.file}, which was not opened.`);
  const { read } = columnOf(join.ours, scope);
  const index = indexOn(table, join.theirs, scope.joined);
  const of = (row: Row): readonly Row[] => {
    const key = read(row);
    return key === null ? [] : (index.get(key) ?? []);
  };
  return { of, scope: { ...scope, table } };
}

function indexOn(table: Table, column: string, joined: Joined): Index {
  if (!table.columns.has(column)) throw noColumn(column, table);
  const ofTable = joined.indexes.get(table.name) ?? new Map<string, Index>();
  joined.indexes.set(table.name, ofTable);
  const index = ofTable.get(column) ?? new Map<string, Row[]>();
  ofTable.set(column, index);
  return index;
}

function noColumn(name: string, table: Table): UnreadableError {
  const columns = [...table.columns.keys()];
  const other = [";", ",", "\t", "|"].find(
    (mark) => columns.length === 1 && name !== columns[0] && columns[0]?.includes(mark),
  );
  const hint =
    other === undefined ? "" : ` Should the map say delimiter: ${JSON.stringify(other)}?`;
  return new UnreadableError(
    `${table.paths[0]} has no column "${name}", which the map names; ` +
      `its columns are ${columns.join(", ")}.${hint}`,
  );
}
