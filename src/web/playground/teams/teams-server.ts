import express from "express";
import type { Router } from "express";
import { channelDeleted } from "./activities.ts";
import type { Backend } from "./backend.ts";
import type { Change } from "./changes.ts";
import { connectorApi } from "./connector-api.ts";
import type { Call } from "./connector-api.ts";
import { deliver } from "./deliver.ts";
import type { Activity, Delivered, Forgery } from "./deliver.ts";
import { Faults } from "./faults.ts";
import type { Fault } from "./faults.ts";
import { fileRoutes } from "./file-routes.ts";
import { newSigningKey, openIdPath, openIdRoutes } from "./keys.ts";
import { setInstalled, teamsUser } from "./person.ts";
import type { TeamsUser } from "./person.ts";
import { TenantStore } from "./store.ts";
import { findPerson } from "./tenant.ts";
import type { Tenant } from "./tenant.ts";
import { tokenDesk } from "./tokens.ts";

/** Teams' clients give up on an invoke that was not answered within ten seconds or so. */
const INVOKE_TIMEOUT_MS = 10_000;

export type TeamsServerOptions = {
  tenant: Tenant;
  /** The client secret of the app. */
  secret: string;
  /** This server's own URL with its mount path, /teams-api. */
  baseUrl: () => string;
  /** Where the bot takes activities: its /api/messages. */
  botUrl: () => string;
  /** The tenant's clock in epoch milliseconds; it dates messages and may be simulated. */
  now: () => number;
  /** An append-only file that restores messages, views and files; without it, memory only. */
  journalPath?: string;
  /** Whose clients are open and refresh cards by themselves; default everybody's. */
  watches?: (entra: string) => boolean;
  invokeTimeoutMs?: number;
};

/** A local tenant that speaks the Bot Framework's connector, its tokens and its keys. */
export type TeamsServer = {
  readonly tenant: Tenant;
  /** Mount at /teams-api, the path of `baseUrl`. */
  readonly router: Router;
  /** The bot's newest calls, at most a thousand. */
  readonly calls: readonly Call[];
  /** What bots need to know of this server instead of Microsoft's own addresses. */
  readonly addresses: () => { serviceUrl: string; openIdUrl: string; tokenUrl: string };
  /** By Entra object id, MRI, e-mail address or its part before the @; throws for a stranger. */
  user(id: string): TeamsUser;
  subscribe(listener: (change: Change) => void): () => void;
  /** The next calls go wrong in the given way. */
  fail(fault: Fault): void;
  /** Forgets faults that were not used up. */
  calm(): void;
  /** Adds the app to the team, done by this person; again is nothing. */
  addToTeam(by: string): Promise<void>;
  removeFromTeam(by: string): Promise<void>;
  deleteChannel(conversation: string, by: string): Promise<void>;
  /** As when an owner deletes a message in the client: bots are not told. */
  deleteMessage(at: { conversation: string; id: string }): void;
  /** Sends anything to the bot, rightly signed or not. */
  send(activity: Activity, forged?: Forgery): Promise<Delivered>;
  /** Every token handed out so far is refused from now on. */
  revokeTokens(): void;
  reset(): void;
  file(id: string): { name: string; mimetype: string; bytes: Buffer } | undefined;
  /** Writes nothing down any more: for when nobody can call. */
  close(): void;
};

export function createTeamsServer(o: TeamsServerOptions): TeamsServer {
  const { tenant } = o;
  const store = new TenantStore({ journalPath: o.journalPath, now: o.now });
  const key = newSigningKey();
  const faults = new Faults();
  const calls: Call[] = [];
  const tokens = tokenDesk({ tenantId: tenant.tenantId, appId: tenant.app.id, secret: o.secret });
  const serviceUrl = () => `${o.baseUrl()}/`;
  const delivery = {
    botUrl: o.botUrl,
    appId: tenant.app.id,
    serviceUrl,
    key,
    timeoutMs: o.invokeTimeoutMs ?? INVOKE_TIMEOUT_MS,
  };
  const backend: Backend = {
    tenant,
    store,
    now: o.now,
    base: o.baseUrl,
    serviceUrl,
    deliver: (activity) => deliver(delivery, activity),
    watches: o.watches ?? (() => true),
  };
  const router = express.Router();
  router.use(openIdRoutes(key, o.baseUrl));
  router.use(connectorApi({ backend, tokens, faults, calls }));
  router.use(fileRoutes(store));
  router.use(tokens.router);
  const entraOf = (id: string) => personOf(tenant, id);

  return {
    tenant,
    router,
    calls,
    addresses: () => ({
      serviceUrl: serviceUrl(),
      openIdUrl: `${o.baseUrl()}${openIdPath(key)}`,
      tokenUrl: `${o.baseUrl()}/${tenant.tenantId}/oauth2/v2.0/token`,
    }),
    user: (id) => teamsUser(backend, entraOf(id)),
    subscribe: (listener) => store.subscribe(listener),
    fail: (fault) => faults.add(fault),
    calm: () => faults.clear(),
    addToTeam: (by) => setInstalled(backend, entraOf(by), { where: tenant.team.id, added: true }),
    removeFromTeam: (by) =>
      setInstalled(backend, entraOf(by), { where: tenant.team.id, added: false }),
    async deleteChannel(conversation, by) {
      store.commit({ op: "channel-deleted", conversation });
      await backend.deliver(channelDeleted(backend, entraOf(by), conversation));
    },
    deleteMessage: (at) => store.commit({ op: "delete", ...at }),
    send: (activity, forged) => deliver(delivery, activity, forged),
    revokeTokens: () => tokens.revoke(),
    reset: () => store.commit({ op: "reset" }),
    file: (id) => storedFile(store, id),
    close: () => store.close(),
  };
}

function personOf(tenant: Tenant, id: string): string {
  const person =
    findPerson(tenant, id) ?? tenant.people.find(({ email }) => email.split("@")[0] === id);
  if (person === undefined) throw new Error(`The tenant has nobody with the id ${id}.`);
  return person.entra;
}

function storedFile(store: TenantStore, id: string) {
  const file = store.files.get(id);
  const bytes = store.shelf.get(id);
  return file && bytes && { name: file.name, mimetype: file.mimetype, bytes };
}
