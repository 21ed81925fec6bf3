import type { Case } from "../core/case.ts";
import type { Team } from "../core/fact.ts";
import type { CasePicture } from "../core/picture.ts";
import type { Home } from "./card.ts";
import { caseCard } from "./case-card.ts";
import { type Reader, speechFor } from "./reader.ts";

/** Cards a section of a person's page shows; the rest is counted. */
export const HOME_CARDS = 10;

export type HomeCases = {
  readonly cases: readonly { readonly case: Case; readonly picture: CasePicture | null }[];
  readonly total: number;
};

/** A person's page: what waits for their teams, then what their teams follow. */
export function homePage(
  o: {
    readonly id: string;
    readonly name: string;
    readonly teams: readonly Team[];
    /** For which of them the person is on duty now. */
    readonly onDuty: readonly Team[];
    readonly mine: HomeCases;
    readonly followed: HomeCases;
  },
  reader: Reader,
): Home {
  const { text, f } = speechFor(reader);
  const section = (title: string, { cases, total }: HomeCases) => ({
    title,
    empty: text.command.homeEmpty,
    cards: cases
      .slice(0, HOME_CARDS)
      .map(({ case: c, picture }) =>
        caseCard(c, { ...reader, picture, audience: audienceIn(c, o.teams), personId: o.id }),
      ),
    moreCount: Math.max(0, total - HOME_CARDS),
  });
  return {
    lang: reader.lang,
    greeting: [
      text.command.greeting(o.name),
      ...(o.onDuty.length > 0
        ? [text.why.dutyHome(f.list(o.onDuty.map((team) => text.team[team])))]
        : []),
    ].join(" · "),
    sections: [
      section(text.command.homeMine, o.mine),
      section(text.command.homeOthers, o.followed),
    ],
  };
}

/** Whose buttons a person sees: those of the team with the ball, if it is theirs. */
export function audienceIn(c: Case, teams: readonly Team[]): Team {
  const involved = c.teams.find((team) => teams.includes(team));
  return teams.includes(c.ball.team) ? c.ball.team : (involved ?? teams[0] ?? "administrator");
}

/** The page of somebody Remo does not know. */
export function strangerPage(sentence: string, reader: Reader): Home {
  const { text } = speechFor(reader);
  return {
    lang: reader.lang,
    greeting: text.command.stranger,
    sections: [{ title: sentence, empty: "", cards: [], moreCount: 0 }],
  };
}
