import { z } from "zod";
import type { HandlerNeeds } from "./needs.ts";
import { mentionedIn, plainText } from "./plain-text.ts";
import { whoIs } from "./who.ts";

/** Of those whom a comment mentions, so many are asked for by name. */
const MOST_NAMED = 10;
/** It answers in its own words to what others write, bots included, and is no bot by its mark. */
const SLACKBOT = "USLACKBOT";

/**
 * A person's reply in a thread, also one that is shown in the channel, and nothing else: edits,
 * joins and the like have another subtype, and what a bot wrote, we among them, has its mark.
 */
const ThreadReply = z
  .object({
    channel: z.string(),
    user: z.string(),
    ts: z.string(),
    thread_ts: z.string(),
    text: z.string().nullish(),
    subtype: z.enum(["file_share", "thread_broadcast"]).nullish(),
    bot_id: z.null().optional(),
    files: z
      .array(z.object({ name: z.string().nullish(), permalink: z.string().nullish() }))
      .nullish(),
  })
  .refine(({ user, ts, thread_ts }) => thread_ts !== ts && user !== SLACKBOT);

/** What people write under a card. */
export async function onThread(event: unknown, o: HandlerNeeds): Promise<void> {
  const read = ThreadReply.safeParse(event);
  if (!read.success) return;
  const { channel, user, ts, thread_ts, text, files } = read.data;
  const mrkdwn = text ?? "";
  const names = await o.names.of([user, ...mentionedIn(mrkdwn).slice(0, MOST_NAMED)]);
  await o.desk.comment(whoIs(user, names.get(user) ?? user, channel), {
    channel,
    threadRef: thread_ts,
    messageId: ts,
    text: plainText(mrkdwn, names),
    files: (files ?? []).flatMap(({ name, permalink }) =>
      permalink ? [{ name: name || "file", url: permalink }] : [],
    ),
  });
}
