import type { Logger } from "pino";
import type { Conversations } from "../../app/conversations.ts";
import type { Clock, Desk, Directory, KeepEvidence, Press, Who } from "../../app/ports.ts";
import type { Lang } from "../../text/format.ts";
import { textFor } from "../../text/text.ts";

/** What Remo's log needs to do for Teams. */
type Log = Pick<Logger, "debug" | "info" | "warn" | "error">;

/** Bytes of a file that a person sent, kept until they say what it proves. */
export type FileShelf = {
  readonly keep: KeepEvidence;
  read(sha256: string): Promise<Uint8Array | null>;
  /** Whether Teams keeps files at this address. */
  mayFetch(url: string): boolean;
};

export type TeamsNeeds = {
  readonly desk: Desk;
  readonly directory: Directory;
  readonly conversations: Conversations;
  readonly clock: Clock;
  readonly files: FileShelf;
  /** The page where this person attaches files for this answer; null where there is none. */
  uploadUrl(press: Press, lang: Lang): string | null;
  readonly log: Log;
};

export function langOf(who: Who, directory: Directory): Lang {
  const channel = who.channelId === null ? null : directory.channel("teams", who.channelId);
  return directory.personOf("teams", who.userId)?.lang ?? channel?.lang ?? directory.lang;
}

export function failedSentence(who: Who, directory: Directory): string {
  return textFor(langOf(who, directory)).answer.failed;
}

/** A button or a dialog of another version, or one that was tampered with. */
export function changedSentence(who: Who, directory: Directory): string {
  return textFor(langOf(who, directory)).answer.changed;
}
