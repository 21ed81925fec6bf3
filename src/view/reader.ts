import type { Instant } from "../core/calendar.ts";
import { createFormat, type Format, type Lang } from "../text/format.ts";
import { type Text, textFor } from "../text/text.ts";

/** Who reads: language, IANA zone, and the instant that makes "today" mean something. */
export type Reader = { readonly lang: Lang; readonly zone: string; readonly now: Instant };

/** A reader's words and figures. */
export type Speech = { readonly text: Text; readonly f: Format };

export function speechFor({ lang, zone, now }: Reader): Speech {
  return { text: textFor(lang), f: createFormat(lang, zone, now) };
}
