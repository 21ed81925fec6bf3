import express from "express";
import type { Request, Response, Router } from "express";
import { membersOf, rosterEntry } from "./backend.ts";
import type { Backend } from "./backend.ts";
import {
  createConversation,
  notThere,
  post,
  refusal,
  remove,
  update,
} from "./connector-messages.ts";
import type { Answer } from "./connector-messages.ts";
import type { Fault, Faults, Operation } from "./faults.ts";
import { findPerson, splitConversation } from "./tenant.ts";
import type { Tokens } from "./tokens.ts";

const BODY_LIMIT = "1mb";
const CALLS_KEPT = 1000;
const PAGE_SIZE_MAX = 500;

/** One call the bot made, newest last, and what it was told. */
export type Call = {
  operation: Operation;
  conversation?: string;
  activityId?: string;
  body: unknown;
  status: number;
  atMs: number;
};

export type ConnectorOptions = { backend: Backend; tokens: Tokens; faults: Faults; calls: Call[] };

/** The Bot Framework's connector, `v3/…`, as smba.trafficmanager.net serves it to bots. */
export function connectorApi(o: ConnectorOptions): Router {
  const { backend } = o;
  const router = express.Router();
  router.use("/v3", express.json({ limit: BODY_LIMIT }));
  const on = (operation: Operation, run: (asked: Asked) => Answer) => handler(o, operation, run);
  router.post(
    "/v3/conversations",
    on("create", ({ body }) => createConversation(backend, body)),
  );
  router.post(
    "/v3/conversations/:conversation/activities",
    on("post", (asked) => post(backend, asked)),
  );
  const one = "/v3/conversations/:conversation/activities/:id";
  router.post(
    one,
    on("post", ({ id, ...asked }) => post(backend, { ...asked, replyTo: id })),
  );
  router.put(
    one,
    on("update", (asked) => update(backend, asked)),
  );
  router.delete(
    one,
    on("delete", (asked) => remove(backend, asked)),
  );
  const roster = "/v3/conversations/:conversation";
  router.get(
    `${roster}/members`,
    on("members", (asked) => members(backend, asked)),
  );
  router.get(
    `${roster}/pagedmembers`,
    on("members", (asked) => pagedMembers(backend, asked)),
  );
  router.get(
    `${roster}/members/:id`,
    on("members", (asked) => member(backend, asked)),
  );
  teamRoutes(router, o);
  return router;
}

function teamRoutes(router: Router, o: ConnectorOptions): void {
  const { team, channels } = o.backend.tenant;
  const about = (body: unknown) =>
    handler(o, "members", ({ conversation }) =>
      conversation === team.id
        ? (notThere(o.backend, team.id) ?? { status: 200, body })
        : refusal(404),
    );
  const open = () => channels.filter(({ id }) => !o.backend.store.closed.has(id));
  router.get(
    "/v3/teams/:conversation",
    about({ id: team.id, name: team.name, aadGroupId: team.groupId }),
  );
  router.get("/v3/teams/:conversation/conversations", (request, response) =>
    about({ conversations: open().map(({ id, name }) => ({ id, name })) })(request, response),
  );
}

type Asked = { conversation: string; id: string; body: unknown; query: Request["query"] };

function handler(o: ConnectorOptions, operation: Operation, run: (asked: Asked) => Answer) {
  return (request: Request, response: Response): void => {
    const asked = {
      conversation: String(request.params["conversation"] ?? ""),
      id: String(request.params["id"] ?? ""),
      body: request.body as unknown,
      query: request.query,
    };
    const { conversation } = splitConversation(asked.conversation);
    const fault = o.faults.next(operation, conversation === "" ? undefined : conversation);
    if (fault !== undefined && "mode" in fault && fault.mode === "reset") {
      return void request.socket.destroy();
    }
    const answer = answered(o, { fault, request, run, asked });
    o.calls.push({
      operation,
      ...(asked.conversation === "" ? {} : { conversation: asked.conversation }),
      ...(asked.id === "" ? {} : { activityId: asked.id }),
      body: asked.body,
      status: answer.status,
      atMs: o.backend.now(),
    });
    if (o.calls.length > CALLS_KEPT) o.calls.shift();
    send(request, response, answer, fault);
  };
}

function answered(
  o: ConnectorOptions,
  of: {
    fault: Fault | undefined;
    request: Request;
    run: (asked: Asked) => Answer;
    asked: Asked;
  },
): Answer {
  const { fault } = of;
  if (fault !== undefined && "status" in fault) {
    return refusal(fault.status, fault.code, fault.message);
  }
  return o.tokens.admits(of.request) ? of.run(of.asked) : refusal(401);
}

function send(request: Request, response: Response, answer: Answer, fault: Fault | undefined) {
  if (fault !== undefined && "status" in fault && fault.retryAfterSeconds !== undefined) {
    response.set("Retry-After", String(fault.retryAfterSeconds));
  }
  const mode = fault !== undefined && "mode" in fault ? fault.mode : undefined;
  if (mode === "reset-after") return void request.socket.destroy();
  // The connection stays open until the caller gives up, as when an answer is lost on its way.
  if (mode === "answer-lost") return;
  const go = () => {
    response.status(answer.status);
    if (answer.body === undefined) response.end();
    else response.json(answer.body);
  };
  if (fault !== undefined && "delayMs" in fault) setTimeout(go, fault.delayMs);
  else go();
}

function members(backend: Backend, asked: Asked): Answer {
  const found = rosterOf(backend, asked);
  if ("status" in found) return found;
  return { status: 200, body: found.entras.map((entra) => rosterEntry(backend, entra)) };
}

function pagedMembers(backend: Backend, asked: Asked): Answer {
  const found = rosterOf(backend, asked);
  if ("status" in found) return found;
  const size = Number(asked.query["pageSize"] ?? PAGE_SIZE_MAX);
  const from = Number(asked.query["continuationToken"] ?? 0);
  if (!(size >= 1 && size <= PAGE_SIZE_MAX) || !(from >= 0)) return refusal(400);
  const page = found.entras.slice(from, from + size);
  const next = from + size < found.entras.length ? String(from + size) : undefined;
  return {
    status: 200,
    body: {
      members: page.map((entra) => rosterEntry(backend, entra)),
      ...(next === undefined ? {} : { continuationToken: next }),
    },
  };
}

function member(backend: Backend, asked: Asked): Answer {
  const found = rosterOf(backend, asked);
  if ("status" in found) return found;
  const entra = findPerson(backend.tenant, asked.id)?.entra;
  if (entra === undefined || !found.entras.includes(entra)) {
    return refusal(404, "MemberNotFoundInConversation", "Member not found in conversation.");
  }
  return { status: 200, body: rosterEntry(backend, entra) };
}

function rosterOf(backend: Backend, asked: Asked): { entras: readonly string[] } | Answer {
  const { conversation } = splitConversation(asked.conversation);
  return notThere(backend, conversation) ?? { entras: membersOf(backend, conversation) ?? [] };
}
