import { RULE_IDS } from "../../src/core/rules/index.ts";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type RemoHome, remoHome } from "./remo-home.ts";

const VERBS = [
  "start",
  "import",
  "cases",
  "kpi",
  "rules",
  "rejected",
  "outbox",
  "subscribers",
  "doctor",
];

let home: RemoHome;
beforeAll(async () => {
  home = await remoHome();
});
afterAll(() => home.end());

describe("help", () => {
  it("lists every verb; each explains itself and offers --json, and nothing is touched", async () => {
    const verbs = await verbsBelow([]);
    expect(verbs).toEqual(expect.arrayContaining(VERBS));
    expect(home.isTouched()).toBe(false);
  }, 60_000);

  it("is also what remo says without a verb, and nothing starts", async () => {
    const [bare, asked] = await Promise.all([home.run([]), home.run(["--help"])]);
    expect(bare).toEqual(asked);
    expect(home.isTouched()).toBe(false);
  }, 60_000);
});

/** Every verb that help knows, those below other verbs included, once its own help is in order. */
async function verbsBelow(path: readonly string[]): Promise<readonly string[]> {
  const { code, out, err } = await home.run([...path, "--help"]);
  expect([code, err]).toEqual([0, ""]);
  expect(out).toContain(["Usage: remo", ...path, "["].join(" "));
  const listed = out.split(/^Commands:$/m)[1] ?? "";
  const names = [...listed.matchAll(/^ {2}([a-z]+) /gm)].map(([, name = ""]) => name);
  const below = names.filter((name) => name !== "help");
  if (below.length === 0) expect(out).toMatch(/^ {2}--json\s+\w/m);
  const deeper = await Promise.all(below.map((name) => verbsBelow([...path, name])));
  return below.length === 0 ? [path.join(" ")] : deeper.flat();
}

describe("--json", () => {
  const json = async (...args: readonly string[]): Promise<unknown> => {
    const { code, out, err } = await home.run([...args, "--json"]);
    expect({ code, err: err.replace(/^(Making|Migrated|Made) .*\n/gm, "") }).toEqual({
      code: 0,
      err: "",
    });
    return JSON.parse(out);
  };

  it("of rules gives each with its thresholds, and needs no database", async () => {
    const rules = await json("rules");
    expect(rules).toHaveLength(RULE_IDS.length);
    expect(rules).toContainEqual(
      expect.objectContaining({
        id: "promise-at-risk",
        team: "logistics",
        thresholds: expect.objectContaining({ hoursBefore: 24 }),
        texts: {
          es: expect.objectContaining({ tag: "En riesgo", resolved: "Promesa a salvo" }),
          en: expect.objectContaining({ tag: "At risk", resolved: "Promise safe" }),
        },
        why: expect.stringContaining("## How to silence it"),
      }),
    );
    expect(home.isTouched()).toBe(false);
  });

  it("of import gives its counts", async () => {
    const order = join(home.path, "order.xml");
    await writeFile(
      order,
      `<Order><ID>O-1</ID><IssueDate>2026-11-19</IssueDate>
      <DocumentCurrencyCode>COP</DocumentCurrencyCode></Order>`,
    );
    expect(await json("import", order, "--dry-run")).toMatchObject({ files: 1, dryRun: true });
  });

  it.each(["cases", "rejected", "subscribers"])("of %s is an empty list at first", async (verb) => {
    expect(await json(verb)).toEqual([]);
  });

  it("of outbox has nothing dead and no storm at first", async () => {
    expect(await json("outbox")).toEqual({ dead: [], storms: [] });
  });

  it("of doctor finds nothing wrong with a playground, which has no tokens to test", async () => {
    expect(await json("doctor")).toEqual([
      { name: "settings (no remo.yaml: defaults)", ok: true },
      { name: `database (in ${home.path})`, ok: true },
      { name: "playground: no tokens, nothing to test", ok: null },
    ]);
    const { code, out } = await home.run(["doctor"]);
    expect([code, out.split("\n").at(-2)]).toEqual([0, "· playground: no tokens, nothing to test"]);
  });

  it("of doctor tells what is wrong with a token, and that makes it end with failure", async () => {
    const env = { SLACK_BOT_TOKEN: "xoxb-1", SLACK_API_URL: "http://127.0.0.1:1/" };
    const { code, out, err } = await home.run(["doctor", "--json"], { env });
    expect([code, err]).toEqual([1, ""]);
    expect(JSON.parse(out)).toContainEqual({
      name: "Bot token",
      ok: false,
      problem: expect.stringMatching(/^http:\/\/127.0.0.1:1\/ does not answer/),
    });
  });

  it("of cases needs no secret of a source, which only a start takes facts with", async () => {
    const file = join(home.path, "remo.yaml");
    await writeFile(file, "sources:\n  erp: { secretEnv: ERP_SECRET }\n");
    const { code, out } = await home.run(["cases", "--json"], { env: { REMO_CONFIG: file } });
    expect([code, out]).toEqual([0, "[]\n"]);
  });
});

describe("what is typed wrongly is answered in one line", () => {
  it.each([
    [["csaes"], '"csaes" is no verb of remo: "remo --help" lists them.'],
    [["start", "now"], "too many arguments for 'start'. Expected 0 arguments but got 1: now."],
    [["cases", "--bogus"], "unknown option '--bogus'"],
    [["cases", "--rule", "late"], /The rules are promise-infeasible, .*source-silent\.$/],
    [["cases", "--team", "ventas"], /Allowed choices are sales, logistics, /],
    [["cases", "--limit", "0"], "It must be a whole number above zero."],
    [["outbox", "--resend", "x"], 'Give an id that "remo outbox" lists, or all.'],
    [["import"], "missing required argument 'path'"],
  ])("remo %j", async (args, sentence) => {
    const { code, out, err } = await home.run(args);
    expect([code, out]).toEqual([1, ""]);
    expect(err.trimEnd().split("\n")).toHaveLength(1);
    if (typeof sentence === "string") expect(err).toContain(sentence);
    else expect(err.trimEnd()).toMatch(sentence);
  });
});
