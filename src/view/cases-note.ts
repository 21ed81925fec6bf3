import { amountOf, type Case, leading } from "../core/case.ts";
import { findingWords } from "../text/case-words.ts";
import type { Note } from "./card.ts";
import { subjectOf } from "./case-fields.ts";
import { type Reader, type Speech, speechFor } from "./reader.ts";

/** Rows a private answer shows; the rest is counted. */
export const CASES_SHOWN = 15;

/** `/remo cases`: a row per case, the worst first. `scope` is who asked for: "Ventas", "mis equipos". */
export function casesNote(
  found: { readonly cases: readonly Case[]; readonly total: number },
  o: {
    readonly scope: string;
    readonly lastClosed: Case | null;
    /** Of the customers among them, by id. */
    readonly names: ReadonlyMap<string, string>;
  },
  reader: Reader,
): Note {
  const speech = speechFor(reader);
  const { text, f } = speech;
  if (found.total === 0) {
    const closedAt = o.lastClosed?.closedAt;
    const note = text.command.noCases(o.scope, closedAt ? f.when(closedAt) : null);
    return { lang: reader.lang, text: note };
  }
  const shown = found.cases.slice(0, CASES_SHOWN);
  const hidden = found.total - shown.length;
  return {
    lang: reader.lang,
    text: text.command.casesTitle(o.scope, found.total),
    lines: [
      ...shown.map((c) => caseRow(c, o.names.get(c.group.id) ?? null, speech)),
      ...(hidden > 0 ? [text.command.andMore(hidden)] : []),
    ],
  };
}

/** One case in one line: its order, what is wrong, what is at stake, whose turn it is. */
export function caseRow(c: Case, customer: string | null, { text, f }: Speech): string {
  const first = leading(c);
  const amount = amountOf(c);
  const fact = first ? `${findingWords(first, f).tag}: ${findingWords(first, f).title}` : "";
  return text.command.caseLine({
    subject: subjectOf(c, customer),
    fact,
    amount: amount && f.money(amount),
    ball: text.team[c.ball.team],
  });
}
