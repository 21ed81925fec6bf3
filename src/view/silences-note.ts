import type { OfficeState } from "../core/office.ts";
import type { Matcher } from "../core/people-facts.ts";
import { ruleTag } from "../text/case-words.ts";
import type { Note } from "./card.ts";
import { type Reader, type Speech, speechFor } from "./reader.ts";

const MOST_LINES = 30;

/** `/remo silence`: what is quiet, until when, and who wanted it so. */
export function silencesNote({ silences }: OfficeState, reader: Reader): Note {
  const speech = speechFor(reader);
  const { text, f } = speech;
  const standing = silences.filter(({ until }) => until > reader.now);
  if (standing.length === 0) return { lang: reader.lang, text: text.office.noSilences };
  const lines = standing.map(({ id, matcher, until, by, reason }) =>
    text.office.silence(id, matcherWords(matcher, speech), f.when(until), by.personName, reason),
  );
  const hidden = lines.length - MOST_LINES;
  return {
    lang: reader.lang,
    text: text.office.silencesTitle,
    lines: [...lines.slice(0, MOST_LINES), ...(hidden > 0 ? [text.account.andMore(hidden)] : [])],
  };
}

/** What a silence covers, in words. */
export function matcherWords(
  { customerId, rule, warehouse }: Matcher,
  { text, f }: Speech,
): string {
  const { matcher } = text.office;
  return [
    rule === undefined ? null : matcher.rule(ruleTag(rule, f.lang), rule),
    customerId === undefined ? null : matcher.customer(customerId),
    warehouse === undefined ? null : matcher.warehouse(warehouse),
  ]
    .filter((part) => part !== null)
    .join(" · ");
}
