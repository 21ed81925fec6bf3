import { z } from "zod";
import {
  appChannel,
  asApp,
  membersOf,
  messageBlocks,
  method,
  refuse,
  resolveChannel,
  shownMessage,
} from "../backend.ts";
import type { Backend, Method, Refusal } from "../backend.ts";
import type { Message } from "../message.ts";
import { findUser } from "../workspace.ts";

// chat.postMessage refuses past 40,000 characters of text.
const TEXT_MAX_CHARS = 40_000;

const metadata = z.object({
  event_type: z.string().min(1).max(255),
  event_payload: z.record(z.string(), z.unknown()),
});
const ts = z.union([z.string(), z.number()]).transform(String);
const content = { text: z.string().optional(), blocks: z.unknown().optional() };
const flag = z.union([z.boolean(), z.stringbool()]);
type Content = { text?: string | undefined; blocks?: unknown };

/** Checks text and blocks of something the app wants to say; neither is Slack's no_text. */
export function checkContent(
  said: Content,
): { text: string; blocks?: NonNullable<Message["blocks"]> } | { refusal: Refusal } {
  const text = said.text ?? "";
  if (text.length > TEXT_MAX_CHARS) return { refusal: refuse("msg_too_long") };
  if (said.blocks === undefined || said.blocks === null) {
    return text === "" ? { refusal: refuse("no_text") } : { text };
  }
  const checked = messageBlocks(said.blocks);
  if ("refusal" in checked) return checked;
  if (checked.blocks.length === 0) {
    return text === "" ? { refusal: refuse("no_text") } : { text };
  }
  return { text, blocks: checked.blocks };
}

const postMessage = method(
  z.object({
    channel: z.string().min(1),
    ...content,
    thread_ts: ts.optional(),
    metadata: metadata.optional(),
    reply_broadcast: flag.optional(),
  }),
  (backend, args) => {
    const channel = appChannel(backend, args.channel);
    if ("refusal" in channel) return channel.refusal;
    const said = checkContent(args);
    if ("refusal" in said) return said.refusal;
    if (args.thread_ts !== undefined && !backend.store.message(channel.id, args.thread_ts)) {
      return refuse("thread_not_found");
    }
    const message: Message = {
      type: "message",
      ts: backend.store.nextTs(),
      channel: channel.id,
      ...asApp(backend.workspace),
      ...said,
      ...(args.thread_ts === undefined ? {} : { thread_ts: args.thread_ts }),
      ...(args.metadata === undefined ? {} : { metadata: args.metadata }),
    };
    backend.store.commit({ op: "message", channel: channel.id, message });
    const shown = shownMessage(backend, message, { metadata: true });
    return { ok: true, channel: channel.id, ts: message.ts, message: shown };
  },
);

const update = method(
  z.object({
    channel: z.string().min(1),
    ts,
    ...content,
    metadata: metadata.or(z.object({}).strict()).optional(),
  }),
  (backend, args) => {
    const own = ownMessage(backend, args.channel, args.ts, "cant_update_message");
    if ("refusal" in own) return own.refusal;
    const said = checkContent({ text: args.text, blocks: args.blocks });
    if ("refusal" in said) return said.refusal;
    // Text without blocks drops the blocks; blocks without text keep the fallback text.
    const { blocks: _blocks, metadata: before, ...rest } = own.message;
    const given = args.metadata === undefined ? before : metadata.safeParse(args.metadata).data;
    const message: Message = {
      ...rest,
      ...said,
      text: args.text ?? rest.text,
      ...(given === undefined ? {} : { metadata: given }),
      edited: { user: backend.workspace.botUserId, ts: backend.store.nextTs() },
    };
    backend.store.commit({ op: "message", channel: message.channel, message });
    const shown = shownMessage(backend, message, { metadata: true });
    return {
      ok: true,
      channel: message.channel,
      ts: message.ts,
      text: message.text,
      message: shown,
    };
  },
);

const remove = method(z.object({ channel: z.string().min(1), ts }), (backend, args) => {
  const own = ownMessage(backend, args.channel, args.ts, "cant_delete_message");
  if ("refusal" in own) return own.refusal;
  backend.store.commit({ op: "delete", channel: own.message.channel, ts: args.ts });
  return { ok: true, channel: own.message.channel, ts: args.ts };
});

const postEphemeral = method(
  z.object({
    channel: z.string().min(1),
    user: z.string().min(1),
    ...content,
    thread_ts: ts.optional(),
  }),
  (backend, args) => {
    const channel = appChannel(backend, args.channel);
    if ("refusal" in channel) return channel.refusal;
    if (findUser(backend.workspace, args.user) === undefined) return refuse("user_not_found");
    if (!membersOf(backend, channel.id).includes(args.user)) return refuse("user_not_in_channel");
    const said = checkContent(args);
    if ("refusal" in said) return said.refusal;
    const message: Message = {
      type: "message",
      ts: backend.store.nextTs(),
      channel: channel.id,
      ...asApp(backend.workspace),
      ...said,
      ...(args.thread_ts === undefined ? {} : { thread_ts: args.thread_ts }),
      ephemeralFor: args.user,
    };
    backend.store.commit({ op: "ephemeral", channel: channel.id, message });
    return { ok: true, message_ts: message.ts };
  },
);

const getPermalink = method(
  z.object({ channel: z.string().min(1), message_ts: ts }),
  (backend, args) => {
    const id = resolveChannel(backend.workspace, args.channel);
    if (id === undefined) return refuse("channel_not_found");
    if (!backend.store.message(id, args.message_ts)) return refuse("message_not_found");
    // The page reads the same fragment, so a permalink opens the message in the playground.
    const page = new URL(`/playground#/${id}/${args.message_ts}`, backend.base());
    return { ok: true, channel: id, permalink: page.href };
  },
);

function ownMessage(
  backend: Backend,
  named: string,
  at: string,
  notOwn: string,
): { message: Message } | { refusal: Refusal } {
  const channel = appChannel(backend, named);
  if ("refusal" in channel) return channel;
  const message = backend.store.message(channel.id, at);
  if (message === undefined) return { refusal: refuse("message_not_found") };
  if (message.user !== backend.workspace.botUserId) return { refusal: refuse(notOwn) };
  return { message };
}

export const chatMethods: Readonly<Record<string, Method>> = {
  "chat.postMessage": postMessage,
  "chat.update": update,
  "chat.delete": remove,
  "chat.postEphemeral": postEphemeral,
  "chat.getPermalink": getPermalink,
};
