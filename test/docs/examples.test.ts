import { execFile, execFileSync } from "node:child_process";
import {
  cpSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { parse } from "yaml";
import { loadConfig } from "../../src/config.ts";
import { parseRemoYaml } from "../../src/remo-yaml.ts";
import { openImport } from "../../src/connectors/import/open.ts";
import type { Fact } from "../../src/core/fact.ts";
import { parseRulesFile } from "../../src/core/rules-file.ts";
import { ERP_SECRET, factsServer } from "../connectors/facts-server.ts";

const ROOT = resolve(import.meta.dirname, "../..");
const READMES = ["README.md", "README.es.md"];
const FOLDERS = ["docs", "docs/adr", "src/connectors/files/maps"];
const DOCUMENTS = [".", ...FOLDERS].flatMap((folder) =>
  readdirSync(join(ROOT, folder))
    .filter((name) => name.endsWith(".md"))
    .map((name) => join(folder, name)),
);

type Block = { readonly language: string; readonly text: string };

function textOf(path: string): string {
  return readFileSync(join(ROOT, path), "utf8");
}

/** The fenced examples of a document, with their language. */
function blocksOf(path: string): readonly Block[] {
  const found = textOf(path).matchAll(/^```(\w+)\n([\s\S]*?)^```$/gm);
  return [...found].map(([, language = "", text = ""]) => ({ language, text }));
}

/** The one example of a language that holds a text. */
function block(path: string, language: string, holds: string): string {
  const found = blocksOf(path).filter(
    (one) => one.language === language && one.text.includes(holds),
  );
  expect(found, `${path}: ${language} with ${holds}`).toHaveLength(1);
  return found[0]?.text ?? "";
}

let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "remo-docs-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe("the example settings", () => {
  test("load as an administrator would copy them", () => {
    cpSync(join(ROOT, "manifests/remo.example.yaml"), join(folder, "remo.yaml"));
    cpSync(join(ROOT, "manifests/rules.example.yaml"), join(folder, "rules.yaml"));
    const config = loadConfig({
      REMO_CONFIG: join(folder, "remo.yaml"),
      ERP_SECRET: "whsec_AAAA",
      TMS_SECRET: "whsec_BBBB",
    });
    expect(config.remo.channels.length).toBeGreaterThan(3);
    expect(config.sourceSecrets["erp"]?.secret).toBe("whsec_AAAA");
    expect(config.rules.rules["promise-at-risk"]).toMatchObject({ hoursBefore: 12 });
  });

  test.each(DOCUMENTS)("%s: every YAML and JSON example says something true", (path) => {
    for (const { language, text } of blocksOf(path)) {
      if (language === "json") expect(() => JSON.parse(text)).not.toThrow();
      if (language !== "yaml") continue;
      const content: unknown = parse(text);
      expect(content).toBeTypeOf("object");
      if (text.startsWith("# remo.yaml")) expect(parseRemoYaml(content, path)).toBeDefined();
      if (text.includes("\nrules:")) expect(parseRulesFile(content)).not.toHaveProperty("error");
    }
  });
});

describe.each(READMES)("%s", (readme) => {
  test("its CSV file is read by its map, with nothing rejected", async () => {
    const csv = block(readme, "csv", "PED-7001");
    const map = block(readme, "yaml", "# map.yaml");
    const path = /path: ([\w.]+)/.exec(map)?.[1] ?? "";
    writeFileSync(join(folder, path), csv);
    writeFileSync(join(folder, "map.yaml"), map);
    const job = await openImport({ paths: [join(folder, path)], map: join(folder, "map.yaml") });
    const facts: Fact[] = [];
    for await (const reading of job.read("UTC", () => undefined)) {
      expect(reading.rejected).toEqual([]);
      facts.push(...reading.facts);
    }
    expect(facts).toMatchObject([
      {
        type: "order.placed",
        orderId: "PED-7001",
        promisedOn: "2026-11-05",
        totalMinor: 1_250_000,
      },
    ]);
    expect(facts[0]?.occurredAt).toBe("2026-11-02T14:30:00.000Z");
  });

  const installed = ["curl", "openssl", "od", "sh"].every((name) =>
    (process.env["PATH"] ?? "").split(":").some((one) => existsSync(join(one, name))),
  );
  test.skipIf(!installed)("its signed event is taken as it stands", async () => {
    const server = await factsServer();
    server.state.now = Date.now();
    try {
      const script = block(readme, "sh", "curl ").replace(
        "localhost:3000",
        `127.0.0.1:${server.port}`,
      );
      const env = { PATH: process.env["PATH"], ERP_SECRET };
      const { stdout } = await promisify(execFile)("sh", ["-c", script], { env });
      expect(JSON.parse(stdout)).toEqual({
        accepted: 1,
        duplicate: 0,
        rejected: 0,
        rejections: [],
      });
      expect(textOf(readme)).toContain(stdout);
      expect([...server.facts.values()]).toMatchObject([{ orderId: "PED-9001" }]);
    } finally {
      await server.close();
    }
  });

  test("names the settings there are, all of them", () => {
    const source = textOf("src/config.ts");
    const known = new Set(
      source.match(/\b(?:REMO_\w+|DATABASE_URL|PORT|SLACK_\w+|TEAMS_\w+)(?=: )/g),
    );
    expect(known.size).toBeGreaterThan(8);
    const named =
      textOf(readme).match(/`(?:REMO_[A-Z_]+|DATABASE_URL|PORT|SLACK_[A-Z_]+|TEAMS_[A-Z_]+)`/g) ??
      [];
    expect(new Set(named.map((name) => name.slice(1, -1)))).toEqual(known);
  });
});

describe("the commands named", () => {
  const { scripts } = JSON.parse(textOf("package.json")) as { scripts: Record<string, string> };
  const help = execFileSync(process.execPath, [join(ROOT, "src/main.ts"), "--help"], {
    encoding: "utf8",
    env: { ...process.env, REMO_HOME: tmpdir() },
  });
  const verbs = new Set([...help.matchAll(/^ {2}([a-z]+) /gm)].map(([, verb]) => verb));

  test.each(DOCUMENTS)("%s names only scripts and verbs that exist", (path) => {
    const text = textOf(path);
    for (const [, name = ""] of text.matchAll(/npm run ([\w:]+)/g)) {
      expect(Object.keys(scripts), path).toContain(name);
    }
    for (const [, verb] of text.matchAll(/(?:npm run remo --|`remo) ([a-z]+)/g)) {
      expect([...verbs], path).toContain(verb);
    }
  });

  test("and the two lines that start everything are among them", () => {
    expect(verbs.size).toBeGreaterThan(5);
    for (const readme of READMES) {
      expect(textOf(readme)).toContain("npm ci && npm start");
      expect(textOf(readme)).toContain("npm ci && npm test");
      expect(textOf(readme).match(/npm run remo -- \w+/g)?.length).toBeGreaterThan(3);
    }
    expect(Object.keys(scripts)).toEqual(expect.arrayContaining(["start", "test"]));
  });
});

test.each(DOCUMENTS)("%s links only to what is there", (path) => {
  const text = textOf(path);
  const links = [...text.matchAll(/\]\(([^)#\s]+)[^)]*\)|src="([^"]+)"/g)];
  for (const [, link, source] of links) {
    const target = link ?? source ?? "";
    if (/^https?:/.test(target)) continue;
    expect(existsSync(join(ROOT, dirname(path), target)), `${path}: ${target}`).toBe(true);
  }
});
