import express from "express";
import type { Router } from "express";
import { z } from "zod";
import { asApp, refuse } from "./backend.ts";
import type { Answer, Backend } from "./backend.ts";
import type { Message } from "./message.ts";
import { checkContent } from "./methods/chat.ts";
import type { ResponseTarget } from "./triggers.ts";

const said = z.object({
  text: z.string().optional(),
  blocks: z.unknown().optional(),
  response_type: z.enum(["ephemeral", "in_channel"]).optional(),
  replace_original: z.boolean().optional(),
  delete_original: z.boolean().optional(),
  thread_ts: z.string().optional(),
});

/** `POST /response/<token>`: what Slack's hooks.slack.com/actions and /commands addresses do. */
export function responseUrls(backend: Backend): Router {
  const router = express.Router();
  router.use(express.json({ limit: "1mb" }));
  router.post("/:token", (request, response) => {
    const target = backend.tickets.useResponse(request.params.token);
    if ("refused" in target) return void response.status(404).json(refuse(target.refused));
    const answer = respond(backend, target, request.body);
    response.status(answer.ok ? 200 : 400).json(answer);
  });
  return router;
}

/** Shows an answer to a command or a press: to that person only, unless it asks for the channel. */
export function respond(backend: Backend, target: ResponseTarget, body: unknown): Answer {
  const parsed = said.safeParse(body);
  if (!parsed.success) return refuse("invalid_payload");
  const answer = parsed.data;
  if (answer.delete_original === true) return removeOriginal(backend, target);
  const content = checkContent(answer);
  if ("refusal" in content) return content.refusal;
  if (answer.replace_original === true && target.messageTs !== undefined) {
    return replaceOriginal(backend, target, target.messageTs, content);
  }
  const threadTs = answer.thread_ts ?? target.threadTs;
  const message: Message = {
    type: "message",
    ts: backend.store.nextTs(),
    channel: target.channel,
    ...asApp(backend.workspace),
    ...content,
    ...(threadTs === undefined ? {} : { thread_ts: threadTs }),
    ...(answer.response_type === "in_channel" ? {} : { ephemeralFor: target.userId }),
  };
  const op = message.ephemeralFor === undefined ? "message" : "ephemeral";
  backend.store.commit({ op, channel: target.channel, message });
  return { ok: true };
}

type Content = { text: string; blocks?: NonNullable<Message["blocks"]> };

function replaceOriginal(backend: Backend, target: ResponseTarget, ts: string, content: Content) {
  const original = originalOf(backend, target, ts);
  if (original === undefined) return refuse("message_not_found");
  const { blocks: _blocks, ...rest } = original;
  const edited = { user: backend.workspace.botUserId, ts: backend.store.nextTs() };
  const message: Message = { ...rest, ...content, edited };
  const op = message.ephemeralFor === undefined ? "message" : "ephemeral";
  backend.store.commit({ op, channel: target.channel, message });
  return { ok: true as const };
}

function removeOriginal(backend: Backend, target: ResponseTarget): Answer {
  const { channel, userId, messageTs: ts } = target;
  if (ts === undefined || originalOf(backend, target, ts) === undefined) {
    return refuse("message_not_found");
  }
  if (target.ephemeral) backend.store.commit({ op: "ephemeral-delete", channel, userId, ts });
  else backend.store.commit({ op: "delete", channel, ts });
  return { ok: true };
}

function originalOf(backend: Backend, target: ResponseTarget, ts: string): Message | undefined {
  return target.ephemeral
    ? backend.store.ephemeral(target.channel, target.userId).find((message) => message.ts === ts)
    : backend.store.message(target.channel, ts);
}
