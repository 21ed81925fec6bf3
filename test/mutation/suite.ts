import { format } from "node:util";
import { expect } from "vitest";

type Body = (...row: readonly never[]) => unknown;

/** One test of a file, with the names of the groups it stands in. */
export type Collected = {
  readonly file: string;
  readonly name: string;
  readonly body: () => unknown;
};

/** What was collected so far, in the order in which files were imported. */
export const collected: Collected[] = [];

let file = "";
let groups: readonly string[] = [];

/** Imports a test file: what it declares is collected under its name, and nothing is run yet. */
export async function collect(name: string, url: string): Promise<void> {
  file = name;
  groups = [];
  await import(url);
}

function declare(name: string, body: () => unknown): void {
  collected.push({ file, name: [...groups, name].join(" > "), body });
}

function group(name: string, body: () => unknown): void {
  const outer = groups;
  groups = [...outer, name];
  body();
  groups = outer;
}

/** A table: one declaration a row, numbered, so that no two have the same name. */
function eachOf(declareOne: (name: string, body: () => unknown) => void) {
  return (rows: readonly unknown[]) => (name: string, body: Body) => {
    for (const [index, row] of rows.entries()) {
      const cells = Array.isArray(row) ? row : [row];
      const title = name.includes("%") ? format(name, ...cells).split("\n", 1)[0] : name;
      declareOne(`${title} [${index + 1}]`, () => body(...(cells as never[])));
    }
  };
}

// What the tests of the core use of vitest, and no more.
export const test = Object.assign(declare, { each: eachOf(declare) });
export const describe = Object.assign(group, { each: eachOf(group) });
export { expect, test as it };
