import { membersOf } from "./backend.ts";
import type { Backend } from "./backend.ts";
import { compareTs } from "./message.ts";
import type { Message } from "./message.ts";
import type { View } from "./views.ts";
import { directMessageId, findChannel } from "./workspace.ts";
import type { WorkspaceUser } from "./workspace.ts";

// A screen holds this many newest top-level messages of each channel, with all of their threads.
const SCREEN_MAX_MESSAGES = 200;

export type ScreenChannel = {
  id: string;
  name: string;
  topic: string;
  kind: "channel" | "direct";
  memberIds: readonly string[];
  /** Oldest first; thread replies and this person's ephemeral messages among them. */
  messages: readonly Message[];
};

/**
 * The workspace as one person sees it: their channels and direct messages, home and open dialogs.
 */
export type Screen = {
  me: WorkspaceUser;
  teamName: string;
  botUserId: string;
  users: readonly WorkspaceUser[];
  channels: readonly ScreenChannel[];
  home: View | null;
  modals: readonly View[];
};

export function screenOf(backend: Backend, userId: string): Screen {
  const { workspace, store } = backend;
  const me = workspace.users.find((user) => user.id === userId);
  if (me === undefined) throw new Error(`The workspace has no user ${userId}.`);
  const mine = workspace.channels.filter((one) => membersOf(backend, one.id).includes(userId));
  return {
    me,
    teamName: workspace.teamName,
    botUserId: workspace.botUserId,
    users: workspace.users,
    channels: [...mine.map((one) => one.id), directMessageId(userId)].map((id) =>
      channelOn(backend, userId, id),
    ),
    home: store.homes.get(userId) ?? null,
    modals: store.modalsOf(userId),
  };
}

function channelOn(backend: Backend, userId: string, id: string): ScreenChannel {
  const channel = findChannel(backend.workspace, id);
  return {
    id,
    name: channel?.name ?? "Remo",
    topic: channel?.topic ?? "",
    kind: channel === undefined ? "direct" : "channel",
    memberIds: membersOf(backend, id),
    messages: messagesOn(backend, userId, id),
  };
}

/** What a person sees in a channel, oldest first. */
function messagesOn(backend: Backend, userId: string, channel: string): Message[] {
  const { store } = backend;
  const roots = store.roots(channel).slice(-SCREEN_MAX_MESSAGES);
  const threads = roots.flatMap((ts) => [
    ...(store.message(channel, ts) ? [store.message(channel, ts)] : []),
    ...store.replies(channel, ts),
  ]);
  return [...threads, ...store.ephemeral(channel, userId)]
    .filter((message) => message !== undefined)
    .toSorted((a, b) => compareTs(a.ts, b.ts));
}
