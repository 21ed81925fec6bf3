import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import ajvDraft04 from "ajv-draft-04";
import { unzipSync } from "fflate";
import { describe, expect, it } from "vitest";
import { parseCommand } from "../../src/app/desk/parse-command.ts";
import { packageOf } from "../../src/cli/teams-package.ts";

const require = createRequire(import.meta.url);
const SCHEMAS = join(
  dirname(require.resolve("@microsoft/app-manifest")),
  "json-schemas/teams/v1.25",
);

const APP = "1b2c3d4e-0000-4000-8000-000000000001";
const HOST = "remo.valleysierra.example";

type Shown = { readonly title: string; readonly description: string };
type Manifest = {
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
    expect(problemsOf(manifest, "MicrosoftTeams.schema.json")).toEqual([]);
    const english = JSON.parse(text("en.json")) as object;
    expect(problemsOf(english, "MicrosoftTeams.Localization.schema.json")).toEqual([]);
  });

  it("a manifest with a mistake is not valid, so that the test above can fail", async () => {
    const { manifest } = await files();
    expect(problemsOf({ ...manifest, bot: [] }, "MicrosoftTeams.schema.json")).not.toEqual([]);
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
