import { z } from "zod";
import type { Conversation } from "../../app/conversations.ts";
import type { Who } from "../../app/ports.ts";

/** What Remo reads of the Bot Framework's activities; everything else is let through unread. */

const Account = z.object({
  id: z.string().min(1).max(400),
  name: z.string().nullish(),
  aadObjectId: z.string().nullish(),
});
export type Account = z.infer<typeof Account>;

const Attachment = z.object({
  contentType: z.string(),
  name: z.string().nullish(),
  content: z.unknown().optional(),
});

export const Incoming = z.object({
  type: z.string(),
  id: z.string().nullish(),
  name: z.string().nullish(),
  action: z.string().nullish(),
  text: z.string().nullish(),
  /** Another channel's token would be checked in another way: nobody else may come in here. */
  channelId: z.literal("msteams"),
  serviceUrl: z.url(),
  from: Account,
  recipient: Account.nullish(),
  conversation: z.object({
    id: z.string().min(1).max(600),
    conversationType: z.string().nullish(),
    tenantId: z.string().nullish(),
  }),
  channelData: z
    .object({
      tenant: z.object({ id: z.string() }).nullish(),
      eventType: z.string().nullish(),
      channel: z.object({ id: z.string() }).nullish(),
      team: z.object({ id: z.string() }).nullish(),
    })
    .nullish(),
  replyToId: z.string().nullish(),
  value: z.unknown().optional(),
  attachments: z.array(Attachment).nullish(),
  entities: z
    .array(
      z.looseObject({
        type: z.string(),
        mentioned: z.object({ id: z.string(), name: z.string().nullish() }).nullish(),
        text: z.string().nullish(),
      }),
    )
    .nullish(),
  membersAdded: z.array(Account).nullish(),
  membersRemoved: z.array(Account).nullish(),
});
export type Incoming = z.infer<typeof Incoming>;

/** Whose organisation it comes from; null when it does not say. */
export function tenantOf({ conversation, channelData }: Incoming): string | null {
  return conversation.tenantId ?? channelData?.tenant?.id ?? null;
}

/** Who somebody is in Teams: Microsoft Entra's id, which stays the same in every conversation. */
export function accountOf({ id, aadObjectId }: Account): string {
  return (aadObjectId ?? id).toLowerCase();
}

export function isPersonal({ conversation }: Incoming): boolean {
  return conversation.conversationType === "personal";
}

const MESSAGE_ID = /;messageid=([^;]+)/;

/** The conversation without the message whose thread it is. */
export function conversationOf({ conversation }: Incoming): string {
  return conversation.id.replace(MESSAGE_ID, "");
}

/** The message whose thread was written in; null outside of any. */
export function threadOf({ conversation }: Incoming): string | null {
  return MESSAGE_ID.exec(conversation.id)?.[1] ?? null;
}

export function whoIs(activity: Incoming): Who {
  return {
    platform: "teams",
    userId: accountOf(activity.from),
    userName: activity.from.name ?? accountOf(activity.from),
    channelId: isPersonal(activity) ? null : conversationOf(activity),
  };
}

/** How to speak there later; null when it does not say who we are. */
export function addressOf(activity: Incoming): Conversation | null {
  if (!activity.recipient) return null;
  const conversationId = conversationOf(activity);
  const personal = isPersonal(activity);
  return {
    channel: personal ? accountOf(activity.from) : conversationId,
    kind: personal ? "personal" : "channel",
    conversationId,
    serviceUrl: activity.serviceUrl,
    tenantId: tenantOf(activity) ?? "",
    botId: activity.recipient.id,
  };
}

/** Whether a bot wrote it; ids of people begin otherwise. */
export function isByBot({ from }: Incoming): boolean {
  return from.id.startsWith("28:");
}

/** What was said to us, without our name; whoever else is mentioned is so by theirs. */
export function saidIn({ text, entities, recipient }: Incoming): string {
  const bare = (entities ?? []).reduce((rest, { type, mentioned, text: mention }) => {
    if (type !== "mention" || !mentioned || !mention) return rest;
    const isUs = mentioned.id === recipient?.id;
    const name = mentioned.name ?? mention.replaceAll(/<[^>]*>/g, "");
    return rest.replaceAll(mention, () => (isUs ? " " : `@${name}`));
  }, text ?? "");
  // Teams writes what HTML would read as entities.
  return bare
    .replaceAll(/&(nbsp|lt|gt|quot|amp);/g, (_, name: string) => ENTITIES[name] ?? "")
    .replaceAll(/\s+/g, " ")
    .trim();
}

const ENTITIES: Readonly<Record<string, string>> = {
  nbsp: " ",
  lt: "<",
  gt: ">",
  quot: '"',
  amp: "&",
};
