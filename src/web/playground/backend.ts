import type { z } from "zod";
import { checkBlocks, countChars, MESSAGE_BLOCKS_MAX_CHARS } from "./blocks.ts";
import type { Block } from "./blocks.ts";
import { fileObject } from "./files.ts";
import type { Message } from "./message.ts";
import type { WorkspaceStore } from "./store.ts";
import type { Tickets } from "./triggers.ts";
import { botIdOf, findChannel, findUser, userOfDirectMessage } from "./workspace.ts";
import { directMessageId } from "./workspace.ts";
import type { Workspace } from "./workspace.ts";

/**
 * What the API methods and the people's actions work on. `now` is the workspace's clock, `wallNow`
 * the real one; both in epoch milliseconds. `base` is this server's own URL up to its mount point.
 */
export type Backend = {
  workspace: Workspace;
  store: WorkspaceStore;
  tickets: Tickets;
  now: () => number;
  wallNow: () => number;
  base: () => string;
};

export type Args = Readonly<Record<string, unknown>>;
export type Answer = { ok: true; [key: string]: unknown } | Refusal;
export type Refusal = { ok: false; error: string; [key: string]: unknown };
/** One Web API method. Arguments arrive with their JSON parts already parsed. */
export type Method = (backend: Backend, args: Args) => Answer;

export function refuse(error: string, messages: readonly string[] = []): Refusal {
  if (messages.length === 0) return { ok: false, error };
  return { ok: false, error, errors: messages, response_metadata: { messages } };
}

/** A method whose arguments are parsed first; a missing or mistyped one is invalid_arguments. */
export function method<T>(
  schema: z.ZodType<T>,
  run: (backend: Backend, args: T) => Answer,
): Method {
  return (backend, raw) => {
    const parsed = schema.safeParse(raw);
    if (parsed.success) return run(backend, parsed.data);
    const messages = parsed.error.issues.map(
      (issue) => `[ERROR] ${issue.message} [json-pointer:/${issue.path.join("/")}]`,
    );
    return refuse("invalid_arguments", messages);
  };
}

/** Checks the blocks of a message: the 50-block and whole-message limits, and each block's own. */
export function messageBlocks(input: unknown): { blocks: Block[] } | { refusal: Refusal } {
  const checked = checkBlocks(input, 50);
  if ("refused" in checked) return { refusal: refuse("invalid_blocks", checked.refused) };
  const forbidden = checked.blocks.find(
    (block) => block.type === "input" && block.element.type === "file_input",
  );
  if (forbidden !== undefined) {
    return { refusal: refuse("invalid_blocks", ["[ERROR] file_input is for modals only"]) };
  }
  if (countChars(checked.blocks) > MESSAGE_BLOCKS_MAX_CHARS) {
    return { refusal: refuse("msg_blocks_too_long") };
  }
  return checked;
}

/**
 * The id of the channel meant by an id, a name, "#name", or a person's id (their direct messages).
 */
export function resolveChannel(workspace: Workspace, named: string): string | undefined {
  const person = named.startsWith("U") ? findUser(workspace, named) : undefined;
  if (person !== undefined) return directMessageId(person.id);
  if (userOfDirectMessage(workspace, named) !== undefined) return named;
  return findChannel(workspace, named)?.id;
}

export function membersOf(backend: Backend, channelId: string): string[] {
  const direct = userOfDirectMessage(backend.workspace, channelId);
  if (direct !== undefined) return [direct, backend.workspace.botUserId];
  const channel = findChannel(backend.workspace, channelId);
  return [
    ...new Set([...(channel?.members ?? []), ...(backend.store.joined.get(channelId) ?? [])]),
  ];
}

/** The channel if the app may read and write there, else Slack's refusal. */
export function appChannel(backend: Backend, named: string): { id: string } | { refusal: Refusal } {
  const id = resolveChannel(backend.workspace, named);
  if (id === undefined) return { refusal: refuse("channel_not_found") };
  if (!membersOf(backend, id).includes(backend.workspace.botUserId)) {
    return { refusal: refuse("not_in_channel") };
  }
  return { id };
}

/** The fields that mark a message as the app's own. */
export function asApp(workspace: Workspace): { user: string; bot_id: string; app_id: string } {
  return { user: workspace.botUserId, bot_id: botIdOf(workspace), app_id: workspace.appId };
}

/**
 * A message as the API shows it: with its team, file URLs and thread counters, without the store's
 * own.
 */
export function shownMessage(
  backend: Backend,
  message: Message,
  options: { metadata: boolean },
): Record<string, unknown> {
  const { channel, ephemeralFor, metadata, files, ...rest } = message;
  const replies = backend.store.replies(channel, message.ts);
  const last = replies.at(-1);
  return {
    ...rest,
    team: backend.workspace.teamId,
    ...(ephemeralFor === undefined ? {} : { is_ephemeral: true }),
    ...(options.metadata && metadata !== undefined ? { metadata } : {}),
    ...(files === undefined ? {} : { files: files.map((f) => fileObject(f, backend.base())) }),
    ...(last === undefined
      ? {}
      : {
          thread_ts: message.ts,
          reply_count: replies.length,
          reply_users: [...new Set(replies.map((reply) => reply.user))],
          reply_users_count: new Set(replies.map((reply) => reply.user)).size,
          latest_reply: last.ts,
        }),
  };
}
