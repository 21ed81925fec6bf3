import { parseMinor } from "../../core/money.ts";
import { compileDecimal } from "./compile-decimal.ts";
import { compileMoment } from "./compile-moment.ts";
import { decimalText } from "./decimal.ts";
import type { ConditionNode, ValueNode } from "./map-values.ts";
import { momentDate, momentInstant } from "./moment.ts";
import { columnOf, rowsOf, type Scope } from "./scope.ts";
import type { Row } from "./table.ts";

export type Value = string | number | boolean | null | readonly Value[] | { [name: string]: Value };
/** What was wrong with a row, in words; an evaluator that adds one returns null. */
export type Problems = string[];
export type Evaluate = (row: Row, problems: Problems) => Value;
export type Test = (row: Row, problems: Problems) => boolean;

/** Turns a value of the map into a function of a row; names that do not exist throw at once. */
export function compile(node: ValueNode, scope: Scope): Evaluate {
  switch (node.op) {
    case "column":
      return columnOf(node.name, scope).read;
    case "constant":
      return () => node.value;
    case "text":
      return compileText(node.template, scope);
    case "join":
    case "first":
    case "list":
      return compileSeveral(node, scope);
    case "map":
      return compileMapped(node, scope);
    case "date":
    case "instant":
      return compileDated(node, scope);
    case "money":
      return compileMoney(node, scope);
    case "number":
      return asNumber(node.of, scope);
    case "add":
    case "subtract":
    case "multiply":
    case "sum":
      return asNumber(node, scope);
    case "each":
      return compileEach(node, scope);
    case "if": {
      const test = compileCondition(node.condition, scope);
      const then = compile(node.value, scope);
      const otherwise = node.else ? compile(node.else, scope) : () => null;
      return (row, problems) => (test(row, problems) ? then : otherwise)(row, problems);
    }
    default:
      return node satisfies never;
  }
}

export function compileCondition(node: ConditionNode, scope: Scope): Test {
  switch (node.is) {
    case "in":
    case "notIn": {
      const value = compile(node.of, scope);
      const among = new Set(node.among);
      const wanted = node.is === "in";
      return (row, problems) => among.has(textOf(value(row, problems)) ?? "") === wanted;
    }
    case "present":
    case "absent": {
      const value = compile(node.of, scope);
      const wanted = node.is === "present";
      return (row, problems) => (value(row, problems) !== null) === wanted;
    }
    case "all":
    case "any": {
      const tests = node.of.map((one) => compileCondition(one, scope));
      if (node.is === "all") return (row, problems) => tests.every((test) => test(row, problems));
      return (row, problems) => tests.some((test) => test(row, problems));
    }
    case "not": {
      const test = compileCondition(node.of, scope);
      return (row, problems) => !test(row, problems);
    }
    default:
      return node satisfies never;
  }
}

export function textOf(value: Value): string | null {
  return value === null || typeof value === "object" ? null : String(value);
}

/** "{orderID} of {customer.name}": null when one of the columns has no value. */
function compileText(template: string, scope: Scope): Evaluate {
  const parts = template.split(/\{([^{}]+)\}/).map((part, index) => {
    if (index % 2 === 0) return () => part;
    return columnOf(part.trim(), scope).read;
  });
  return (row) => {
    const texts = parts.map((part) => part(row));
    return texts.includes(null) ? null : texts.join("");
  };
}

function compileSeveral(
  node: Extract<ValueNode, { op: "join" | "first" | "list" }>,
  scope: Scope,
): Evaluate {
  const parts = node.of.map((part) => compile(part, scope));
  if (node.op === "first") {
    return (row, problems) => {
      for (const part of parts) {
        const value = part(row, problems);
        if (value !== null) return value;
      }
      return null;
    };
  }
  const present = (row: Row, problems: Problems) =>
    parts.map((part) => part(row, problems)).filter((value) => value !== null);
  if (node.op === "list") return present;
  return (row, problems) => {
    const texts = present(row, problems).map(textOf);
    return texts.length === 0 ? null : texts.join(node.with);
  };
}

function compileMapped(node: Extract<ValueNode, { op: "map" }>, scope: Scope): Evaluate {
  const value = compile(node.of, scope);
  const values = new Map(Object.entries(node.values));
  return (row, problems) => {
    const text = textOf(value(row, problems));
    if (text === null) return null;
    const mapped = values.get(text) ?? node.otherwise;
    if (mapped === undefined) problems.push(`"${text}" is not one of the values the map knows`);
    return mapped ?? null;
  };
}

function compileDated(
  node: Extract<ValueNode, { op: "date" | "instant" }>,
  scope: Scope,
): Evaluate {
  const read = compileMoment(node.of, scope, node.format);
  const { zone } = scope.map;
  const convert = node.op === "date" ? momentDate : momentInstant;
  return (row, problems) => {
    const moment = read(row, problems);
    return moment && convert(moment, zone);
  };
}

function compileMoney(node: Extract<ValueNode, { op: "money" }>, scope: Scope): Evaluate {
  const amount = compileDecimal(node.of, scope);
  const currency = node.currency ? compile(node.currency, scope) : () => scope.map.currency ?? null;
  return (row, problems) => {
    const decimal = amount(row, problems);
    if (decimal === null) return null;
    const code = textOf(currency(row, problems));
    if (code === null) {
      problems.push("an amount has no currency: set currency: in the map");
      return null;
    }
    const minor = parseMinor(decimalText(decimal), code);
    if (minor === null) problems.push(`${decimalText(decimal)} ${code} is too large an amount`);
    return minor;
  };
}

function asNumber(node: ValueNode, scope: Scope): Evaluate {
  const read = compileDecimal(node, scope);
  return (row, problems) => {
    const decimal = read(row, problems);
    return decimal && Number(decimalText(decimal));
  };
}

function compileEach(node: Extract<ValueNode, { op: "each" }>, scope: Scope): Evaluate {
  const joined = rowsOf(node.over, scope);
  const fields = compileFields(node.fields, joined.scope);
  const test = node.when ? compileCondition(node.when, joined.scope) : () => true;
  return (row, problems) => {
    const rows = joined.of(row).filter((match) => test(match, problems));
    return rows.length === 0 ? null : rows.map((match) => fields(match, problems));
  };
}

/** An object of fields; what has no value is left out, and problems are named by their field. */
export function compileFields(
  fields: Readonly<Record<string, ValueNode>>,
  scope: Scope,
): (row: Row, problems: Problems) => { [name: string]: Value } {
  const compiled = Object.entries(fields).map(
    ([name, node]) => [name, compile(node, scope)] as const,
  );
  return (row, problems) => {
    const object: { [name: string]: Value } = {};
    for (const [name, evaluate] of compiled) {
      const before = problems.length;
      const value = evaluate(row, problems);
      for (let at = before; at < problems.length; at += 1)
        problems[at] = `${name}: ${problems[at]}`;
      if (value !== null) object[name] = value;
    }
    return object;
  };
}
