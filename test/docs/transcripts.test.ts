import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { RULE_IDS } from "../../src/core/rules/index.ts";
import { VERB_IDS, VERBS } from "../../src/text/verbs.ts";

const ROOT = join(import.meta.dirname, "../..");
const TABLE = textOf("docs/transcripts.md")
  .split("\n")
  .filter((line) => line.startsWith("| ") && !line.startsWith("| #") && !line.startsWith("| -"))
  .map((line) => {
    const [, , what = "", es = "", en = ""] = line.split("|").map((cell) => cell.trim());
    return { what, es, en };
  });

function textOf(path: string): string {
  return readFileSync(join(ROOT, path), "utf8");
}

/** The test that a cell names, from its name to the next test's; undefined where there is none. */
function testNamed(cell: string): string | undefined {
  const [, file = "", name = ""] = /^`([\w-]+)` "(.+)"$/.exec(cell) ?? [];
  const [, ...tests] = textOf(`test/flow/${file}.test.ts`).split(/^it\("/m);
  return tests.find((one) => one.startsWith(name));
}

test("every rule and every command has its line", () => {
  const named = TABLE.map(({ what }) => what).join("\n");
  const wanted = [...RULE_IDS, ...VERB_IDS.map((verb) => `/remo ${VERBS[verb].en[0]}`)];
  expect(wanted.filter((one) => !named.includes(`\`${one}\``))).toEqual([]);
});

test.each(TABLE)("$what is told in both languages", ({ es, en }) => {
  expect(testNamed(es), es).toBeDefined();
  expect(testNamed(es), es).not.toContain('lang: "en"');
  expect(testNamed(en), en).toContain('lang: "en"');
});
