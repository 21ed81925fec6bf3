import type { Team } from "../core/fact.ts";
import type { OfficeState } from "../core/office.ts";
import type { Note } from "./card.ts";
import { type Reader, type Speech, speechFor } from "./reader.ts";

/** `/remo duty`: who is on duty for each team, and who was said to be next. */
export function dutyNote(
  teams: readonly { readonly team: Team; readonly first: { readonly name: string } | null }[],
  office: OfficeState,
  reader: Reader,
): Note {
  const speech = speechFor(reader);
  const { text } = speech;
  const lines = teams.map(({ team, first }) =>
    text.office.duty(text.team[team], first?.name ?? null, nextWords(team, office, speech)),
  );
  return { lang: reader.lang, text: text.office.dutyTitle, lines };
}

function nextWords(team: Team, { duty }: OfficeState, { text, f }: Speech): string | null {
  const coming = duty.filter((one) => one.team === team && one.from > f.now);
  const next = coming.toSorted((a, b) => (a.from < b.from ? -1 : 1))[0];
  if (!next) return null;
  return text.office.dutyNext(next.onDuty.personName, f.when(next.from), f.when(next.until));
}
