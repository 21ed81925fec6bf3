import { compile, type Problems, textOf } from "./compile.ts";
import type { ValueNode } from "./map-values.ts";
import { ISO_FORMAT, type Moment, type MomentParser, momentParser } from "./moment.ts";
import { columnOf, type Scope } from "./scope.ts";
import type { Row, Table } from "./table.ts";

export type EvaluateMoment = (row: Row, problems: Problems) => Moment | null;

/**
 * A value as a date or a time: in the format given, else in that of the column's own file.
 * Constants are ISO 8601.
 */
export function compileMoment(node: ValueNode, scope: Scope, format?: string): EvaluateMoment {
  if (node.op === "first") {
    const parts = node.of.map((part) => compileMoment(part, scope, format));
    return (row, problems) => {
      for (const part of parts) {
        const moment = part(row, problems);
        if (moment !== null) return moment;
      }
      return null;
    };
  }
  const expected = format ?? formatOf(node, scope);
  const parse = parserOf(expected);
  const value = compile(node, scope);
  return (row, problems) => {
    const text = textOf(value(row, problems));
    if (text === null) return null;
    const moment = parse(text);
    if (moment === null) {
      problems.push(`"${text.slice(0, 40)}" is not a date of the form ${expected}`);
    }
    return moment;
  };
}

function formatOf(node: ValueNode, scope: Scope): string {
  if (node.op === "constant") return ISO_FORMAT;
  const table: Table = node.op === "column" ? columnOf(node.name, scope).scope.table : scope.table;
  return table.format.dates ?? ISO_FORMAT;
}

function parserOf(format: string): MomentParser {
  const parse = momentParser(format);
  // The map's schema has tried every format that can stand here.
  if (!parse) throw new Error(`"${format}" is no date format`);
  return parse;
}
