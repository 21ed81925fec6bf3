import { z } from "zod";
import type { Directory } from "../../app/ports.ts";
import { type HandlerNeeds } from "./needs.ts";
import { whoIs } from "./who.ts";

const MOST_FILES = 10;

/** Somebody's message in a thread; anything else about messages is not for us. */
const ThreadMessage = z.object({
  channel: z.string(),
  user: z.string(),
  ts: z.string(),
  thread_ts: z.string(),
  text: z.string().nullish(),
  subtype: z.literal("file_share").nullish(),
  bot_id: z.null().optional(),
  files: z
    .array(z.object({ name: z.string().nullish(), permalink: z.string().nullish() }))
    .nullish(),
});

/** What people write under a card; bots, our own notes and edits do not come so far. */
export async function onThread(event: unknown, o: HandlerNeeds): Promise<void> {
  const read = ThreadMessage.safeParse(event);
  if (!read.success || read.data.thread_ts === read.data.ts) return;
  const { channel, user, ts, thread_ts, text, files } = read.data;
  const who = whoIs(user, o.directory.personOf("slack", user)?.name ?? user, channel);
  await o.desk.comment(who, {
    channel,
    threadRef: thread_ts,
    messageId: ts,
    text: plainText(text ?? "", o.directory),
    files: (files ?? [])
      .slice(0, MOST_FILES)
      .flatMap(({ name, permalink }) =>
        permalink ? [{ name: name ?? "file", url: permalink }] : [],
      ),
  });
}

const ENTITY = /<([^<>]*)>/g;

/** Slack's mrkdwn as people read it: names for mentions, addresses for links. */
function plainText(mrkdwn: string, directory: Pick<Directory, "personOf">): string {
  const read = mrkdwn.replaceAll(ENTITY, (_whole, inside: string) => {
    const [target = "", label] = inside.split("|");
    if (target.startsWith("@")) {
      return `@${label ?? directory.personOf("slack", target.slice(1))?.name ?? target.slice(1)}`;
    }
    if (target.startsWith("#")) return `#${label ?? target.slice(1)}`;
    if (target.startsWith("!")) return `@${label ?? target.slice(1)}`;
    return label && label !== target ? `${label} (${target})` : target;
  });
  return read.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&");
}
