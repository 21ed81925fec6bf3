import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from "node:fs";
import { execFileSync, spawnSync } from "node:child_process";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";
import { newRule } from "./tools/new-rule.ts";

const PROJECT = fileURLToPath(new URL("..", import.meta.url));
/** What a rule's folder and its table rest on. */
const PARTS = [
  "src/core",
  "src/text",
  "src/app/pictures.ts",
  "src/app/store.ts",
  "test/support/rule-table.ts",
  "test/support/loaded.ts",
  "tsconfig.json",
];
let root = "";

beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), "new-rule-"));
  for (const part of PARTS) {
    cpSync(join(PROJECT, part), join(root, part), { recursive: true });
  }
  cpSync(join(PROJECT, "package.json"), join(root, "package.json"));
  symlinkSync(join(PROJECT, "node_modules"), join(root, "node_modules"));
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

test.each([
  "Promise",
  "promise",
  "promise_late",
  "../promise-late",
  "-promise-late",
  "a-".repeat(30),
])("%s is no id", (id) => {
  expect(newRule(root, id)).toHaveProperty("refused");
});

test("a rule that exists is left alone", () => {
  const path = join(root, "src/core/rules/promise-broken/rule.ts");
  const before = readFileSync(path, "utf8");
  expect(newRule(root, "promise-broken")).toHaveProperty("refused");
  expect(readFileSync(path, "utf8")).toBe(before);
});

test("a new rule compiles, with its table and its texts in both languages, and passes", () => {
  const outcome = newRule(root, "zz-sample");
  expect(outcome).toEqual({
    created: [
      "src/core/rules/zz-sample/rule.ts",
      "src/core/rules/zz-sample/rule.test.ts",
      "src/core/rules/zz-sample/why.md",
      "src/text/rules/zz-sample.ts",
      "src/core/rules/index.ts",
      "src/text/rules/index.ts",
    ],
  });
  expect(existsSync(join(root, "src/core/rules/zz-sample/why.md"))).toBe(true);
  const run = (...command: readonly string[]) =>
    execFileSync(process.execPath, command, { cwd: root, stdio: "pipe", encoding: "utf8" });
  const compiled = spawnSync(process.execPath, ["node_modules/typescript/bin/tsc", "--noEmit"], {
    cwd: root,
    encoding: "utf8",
  });
  const complaints = compiled.stdout.split("\n");
  expect(complaints.filter((line) => /zz-sample|rules\/index/.test(line))).toEqual([]);
  const ids = run(
    "--input-type=module",
    "--eval",
    `import { RULE_IDS } from "${root}/src/core/rules/index.ts";
     import { RULE_TEXTS } from "${root}/src/text/rules/index.ts";
     console.log(RULE_IDS.includes("zz-sample"), Object.keys(RULE_TEXTS).length === RULE_IDS.length);`,
  );
  expect(ids.trim()).toBe("true true");
  const table = run("node_modules/vitest/vitest.mjs", "run", "--dir", "src/core/rules/zz-sample");
  expect(table).toContain("2 passed");
  expect(newRule(root, "zz-sample")).toHaveProperty("refused");
});
