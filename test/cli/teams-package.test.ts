import { mkdtemp, readFile, rm } from "node:fs/promises";
import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import ajvDraft04 from "ajv-draft-04";
import { Resvg } from "@resvg/resvg-js";
import { unzipSync } from "fflate";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { parseCommand } from "../../src/app/desk/parse-command.ts";
import { packageOf } from "../../src/cli/teams-package.ts";
import { type RemoHome, remoHome } from "./remo-home.ts";

const require = createRequire(import.meta.url);
const SCHEMAS = join(dirname(require.resolve("@microsoft/app-manifest")), "json-schemas/teams");
/** Of those that have a number: what is still in preview has none. */
const NEWEST = readdirSync(SCHEMAS)
  .filter((name) => /^v1\.\d+$/.test(name))
  .map((name) => Number(name.slice("v1.".length)))
  .reduce((one, other) => Math.max(one, other));

const APP = "1b2c3d4e-0000-4000-8000-000000000001";
const HOST = "remo.valleysierra.example";

type Shown = { readonly title: string; readonly description: string };
type Manifest = {
  readonly $schema: string;
  readonly bots: readonly {
    readonly botId: string;
    readonly commandLists: readonly { readonly commands: readonly Shown[] }[];
  }[];
  readonly validDomains: readonly string[];
};

async function files() {
  const zip = unzipSync(await packageOf(APP, HOST));
  const text = (name: string) => Buffer.from(zip[name] ?? []).toString("utf8");
  return { zip, text, manifest: JSON.parse(text("manifest.json")) as Manifest };
}

function problemsOf(value: object, schema: string): unknown {
  const ajv = new ajvDraft04.default({ strict: false, allErrors: true, unicodeRegExp: false });
  // Only whether they are addresses; Teams looks at the rest.
  ajv.addFormat("uri", (text: string) => URL.canParse(text));
  const parsed = JSON.parse(readFileSync(join(SCHEMAS, schema), "utf8")) as object;
  const validate = ajv.compile(parsed);
  return validate(value) ? [] : validate.errors;
}

describe("the Teams package", () => {
  it("holds the manifest, its English and two icons, and nothing else", async () => {
    const { zip } = await files();
    expect(Object.keys(zip).toSorted()).toEqual([
      "color.png",
      "en.json",
      "manifest.json",
      "outline.png",
    ]);
  });

  it("is valid by Microsoft's own schemas", async () => {
    const { text, manifest } = await files();
    expect(problemsOf(manifest, "v1.25/MicrosoftTeams.schema.json")).toEqual([]);
    const english = JSON.parse(text("en.json")) as object;
    expect(problemsOf(english, "v1.25/MicrosoftTeams.Localization.schema.json")).toEqual([]);
  });

  it("and says nothing that the newest of them no longer takes", async () => {
    const { manifest } = await files();
    expect(NEWEST).toBeGreaterThan(25);
    const newest = {
      ...manifest,
      $schema: manifest.$schema.replace("v1.25", `v1.${NEWEST}`),
      manifestVersion: `1.${NEWEST}`,
    };
    expect(problemsOf(newest, `v1.${NEWEST}/MicrosoftTeams.schema.json`)).toEqual([]);
  });

  it("a manifest with a mistake is not valid, so that the test above can fail", async () => {
    const { manifest } = await files();
    expect(problemsOf({ ...manifest, bot: [] }, "v1.25/MicrosoftTeams.schema.json")).not.toEqual(
      [],
    );
  });

  it("names this bot and this host, and no placeholder", async () => {
    const { text, manifest } = await files();
    expect(manifest.bots[0]?.botId).toBe(APP);
    expect(manifest.validDomains).toEqual([HOST]);
    expect(text("manifest.json")).not.toMatch(/00000000-0000-0000|remo\.example\.com/);
  });

  it.each([
    ["color.png", 192],
    ["outline.png", 32],
  ])("%s is a picture of %i pixels, square", async (name, size) => {
    const { zip } = await files();
    const png = Buffer.from(zip[name] ?? []);
    expect(png.subarray(1, 4).toString("latin1")).toBe("PNG");
    expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([size, size]);
  });

  it("its outline is white on nothing", () => {
    const svg = readFileSync(
      join(import.meta.dirname, "../../manifests/teams/outline.svg"),
      "utf8",
    );
    const { pixels } = new Resvg(svg, { fitTo: { mode: "width", value: 32 } }).render();
    const alphas = new Set<number>();
    for (let at = 0; at < pixels.length; at += 4) {
      const [red, green, blue, alpha = 0] = pixels.subarray(at, at + 4);
      alphas.add(alpha);
      // Colours come multiplied by how much of the pixel they cover.
      expect([red, green, blue]).toEqual([alpha, alpha, alpha]);
    }
    expect(alphas.has(0) && alphas.has(255)).toBe(true);
  });

  it("every command in its menu is one that Remo knows, in both languages", async () => {
    const { text, manifest } = await files();
    const english = JSON.parse(text("en.json")) as Readonly<Record<string, string>>;
    const commands = manifest.bots[0]?.commandLists[0]?.commands ?? [];
    expect(commands.length).toBeGreaterThan(5);
    commands.forEach(({ title }, index) => {
      const translated = english[`bots[0].commandLists[0].commands[${index}].title`] ?? "";
      const spanish = parseCommand(title, "es");
      expect(spanish).toHaveProperty("verb");
      expect(parseCommand(translated, "en")).toMatchObject({ ...spanish, word: translated });
    });
  });

  it("asks for no right to read channels", async () => {
    const { text } = await files();
    expect(text("manifest.json")).not.toContain("ChannelMessage.Read");
  });
});

describe("remo teams-package", () => {
  let home: RemoHome;
  let folder: string;
  beforeAll(async () => {
    home = await remoHome();
    folder = await mkdtemp(join(tmpdir(), "remo-package-"));
  });
  afterAll(async () => {
    await home.end();
    await rm(folder, { recursive: true, force: true });
  });

  const build = (...args: readonly string[]) =>
    home.run(["teams-package", "--app-id", APP, "--domain", HOST, ...args]);

  it("writes the package where it is asked to, and says where", async () => {
    const path = join(folder, "new/folder/remo.zip");
    const { code, out, err } = await build("--out", path);
    expect([code, err]).toEqual([0, ""]);
    expect(out).toContain(path);
    expect(Object.keys(unzipSync(await readFile(path)))).toContain("manifest.json");
  });

  it.each([
    [["--app-id", "remo"], "It is the bot's id from Azure, such as 1b2c3d4e-…."],
    [["--domain", `https://${HOST}`], "It is a host alone, without https:// and without a path."],
    [["--domain", "localhost"], "It is a host alone"],
    [["--out", tmpdir()], "cannot be written (EISDIR"],
  ])("%j is refused in one sentence", async (args, sentence) => {
    const { code, out, err } = await build(...args);
    expect([code, out]).toEqual([1, ""]);
    expect(err).toContain(sentence);
    expect(err.trim().split("\n")).toHaveLength(1);
  });
});
