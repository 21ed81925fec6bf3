import { compile, compileCondition, type Problems, textOf } from "./compile.ts";
import {
  addDecimals,
  type Decimal,
  multiplyDecimals,
  ofInteger,
  parseDecimal,
  subtractDecimals,
  toPlain,
} from "./decimal.ts";
import type { ValueNode } from "./map-values.ts";
import { columnOf, rowsOf, type Scope } from "./scope.ts";
import type { Row } from "./table.ts";

export type EvaluateDecimal = (row: Row, problems: Problems) => Decimal | null;

/** A value as an exact decimal; a column's text is read in the number format of its own file. */
export function compileDecimal(node: ValueNode, scope: Scope): EvaluateDecimal {
  switch (node.op) {
    case "column": {
      const column = columnOf(node.name, scope);
      const format = column.scope.table.format;
      return (row, problems) => {
        const text = column.read(row);
        return text === null ? null : decimalOf(toPlain(text, format), text, problems);
      };
    }
    case "number":
      return compileDecimal(node.of, scope);
    case "first": {
      const parts = node.of.map((part) => compileDecimal(part, scope));
      return (row, problems) => {
        for (const part of parts) {
          const value = part(row, problems);
          if (value !== null) return value;
        }
        return null;
      };
    }
    case "if": {
      const test = compileCondition(node.condition, scope);
      const then = compileDecimal(node.value, scope);
      const otherwise = node.else ? compileDecimal(node.else, scope) : () => null;
      return (row, problems) => (test(row, problems) ? then : otherwise)(row, problems);
    }
    case "add":
    case "subtract":
    case "multiply":
      return compileArithmetic(node, scope);
    case "sum":
      return compileSum(node, scope);
    default:
      return compilePlain(node, scope);
  }
}

/** Constants, amounts in minor units and mapped values are plain decimals already. */
function compilePlain(node: ValueNode, scope: Scope): EvaluateDecimal {
  const value = compile(node, scope);
  return (row, problems) => {
    const found = value(row, problems);
    if (typeof found === "number" && Number.isSafeInteger(found)) return ofInteger(found);
    const text = textOf(found);
    return text === null ? null : decimalOf(text, text, problems);
  };
}

function decimalOf(plain: string, written: string, problems: Problems): Decimal | null {
  const decimal = parseDecimal(plain);
  if (decimal === null) problems.push(`"${written.slice(0, 40)}" is not a number`);
  return decimal;
}

/** A sum takes what is there; a difference or a product of something missing is missing. */
function compileArithmetic(
  node: Extract<ValueNode, { op: "add" | "subtract" | "multiply" }>,
  scope: Scope,
): EvaluateDecimal {
  const parts = node.of.map((part) => compileDecimal(part, scope));
  const combine = { add: addDecimals, subtract: subtractDecimals, multiply: multiplyDecimals }[
    node.op
  ];
  return (row, problems) => {
    const values = parts.map((part) => part(row, problems));
    const present = values.filter((value) => value !== null);
    if (present.length === 0 || (node.op !== "add" && present.length < values.length)) return null;
    return present.reduce((all, value) => combine(all, value));
  };
}

function compileSum(node: Extract<ValueNode, { op: "sum" }>, scope: Scope): EvaluateDecimal {
  const joined = rowsOf(node.over, scope);
  const part = compileDecimal(node.of, joined.scope);
  return (row, problems) => {
    const values = joined.of(row).map((match) => part(match, problems));
    const present = values.filter((value) => value !== null);
    return present.length === 0 ? null : present.reduce((all, value) => addDecimals(all, value));
  };
}
