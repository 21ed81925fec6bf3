import type { Instant } from "../../core/calendar.ts";
import { instantIn, parseWhen, takeWhen } from "../../text/parse-when.ts";
import { type Commanding, whenContext } from "./command-context.ts";

export type Until =
  | { readonly until: Instant; readonly rest: readonly string[] }
  | { readonly unread: string };

/** Until when, from the words after "hasta": a day alone counts whole. */
export function untilIn(words: readonly string[], c: Pick<Commanding, "asker">): Until {
  const taken = takeWhen(words, whenContext(c));
  if (!taken) return { unread: words.join(" ") };
  const until = instantIn(taken.when, c.asker.reader.zone, "end");
  return { until, rest: taken.rest };
}

/** From when, of the words after "desde": a day alone from its beginning; nothing said is now. */
export function fromIn(
  words: readonly string[] | undefined,
  c: Pick<Commanding, "asker">,
): Instant | { readonly unread: string } {
  const { now, zone } = c.asker.reader;
  if (!words || words.length === 0) return now;
  const when = parseWhen(words.join(" "), whenContext(c));
  return when ? instantIn(when, zone, "start") : { unread: words.join(" ") };
}
