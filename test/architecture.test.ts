import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { describe, expect, it } from "vitest";

const SRC = resolve(import.meta.dirname, "../src");

// Who may import whom: a room sees itself and the rooms named here, and nothing else.
const MAY_SEE: Readonly<Record<string, readonly string[]>> = {
  core: [],
  text: ["core"],
  view: ["core", "text"],
  app: ["core", "text", "view"],
  chat: ["core", "text", "view", "app"],
  connectors: ["core", "text", "view", "app"],
  evidence: ["core", "text", "view", "app"],
  db: ["core", "text", "view", "app"],
  jobs: ["core", "text", "view", "app"],
  web: ["core", "text", "view", "app"],
  cli: ["core", "text", "view", "app"],
};
// The composition root: the only place that knows every room.
const ROOT = new Set(["main.ts", "compose", "config.ts", "remo-yaml.ts"]);
// Packages that reach out of the process, or that belong to one platform.
const NOT_IN_CORE = /^(node:|pg$|express$|@slack\/|@prisma\/|pino$|yaml$)/;

type Import = { readonly from: string; readonly to: string };

function sources(directory: string): readonly string[] {
  return readdirSync(directory, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && /\.(ts|mjs)$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => !path.includes(`${join("db", "generated")}`) && !path.endsWith(".test.ts"));
}

function importsOf(path: string): readonly Import[] {
  const text = readFileSync(path, "utf8");
  const found = text.matchAll(/^\s*(?:import|export)\s[^;"']*?["']([^"']+)["']/gm);
  return [...found].map(([, to = ""]) => ({ from: relative(SRC, path), to }));
}

function room(path: string): string {
  return path.split("/")[0] ?? path;
}

const all = sources(SRC).flatMap(importsOf);
const inside = all
  .filter(({ to }) => to.startsWith("."))
  .map(({ from, to }) => ({ from, to: relative(SRC, resolve(SRC, dirname(from), to)) }))
  .filter(({ to }) => !to.startsWith(".."));

describe("the architecture", () => {
  it("sees the imports it judges", () => {
    expect(inside.length).toBeGreaterThan(200);
    expect(new Set(inside.map(({ from }) => room(from))).size).toBeGreaterThan(10);
  });

  it("lets each room import only from the rooms before it", () => {
    const forbidden = inside.filter(({ from, to }) => {
      if (ROOT.has(room(from)) || room(from) === room(to)) return false;
      return !(MAY_SEE[room(from)] ?? []).includes(room(to));
    });
    expect(forbidden.map(({ from, to }) => `${from} imports ${to}`)).toEqual([]);
  });

  it("keeps the core free of everything outside the process", () => {
    const reaching = all.filter(({ from, to }) => room(from) === "core" && NOT_IN_CORE.test(to));
    expect(reaching).toEqual([]);
    const clocks = sources(join(SRC, "core")).filter((path) =>
      /new Date\(\)|Date\.now\(|Temporal\.Now/.test(readFileSync(path, "utf8")),
    );
    expect(clocks).toEqual([]);
  });

  it("keeps each platform's SDK in its own folder", () => {
    const strays = all.filter(
      ({ from, to }) => to.startsWith("@slack/") && !from.startsWith("chat/slack"),
    );
    expect(strays).toEqual([]);
  });

  it("knows every room there is", () => {
    const rooms = new Set(inside.flatMap(({ from, to }) => [room(from), room(to)]));
    const known = new Set([...Object.keys(MAY_SEE), ...ROOT]);
    expect([...rooms].filter((one) => !known.has(one))).toEqual([]);
  });
});
