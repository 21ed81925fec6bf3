import type { Server } from "node:http";
import express from "express";
import type { Router } from "express";
import type { Backend } from "./backend.ts";
import { deliverer } from "./deliver.ts";
import { outcome } from "./driving.ts";
import type { Outcome } from "./driving.ts";
import { Troubles } from "./faults.ts";
import type { Fault, Throttle } from "./faults.ts";
import { fileRoutes } from "./file-routes.ts";
import type { Change } from "./journal.ts";
import { eventCallback } from "./payloads.ts";
import { responseUrls } from "./response-url.ts";
import { socketLink } from "./socket.ts";
import { WorkspaceStore } from "./store.ts";
import { Tickets } from "./triggers.ts";
import { userDriver } from "./user.ts";
import type { UserDriver } from "./user.ts";
import { webApi } from "./web-api.ts";
import type { Call } from "./web-api.ts";
import { findUser } from "./workspace.ts";
import type { Workspace } from "./workspace.ts";

export type SlackServerOptions = {
  workspace: Workspace;
  botToken: string;
  appToken: string;
  signingSecret: string;
  /** Where the app takes Slack's requests, when it is not connected by Socket Mode. */
  eventsUrl: () => string;
  /** An append-only file that restores messages, files and views; without it, memory only. */
  journalPath?: string;
  /** The workspace's clock in epoch milliseconds; it dates messages and may be simulated. */
  now: () => number;
  /** This server's own URL with its mount path. Default: the address the app last called. */
  baseUrl?: () => string;
};

/** A local workspace that speaks Slack's Web API, Events API, interactivity and Socket Mode. */
export type SlackServer = {
  readonly workspace: Workspace;
  /** Mount at /slack-api: the Web API is at /slack-api/api/<method>. */
  readonly router: Router;
  /** The app's newest calls, at most a thousand. */
  readonly calls: readonly Call[];
  attachSocket(server: Server): void;
  /** By user id or handle; throws when there is no such person. */
  user(idOrName: string): UserDriver;
  subscribe(listener: (change: Change) => void): () => void;
  /** The next calls answer 429 with Retry-After. */
  throttle(throttle: Throttle): void;
  /** The next calls go wrong in the given way. */
  fail(fault: Fault): void;
  /** Forgets throttles and faults that were not used up. */
  calm(): void;
  uninstall(): Promise<Outcome>;
  /** Tells the app of anything, as the Events API would. */
  send(event: Readonly<Record<string, unknown>>): Promise<Outcome>;
  /** Empties every screen, as a new workspace. */
  reset(): void;
  file(id: string): { name: string; mimetype: string; bytes: Buffer } | undefined;
  /** Ends the app's sockets, which would keep the server that carries them from closing. */
  disconnect(): void;
  /** Writes nothing down any more: for when nobody can call. */
  close(): void;
};

export function createSlackServer(o: SlackServerOptions): SlackServer {
  const wallNow = () => Date.now();
  const store = new WorkspaceStore({ journalPath: o.journalPath, now: o.now });
  const { base, learn, attach } = ownAddress(o.baseUrl);
  const tickets = new Tickets(wallNow);
  const backend: Backend = { workspace: o.workspace, store, tickets, now: o.now, wallNow, base };
  const socket = socketLink(o.workspace.appId);
  const { eventsUrl, signingSecret } = o;
  const { deliver, event } = deliverer({ eventsUrl, signingSecret, wallNow, socket });
  const troubles = new Troubles();
  const calls: Call[] = [];
  const openSocket = () => `${base().replace(/^http/, "ws")}/socket-mode/${socket.ticket()}`;

  const router = express.Router();
  router.use((request, _response, next) => {
    learn(`${request.protocol}://${request.get("host") ?? "localhost"}${request.baseUrl}`);
    next();
  });
  router.use("/api", webApi({ ...o, backend, troubles, openSocket, calls }));
  router.use("/response", responseUrls(backend));
  router.use(fileRoutes(backend, o.botToken));

  return {
    workspace: o.workspace,
    router,
    calls,
    attachSocket(server) {
      attach(server);
      socket.attach(server);
    },
    user(idOrName) {
      const user = findUser(o.workspace, idOrName);
      if (user === undefined) throw new Error(`The workspace has no user ${idOrName}.`);
      return userDriver({ backend, deliver, event }, user.id);
    },
    subscribe: (listener) => store.subscribe(listener),
    throttle: (throttle) => troubles.add({ throttle }),
    fail: (fault) => troubles.add({ fault }),
    calm: () => troubles.clear(),
    uninstall: async () =>
      outcome(await event("events_api", eventCallback(backend, { type: "app_uninstalled" }))),
    send: async (told) => outcome(await event("events_api", eventCallback(backend, told))),
    reset: () => store.commit({ op: "reset" }),
    file: (id) => storedFile(store, id),
    disconnect: () => socket.close(),
    close() {
      socket.close();
      store.close();
    },
  };
}

function storedFile(store: WorkspaceStore, id: string) {
  const file = store.files.get(id);
  const bytes = store.shelf.get(id);
  return file && bytes && { name: file.name, mimetype: file.mimetype, bytes };
}

/**
 * Knows under which URL the app reaches this server; until it has called, the listening address.
 */
function ownAddress(given: (() => string) | undefined) {
  let learned: string | undefined;
  let server: Server | undefined;
  return {
    learn: (url: string) => void (learned = url),
    attach: (attached: Server) => void (server = attached),
    base: (): string => {
      if (given !== undefined) return given();
      if (learned !== undefined) return learned;
      const address = server?.address();
      const port = typeof address === "object" && address !== null ? address.port : 3000;
      return `http://127.0.0.1:${port}/slack-api`;
    },
  };
}
