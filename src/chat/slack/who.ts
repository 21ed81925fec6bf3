import type { Directory, Who } from "../../app/ports.ts";
import type { Lang } from "../../text/format.ts";
import { textFor } from "../../text/text.ts";
import type { Note } from "../../view/card.ts";
import type { Ways } from "./speak.ts";

export function whoIs(userId: string, userName: string, channelId: string | null): Who {
  return { platform: "slack", userId, userName, channelId };
}

export function waysTo(who: Who, responseUrl?: string | null, triggerId?: string | null): Ways {
  const { userId, channelId } = who;
  return { userId, channelId, responseUrl: responseUrl ?? null, triggerId: triggerId ?? null };
}

export function langOf(who: Who, directory: Directory): Lang {
  const channel = who.channelId === null ? null : directory.channel("slack", who.channelId);
  return directory.personOf("slack", who.userId)?.lang ?? channel?.lang ?? directory.lang;
}

export function failedNote(who: Who, directory: Directory): Note {
  const lang = langOf(who, directory);
  return { lang, text: textFor(lang).answer.failed };
}

/** A button or a dialog of another version, or one that was tampered with. */
export function changedNote(who: Who, directory: Directory): Note {
  const lang = langOf(who, directory);
  return { lang, text: textFor(lang).answer.changed };
}
