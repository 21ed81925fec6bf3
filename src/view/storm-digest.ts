import type { StormTold } from "../core/storm.ts";
import { ruleTag } from "../text/case-words.ts";
import type { Field, Note } from "./card.ts";
import { caseRow } from "./cases-note.ts";
import { type Reader, type Speech, speechFor } from "./reader.ts";

/** Cases that a digest names one by one; the rest is counted. */
export const NEXT_SHOWN = 10;
const RULES_SHOWN = 6;
const CURRENCIES_SHOWN = 6;

/** The one message of a channel for all the cards that it does not have yet. */
export function stormDigest(told: StormTold, reader: Reader): Note {
  const speech = speechFor(reader);
  const { lang } = reader;
  if (told.endedAt !== null) return { lang, tone: "done", ...overWords(told, speech) };
  return {
    lang,
    tone: "warning",
    ...(told.passedAt === null ? ragingWords(told, speech) : passingWords(told, speech)),
    fields: fieldsOf(told, speech),
    lines: linesOf(told, speech),
  };
}

type Words = { readonly title: string; readonly text: string };

function ragingWords({ waiting, came, startedAt }: StormTold, { text, f }: Speech): Words {
  return {
    title: text.storm.ragingTitle(f.quantity(waiting)),
    text: text.storm.raging({ came: f.quantity(came), since: f.at(startedAt) }),
  };
}

function passingWords({ waiting, came, startedAt }: StormTold, { text, f }: Speech): Words {
  return {
    title: text.storm.passingTitle(f.quantity(waiting)),
    text: text.storm.passing({ came: f.quantity(came), since: f.at(startedAt) }),
  };
}

function overWords(told: StormTold, { text, f }: Speech): Words {
  const came = f.quantity(told.came);
  const from = f.at(told.startedAt);
  const to = f.at(told.endedAt ?? told.startedAt);
  return {
    title: text.storm.overTitle(came),
    text: text.storm.over({ came, from, to, ending: endingOf(told, { text, f }) }),
  };
}

function endingOf({ came, settled }: StormTold, { text, f }: Speech): string {
  if (settled === 0) return text.storm.allHaveCards;
  if (settled >= came) return text.storm.allSettled;
  return text.storm.someSettled(f.quantity(settled), settled === 1);
}

function fieldsOf({ totals, rules }: StormTold, { text, f }: Speech): readonly Field[] {
  const amounts = totals.slice(0, CURRENCIES_SHOWN).map(f.money);
  const otherAmounts = totals.length > CURRENCIES_SHOWN ? ["…"] : [];
  const kinds = rules
    .slice(0, RULES_SHOWN)
    .map(({ rule, cases }) => text.storm.ruleCount(ruleTag(rule, f.lang), f.quantity(cases)));
  const others = rules.slice(RULES_SHOWN).reduce((all, { cases }) => all + cases, 0);
  const otherKinds = others > 0 ? [text.storm.otherRules(f.quantity(others))] : [];
  const fields = [
    { label: text.storm.amount, value: [...amounts, ...otherAmounts].join(" · ") },
    { label: text.storm.byRule, value: [...kinds, ...otherKinds].join(" · ") },
  ];
  return fields.filter(({ value }) => value !== "");
}

function linesOf({ next, waiting }: StormTold, speech: Speech): readonly string[] {
  const { text, f } = speech;
  const shown = next.slice(0, NEXT_SHOWN);
  const hidden = waiting - shown.length;
  if (shown.length === 0) return [text.storm.reach];
  return [
    text.storm.next,
    ...shown.map((c, position) => `${position + 1}. ${caseRow(c, null, speech)}`),
    ...(hidden > 0 ? [text.storm.andMore(f.quantity(hidden))] : []),
    text.storm.reach,
  ];
}
