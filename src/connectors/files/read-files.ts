import { checkFact } from "../check-fact.ts";
import {
  type OnBytes,
  type Reading,
  type RejectedRow,
  UnreadableError,
} from "../../app/import-facts.ts";
import type { Fact } from "../../core/fact.ts";
import { compileCondition, compileFields, type Problems, textOf } from "./compile.ts";
import { type ImportMap, shapeOf, type Template } from "./map-schema.ts";
import type { ValueNode } from "./map-values.ts";
import type { Joined, Scope } from "./scope.ts";
import { type BadRow, openTable, type Row, type Table } from "./table.ts";

/** The files of each name of the map, found by the caller. */
export type MapPaths = Readonly<Record<string, readonly string[]>>;

type Options = { readonly source: string; readonly onBytes?: OnBytes };
type Outcome = { readonly fact: Fact } | { readonly rejected: RejectedRow } | null;
type Tell = (row: Row, file: string) => Outcome;
/** What has been understood since the last reading was handed over. */
type Pile = { facts: Fact[]; rejected: RejectedRow[]; rows: number };

const ROWS_PER_READING = 500;
// Joined files are held in memory, by key.
const MAX_JOINED_ROWS = 3_000_000;

/**
 * Reads CSV files as a map describes them. Every column the map names is looked up before the first
 * row is read; files that others join are loaded, files that tell facts are streamed.
 */
export async function* readFiles(
  map: ImportMap,
  paths: MapPaths,
  { source, onBytes }: Options,
): AsyncGenerator<Reading> {
  const tables = new Map<string, Table>();
  for (const [name, file] of Object.entries(map.files)) {
    tables.set(name, await openTable(map, name, file, paths[name] ?? []));
  }
  const joined: Joined = { tables, indexes: new Map() };
  const drivers = [...tables.values()].flatMap((table) => {
    const told = map.facts.filter((template) => template.each === table.name);
    const scope: Scope = { map, table, joined };
    const tells = told.map((template) => compileTemplate(template, scope, source));
    return tells.length > 0 ? [{ table, tells }] : [];
  });
  const driving = new Set(drivers.map(({ table }) => table.name));
  const pile: Pile = { facts: [], rejected: [], rows: 0 };
  for (const name of joined.indexes.keys()) {
    const table = tables.get(name);
    // A file that is joined and tells facts is read twice; its bytes and faults count once.
    const counted = !driving.has(name);
    const heard: Pile = { facts: [], rejected: [], rows: 0 };
    if (table) await fillIndexes(table, joined, heard, counted ? onBytes : undefined);
    if (counted) pile.rows += heard.rows;
    if (counted) pile.rejected.push(...heard.rejected);
  }
  for (const { table, tells } of drivers) yield* tellRows(table, tells, pile, onBytes);
  yield emptied(pile);
}

async function* tellRows(
  table: Table,
  tells: readonly Tell[],
  pile: Pile,
  onBytes: OnBytes | undefined,
): AsyncGenerator<Reading> {
  for await (const item of table.rows(onBytes)) {
    pile.rows += 1;
    if ("bad" in item) pile.rejected.push(badRow(item.bad));
    else for (const tell of tells) keep(pile, tell(item.row, item.file));
    if (pile.rows >= ROWS_PER_READING) yield emptied(pile);
  }
}

function keep(pile: Pile, outcome: Outcome): void {
  if (outcome === null) return;
  if ("fact" in outcome) pile.facts.push(outcome.fact);
  else pile.rejected.push(outcome.rejected);
}

function emptied(pile: Pile): Reading {
  const reading = { ...pile, skipped: [] };
  pile.facts = [];
  pile.rejected = [];
  pile.rows = 0;
  return reading;
}

function badRow({ file, line, cells, reason }: BadRow): RejectedRow {
  return { file, line, externalId: null, reason, body: cells };
}

async function fillIndexes(
  table: Table,
  joined: Joined,
  heard: Pile,
  onBytes: OnBytes | undefined,
): Promise<void> {
  const nulls = new Set(table.format.nulls);
  const indexes = [...(joined.indexes.get(table.name) ?? [])].map(
    ([column, index]) => ({ at: table.columns.get(column) ?? 0, index }) as const,
  );
  for await (const item of table.rows(onBytes)) {
    heard.rows += 1;
    if ("bad" in item) {
      heard.rejected.push(badRow(item.bad));
      continue;
    }
    if (heard.rows > MAX_JOINED_ROWS) {
      throw new UnreadableError(
        `${table.paths[0]} has more than ${MAX_JOINED_ROWS.toLocaleString("en")} rows, ` +
          `more than a joined file may have: split the files by date.`,
      );
    }
    for (const { at, index } of indexes) {
      const key = (item.row.cells[at] ?? "").trim();
      if (nulls.has(key)) continue;
      const known = index.get(key);
      if (known) known.push(item.row);
      else index.set(key, [item.row]);
    }
  }
}

/** One fact of the map as a function of a row; null where it does not apply. */
function compileTemplate(template: Template, scope: Scope, source: string): Tell {
  const applies = template.when ? compileCondition(template.when, scope) : () => true;
  const named = compileFields({ id: template.id, at: asInstant(template.at) }, scope);
  const fields = compileFields(withCurrency(template, scope.map), scope);
  const columns = [...scope.table.columns.keys()];
  return (row, file) => {
    const problems: Problems = [];
    if (!applies(row, problems)) return null;
    const { id = null, at: occurredAt = null } = named(row, problems);
    const externalId = textOf(id);
    if (externalId === null) problems.push("id: has no value");
    if (occurredAt === null && problems.length === 0) problems.push("at: has no value");
    const read = fields(row, problems);
    const checked =
      problems.length > 0
        ? { reason: problems.slice(0, 3).join("; ") }
        : checkFact({ ...read, type: template.type, source, externalId, occurredAt });
    if ("fact" in checked) return checked;
    const body = Object.fromEntries(columns.map((column, index) => [column, row.cells[index]]));
    const reason = `${template.type}: ${checked.reason}`;
    return { rejected: { file, line: row.line, externalId, reason, body } };
  };
}

function asInstant(node: ValueNode): ValueNode {
  return node.op === "instant" ? node : { op: "instant", of: node };
}

function withCurrency({ type, fields }: Template, { currency }: ImportMap) {
  if (currency === undefined || "currency" in fields || !("currency" in shapeOf(type)))
    return fields;
  return { ...fields, currency: { op: "constant", value: currency } as const };
}
