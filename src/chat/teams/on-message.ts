import { isCommand } from "../../app/desk/parse-command.ts";
import { keepProofs } from "../../app/desk/keep-proofs.ts";
import type { Reply, Who } from "../../app/ports.ts";
import { textFor } from "../../text/text.ts";
import type { Note } from "../../view/card.ts";
import {
  conversationOf,
  type Incoming,
  isByBot,
  isPersonal,
  saidIn,
  threadOf,
  whoIs,
} from "./activity.ts";
import { filesIn, type KeptFile } from "./files.ts";
import { failedSentence, langOf, type TeamsNeeds } from "./needs.ts";
import { type ActivityPart, formMessage, homeMessage, noteMessage } from "./render.ts";

/** Says something where the person wrote. */
export type Say = (part: ActivityPart) => Promise<void>;

// People who know Remo from Slack type its command there as well.
const OWN_NAME = /^\/?remo\b\s*/i;
const HOME = /^(home|inicio)$/i;

/** A message to Remo: a command, a comment under a card, or files that prove a delivery. */
export async function onMessage(activity: Incoming, o: TeamsNeeds, say: Say): Promise<void> {
  // Two bots that answer each other never end.
  if (isByBot(activity)) return;
  const who = whoIs(activity);
  try {
    const files = filesIn(activity, o.files);
    if (files.length > 0) return await onFiles(files, who, o, say);
    const typed = saidIn(activity).replace(OWN_NAME, "");
    if (HOME.test(typed) && isPersonal(activity)) {
      return await say(homeMessage(await o.desk.home(who), o.clock.now()));
    }
    if (await isComment(activity, typed, o)) return undefined;
    await tell(await o.desk.command(who, typed), who, [], o, say);
  } catch (error) {
    o.log.error({ err: error, userId: who.userId }, "a message could not be answered");
    await say(
      noteMessage(
        { lang: langOf(who, o.directory), text: failedSentence(who, o.directory) },
        o.clock.now(),
      ),
    );
  }
}

/** In a card's thread whatever is no command is for the others who read the case. */
async function isComment(activity: Incoming, typed: string, o: TeamsNeeds): Promise<boolean> {
  const threadRef = threadOf(activity);
  const { id } = activity;
  if (threadRef === null || !id || isCommand(typed)) return false;
  const channel = conversationOf(activity);
  return o.desk.comment(whoIs(activity), {
    channel,
    threadRef,
    messageId: id,
    text: typed,
    files: [],
  });
}

async function onFiles(
  files: ReturnType<typeof filesIn>,
  who: Who,
  o: TeamsNeeds,
  say: Say,
): Promise<void> {
  const lang = langOf(who, o.directory);
  // The address of a file works for minutes: the bytes are kept before anything is asked.
  const kept = await keepProofs(files, o.files.keep, textFor(lang));
  if ("errors" in kept) {
    return say(noteMessage({ lang, text: Object.values(kept.errors).join(" ") }, o.clock.now()));
  }
  const told: readonly KeptFile[] = kept.proofs.map(({ name, mediaType, sizeBytes, sha256 }) => ({
    n: name,
    m: mediaType,
    s: sizeBytes,
    d: sha256,
  }));
  await tell(await o.desk.attachFrom(who, files), who, told, o, say);
}

/** A reply as a message of its own. */
async function tell(
  reply: Reply,
  who: Who,
  files: readonly KeptFile[],
  o: TeamsNeeds,
  say: Say,
): Promise<void> {
  switch (reply.kind) {
    case "done":
    case "note":
      return say(await noteFor(reply.note, o));
    case "invalid": {
      const text = Object.values(reply.errors).join(" ");
      return say(noteMessage({ lang: langOf(who, o.directory), text }, o.clock.now()));
    }
    case "dialog":
      return say(formMessage(reply.dialog, { who, files }, o));
    default:
      return reply satisfies never;
  }
}

async function noteFor(note: Note, o: TeamsNeeds): Promise<ActivityPart> {
  const members = await o.conversations.membersOf(note.mentions ?? []);
  const people = members.map(({ memberId, name }) => ({ id: memberId, name }));
  return noteMessage(note, o.clock.now(), people);
}
