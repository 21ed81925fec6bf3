import type { MovedLine } from "../fact.ts";
import { dusted, sum } from "../order.ts";

/** A line of any document: what joins it to the same goods elsewhere, and how much of them. */
export type Line = Pick<MovedLine, "lineId" | "sku" | "unit" | "quantity">;
type Lines = readonly Line[];

/** The goods a line is about; null for goods the reference does not know (freight, samples). */
type Key = (line: Line) => string | null;

/**
 * By how much `more` exceeds `less`, goods by goods: too much of one does not make up for too
 * little of another. Goods are told apart by the reference's line ids, else by its SKUs, else only
 * by unit. Null where the lines cannot be compared, such as boxes with pieces.
 */
export function overBy(more: Lines, less: Lines, reference: Lines): number | null {
  const common = reference.length > 0 ? reference : less;
  if (goLineByLine(more, common) && (less.length === 0 || goLineByLine(less, common))) {
    // What most documents are: the lines of the order, each once. It comes to the same as below.
    return sum(more.map((line, at) => excessOf(line, less[at])));
  }
  const key = keyFor(common, more, less);
  if (!key) return null;
  const counted = totals(less, key);
  const excess = [...totals(more, key)].map(([goods, quantity]) =>
    Math.max(0, quantity - (counted.get(goods) ?? 0)),
  );
  return sum(excess);
}

function excessOf(more: Line, less: Line | undefined): number {
  return Math.max(0, dusted(more.quantity) - dusted(less?.quantity ?? 0));
}

/** Whether these are the lines of the reference, in its order, told apart by their line ids. */
function goLineByLine(lines: Lines, reference: Lines): boolean {
  if (lines.length !== reference.length) return false;
  return lines.every(({ lineId, sku, unit }, at) => {
    const line = reference[at];
    if (line === undefined || lineId === undefined || line.lineId !== lineId) return false;
    return line.sku === sku && line.unit === unit && isFirstOf(reference, lineId, at);
  });
}

function isFirstOf(lines: Lines, lineId: string, at: number): boolean {
  for (let before = 0; before < at; before += 1) if (lines[before]?.lineId === lineId) return false;
  return true;
}

function totals(lines: Lines, key: Key): ReadonlyMap<string, number> {
  const all = new Map<string, number>();
  for (const line of lines) {
    const goods = key(line);
    if (goods !== null) all.set(goods, dusted((all.get(goods) ?? 0) + line.quantity));
  }
  return all;
}

function keyFor(reference: Lines, more: Lines, less: Lines): Key | null {
  const lines = [...more, ...less];
  const key = lineIdKey(reference, lines) ?? skuKey(reference, [more, less]) ?? unitKey(lines);
  return unitsAgree([...reference, ...lines], key) ? key : null;
}

/** Only where every line names a line of the reference, and no SKU contradicts it. */
function lineIdKey(reference: Lines, lines: Lines): Key | null {
  const known = new Map(reference.map((line) => [line.lineId, line.sku]));
  const agrees = ({ lineId, sku }: Line) => {
    if (lineId === undefined || !known.has(lineId)) return false;
    const ordered = known.get(lineId);
    return sku === undefined || ordered === undefined || sku === ordered;
  };
  return lines.every(agrees) ? (line) => line.lineId ?? null : null;
}

/** Only where every line has a SKU, and each side knows some SKU of the reference. */
function skuKey(reference: Lines, sides: readonly Lines[]): Key | null {
  const known = new Set(reference.map((line) => line.sku));
  known.delete(undefined);
  const fits = (lines: Lines) =>
    lines.every((line) => line.sku !== undefined) &&
    (lines.length === 0 || lines.some((line) => known.has(line.sku)));
  return sides.every(fits) ? (line) => (known.has(line.sku) ? (line.sku ?? null) : null) : null;
}

function unitKey(lines: Lines): Key {
  return lines.every((line) => line.unit !== undefined) ? (line) => line.unit ?? "" : () => "";
}

function unitsAgree(lines: Lines, key: Key): boolean {
  const units = new Map<string, string>();
  for (const line of lines) {
    const goods = key(line);
    if (goods === null || line.unit === undefined) continue;
    if ((units.get(goods) ?? line.unit) !== line.unit) return false;
    units.set(goods, line.unit);
  }
  return true;
}

export function quantityOf(lines: Lines): number {
  return sum(lines.map((line) => line.quantity));
}

/** The unit all these lines share; null where they share none. */
export function unitOf(lines: Lines): string | null {
  const [first, ...others] = new Set(lines.map((line) => line.unit));
  return first !== undefined && others.length === 0 ? first : null;
}
