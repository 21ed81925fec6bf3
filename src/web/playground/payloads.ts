import { randomBytes } from "node:crypto";
import { shownMessage } from "./backend.ts";
import type { Backend } from "./backend.ts";
import type { Payload } from "./deliver.ts";
import { fileObject } from "./files.ts";
import type { Message } from "./message.ts";
import { payloadUser } from "./methods/people.ts";
import { shownView } from "./methods/views.ts";
import type { View } from "./views.ts";
import { findChannel } from "./workspace.ts";

// The shapes are those of Slack's interactivity, slash command and Events API references.

/**
 * What every interaction payload carries: who, in which team, and a ticket to open a dialog with.
 */
function interaction(backend: Backend, type: string, userId: string): Payload {
  return {
    type,
    user: payloadUser(backend, userId),
    api_app_id: backend.workspace.appId,
    token: "playground",
    trigger_id: backend.tickets.trigger(userId),
    team: teamOf(backend),
    enterprise: null,
    is_enterprise_install: false,
  };
}

export type ActionPlace = { kind: "message"; message: Message } | { kind: "view"; view: View };

export function blockActions(
  backend: Backend,
  o: {
    userId: string;
    place: ActionPlace;
    action: Record<string, unknown>;
    values: Record<string, unknown>;
  },
): Payload {
  const shared = {
    ...interaction(backend, "block_actions", o.userId),
    actions: [{ ...o.action, action_ts: backend.store.nextTs() }],
    state: { values: o.values },
  };
  if (o.place.kind === "view") {
    const { view } = o.place;
    return {
      ...shared,
      container: { type: "view", view_id: view.id },
      view: shownView(backend, view, o.values),
    };
  }
  const { message } = o.place;
  const ephemeral = message.ephemeralFor !== undefined;
  return {
    ...shared,
    container: {
      type: "message",
      message_ts: message.ts,
      channel_id: message.channel,
      is_ephemeral: ephemeral,
      ...(message.thread_ts === undefined ? {} : { thread_ts: message.thread_ts }),
    },
    channel: channelOf(backend, message.channel),
    message: shownMessage(backend, message, { metadata: true }),
    response_url: responseUrl(backend, o.userId, message),
  };
}

export function viewSubmission(
  backend: Backend,
  o: { userId: string; view: View; values: Record<string, unknown> },
): Payload {
  return {
    ...interaction(backend, "view_submission", o.userId),
    view: shownView(backend, o.view, o.values),
    response_urls: [],
  };
}

export function viewClosed(
  backend: Backend,
  userId: string,
  view: View,
  cleared: boolean,
): Payload {
  return {
    ...interaction(backend, "view_closed", userId),
    view: shownView(backend, view),
    is_cleared: cleared,
  };
}

export function messageShortcut(
  backend: Backend,
  o: { userId: string; message: Message; callbackId: string },
): Payload {
  return {
    ...interaction(backend, "message_action", o.userId),
    callback_id: o.callbackId,
    action_ts: backend.store.nextTs(),
    message_ts: o.message.ts,
    channel: channelOf(backend, o.message.channel),
    message: shownMessage(backend, o.message, { metadata: false }),
    response_url: responseUrl(backend, o.userId, o.message),
  };
}

export function globalShortcut(backend: Backend, userId: string, callbackId: string): Payload {
  return {
    ...interaction(backend, "shortcut", userId),
    callback_id: callbackId,
    action_ts: backend.store.nextTs(),
  };
}

export function slashCommand(
  backend: Backend,
  o: { userId: string; channel: string; command: string; text: string; responseUrl: string },
): Payload {
  const user = payloadUser(backend, o.userId);
  return {
    token: "playground",
    team_id: backend.workspace.teamId,
    team_domain: teamOf(backend).domain,
    channel_id: o.channel,
    channel_name: channelOf(backend, o.channel).name,
    user_id: o.userId,
    user_name: user["name"],
    command: o.command,
    text: o.text,
    api_app_id: backend.workspace.appId,
    is_enterprise_install: "false",
    response_url: o.responseUrl,
    trigger_id: backend.tickets.trigger(o.userId),
  };
}

export function eventCallback(backend: Backend, event: Payload): Payload {
  return {
    token: "playground",
    team_id: backend.workspace.teamId,
    api_app_id: backend.workspace.appId,
    event,
    type: "event_callback",
    event_id: `Ev${randomBytes(6).toString("hex").toUpperCase()}`,
    event_time: Math.floor(backend.now() / 1000),
    authorizations: [
      {
        enterprise_id: null,
        team_id: backend.workspace.teamId,
        user_id: backend.workspace.botUserId,
        is_bot: true,
        is_enterprise_install: false,
      },
    ],
    is_ext_shared_channel: false,
  };
}

/** The event of a person's message; `mention` makes it the app_mention that comes beside it. */
export function messageEvent(backend: Backend, message: Message, mention = false): Payload {
  const direct = message.channel.startsWith("D");
  const files = message.files?.map((file) => fileObject(file, backend.base()));
  return eventCallback(backend, {
    type: mention ? "app_mention" : "message",
    ...(message.subtype === undefined || mention ? {} : { subtype: message.subtype }),
    user: message.user,
    text: message.text,
    ts: message.ts,
    team: backend.workspace.teamId,
    channel: message.channel,
    event_ts: message.ts,
    ...(mention ? {} : { channel_type: direct ? "im" : "channel" }),
    ...(message.thread_ts === undefined ? {} : { thread_ts: message.thread_ts }),
    ...(files === undefined ? {} : { files }),
  });
}

function responseUrl(backend: Backend, userId: string, about: Message): string {
  const token = backend.tickets.response({
    channel: about.channel,
    userId,
    messageTs: about.ts,
    ephemeral: about.ephemeralFor !== undefined,
    ...(about.thread_ts === undefined ? {} : { threadTs: about.thread_ts }),
  });
  return `${backend.base()}/response/${token}`;
}

function teamOf(backend: Backend): { id: string; domain: string } {
  const domain = backend.workspace.teamName.toLowerCase().replaceAll(/[^a-z0-9]+/g, "-");
  return { id: backend.workspace.teamId, domain };
}

function channelOf(backend: Backend, id: string): { id: string; name: string } {
  return { id, name: findChannel(backend.workspace, id)?.name ?? "directmessage" };
}
