import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { stringify } from "yaml";
import type { StormSettings } from "../../src/core/storm.ts";
import type { Lang } from "../../src/text/format.ts";
import type { Workspace } from "../../src/web/playground/workspace.ts";

const PEOPLE = [
  { id: "U0ANA", name: "ana", realName: "Ana Ríos", team: "sales", roles: ["lead"] },
  { id: "U0SIMON", name: "simon", realName: "Simón Paz", team: "sales", roles: ["member"] },
  { id: "U0LUIS", name: "luis", realName: "Luis Peña", team: "logistics", roles: ["member"] },
  { id: "U0MARTA", name: "marta", realName: "Marta Gil", team: "logistics", roles: ["lead"] },
  {
    id: "U0CARMEN",
    name: "carmen",
    realName: "Carmen Soto",
    team: "collections",
    roles: ["member"],
  },
  { id: "U0LUCIA", name: "lucia", realName: "Lucía Rey", team: "collections", roles: ["lead"] },
  { id: "U0VERA", name: "vera", realName: "Vera Luna", team: "controller", roles: ["controller"] },
  { id: "U0DIEGO", name: "diego", realName: "Diego Ruiz", team: "controller", roles: ["director"] },
  { id: "U0DORA", name: "dora", realName: "Dora Paz", team: "controller", roles: ["director"] },
  { id: "U0ADA", name: "ada", realName: "Ada Mora", team: "administrator", roles: ["admin"] },
] as const;

const CHANNELS = [
  { id: "C0VENTAS", name: "ventas", team: "sales" },
  { id: "C0LOGISTICA", name: "logistica", team: "logistics" },
  { id: "C0COBRANZA", name: "cobranza", team: "collections" },
  { id: "C0CONTRALORIA", name: "contraloria", team: "controller" },
  { id: "C0ADMIN", name: "administracion", team: "administrator" },
] as const;
/** A channel of the workspace that no team of Remo's owns. */
const LOUNGE = { id: "C0PASILLO", name: "pasillo" } as const;

/** In the workspace, but not in remo.yaml. */
const STRANGER = { id: "U0NADIE", name: "nadie", realName: "Nadie Conocido" };

const BOT = "U0BOT";

export const WORKSPACE: Workspace = {
  teamId: "T0REMO",
  teamName: "Distribuidora de prueba",
  appId: "A0REMO",
  botUserId: BOT,
  users: [...PEOPLE, STRANGER].map(({ id, name, realName }) => ({
    id,
    name,
    realName,
    email: `${name}@prueba.example`,
    title: "",
    locale: "es-MX",
    tz: "America/Mexico_City",
  })),
  channels: [...CHANNELS, LOUNGE].map(({ id, name }) => ({
    id,
    name,
    topic: "",
    members: [BOT, STRANGER.id, ...PEOPLE.map((one) => one.id)],
  })),
};

export const TOKENS = {
  botToken: "xoxb-test",
  appToken: "xapp-test",
  signingSecret: "signing-secret-of-the-tests",
};

/** The secret of the source "erp", which may post facts. */
export const ERP_SECRET = `whsec_${Buffer.from("secret of the erp of the tests").toString("base64")}`;

export type Settings = {
  readonly lang: Lang;
  /** The rules file's rules; what is not said has its default. */
  readonly rules: Readonly<Record<string, unknown>>;
  readonly storm?: Partial<StormSettings> | undefined;
  /** More of remo.yaml, and the secrets it names. */
  readonly more?: Readonly<Record<string, unknown>> | undefined;
  readonly secrets?: Readonly<Record<string, string>> | undefined;
};

/** Writes remo.yaml and rules.yaml as a user would, and gives the environment that names them. */
export async function writeSettings(
  home: string,
  { lang, rules, storm, more = {}, secrets = {} }: Settings,
): Promise<Readonly<Record<string, string>>> {
  const remo = {
    language: lang,
    timeZone: "America/Mexico_City",
    currencyWeights: { MXN: 1, COP: 0.0045 },
    channels: CHANNELS.map(({ id, team }) => ({ team, slack: id })),
    people: PEOPLE.map(({ name, realName, team, roles, id }) => ({
      id: name,
      name: realName,
      slack: id,
      teams: [team],
      roles: [...roles],
    })),
    sources: { erp: { secretEnv: "ERP_SECRET" } },
    rules: "rules.yaml",
    // A test that passes a Monday is not about what comes on Mondays, unless it says so.
    digests: { enabled: false },
    ...(storm ? { storm } : {}),
    ...more,
  };
  const path = join(home, "remo.yaml");
  await writeFile(path, stringify(remo));
  await writeFile(join(home, "rules.yaml"), stringify({ version: 1, rules }));
  return {
    REMO_HOME: home,
    REMO_CONFIG: path,
    SLACK_BOT_TOKEN: TOKENS.botToken,
    SLACK_APP_TOKEN: TOKENS.appToken,
    SLACK_SIGNING_SECRET: TOKENS.signingSecret,
    ERP_SECRET,
    ...secrets,
  };
}
