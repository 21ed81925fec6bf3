import { WebAPIHTTPError, WebAPIPlatformError, type WebClient } from "@slack/web-api";
import { z } from "zod";
import type { Chat, Outgoing, Sent } from "../../app/ports.ts";
import { epochMs, type Instant } from "../../core/calendar.ts";
import { oneShotClient } from "./client.ts";
import type { Log } from "./logger.ts";
import { toMessage } from "./render.ts";
import { createRooms, type Rooms } from "./rooms.ts";
import { outcomeOf } from "./sent.ts";

const EVENT_TYPE = "remo_message";
const PAGE = 200;
const MAX_PAGES = 5;
/** Two clocks: ours dated the attempt, Slack's dates the message. */
const CLOCK_SKEW_MS = 60_000;

export type SlackChatOptions = {
  readonly botToken: string;
  /** Another Web API than slack.com's: GovSlack, a compatible server, the playground. */
  readonly apiUrl?: string | undefined;
  readonly log?: Log | undefined;
  readonly timeoutMs?: number | undefined;
};

/**
 * Slack as the outbox sees it: a `ref` is the message's `ts` in its channel. A channel may be a
 * person: then it is their direct messages with Remo.
 */
export function createSlackChat(o: SlackChatOptions): Chat {
  const { apiUrl, log, timeoutMs } = o;
  const client = oneShotClient({ token: o.botToken, apiUrl, log, timeoutMs });
  const rooms = createRooms(client);
  const inRoom = async (id: string, say: (room: string) => Promise<Sent>): Promise<Sent> => {
    const room = await roomOf(rooms, id);
    return typeof room === "string" ? say(room) : room;
  };
  return {
    platform: "slack",
    post: (id, message, messageId) => inRoom(id, (room) => post(client, room, message, messageId)),
    update: (id, ref, message, messageId) =>
      inRoom(id, (room) => update(client, room, ref, message, messageId)),
    find: (id, messageId, since, threadOf) =>
      find(client, rooms, { id, messageId, since, threadOf }),
  };
}

/** Opening twice changes nothing, so whatever went wrong may be tried again. */
async function roomOf(rooms: Rooms, id: string): Promise<string | Sent> {
  try {
    return await rooms.of(id);
  } catch (error) {
    return outcomeOf(error, id, true);
  }
}

async function post(
  client: WebClient,
  channel: string,
  message: Outgoing,
  messageId: string,
): Promise<Sent> {
  try {
    const { ts } = await client.chat.postMessage({
      channel,
      ...toMessage(message),
      ...(message.kind === "note" ? { thread_ts: message.threadOf } : {}),
      metadata: metadataOf(messageId),
      unfurl_links: false,
      unfurl_media: false,
    });
    if (ts) return { outcome: "sent", ref: ts };
    return { outcome: "maybe", reason: "the answer named no message" };
  } catch (error) {
    return outcomeOf(error, channel, false);
  }
}

async function update(
  client: WebClient,
  channel: string,
  ref: string,
  message: Outgoing,
  messageId: string,
): Promise<Sent> {
  try {
    // Text and blocks always together: an update with text alone takes the blocks away.
    const metadata = metadataOf(messageId);
    await client.chat.update({ channel, ts: ref, ...toMessage(message), metadata });
    return { outcome: "sent", ref };
  } catch (error) {
    return outcomeOf(error, channel, true);
  }
}

function metadataOf(id: string) {
  return { event_type: EVENT_TYPE, event_payload: { id } };
}

const History = z.object({
  messages: z
    .array(
      z.object({
        ts: z.string(),
        metadata: z
          .object({
            event_type: z.string(),
            event_payload: z.object({ id: z.string().optional() }),
          })
          .optional()
          .catch(undefined),
      }),
    )
    .default([]),
  response_metadata: z.object({ next_cursor: z.string().optional() }).optional(),
});

type Sought = {
  readonly id: string;
  readonly messageId: string;
  readonly since: Instant;
  readonly threadOf: string | undefined;
};

async function find(
  client: WebClient,
  rooms: Rooms,
  { id, messageId, since, threadOf }: Sought,
): ReturnType<Chat["find"]> {
  const channel = await readableRoom(rooms, id);
  if (channel === null) return "unknown";
  const oldest = String((epochMs(since) - CLOCK_SKEW_MS) / 1000);
  const asked = { channel, oldest, limit: PAGE, include_all_metadata: true };
  let cursor: string | undefined;
  for (let page = 0; page < MAX_PAGES; page += 1) {
    const read = await readPage(client, { ...asked, ...(cursor ? { cursor } : {}) }, threadOf);
    if (read === "unknown") return "unknown";
    const ours = read.messages.find(
      ({ metadata }) =>
        metadata?.event_type === EVENT_TYPE && metadata.event_payload.id === messageId,
    );
    if (ours) return { ref: ours.ts };
    cursor = read.response_metadata?.next_cursor;
    if (!cursor) return "absent";
  }
  // More was said since than is worth reading: what was not read cannot be ruled out.
  return "unknown";
}

/** Null where Slack does not let us look. */
async function readableRoom(rooms: Rooms, id: string): Promise<string | null> {
  try {
    return await rooms.of(id);
  } catch (error) {
    if (mayNotRead(error)) return null;
    throw error;
  }
}

type Page = {
  readonly channel: string;
  readonly oldest: string;
  readonly limit: number;
  readonly include_all_metadata: boolean;
  readonly cursor?: string;
};

async function readPage(
  client: WebClient,
  asked: Page,
  threadOf: string | undefined,
): Promise<z.infer<typeof History> | "unknown"> {
  try {
    const read =
      threadOf === undefined
        ? await client.conversations.history(asked)
        : await client.conversations.replies({ ...asked, ts: threadOf });
    return History.parse(read);
  } catch (error) {
    if (mayNotRead(error)) return "unknown";
    throw error;
  }
}

/** No scope for it, not in the channel, or a server that does not have the method. */
function mayNotRead(error: unknown): boolean {
  if (error instanceof WebAPIHTTPError) return error.statusCode < 500;
  return error instanceof WebAPIPlatformError && error.data.error !== "ratelimited";
}
