import { randomBytes } from "node:crypto";
import express from "express";
import type { Request, Response, Router } from "express";
import { refuse } from "./backend.ts";
import type { Answer, Args, Backend, Method } from "./backend.ts";
import type { FaultMode, Troubles } from "./faults.ts";
import { chatMethods } from "./methods/chat.ts";
import { conversationMethods } from "./methods/conversations.ts";
import { fileMethods } from "./methods/files.ts";
import { peopleMethods } from "./methods/people.ts";
import { viewMethods } from "./methods/views.ts";

const methods: ReadonlyMap<string, Method> = new Map(
  Object.entries({
    ...chatMethods,
    ...conversationMethods,
    ...fileMethods,
    ...peopleMethods,
    ...viewMethods,
  }),
);

// These arguments are JSON, also when the rest of the body is a form.
const jsonArguments = ["blocks", "metadata", "view", "files", "attachments"];
const BODY_LIMIT = "1mb";
const CALLS_KEPT = 1000;

/** One call the app made, newest last; `method` is the Web API's, `answer` what it was told. */
export type Call = { method: string; args: Args; answer: Answer; atMs: number };

export type WebApiOptions = {
  backend: Backend;
  botToken: string;
  appToken: string;
  troubles: Troubles;
  openSocket: () => string;
  calls: Call[];
};

/** `POST /api/<method>`, with a JSON or form body and the bot's token, as slack.com/api does. */
export function webApi(o: WebApiOptions): Router {
  const router = express.Router();
  router.use(express.json({ limit: BODY_LIMIT }));
  router.use(express.urlencoded({ extended: false, limit: BODY_LIMIT }));
  router.all("/:method", (request, response) => handle(o, request, response));
  return router;
}

function handle(o: WebApiOptions, request: Request, response: Response): void {
  const name = String(request.params["method"]);
  const trouble = o.troubles.next(name);
  if (trouble !== undefined && "throttle" in trouble) {
    response.status(429).set("Retry-After", String(trouble.throttle.retryAfterSeconds));
    response.json(refuse("ratelimited"));
    return;
  }
  const fault = trouble?.fault;
  if (fault !== undefined && "error" in fault) return void response.json(refuse(fault.error));
  const mode = fault?.mode;
  if (mode === "reset") return void request.socket.destroy();
  if (mode === "server-error") return void response.status(500).send("Internal Server Error");
  const raw = { ...asRecord(request.query), ...asRecord(request.body) };
  const args = parseJsonArguments(raw);
  const answer = call(o, name, args, tokenOf(request, raw));
  o.calls.push({ method: name, args, answer, atMs: o.backend.now() });
  if (o.calls.length > CALLS_KEPT) o.calls.shift();
  send(request, response, answer, mode);
}

function send(request: Request, response: Response, answer: Answer, mode: FaultMode | undefined) {
  if (mode === "reset-after") return void request.socket.destroy();
  // The connection stays open until the caller gives up, as when an answer is lost on its way.
  if (mode === "answer-lost") return;
  const unknown = !answer.ok && answer.error === "unknown_method";
  response.set("X-Slack-Req-Id", randomBytes(8).toString("hex"));
  response.status(unknown ? 404 : 200).json(answer);
}

function call(o: WebApiOptions, name: string, args: Args, token: string | undefined): Answer {
  if (token === undefined) return refuse("not_authed");
  if (name === "apps.connections.open") {
    return token === o.appToken ? { ok: true, url: o.openSocket() } : refuse("invalid_auth");
  }
  if (token !== o.botToken) return refuse("invalid_auth");
  return methods.get(name)?.(o.backend, args) ?? refuse("unknown_method", [name]);
}

function tokenOf(request: Request, args: Args): string | undefined {
  const bearer = /^Bearer (.+)$/.exec(request.get("authorization") ?? "")?.[1];
  return bearer ?? (typeof args["token"] === "string" ? args["token"] : undefined);
}

function parseJsonArguments(raw: Args): Args {
  const parsed: Record<string, unknown> = { ...raw };
  for (const name of jsonArguments) {
    const value = raw[name];
    if (typeof value !== "string") continue;
    try {
      parsed[name] = JSON.parse(value);
    } catch {
      // Left as a string, which the method's own check then refuses by name.
    }
  }
  return parsed;
}

function asRecord(value: unknown): Record<string, unknown> {
  return typeof value === "object" && value !== null ? { ...value } : {};
}
