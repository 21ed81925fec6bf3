import type { ConversationParameters } from "botbuilder";
import type { Conversation, Conversations } from "../../app/conversations.ts";
import type { Chat, Clock, Outgoing, Sent } from "../../app/ports.ts";
import type { TeamsGate } from "./authentication.ts";
import type { Mentioned } from "./note.ts";
import { type ActivityPart, activityOf } from "./render.ts";
import { awaySentence, isChannel, isRevoked, outcomeOf } from "./sent.ts";

const CALL_LIMIT_MS = 15_000;

export type TeamsChatOptions = {
  readonly gate: TeamsGate;
  readonly conversations: Conversations;
  readonly clock: Clock;
  /** Accounts of the people whose own view a channel's card shows. */
  viewersOf(channelId: string): readonly string[];
};

/**
 * Teams as the outbox sees it: a `ref` is the activity's id in its conversation. A channel may be a
 * person's account: then it is their chat with Remo.
 */
export function createTeamsChat(o: TeamsChatOptions): Chat {
  const at = async (
    channel: string,
    doing: { readonly repeatable: boolean; readonly updating: boolean },
    say: (where: Conversation) => Promise<Sent>,
  ): Promise<Sent> => {
    try {
      const where = await placeOf(channel, o);
      if (where) return await say(where);
      return { outcome: "refused", reason: awaySentence(channel) };
    } catch (error) {
      if (isRevoked(error)) await o.conversations.revoke(channel, o.clock.now());
      return outcomeOf(error, { channel, ...doing });
    }
  };
  return {
    platform: "teams",
    post: (channel, message) =>
      at(channel, { repeatable: false, updating: false }, async (where) => {
        const activity = await drawn(message, where, o);
        const connector = await o.gate.connector(where.serviceUrl);
        const { id } = await connector.conversations.sendToConversation(
          threadIn(where, message),
          activity,
          limited(),
        );
        if (id) return { outcome: "sent", ref: id };
        return { outcome: "maybe", reason: "the answer named no message" };
      }),
    update: (channel, ref, message) =>
      at(channel, { repeatable: true, updating: true }, async (where) => {
        const activity = await drawn(message, where, o);
        const connector = await o.gate.connector(where.serviceUrl);
        const { conversationId } = where;
        await connector.conversations.updateActivity(
          conversationId,
          ref,
          { ...activity, id: ref },
          limited(),
        );
        return { outcome: "sent", ref };
      }),
    // A bot reads no channel without a permission that is not asked for (docs/adr/031).
    find: () => Promise.resolve("unknown"),
  };
}

/**
 * Where to speak to a channel or a person. Being in a team is being in its channels, of which Teams
 * tells one; a chat with somebody new is begun.
 */
async function placeOf(channel: string, o: TeamsChatOptions): Promise<Conversation | null> {
  const known = await o.conversations.of(channel);
  if (known === "revoked") return null;
  if (known) return known;
  const like = await o.conversations.any();
  if (!like) return null;
  if (isChannel(channel)) {
    return { ...like, channel, kind: "channel", conversationId: channel };
  }
  return begin(channel, like, o);
}

/** To begin it twice answers the same chat. */
async function begin(
  account: string,
  like: Conversation,
  { conversations, gate, clock }: TeamsChatOptions,
): Promise<Conversation | null> {
  const [member] = await conversations.membersOf([account]);
  const connector = await gate.connector(like.serviceUrl);
  const { tenantId, botId } = like;
  const asked: Partial<ConversationParameters> = {
    isGroup: false,
    bot: { id: botId, name: "" },
    members: [{ id: member?.memberId ?? account, name: member?.name ?? "" }],
    tenantId,
    channelData: { tenant: { id: tenantId } },
  };
  // The SDK's type asks for a topic and a first message; Teams refuses both.
  const { id } = await connector.conversations.createConversation(
    asked as ConversationParameters,
    limited(),
  );
  if (!id) return null;
  const begun: Conversation = { ...like, channel: account, kind: "personal", conversationId: id };
  await conversations.remember(begun, clock.now());
  return begun;
}

/** A note is a reply in its card's thread; a chat between two has none. */
function threadIn({ conversationId, kind }: Conversation, message: Outgoing): string {
  if (message.kind !== "note" || kind === "personal") return conversationId;
  return `${conversationId};messageid=${message.threadOf}`;
}

async function drawn(
  message: Outgoing,
  { channel, kind }: Conversation,
  { conversations, clock, viewersOf }: TeamsChatOptions,
): Promise<ActivityPart> {
  const members =
    message.kind === "card"
      ? kind === "channel"
        ? await conversations.membersOf(viewersOf(channel))
        : []
      : await conversations.membersOf(message.note.mentions ?? []);
  const named: readonly Mentioned[] = members.map(({ memberId, name }) => ({ id: memberId, name }));
  return activityOf(message, { drawnAt: clock.now(), people: named });
}

function limited() {
  return { abortSignal: AbortSignal.timeout(CALL_LIMIT_MS) };
}
