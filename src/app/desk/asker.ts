import type { Lang } from "../../text/format.ts";
import { type Reader, type Speech, speechFor } from "../../view/reader.ts";
import type { Note } from "../../view/card.ts";
import type { Clock, Directory, KnownPerson, Reply, Who } from "../ports.ts";

/** Who asks, and how to talk to them. */
export type Asker = {
  readonly who: Who;
  readonly person: KnownPerson | null;
  readonly reader: Reader;
  readonly speech: Speech;
};

export function askerOf(who: Who, directory: Directory, clock: Clock): Asker {
  const person = directory.personOf(who.platform, who.userId);
  const lang = langOf(who, directory);
  const reader = { lang, zone: directory.zone, now: clock.now() };
  return { who, person, reader, speech: speechFor(reader) };
}

/** Somebody's own language, else that of the channel they ask in, else everybody's. */
export function langOf(
  { platform, userId, channelId }: Who,
  directory: Pick<Directory, "personOf" | "channel" | "lang">,
): Lang {
  const channel = channelId === null ? null : directory.channel(platform, channelId);
  return directory.personOf(platform, userId)?.lang ?? channel?.lang ?? directory.lang;
}

export function say(asker: Asker, text: string): { readonly kind: "note"; readonly note: Note } {
  return { kind: "note", note: { lang: asker.reader.lang, text } };
}

/** Tells a person nobody added how the administrator adds them. */
export function strangerSentence({ who, speech }: Asker): string {
  const platform = who.platform === "slack" ? "Slack" : "Teams";
  return speech.text.answer.unknownPerson(who.userName, who.userId, platform);
}

export function greetStranger(asker: Asker): Reply {
  return say(asker, strangerSentence(asker));
}
