import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import express from "express";
import type { ErrorRequestHandler, Response, Router } from "express";
import { pageSource } from "../page-source.ts";
import { appFeatures } from "./app-features.ts";
import { streams } from "./live.ts";
import { pageApi } from "./page-api.ts";
import type { Story } from "./page-api.ts";
import type { SlackServer } from "./slack-server.ts";
import { teamsPageApi } from "./teams/page-api.ts";
import type { TeamsServer } from "./teams/teams-server.ts";

export type PlaygroundOptions = {
  slack: SlackServer;
  /** The local Teams, where there is one. */
  teams?: TeamsServer | null;
  clock: { now(): number; advance(ms: number): Promise<void> };
  language: { get(): "es" | "en"; set(language: "es" | "en"): Promise<void> };
  story: Story;
  /**
   * The app's Slack manifest, parsed from JSON, for its commands and shortcuts; default Remo's own.
   */
  manifest?: unknown;
  /** Told of breakages behind the page, which then says so; without it, Express prints them. */
  report?: (error: unknown) => void;
};

const require = createRequire(import.meta.url);
const modules: ReadonlyMap<string, string> = new Map([
  ["preact.mjs", besides("preact", "preact.mjs")],
  ["hooks.mjs", besides("preact/hooks", "hooks.mjs")],
  ["htm.mjs", besides("htm", "htm.mjs")],
  ["htm-preact.mjs", besides("htm/preact", "index.mjs")],
  ["adaptivecards.js", besides("adaptivecards", "../dist/adaptivecards.min.js")],
]);
// Files of the server that the page runs too; they import types only, or each other.
const shared = new Set(["element-state.ts", "block-parts.ts"]);
const styles: Readonly<Record<string, string>> = { ".css": "text/css", ".svg": "image/svg+xml" };

/** Serves the page at /playground: mount it at the root, since its addresses begin there. */
export function playgroundRouter(o: PlaygroundOptions): Router {
  const live = streams();
  o.slack.subscribe((change) => live.tell(change));
  const router = express.Router();
  const source = pageSource(import.meta.url);
  const index = readFileSync(new URL("./page/index.html", import.meta.url), "utf8");
  const policy = contentPolicy(index);
  router.get("/playground", (_request, response) => {
    response.set({ "content-security-policy": policy, "cache-control": "no-store" });
    response.type("html").send(index);
  });
  router.get("/playground/modules/:name", (request, response) => {
    const path = modules.get(request.params.name);
    if (path === undefined) return void response.status(404).send("no such module");
    sendScript(response, readFileSync(path, "utf8"));
  });
  router.get("/playground/page/:name", (request, response) => {
    sendPageFile(response, request.params.name, source);
  });
  router.get("/playground/:name", (request, response, next) => {
    if (!shared.has(request.params.name)) return next();
    sendScript(response, source(`./${request.params.name}`) ?? "");
  });
  if (o.teams) router.use("/playground/api/teams", teamsPageApi(o.teams, o.slack));
  router.use(
    "/playground/api",
    pageApi({
      ...o,
      live,
      hasTeams: Boolean(o.teams),
      features: appFeatures(o.manifest ?? ownManifest()),
    }),
  );
  router.use("/playground/api", breakage(o.report));
  return router;
}

// Express knows an error handler by its four parameters.
function breakage(report: PlaygroundOptions["report"]): ErrorRequestHandler {
  return (error: unknown, _request, response, next) => {
    if (report === undefined || response.headersSent) return next(error);
    report(error);
    response.status(500).json({ ok: false, error: "server_error" });
  };
}

function sendPageFile(
  response: Response,
  name: string,
  source: (relative: string) => string | undefined,
): void {
  const plain = /^[\w-]+\.(?:ts|css|svg)$/.test(name);
  const text = plain ? source(`./page/${name}`) : undefined;
  if (text === undefined) return void response.status(404).send("no such file");
  const type = styles[name.slice(name.lastIndexOf("."))];
  if (type === undefined) return sendScript(response, text);
  response.set("cache-control", "no-cache").type(type).send(text);
}

function sendScript(response: Response, text: string): void {
  response.set("cache-control", "no-cache").type("text/javascript").send(text);
}

/** Only this server's scripts and the one import map; pictures may come from anywhere by https. */
function contentPolicy(index: string): string {
  const map = /<script type="importmap">([\s\S]*?)<\/script>/.exec(index)?.[1] ?? "";
  const hash = createHash("sha256").update(map).digest("base64");
  return [
    "default-src 'self'",
    `script-src 'self' 'sha256-${hash}'`,
    "img-src 'self' data: https:",
    "frame-ancestors 'none'",
    "base-uri 'none'",
  ].join("; ");
}

function ownManifest(): unknown {
  const path = new URL("../../../manifests/slack/manifest.json", import.meta.url);
  return JSON.parse(readFileSync(path, "utf8"));
}

/** A file of an installed package that lies beside the package's main file for Node. */
function besides(specifier: string, file: string): string {
  return fileURLToPath(new URL(file, new URL(`file://${require.resolve(specifier)}`)));
}
