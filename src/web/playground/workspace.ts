/** The people, channels and app of one local workspace. Ids follow Slack's letters: T, U, C, A. */
export type Workspace = {
  teamId: string;
  teamName: string;
  users: readonly WorkspaceUser[];
  channels: readonly WorkspaceChannel[];
  botUserId: string;
  appId: string;
};

/** `locale` is BCP 47 (es-MX), `tz` an IANA zone. */
export type WorkspaceUser = {
  id: string;
  name: string;
  realName: string;
  email: string;
  title: string;
  locale: string;
  tz: string;
};

/** `members` are user ids; the app may post only where its bot user is a member. */
export type WorkspaceChannel = {
  id: string;
  name: string;
  topic: string;
  members: readonly string[];
};

/**
 * The direct-message channel between a person and the app; one per person, so its id is derived.
 */
export function directMessageId(userId: string): string {
  return `D${userId.slice(1)}`;
}

/** The bot id that Slack shows beside the bot's user id: B instead of U. */
export function botIdOf(workspace: Workspace): string {
  return `B${workspace.botUserId.slice(1)}`;
}

export function userOfDirectMessage(workspace: Workspace, channelId: string): string | undefined {
  return workspace.users.find((user) => directMessageId(user.id) === channelId)?.id;
}

/** Finds a person by id or by handle ("luis"); the test driver and the page use both. */
export function findUser(workspace: Workspace, idOrName: string): WorkspaceUser | undefined {
  return workspace.users.find((user) => user.id === idOrName || user.name === idOrName);
}

/** Accepts an id, "#name" or "name", as chat.postMessage does. */
export function findChannel(workspace: Workspace, idOrName: string): WorkspaceChannel | undefined {
  const name = idOrName.replace(/^#/, "");
  return workspace.channels.find((channel) => channel.id === idOrName || channel.name === name);
}
