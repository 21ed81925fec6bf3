import { existsSync, readFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { parse } from "yaml";
import { z } from "zod";
import { parseRulesFile, type RulesFile } from "./core/rules-file.ts";
import { parseTeamTime, type TeamTime } from "./core/team-time.ts";
import { ConfigError, LangField, parseRemoYaml, type RemoYaml, sentence } from "./remo-yaml.ts";

const optional = z
  .string()
  .optional()
  .transform((text) => (text?.trim() ? text.trim() : undefined));

/** Where people's browsers reach Remo: links carry what must not travel in the clear. */
const PublicUrl = z
  .url({
    protocol: /^https?$/,
    error: "is not an address such as https://remo.example.com",
    abort: true,
  })
  .refine((url) => url.startsWith("https:") || isLoopback(url), "does not begin with https://")
  .transform((url) => url.replace(/\/+$/, ""));

function isLoopback(url: string): boolean {
  return ["localhost", "127.0.0.1", "[::1]"].includes(new URL(url).hostname);
}

const Environment = z.object({
  REMO_HOME: optional,
  DATABASE_URL: optional,
  REMO_CONFIG: optional,
  PORT: optional.pipe(
    z
      .string()
      .regex(/^\d{1,5}$/, "is not a port number")
      .transform(Number)
      .refine((port) => port <= 65_535, "is not a port number")
      .optional(),
  ),
  REMO_LOG: optional.pipe(z.enum(["debug", "info", "warn", "error", "silent"]).optional()),
  REMO_LANG: optional.pipe(LangField.optional()),
  SLACK_BOT_TOKEN: optional,
  SLACK_APP_TOKEN: optional,
  SLACK_SIGNING_SECRET: optional,
  SLACK_API_URL: optional,
  REMO_METRICS_TOKEN: optional,
  TEAMS_APP_ID: optional,
  TEAMS_APP_PASSWORD: optional,
  TEAMS_TENANT_ID: optional,
  TEAMS_LOCAL_CLIENT: optional.pipe(
    z
      .literal("unauthenticated", {
        error: 'can only be "unauthenticated", for a client on this machine',
      })
      .optional(),
  ),
  REMO_PUBLIC_URL: optional.pipe(PublicUrl.optional()),
});

/** How Teams reaches Remo: as a registered bot, or from a client on this machine without proof. */
type TeamsConfig =
  | {
      readonly kind: "registered";
      readonly appId: string;
      readonly appPassword: string;
      readonly tenantId: string;
    }
  | { readonly kind: "local-client" };

export type Config = {
  readonly home: string;
  readonly databaseUrl: string | undefined;
  readonly port: number;
  /** Under which browsers reach this server, without a slash at the end; undefined: no links. */
  readonly publicUrl: string | undefined;
  /** What a scraper of metrics must bring; undefined: only this machine may ask. */
  readonly metricsToken: string | undefined;
  readonly logLevel: "debug" | "info" | "warn" | "error" | "silent";
  /** Where remo.yaml was found; null when there is none and defaults hold. */
  readonly path: string | null;
  readonly remo: RemoYaml;
  readonly rules: RulesFile;
  readonly time: TeamTime;
  readonly slack: {
    readonly botToken: string;
    readonly appToken: string | undefined;
    readonly signingSecret: string | undefined;
    readonly apiUrl: string | undefined;
  } | null;
  readonly teams: TeamsConfig | null;
  /** Secrets of HTTP sources, by source; empty for whoever takes nothing over HTTP. */
  readonly sourceSecrets: Readonly<Record<string, { readonly secret: string }>>;
  /** What signs the facts that go out, by subscriber. */
  readonly subscriberSecrets: Readonly<Record<string, string>>;
};

/**
 * Reads the environment and remo.yaml. Only who serves sources needs their secrets: an import or a
 * list of cases must not fail for want of them. Throws ConfigError with the setting's name.
 */
export function loadConfig(
  env: Readonly<Record<string, string | undefined>>,
  { serves = true }: { readonly serves?: boolean } = {},
): Config {
  const given = Environment.safeParse(env);
  if (!given.success) throw new ConfigError(sentence(given.error, "The environment variable"));
  const settings = given.data;
  const path = settings.REMO_CONFIG ?? (existsSync("remo.yaml") ? resolve("remo.yaml") : null);
  const remo = path === null ? parseRemoYaml({}, "remo.yaml") : readRemoYaml(path);
  return {
    home: resolve(settings.REMO_HOME ?? ".remo"),
    databaseUrl: settings.DATABASE_URL,
    port: settings.PORT ?? 3_000,
    publicUrl: settings.REMO_PUBLIC_URL,
    metricsToken: settings.REMO_METRICS_TOKEN,
    logLevel: settings.REMO_LOG ?? "info",
    path,
    remo: settings.REMO_LANG ? { ...remo, language: settings.REMO_LANG } : remo,
    rules: rulesOf(path, remo.rules),
    time: checkTeamTime(remo, path ?? "remo.yaml"),
    slack: settings.SLACK_BOT_TOKEN
      ? {
          botToken: settings.SLACK_BOT_TOKEN,
          appToken: settings.SLACK_APP_TOKEN,
          signingSecret: settings.SLACK_SIGNING_SECRET,
          apiUrl: settings.SLACK_API_URL,
        }
      : null,
    teams: teamsOf(settings),
    sourceSecrets: serves ? secretsOf(remo, env) : {},
    subscriberSecrets: serves ? subscriberSecretsOf(remo, env) : {},
  };
}

const TEAMS_SETTINGS = ["TEAMS_APP_ID", "TEAMS_APP_PASSWORD", "TEAMS_TENANT_ID"] as const;

/** All three or none: without its id or its secret a bot would let in whoever knocks. */
function teamsOf(settings: z.infer<typeof Environment>): Config["teams"] {
  const given = TEAMS_SETTINGS.filter((name) => settings[name] !== undefined);
  const missing = TEAMS_SETTINGS.filter((name) => settings[name] === undefined);
  if (settings.TEAMS_LOCAL_CLIENT) {
    if (given.length === 0) return { kind: "local-client" };
    throw new ConfigError(`TEAMS_LOCAL_CLIENT and ${given[0]} exclude each other: unset one.`);
  }
  if (given.length === 0) return null;
  const {
    TEAMS_APP_ID: appId,
    TEAMS_APP_PASSWORD: appPassword,
    TEAMS_TENANT_ID: tenantId,
  } = settings;
  if (!appId || !appPassword || !tenantId) {
    throw new ConfigError(
      `Teams needs ${missing.join(" and ")} beside ${given.join(" and ")}: set all three, or none.`,
    );
  }
  return { kind: "registered", appId, appPassword, tenantId };
}

/** `advice` is what to do when there is no such file. */
function readYaml(path: string, advice: string): unknown {
  let text: string;
  try {
    text = readFileSync(path, "utf8");
  } catch (error) {
    const missing = error instanceof Error && "code" in error && error.code === "ENOENT";
    throw new ConfigError(
      missing
        ? `${path} does not exist: ${advice}.`
        : `${path} cannot be read (${firstLine(error)}).`,
    );
  }
  try {
    return parse(text);
  } catch (error) {
    throw new ConfigError(`${path} is not valid YAML: ${firstLine(error).replace(/:$/, "")}.`);
  }
}

function firstLine(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).split("\n")[0] ?? "";
}

function readRemoYaml(path: string): RemoYaml {
  return parseRemoYaml(readYaml(path, "set REMO_CONFIG to your remo.yaml, or unset it"), path);
}

function rulesOf(configPath: string | null, rules: string | undefined): RulesFile {
  if (configPath === null || rules === undefined) return checkRules({ version: 1 }, "rules");
  const path = resolve(dirname(configPath), rules);
  return checkRules(readYaml(path, `correct "rules" in ${configPath}`), path);
}

/** Parses a rules file's content, from a file or built in. */
export function checkRules(content: unknown, name: string): RulesFile {
  const parsed = parseRulesFile(content);
  if ("error" in parsed) throw new ConfigError(`${name}: ${parsed.error}`);
  return parsed;
}

/** Prepares the calendars, policies and rotations of a remo.yaml. */
export function checkTeamTime(remo: RemoYaml, name: string): TeamTime {
  const parsed = parseTeamTime(remo);
  if ("error" in parsed) throw new ConfigError(`${name}: ${parsed.error}`);
  return parsed;
}

function secretsOf(
  remo: RemoYaml,
  env: Readonly<Record<string, string | undefined>>,
): Config["sourceSecrets"] {
  return Object.fromEntries(
    Object.entries(remo.sources).map(([source, { secretEnv }]) => [
      source,
      { secret: secretIn(env, secretEnv, `Source "${source}"`) },
    ]),
  );
}

function subscriberSecretsOf(
  remo: RemoYaml,
  env: Readonly<Record<string, string | undefined>>,
): Config["subscriberSecrets"] {
  return Object.fromEntries(
    Object.entries(remo.subscribers).map(([name, { secretEnv }]) => [
      name,
      secretIn(env, secretEnv, `Subscriber "${name}"`),
    ]),
  );
}

function secretIn(
  env: Readonly<Record<string, string | undefined>>,
  name: string,
  owner: string,
): string {
  const secret = env[name]?.trim();
  if (secret) return secret;
  throw new ConfigError(`${owner} has no secret: set the environment variable ${name}.`);
}
