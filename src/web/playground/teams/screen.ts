import { botIsIn, membersOf } from "./backend.ts";
import type { Backend } from "./backend.ts";
import { cardOf } from "./message.ts";
import type { Card, Dialog, Message, Toast } from "./message.ts";
import { botMri, findPerson, mriOf, personalId } from "./tenant.ts";
import type { TenantPerson } from "./tenant.ts";

// A screen holds this many newest messages of each conversation.
const SCREEN_MAX_MESSAGES = 300;

/** A message as one person sees it: `card` is their own view where they have one. */
export type SeenMessage = Message & { card?: Card; ownView: boolean; toast?: Toast };

type ScreenConversation = {
  id: string;
  name: string;
  topic: string;
  kind: "channel" | "personal";
  /** Entra object ids. */
  members: readonly string[];
  botIsIn: boolean;
  /** Oldest first; replies among them, each with the `rootId` of its thread. */
  messages: readonly SeenMessage[];
};

/** The tenant as one person sees it. */
export type TeamsScreen = {
  me: TenantPerson & { mri: string };
  tenantName: string;
  teamName: string;
  bot: { mri: string; name: string };
  people: readonly (TenantPerson & { mri: string })[];
  conversations: readonly ScreenConversation[];
  dialog: Dialog | null;
};

export function screenOf(backend: Backend, entra: string): TeamsScreen {
  const { tenant, store } = backend;
  const me = findPerson(tenant, entra);
  if (me === undefined) throw new Error(`The tenant has nobody with the id ${entra}.`);
  const withMri = (one: TenantPerson) => ({ ...one, mri: mriOf(tenant, one.entra) });
  return {
    me: withMri(me),
    tenantName: tenant.tenantName,
    teamName: tenant.team.name,
    bot: { mri: botMri(tenant), name: tenant.app.name },
    people: tenant.people.map(withMri),
    conversations: conversationsOf(backend, entra).map((id) => conversationOn(backend, entra, id)),
    dialog: store.dialogs.get(entra) ?? null,
  };
}

/** The channels a person sees and their chat with the bot. */
function conversationsOf(backend: Backend, entra: string): string[] {
  const channels = backend.tenant.channels.filter(
    ({ id, members }) => members.includes(entra) && !backend.store.closed.has(id),
  );
  return [...channels.map(({ id }) => id), personalId(backend.tenant, entra)];
}

function conversationOn(backend: Backend, entra: string, id: string): ScreenConversation {
  const channel = backend.tenant.channels.find((one) => one.id === id);
  const messages = backend.store.messages(id).slice(-SCREEN_MAX_MESSAGES);
  return {
    id,
    name: channel?.name ?? backend.tenant.app.name,
    topic: channel?.topic ?? "",
    kind: channel === undefined ? "personal" : "channel",
    members: membersOf(backend, id) ?? [],
    botIsIn: botIsIn(backend, id),
    messages: messages.map((message) => seenBy(backend, entra, message)),
  };
}

function seenBy(backend: Backend, entra: string, message: Message): SeenMessage {
  const own = backend.store.ownView(entra, message);
  const card = own?.card ?? cardOf(message);
  const toast = backend.store
    .toasts(entra)
    .find((one) => one.about === message.id && one.conversation === message.conversation);
  return {
    ...message,
    ...(card === undefined ? {} : { card }),
    ownView: own !== undefined,
    ...(toast === undefined ? {} : { toast }),
  };
}
