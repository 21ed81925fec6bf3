import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { Command, InvalidArgumentError } from "commander";
import { strToU8, zipSync } from "fflate";
import { printJson } from "./output.ts";

const FOLDER = new URL("../../manifests/teams/", import.meta.url);
const GUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const HOST = /^[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)+$/i;
/** What stands in the manifest until it is packed. */
const NO_APP = "00000000-0000-0000-0000-000000000000";
const NO_HOST = "remo.example.com";

type Options = {
  readonly appId: string;
  readonly domain: string;
  readonly out: string;
  readonly json?: boolean;
};

/** `remo teams-package`: the zip that a Teams administrator uploads. */
export function teamsPackageCommand(): Command {
  return new Command("teams-package")
    .description("build the app package for Microsoft Teams, a zip to be uploaded there")
    .requiredOption("--app-id <guid>", "the bot's Microsoft app id (TEAMS_APP_ID)", guid)
    .requiredOption("--domain <host>", "where people reach Remo, such as remo.example.com", host)
    .option("--out <file>", "where to write it", "remo-teams.zip")
    .option("--json", "print where it is as JSON")
    .action(async ({ appId, domain, out, json }: Options, command: Command) => {
      const path = resolve(out);
      const zip = await packageOf(appId, domain);
      const problem = written(path, zip);
      if (problem !== null) command.error(`error: ${path} cannot be written (${problem}).`);
      if (json) return printJson({ path, bytes: zip.length });
      process.stdout.write(
        `${path}\nUpload it in Teams: Apps > Manage your apps > Upload an app.\n`,
      );
    });
}

/** Null once it is written; else what the system says against it. */
function written(path: string, zip: Uint8Array): string | null {
  try {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, zip);
    return null;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/** The manifest with this bot and host, its English, and its icons, drawn from their SVG. */
export async function packageOf(appId: string, domain: string): Promise<Uint8Array> {
  const manifest = textOf("manifest.json").replaceAll(NO_APP, appId).replaceAll(NO_HOST, domain);
  return zipSync({
    "manifest.json": strToU8(manifest),
    "en.json": strToU8(textOf("en.json")),
    "color.png": await drawn("color.svg", 192),
    "outline.png": await drawn("outline.svg", 32),
  });
}

async function drawn(name: string, width: number): Promise<Uint8Array> {
  // Only this verb draws: the others should not wait for it to load.
  const { Resvg } = await import("@resvg/resvg-js");
  return new Resvg(textOf(name), { fitTo: { mode: "width", value: width } }).render().asPng();
}

function textOf(name: string): string {
  return readFileSync(new URL(name, FOLDER), "utf8");
}

function guid(text: string): string {
  if (GUID.test(text)) return text.toLowerCase();
  throw new InvalidArgumentError("It is the bot's id from Azure, such as 1b2c3d4e-….");
}

function host(text: string): string {
  if (HOST.test(text)) return text.toLowerCase();
  throw new InvalidArgumentError("It is a host alone, without https:// and without a path.");
}
