import type { Instant } from "../core/calendar.ts";
import type { WakeCondition } from "../core/people-facts.ts";
import { instantIn, parseWhen, type WhenContext } from "./parse-when.ts";
import { plainWord } from "./plain-word.ts";

/** Until when a case is to be quiet, and what ends that sooner. `amount` is as it was typed. */
export type SnoozeWords = {
  readonly until: Instant | null;
  readonly wakeWhen: WakeCondition["when"] | null;
  readonly amount: string | null;
};

const LEADING =
  /^(?:(?:hasta|until|till|por|for|que|it|el|la|the|cuando|when|si|if|antes|sooner) )+/;
const ETA =
  /^(?:(?:cambie|cambia) (?:la |el )?(?:eta|hora|llegada)|eta (?:changes|change|cambie))$/;
const REPLIES =
  /^(?:(?:responda|responde|conteste) (?:el )?cliente|(?:el )?cliente (?:responda|responde|conteste)|customer (?:replies|answers))$/;
const PASSES =
  /^(?:(?:el )?monto )?(?:amount )?(?:pase|pasa|passes|exceeds|supere|is over)(?: de)? ((?:[a-z]{3} ?)?\$? ?[\d.,']+)$/;

/**
 * "2h", "mañana 9:00", "viernes o que cambie la ETA", "until the amount passes 50000". A day alone
 * is its morning, at eight. What is not understood is given back as it was typed.
 */
export function snoozeWords(
  typed: string,
  o: WhenContext,
): SnoozeWords | { readonly unread: string } {
  let said: SnoozeWords = { until: null, wakeWhen: null, amount: null };
  for (const part of plainWord(typed)
    .replaceAll(/\s+/g, " ")
    .split(/,? (?:o|or|u) /)) {
    const words = part.trim().replace(LEADING, "");
    const when = parseWhen(words, o);
    const passes = PASSES.exec(words);
    if (when) said = { ...said, until: instantIn(when, o.zone, "morning") };
    else if (ETA.test(words)) said = { ...said, wakeWhen: "eta-changes" };
    else if (REPLIES.test(words)) said = { ...said, wakeWhen: "customer-replies" };
    else if (passes) {
      said = { ...said, wakeWhen: "amount-passes", amount: passes[1]?.trim() ?? null };
    } else return { unread: typed };
  }
  return said;
}
