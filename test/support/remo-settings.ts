import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { stringify } from "yaml";
import type { StormSettings } from "../../src/core/storm.ts";
import type { Lang } from "../../src/text/format.ts";
import type { Tenant } from "../../src/web/playground/teams/tenant.ts";
import type { Workspace } from "../../src/web/playground/workspace.ts";

export const PEOPLE = [
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

/** Who they are in Microsoft Entra, by their name. */
export function entraOf(name: string): string {
  return `7e570000-0000-4000-8000-${Buffer.from(name).toString("hex").padStart(12, "0")}`;
}

/** The same people in Teams, with a channel for each team. */
export const TENANT: Tenant = {
  tenantId: "7e570000-0000-4000-8000-00000000000f",
  tenantName: "Distribuidora de prueba",
  team: { id: "19:general@thread.tacv2", name: "Distribuidora", groupId: "group-1" },
  app: { id: "7e570000-0000-4000-8000-00000000000a", name: "Remo" },
  people: [...PEOPLE, STRANGER].map(({ name, realName }) => ({
    entra: entraOf(name),
    name: realName,
    email: `${name}@prueba.example`,
    title: "",
    locale: "es-MX",
    tz: "America/Mexico_City",
  })),
  channels: CHANNELS.map(({ name }) => ({
    id: `19:${name}@thread.tacv2`,
    name,
    topic: "",
    members: [...PEOPLE, STRANGER].map((one) => entraOf(one.name)),
  })),
};
export const TEAMS_SECRET = "secret-of-the-teams-app-of-the-tests";

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
  /** Teams whose channel is in Microsoft Teams, beside or instead of Slack; nobody is, by default. */
  readonly inTeams?: readonly string[] | undefined;
  /** Teams without a channel in Slack. */
  readonly notInSlack?: readonly string[] | undefined;
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
  { lang, rules, storm, inTeams = [], notInSlack = [], more = {}, secrets = {} }: Settings,
): Promise<Readonly<Record<string, string>>> {
  const remo = {
    language: lang,
    timeZone: "America/Mexico_City",
    currencyWeights: { MXN: 1, COP: 0.0045 },
    channels: CHANNELS.flatMap(({ id, team, name }) => [
      ...(notInSlack.includes(team) ? [] : [{ team, slack: id }]),
      ...(inTeams.includes(team) ? [{ team, teams: `19:${name}@thread.tacv2` }] : []),
    ]),
    people: PEOPLE.map(({ name, realName, team, roles, id }) => ({
      id: name,
      name: realName,
      slack: id,
      ...(inTeams.length > 0 ? { entra: entraOf(name) } : {}),
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
    ...(inTeams.length > 0
      ? {
          TEAMS_APP_ID: TENANT.app.id,
          TEAMS_APP_PASSWORD: TEAMS_SECRET,
          TEAMS_TENANT_ID: TENANT.tenantId,
        }
      : {}),
    ...secrets,
  };
}
