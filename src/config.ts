import { existsSync, readFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { parse } from "yaml";
import { z } from "zod";
import { ROLES } from "./core/action.ts";
import { isTimeZone } from "./core/calendar.ts";
import { Team } from "./core/fact.ts";
import { Digests } from "./core/report-times.ts";
import { parseRulesFile, type RulesFile } from "./core/rules-file.ts";
import { parseTeamTime, type TeamTime, TeamTimeFields } from "./core/team-time.ts";
import { OWN_SOURCE, Subscribers } from "./core/subscriber.ts";

/** A setting that cannot be used; the message is one sentence for whoever set it. */
export class ConfigError extends Error {}

const LangField = z.enum(["es", "en"]);
const EntraId = z
  .string()
  .toLowerCase()
  .regex(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/, "is not a Microsoft Entra object id");
const Zone = z.string().refine(isTimeZone, "is not an IANA time zone such as America/Mexico_City");

const Storm = z
  .strictObject({
    stormCards: z.int().min(1).max(10_000).default(30),
    topCards: z.int().min(1).max(100).default(10),
    digestSeconds: z.int().min(1).max(3_600).default(30),
    calmMinutes: z.number().positive().max(1_440).default(5),
  })
  .refine(({ stormCards, topCards }) => topCards <= stormCards, {
    path: ["topCards"],
    message: "is more than stormCards",
  });

type Accounts = {
  readonly id: string;
  readonly slack?: string | undefined;
  readonly entra?: string | undefined;
};

/** One id and one account are one person's: of two that have them nobody could say who signed. */
function onePersonEach(people: readonly Accounts[], context: z.RefinementCtx): void {
  people.forEach((person, index) => {
    const before = people.slice(0, index);
    const report = (field: string, message: string) =>
      context.addIssue({ code: "custom", path: [index, field], message });
    const { id } = person;
    if (before.some((one) => one.id === id)) report("id", `"${id}" is somebody's already`);
    for (const account of ["slack", "entra"] as const) {
      const own = person[account];
      const sharing = before.find((one) => own !== undefined && one[account] === own);
      if (sharing) report(account, `is the account of "${sharing.id}" already`);
    }
  });
}

/** A channel of one platform. */
const ChannelEntry = z
  .strictObject({
    team: Team,
    slack: z
      .string()
      .regex(/^[CGD][A-Z0-9]{2,}$/, "is not a Slack channel id such as C0123ABCD")
      .optional(),
    teams: z
      .string()
      .regex(
        /^19:[^;\s]+@thread\.(tacv2|skype|v2)$/,
        "is not a Teams channel id such as 19:…@thread.tacv2",
      )
      .optional(),
    language: LangField.optional(),
  })
  .refine(({ slack, teams }) => (slack === undefined) !== (teams === undefined), {
    message: 'needs either "slack" or "teams": a channel of one platform each',
  });

const RemoYaml = z.strictObject({
  language: LangField.default("es"),
  timeZone: Zone.default("UTC"),
  /** Ranks amounts of several currencies: what one unit is worth in the reference currency. */
  currencyWeights: z.record(z.string().regex(/^[A-Z]{3}$/), z.number().positive()).default({}),
  channels: z.array(ChannelEntry).default([]),
  people: z
    .array(
      z.strictObject({
        id: z.string().min(1).max(64),
        name: z.string().min(1).max(100),
        slack: z
          .string()
          .regex(/^[UW][A-Z0-9]{2,}$/, "is not a Slack member id such as U0123ABCD")
          .optional(),
        /** Microsoft Entra's object id: who somebody is in Teams. */
        entra: EntraId.optional(),
        teams: z.array(Team).default([]),
        roles: z.array(z.enum(ROLES)).default(["member"]),
        language: LangField.optional(),
      }),
    )
    // Who may sign what rests on who somebody is.
    .superRefine(onePersonEach)
    .default([]),
  /** When cards are held back and one digest speaks for them; see core/storm.ts. */
  storm: Storm.prefault({}),
  /** When the weekly reports come, and whether. */
  digests: Digests.prefault({}),
  /** Who may send facts over HTTP; the secret is read from this environment variable. */
  sources: z
    .record(z.string().min(1).max(128), z.strictObject({ secretEnv: z.string().min(1) }))
    // What comes under this name was decided by people here, and goes out as that.
    .refine((sources) => !Object.hasOwn(sources, OWN_SOURCE), {
      error: `has "${OWN_SOURCE}", which is this Remo itself: give that source another name`,
    })
    .default({}),
  /** When teams work, who is told when nobody answers, and who is on duty. */
  ...TeamTimeFields,
  /** Who hears what people decide. */
  subscribers: Subscribers.default({}),
  /** A path beside this file. */
  rules: z.string().optional(),
});
export type RemoYaml = z.infer<typeof RemoYaml>;

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
  const remo = path === null ? RemoYaml.parse({}) : readRemoYaml(path);
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
      `Teams needs ${missing.join(" and ")} beside ${given.join(" and ")}: set it too.`,
    );
  }
  return { kind: "registered", appId, appPassword, tenantId };
}

/** Parses remo.yaml's content, from a file or built in. */
export function parseRemoYaml(content: unknown, name: string): RemoYaml {
  const parsed = RemoYaml.safeParse(content ?? {});
  if (!parsed.success) throw new ConfigError(sentence(parsed.error, `${name}:`));
  return parsed.data;
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

function sentence(error: z.ZodError, where: string): string {
  const issue = error.issues[0];
  const name = issue?.path.join(".") ?? "";
  const message = issue?.message ?? "is not valid";
  // Our own messages go on where the name ends; those of zod are sentences of their own.
  const said = /^[A-Z]/.test(message)
    ? `${name === "" ? "" : `${name}: `}${message.replace(/^Invalid input: /, "")}`
    : `${name} ${message}`;
  return `${where} ${said}.`;
}
