import { z } from "zod";
import { appChannel, membersOf, method, refuse, resolveChannel, shownMessage } from "../backend.ts";
import type { Backend, Method } from "../backend.ts";
import { compareTs } from "../message.ts";
import { directMessageId, findChannel, findUser, userOfDirectMessage } from "../workspace.ts";

const flag = z.union([z.boolean(), z.stringbool()]);
const ts = z.union([z.string(), z.number()]).transform(String);
// Slack gives 100 messages a page unless asked, and never more than 999.
const limit = z.coerce.number().int().min(1).max(999).optional().default(100);
const range = {
  channel: z.string().min(1),
  oldest: ts.optional(),
  latest: ts.optional(),
  inclusive: flag.optional(),
  include_all_metadata: flag.optional(),
  limit,
  cursor: z.string().optional(),
};
type Range = {
  oldest?: string | undefined;
  latest?: string | undefined;
  inclusive?: boolean | undefined;
};

const history = method(z.object(range), (backend, args) => {
  const channel = appChannel(backend, args.channel);
  if ("refusal" in channel) return channel.refusal;
  const before = args.cursor ? readCursor(args.cursor) : undefined;
  if (args.cursor && before === undefined) return refuse("invalid_cursor");
  const roots = backend.store.roots(channel.id);
  const page: string[] = [];
  let more = false;
  // Newest first, one message beyond the page to know whether there is more.
  for (let index = roots.length - 1; index >= 0 && !more; index -= 1) {
    const at = roots[index] ?? "";
    if (before !== undefined && compareTs(at, before) >= 0) continue;
    if (!within(at, args)) continue;
    if (page.length === args.limit) more = true;
    else page.push(at);
  }
  return {
    ok: true,
    ...shownPage(backend, channel.id, page, args.include_all_metadata === true),
    has_more: more,
    pin_count: 0,
    response_metadata: { next_cursor: more ? cursorOf(page.at(-1) ?? "") : "" },
  };
});

const replies = method(z.object({ ...range, ts }), (backend, args) => {
  const channel = appChannel(backend, args.channel);
  if ("refusal" in channel) return channel.refusal;
  const parent = backend.store.message(channel.id, args.ts);
  if (parent === undefined) return refuse("thread_not_found");
  const after = args.cursor ? readCursor(args.cursor) : undefined;
  const thread = [parent, ...backend.store.replies(channel.id, args.ts)]
    .map((message) => message.ts)
    .filter((at) => within(at, args) && (after === undefined || compareTs(at, after) > 0));
  const page = thread.slice(0, args.limit);
  const more = thread.length > page.length;
  return {
    ok: true,
    ...shownPage(backend, channel.id, page, args.include_all_metadata === true),
    has_more: more,
    response_metadata: { next_cursor: more ? cursorOf(page.at(-1) ?? "") : "" },
  };
});

const info = method(z.object({ channel: z.string().min(1) }), (backend, args) => {
  const id = resolveChannel(backend.workspace, args.channel);
  if (id === undefined) return refuse("channel_not_found");
  return { ok: true, channel: channelObject(backend, id) };
});

const list = method(
  z.object({ types: z.string().optional(), limit, cursor: z.string().optional() }),
  (backend, args) => {
    const wanted = (args.types ?? "public_channel").split(",").map((type) => type.trim());
    const ids = [
      ...(wanted.includes("public_channel") ? backend.workspace.channels.map((c) => c.id) : []),
      ...(wanted.includes("im") ? backend.workspace.users.map((u) => directMessageId(u.id)) : []),
    ];
    const start = args.cursor ? ids.indexOf(readCursor(args.cursor) ?? "") + 1 : 0;
    const page = ids.slice(start, start + args.limit);
    const more = start + page.length < ids.length;
    return {
      ok: true,
      channels: page.map((id) => channelObject(backend, id)),
      response_metadata: { next_cursor: more ? cursorOf(page.at(-1) ?? "") : "" },
    };
  },
);

const open = method(
  z.object({ users: z.string().optional(), channel: z.string().optional() }),
  (backend, args) => {
    const id =
      args.channel ??
      (args.users && findUser(backend.workspace, args.users)
        ? directMessageId(args.users)
        : undefined);
    if (args.users?.includes(",")) return refuse("not_enough_users");
    if (id === undefined) return refuse("user_not_found");
    if (!userOfDirectMessage(backend.workspace, id)) return refuse("channel_not_found");
    return { ok: true, no_op: true, already_open: true, channel: { id } };
  },
);

const join = method(z.object({ channel: z.string().min(1) }), (backend, args) => {
  const channel = findChannel(backend.workspace, args.channel);
  if (channel === undefined) return refuse("channel_not_found");
  const bot = backend.workspace.botUserId;
  const already = membersOf(backend, channel.id).includes(bot);
  if (!already) backend.store.commit({ op: "join", channel: channel.id, userId: bot });
  return {
    ok: true,
    channel: channelObject(backend, channel.id),
    ...(already ? { warning: "already_in_channel" } : {}),
  };
});

const members = method(z.object({ channel: z.string().min(1) }), (backend, args) => {
  const id = resolveChannel(backend.workspace, args.channel);
  if (id === undefined) return refuse("channel_not_found");
  return { ok: true, members: membersOf(backend, id), response_metadata: { next_cursor: "" } };
});

function shownPage(backend: Backend, channel: string, page: readonly string[], metadata: boolean) {
  const found = page.flatMap((at) => backend.store.message(channel, at) ?? []);
  return { messages: found.map((message) => shownMessage(backend, message, { metadata })) };
}

function within(at: string, range: Range): boolean {
  const older = range.oldest === undefined ? 1 : compareTs(at, padded(range.oldest));
  const newer = range.latest === undefined ? -1 : compareTs(at, padded(range.latest));
  return range.inclusive === true ? older >= 0 && newer <= 0 : older > 0 && newer < 0;
}

// oldest=0 or oldest=1699999999 are as good as a full timestamp to Slack.
function padded(ts: string): string {
  const [seconds = "0", micros = ""] = ts.split(".");
  return `${seconds}.${micros.padEnd(6, "0")}`;
}

function channelObject(backend: Backend, id: string): Record<string, unknown> {
  const direct = userOfDirectMessage(backend.workspace, id);
  if (direct !== undefined) return { id, is_im: true, user: direct, is_open: true, created: 0 };
  const channel = findChannel(backend.workspace, id);
  const everyone = membersOf(backend, id);
  return {
    id,
    name: channel?.name,
    name_normalized: channel?.name,
    is_channel: true,
    is_group: false,
    is_im: false,
    is_mpim: false,
    is_private: false,
    is_archived: false,
    is_general: false,
    created: 0,
    creator: backend.workspace.users[0]?.id,
    is_member: everyone.includes(backend.workspace.botUserId),
    num_members: everyone.length,
    topic: { value: channel?.topic ?? "", creator: "", last_set: 0 },
    purpose: { value: "", creator: "", last_set: 0 },
  };
}

function cursorOf(ts: string): string {
  return Buffer.from(`after:${ts}`).toString("base64");
}

function readCursor(cursor: string): string | undefined {
  const text = Buffer.from(cursor, "base64").toString("utf8");
  return text.startsWith("after:") ? text.slice("after:".length) : undefined;
}

export const conversationMethods: Readonly<Record<string, Method>> = {
  "conversations.history": history,
  "conversations.replies": replies,
  "conversations.info": info,
  "conversations.list": list,
  "conversations.open": open,
  "conversations.join": join,
  "conversations.members": members,
};
