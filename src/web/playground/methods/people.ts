import { z } from "zod";
import { method, refuse } from "../backend.ts";
import type { Backend, Method } from "../backend.ts";
import { botIdOf, findUser } from "../workspace.ts";
import type { WorkspaceUser } from "../workspace.ts";

const flag = z.union([z.boolean(), z.stringbool()]);

const authTest = method(z.object({}), ({ workspace, base }) => ({
  ok: true,
  url: `${base()}/`,
  team: workspace.teamName,
  user: "remo",
  team_id: workspace.teamId,
  user_id: workspace.botUserId,
  bot_id: botIdOf(workspace),
  is_enterprise_install: false,
}));

const info = method(
  z.object({ user: z.string().min(1), include_locale: flag.optional() }),
  (backend, args) => {
    if (args.user === backend.workspace.botUserId) return { ok: true, user: botObject(backend) };
    const user = backend.workspace.users.find((one) => one.id === args.user);
    if (user === undefined) return refuse("user_not_found");
    return { ok: true, user: userObject(backend, user, args.include_locale === true) };
  },
);

const list = method(z.object({ include_locale: flag.optional() }), (backend, args) => ({
  ok: true,
  members: [
    ...backend.workspace.users.map((one) => userObject(backend, one, args.include_locale === true)),
    botObject(backend),
  ],
  cache_ts: Math.floor(backend.now() / 1000),
  response_metadata: { next_cursor: "" },
}));

const lookupByEmail = method(z.object({ email: z.string().min(1) }), (backend, args) => {
  const wanted = args.email.toLowerCase();
  const user = backend.workspace.users.find((one) => one.email.toLowerCase() === wanted);
  if (user === undefined) return refuse("users_not_found");
  return { ok: true, user: userObject(backend, user, false) };
});

const botsInfo = method(z.object({ bot: z.string().optional() }), ({ workspace }, args) => {
  if (args.bot !== botIdOf(workspace)) return refuse("bot_not_found");
  const { appId, botUserId } = workspace;
  return {
    ok: true,
    bot: { id: args.bot, deleted: false, name: "remo", app_id: appId, user_id: botUserId },
  };
});

/** The short user object that Slack puts in the payloads it sends to the app. */
export function payloadUser(backend: Backend, userId: string): Record<string, unknown> {
  const user = findUser(backend.workspace, userId);
  const name = user?.name ?? userId;
  return { id: userId, username: name, name, team_id: backend.workspace.teamId };
}

function userObject(backend: Backend, user: WorkspaceUser, locale: boolean) {
  return {
    id: user.id,
    team_id: backend.workspace.teamId,
    name: user.name,
    deleted: false,
    real_name: user.realName,
    tz: user.tz,
    tz_label: user.tz,
    tz_offset: offsetSeconds(user.tz, backend.now()),
    profile: {
      title: user.title,
      real_name: user.realName,
      real_name_normalized: user.realName,
      display_name: user.name,
      display_name_normalized: user.name,
      email: user.email,
      team: backend.workspace.teamId,
    },
    is_admin: false,
    is_owner: false,
    is_bot: false,
    is_app_user: false,
    is_restricted: false,
    is_ultra_restricted: false,
    updated: 0,
    ...(locale ? { locale: user.locale } : {}),
  };
}

function botObject(backend: Backend) {
  const { workspace } = backend;
  return {
    id: workspace.botUserId,
    team_id: workspace.teamId,
    name: "remo",
    deleted: false,
    real_name: "Remo",
    is_bot: true,
    is_app_user: false,
    updated: 0,
    profile: {
      real_name: "Remo",
      display_name: "Remo",
      bot_id: botIdOf(workspace),
      api_app_id: workspace.appId,
      team: workspace.teamId,
    },
  };
}

function offsetSeconds(tz: string, atMs: number): number {
  const parts = new Intl.DateTimeFormat("en-US", { timeZone: tz, timeZoneName: "longOffset" });
  const name = parts.formatToParts(atMs).find((part) => part.type === "timeZoneName")?.value ?? "";
  const match = /GMT([+-])(\d{2}):(\d{2})/.exec(name);
  if (match === null) return 0;
  const seconds = Number(match[2]) * 3600 + Number(match[3]) * 60;
  return match[1] === "-" ? -seconds : seconds;
}

export const peopleMethods: Readonly<Record<string, Method>> = {
  "auth.test": authTest,
  "users.info": info,
  "users.list": list,
  "users.lookupByEmail": lookupByEmail,
  "bots.info": botsInfo,
};
