import type { Team } from "../../core/fact.ts";
import type { Tenant } from "../playground/teams/tenant.ts";
import type { Workspace } from "../playground/workspace.ts";
import { STORY_PEOPLE } from "./people.ts";

const BOT = "UREMO";

/** The three teams read along with each other; two channels are for few. */
function membersOf(team: Team): readonly string[] {
  const inside = STORY_PEOPLE.filter(({ teams, roles }) => {
    if (teams.includes("controller")) return true;
    if (team === "administrator") return teams.includes(team);
    return team !== "controller" || roles.includes("manager") || roles.includes("director");
  });
  return [...inside.map(({ slack }) => slack), BOT];
}

/** The chat workspace of an invented distributor of food and drinks in Mexico and Colombia. */
export const STORY_WORKSPACE: Workspace = {
  teamId: "TVALLESIERRA",
  teamName: "Valle y Sierra Distribución",
  botUserId: BOT,
  appId: "AREMO",
  users: STORY_PEOPLE.map(({ id, slack, name, title, locale, zone }) => ({
    id: slack,
    name: id,
    realName: name,
    email: `${id}@valleysierra.example`,
    title,
    locale,
    tz: zone,
  })),
  channels: [
    {
      id: "CVENTAS",
      name: "ventas",
      topic: "Promesas y clientes · Sales",
      members: membersOf("sales"),
    },
    {
      id: "CLOGISTICA",
      name: "logistica",
      topic: "Almacén, rutas y entregas · Logistics",
      members: membersOf("logistics"),
    },
    {
      id: "CCOBRANZA",
      name: "cobranza",
      topic: "Facturas y cobros · Collections",
      members: membersOf("collections"),
    },
    {
      id: "CCONTRALORIA",
      name: "contraloria",
      topic: "Notas de crédito y firmas · Control",
      members: membersOf("controller"),
    },
    {
      id: "CADMINISTRACION",
      name: "administracion",
      topic: "Sistemas conectados · Administration",
      members: membersOf("administrator"),
    },
  ],
};

/** Logistics and collections also work in Microsoft Teams, in channels of one team. */
export const STORY_TEAMS_CHANNELS = [
  { id: "19:logistica@thread.tacv2", team: "logistics", name: "Logística" },
  { id: "19:cobranza@thread.tacv2", team: "collections", name: "Cobranza" },
] as const satisfies readonly { readonly id: string; readonly team: Team; readonly name: string }[];

/** The distributor's organisation in Microsoft 365, with one team. */
export const STORY_TENANT: Tenant = {
  tenantId: "5ea70000-0000-4000-8000-00000000ffff",
  tenantName: STORY_WORKSPACE.teamName,
  team: { id: "19:general@thread.tacv2", name: "Valle y Sierra", groupId: "valle-y-sierra" },
  app: { id: "5ea70000-0000-4000-8000-00000000aaaa", name: "Remo" },
  people: STORY_PEOPLE.map(({ id, entra, name, title, locale, zone }) => ({
    entra,
    name,
    email: `${id}@valleysierra.example`,
    title,
    locale,
    tz: zone,
  })),
  channels: STORY_TEAMS_CHANNELS.map(({ id, name, team }) => ({
    id,
    name,
    topic: "",
    members: STORY_PEOPLE.filter(({ slack }) => membersOf(team).includes(slack)).map(
      ({ entra }) => entra,
    ),
  })),
};
