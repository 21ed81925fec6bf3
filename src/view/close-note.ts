import type { Case } from "../core/case.ts";
import type { Team } from "../core/fact.ts";
import { isMonthEndRule } from "../core/month-end.ts";
import { monthWords } from "../text/parse-month.ts";
import type { Field, Note } from "./card.ts";
import { type Reader, type Speech, speechFor } from "./reader.ts";

/** Lines that the answer tells one by one. */
export const BLOCKERS_SHOWN = 10;
const MOST_TOTALS = 15;
const MOST_CURRENCIES = 6;

type Summed = { readonly minor: number; readonly currency: string | null; readonly count: number };

export type MonthEndShown = {
  readonly count: number;
  readonly totals: readonly (Summed & { readonly rule: string; readonly team: Team })[];
  readonly top: readonly {
    readonly case: Case;
    readonly rule: string;
    readonly about: string;
    readonly minor: number | null;
    readonly currency: string | null;
  }[];
};

/** `/remo close`: what keeps a month from closing: by currency, by team, and the worst one by one. */
export function closeNote(found: MonthEndShown, month: string, reader: Reader): Note {
  const speech = speechFor(reader);
  const { account } = speech.text;
  const called = monthWords(month, reader.lang);
  if (found.count === 0) return { lang: reader.lang, text: account.closeClear(called) };
  const hidden = found.count - found.top.length;
  return {
    lang: reader.lang,
    title: account.closeTitle(called),
    text: account.closeCount(found.count, called),
    fields: byCurrency(found, speech),
    lines: [
      ...found.totals.slice(0, MOST_TOTALS).map((total) => totalLine(total, speech)),
      ...found.top.map((one) => topLine(one, speech)),
      ...(hidden > 0 ? [account.andMore(hidden)] : []),
    ],
  };
}

function byCurrency({ totals }: MonthEndShown, { text, f }: Speech): readonly Field[] {
  const known = Map.groupBy(totals, ({ currency }) => currency);
  return [...known].slice(0, MOST_CURRENCIES).map(([currency, rows]) => {
    const minor = rows.reduce((all, row) => all + row.minor, 0);
    const count = rows.reduce((all, row) => all + row.count, 0);
    const amount = currency === null ? null : f.money({ minor, currency });
    return { label: currency ?? text.command.total, value: text.account.closeTotal(count, amount) };
  });
}

function totalLine(
  { rule, team, minor, currency, count }: MonthEndShown["totals"][number],
  { text, f }: Speech,
): string {
  const amount = currency === null ? null : f.money({ minor, currency });
  return text.account.closeLine(blocker(rule, text), text.team[team], count, amount);
}

function topLine(
  { case: c, rule, about, minor, currency }: MonthEndShown["top"][number],
  { text, f }: Speech,
): string {
  const amount = minor === null || currency === null ? null : f.money({ minor, currency });
  return text.account.closeTop(about, blocker(rule, text), amount, text.team[c.ball.team]);
}

function blocker(rule: string, { account }: Speech["text"]): string {
  return isMonthEndRule(rule) ? account.blocker[rule] : rule;
}
