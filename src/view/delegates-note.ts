import type { OfficeState } from "../core/office.ts";
import type { Note } from "./card.ts";
import { type Reader, speechFor } from "./reader.ts";

const MOST_LINES = 30;

/** `/remo delegate`: who approves in whose place. */
export function delegatesNote({ delegations }: OfficeState, reader: Reader): Note {
  const { text, f } = speechFor(reader);
  const standing = delegations.filter(({ until }) => until > reader.now);
  if (standing.length === 0) return { lang: reader.lang, text: text.office.noDelegates };
  const lines = standing
    .slice(0, MOST_LINES)
    .map(({ of, to, from, until }) =>
      text.office.delegation(of.personName, to.personName, f.when(from), f.when(until)),
    );
  return { lang: reader.lang, text: text.office.delegatesTitle, lines };
}
