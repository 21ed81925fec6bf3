import { randomUUID } from "node:crypto";
import type { Backend } from "./backend.ts";
import type { Activity } from "./deliver.ts";
import { FILE } from "./message.ts";
import type { Message, StoredFile } from "./message.ts";
import { botMri, findChannel, findPerson, mriOf, ownerOfPersonal } from "./tenant.ts";

/** Where something happens: a conversation, and in a channel the thread. */
export type Place = { conversation: string; rootId?: string };

/** The part that every activity of a person has. */
function activityBy(backend: Backend, entra: string, place: Place): Record<string, unknown> {
  const { tenant } = backend;
  const person = findPerson(tenant, entra);
  const timestamp = new Date(backend.now()).toISOString();
  return {
    channelId: "msteams",
    serviceUrl: backend.serviceUrl(),
    timestamp,
    localTimestamp: timestamp,
    localTimezone: person?.tz,
    locale: person?.locale,
    from: { id: mriOf(tenant, entra), name: person?.name, aadObjectId: entra },
    recipient: { id: botMri(tenant), name: tenant.app.name },
    conversation: conversationOf(backend, place),
    channelData: channelDataOf(backend, place),
    entities: [
      {
        type: "clientInfo",
        locale: person?.locale,
        country: person?.locale.split("-")[1],
        platform: "Web",
        timezone: person?.tz,
      },
    ],
  };
}

function conversationOf(backend: Backend, { conversation, rootId }: Place) {
  const { tenantId } = backend.tenant;
  if (ownerOfPersonal(backend.tenant, conversation) !== undefined) {
    return { conversationType: "personal", tenantId, id: conversation };
  }
  const id = rootId === undefined ? conversation : `${conversation};messageid=${rootId}`;
  return { isGroup: true, conversationType: "channel", tenantId, id };
}

function channelDataOf(backend: Backend, { conversation }: Place) {
  const { tenant } = backend;
  const inTenant = { tenant: { id: tenant.tenantId } };
  if (ownerOfPersonal(tenant, conversation) !== undefined) return inTenant;
  return {
    teamsChannelId: conversation,
    teamsTeamId: tenant.team.id,
    channel: { id: conversation },
    team: { id: tenant.team.id },
    ...inTenant,
  };
}

/** What the bot hears when somebody writes to it. */
export function messageActivity(
  backend: Backend,
  entra: string,
  o: { message: Message; files: readonly StoredFile[] },
): Activity {
  const { message, files } = o;
  const place = { conversation: message.conversation, rootId: message.rootId };
  const base = activityBy(backend, entra, place);
  const personal = ownerOfPersonal(backend.tenant, message.conversation) !== undefined;
  const mentions = message.mentions.map(({ mri, text }) => ({
    type: "mention",
    mentioned: { id: mri, name: text.replaceAll(/<[^>]*>/g, "") },
    text,
  }));
  return {
    ...base,
    type: "message",
    id: message.id,
    text: message.text,
    textFormat: "plain",
    attachments: [
      // Files reach a bot in personal chat only; elsewhere it sees no more than that one was sent.
      ...(personal ? files.map((file) => fileAttachment(backend, file)) : []),
      { contentType: "text/html", content: `<p>${message.text}</p>` },
    ],
    entities: [...mentions, ...(base["entities"] as unknown[])],
  };
}

function fileAttachment(backend: Backend, file: StoredFile) {
  const url = fileUrl(backend, file);
  return {
    contentType: FILE,
    content: { downloadUrl: url, uniqueId: file.id, fileType: file.filetype },
    contentUrl: url,
    name: file.name,
  };
}

/** Where a file can be fetched by whoever knows the address, without any token. */
export function fileUrl(backend: Backend, file: StoredFile): string {
  return `${backend.base()}/files/${file.id}/${encodeURIComponent(file.name)}`;
}

export function invokeActivity(
  backend: Backend,
  entra: string,
  o: { place: Place; name: string; value: unknown; replyToId?: string },
): Activity {
  return {
    ...activityBy(backend, entra, o.place),
    type: "invoke",
    id: `f:${randomUUID()}`,
    name: o.name,
    value: o.value,
    ...(o.replyToId === undefined ? {} : { replyToId: o.replyToId }),
  };
}

/** The two activities that tell a bot that it was added or removed, by whom and where. */
export function installation(
  backend: Backend,
  entra: string,
  o: { conversation: string; added: boolean },
): Activity[] {
  const base = activityBy(backend, entra, o);
  const { team } = backend.tenant;
  const isTeam = ownerOfPersonal(backend.tenant, o.conversation) === undefined;
  const channelData = {
    ...(base["channelData"] as object),
    ...(isTeam
      ? {
          team: { id: team.id, name: team.name, aadGroupId: team.groupId },
          eventType: o.added ? "teamMemberAdded" : "teamMemberRemoved",
        }
      : {}),
  };
  const bot = [{ id: botMri(backend.tenant) }];
  return [
    {
      ...base,
      channelData,
      type: "conversationUpdate",
      id: `f:${randomUUID()}`,
      ...(o.added ? { membersAdded: bot } : { membersRemoved: bot }),
    },
    {
      ...base,
      channelData,
      type: "installationUpdate",
      id: `f:${randomUUID()}`,
      action: o.added ? "add" : "remove",
    },
  ];
}

export function channelDeleted(backend: Backend, entra: string, conversation: string): Activity {
  const { team, tenantId } = backend.tenant;
  const channel = findChannel(backend.tenant, conversation);
  return {
    ...activityBy(backend, entra, { conversation: team.id }),
    type: "conversationUpdate",
    id: `f:${randomUUID()}`,
    channelData: {
      channel: { id: conversation, name: channel?.name },
      team: { id: team.id, name: team.name, aadGroupId: team.groupId },
      eventType: "channelDeleted",
      tenant: { id: tenantId },
    },
  };
}
