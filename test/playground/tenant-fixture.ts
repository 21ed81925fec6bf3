import { createServer } from "node:http";
import { TeamsAdapter } from "@microsoft/teams-ai";
import type { TurnContext } from "botbuilder";
import express from "express";
import { localCredentials } from "../../src/chat/teams/local-credentials.ts";
import { TOKEN_ISSUER } from "../../src/web/playground/teams/keys.ts";
import { createTeamsServer } from "../../src/web/playground/teams/teams-server.ts";
import type { TeamsServer } from "../../src/web/playground/teams/teams-server.ts";
import type { Tenant } from "../../src/web/playground/teams/tenant.ts";

const SECRET = "secret-of-the-tests";
export const TEAM = "19:general@thread.tacv2";
export const LOGISTICS = "19:logistica@thread.tacv2";
const LUIS = "0b2c6a3e-0001-4000-8000-00000000aaaa";
const ANA = "0b2c6a3e-0002-4000-8000-00000000bbbb";
const EVA = "0b2c6a3e-0003-4000-8000-00000000cccc";

export const tenant: Tenant = {
  tenantId: "7d1f3a52-2f6b-4c11-9b61-0a3f0e4f0001",
  tenantName: "Norte Distribución",
  team: { id: TEAM, name: "Operación", groupId: "7d1f3a52-0000-4c11-9b61-0a3f0e4f0002" },
  app: { id: "7d1f3a52-1111-4c11-9b61-0a3f0e4f0003", name: "Remo" },
  people: [
    person(LUIS, "luis", "Luis Ortega", "es-MX"),
    person(ANA, "ana", "Ana Ruiz", "en-US"),
    person(EVA, "eva", "Eva Lara", "es-MX"),
  ],
  channels: [
    { id: LOGISTICS, name: "Logística", topic: "Entregas", members: [LUIS, ANA] },
    { id: "19:ventas@thread.tacv2", name: "Ventas", topic: "", members: [ANA] },
  ],
};

function person(entra: string, name: string, realName: string, locale: string) {
  const email = `${name}@norte.example`;
  return { entra, name: realName, email, title: "", locale, tz: "America/Mexico_City" };
}

/** The bot's part of a turn. */
export type Logic = (context: TurnContext) => Promise<void>;

export type RunningTenant = {
  teams: TeamsServer;
  adapter: TeamsAdapter;
  url: string;
  /** What the bot does from now on when it hears something. */
  hears(logic: Logic): void;
  /** Every activity that the bot let in, oldest first. */
  heard: Record<string, unknown>[];
  stop(): Promise<void>;
};

/** A tenant on a free port, and the real adapter of the SDK as its bot on the same port. */
export async function startTenant(
  o: { journalPath?: string; invokeTimeoutMs?: number; secret?: string } = {},
): Promise<RunningTenant> {
  const app = express();
  const web = createServer(app);
  await new Promise<void>((resolve) => web.listen(0, "127.0.0.1", resolve));
  const address = web.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  const url = `http://127.0.0.1:${port}`;
  const teams = createTeamsServer({
    tenant,
    secret: SECRET,
    baseUrl: () => `${url}/teams-api`,
    botUrl: () => `${url}/api/messages`,
    now: () => Date.now(),
    ...(o.journalPath === undefined ? {} : { journalPath: o.journalPath }),
    ...(o.invokeTimeoutMs === undefined ? {} : { invokeTimeoutMs: o.invokeTimeoutMs }),
  });
  app.use("/teams-api", teams.router);
  const adapter = adapterFor(teams, o.secret ?? SECRET);
  const heard: Record<string, unknown>[] = [];
  let logic: Logic = async () => undefined;
  app.post("/api/messages", express.json(), async (request, response) => {
    await adapter.process(request, response, async (context) => {
      heard.push({ ...context.activity });
      await logic(context);
    });
  });
  return {
    teams,
    adapter,
    url,
    heard,
    hears: (next) => void (logic = next),
    async stop() {
      teams.close();
      web.closeAllConnections();
      await new Promise((resolve) => web.close(resolve));
    },
  };
}

function adapterFor(teams: TeamsServer, secret: string): TeamsAdapter {
  const { openIdUrl, tokenUrl } = teams.addresses();
  return new TeamsAdapter(
    {
      MicrosoftAppId: tenant.app.id,
      MicrosoftAppPassword: secret,
      MicrosoftAppType: "SingleTenant",
      MicrosoftAppTenantId: tenant.tenantId,
      ToChannelFromBotLoginUrl: tokenUrl,
      ToChannelFromBotOAuthScope: "https://api.botframework.com",
      ToBotFromChannelTokenIssuer: TOKEN_ISSUER,
      OAuthUrl: "https://token.botframework.com",
      ToBotFromChannelOpenIdMetadataUrl: openIdUrl,
      ToBotFromEmulatorOpenIdMetadataUrl: openIdUrl,
    },
    localCredentials({ appId: tenant.app.id, secret, tokenUrl: () => tokenUrl }),
  );
}

export const cardOf = (order: string, more: object = {}) => ({
  type: "AdaptiveCard",
  version: "1.5",
  body: [{ type: "TextBlock", text: `Blocked · ${order}`, wrap: true }],
  actions: [
    {
      type: "Action.Execute",
      title: "Confirm change",
      verb: "press",
      data: { a: "confirm", c: order },
    },
  ],
  ...more,
});

export const attached = (card: object) => ({
  contentType: "application/vnd.microsoft.card.adaptive",
  content: card,
});

/** A token of the tenant's own desk, for calls without the SDK. */
export async function tokenFrom(
  teams: TeamsServer,
  asked: Record<string, string> = {},
): Promise<Response> {
  const { tokenUrl } = teams.addresses();
  return fetch(tokenUrl, {
    method: "POST",
    body: new URLSearchParams({
      grant_type: "client_credentials",
      client_id: tenant.app.id,
      client_secret: SECRET,
      scope: "https://api.botframework.com/.default",
      ...asked,
    }),
  });
}

/** What these tests read of the connector's answers. */
type Answered = {
  readonly id: string;
  readonly activityId: string;
  readonly error: { readonly code: string };
  readonly conversations: readonly { readonly name: string }[];
};

export type Calling = (
  method: string,
  path: string,
  body?: unknown,
) => Promise<{ status: number; body: Answered; headers: Headers }>;

/** Calls the connector as a bot would, by HTTP alone. */
export async function caller(teams: TeamsServer): Promise<Calling> {
  const answer = (await (await tokenFrom(teams)).json()) as { access_token: string };
  return async (method, path, body) => {
    const response = await fetch(`${teams.addresses().serviceUrl}v3/${path}`, {
      method,
      headers: {
        authorization: `Bearer ${answer.access_token}`,
        "content-type": "application/json",
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    const { status, headers } = response;
    return { status, headers, body: text === "" ? undefined : JSON.parse(text) };
  };
}
