import type { Instant } from "../core/calendar.ts";
import type { CasePicture } from "../core/picture.ts";
import { createFormat, type Format, type Lang } from "../text/format.ts";
import { type Text, textFor } from "../text/text.ts";

/** Who reads: language, IANA zone, and the instant that makes "today" mean something. */
export type Reader = { readonly lang: Lang; readonly zone: string; readonly now: Instant };

/** A reader's words and figures. */
export type Speech = { readonly text: Text; readonly f: Format };

export function speechFor({ lang, zone, now }: Reader): Speech {
  return { text: textFor(lang), f: createFormat(lang, zone, now) };
}

/** An order's times are told by its own clock: by it its days begin and its promises end. */
export function onClockOf<R extends Reader>(reader: R, picture: CasePicture | null): R {
  return picture === null ? reader : { ...reader, zone: picture.zone };
}

/** Whose clock it is, for readers who have another one on their wall. */
export function clockNotes(reader: Reader, { text, f }: Speech): readonly string[] {
  const theirs = speechFor(reader).f.moment(reader.now);
  return f.moment(reader.now) === theirs ? [] : [text.card.onClock(f.clockName())];
}
