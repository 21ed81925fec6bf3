import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { ACTION_IDS } from "../../src/core/action.ts";
import { VERB_IDS } from "../../src/text/verbs.ts";
import { ALL_SHOWN, parityPage, titlesIn } from "../parity/table.ts";

const ROOT = join(import.meta.dirname, "../..");
const textOf = (path: string) => readFileSync(join(ROOT, path), "utf8");

test("docs/parity.md is what npm run parity writes", () => {
  expect(textOf("docs/parity.md")).toBe(parityPage());
});

test("every button, every command and more has a test on each platform, which is there", () => {
  const files = new Set(ALL_SHOWN.map(({ file }) => file));
  const titles = new Map(
    [...files].map((file) => [file, titlesIn(textOf(`test/${file}.test.ts`))]),
  );
  const gone = ALL_SHOWN.filter(({ file, title }) => !titles.get(file)?.includes(title));
  expect(gone).toEqual([]);
  expect(ALL_SHOWN.length).toBeGreaterThan(2 * (ACTION_IDS.length + VERB_IDS.length + 20));
});

test("a test that is skipped, or goes through other rows, is none", () => {
  const text = 'it.skip("a", x);\n// it("b", x)\nit.each(SOME)("%s: c", x);\n  it("d", x);\n';
  expect(titlesIn(text)).toEqual(["d"]);
  expect(titlesIn('it.each(SIDES)("%s: e", x)')).toEqual(["Slack: e", "Teams: e"]);
});
