import type { Case } from "../../core/case.ts";
import type { Home } from "../../view/card.ts";
import { homePage, type HomeCases, HOME_CARDS, strangerPage } from "../../view/home.ts";
import type { Reads } from "../ports.ts";
import { type Asker, strangerSentence } from "./asker.ts";

/** Enough to fill both sections; what is past it is only counted. */
const LOOKED_AT = 100;

/** A person's cases and those their teams follow, the highest amounts first. */
export async function homeOf(asker: Asker, reads: Reads): Promise<Home> {
  const { person, reader } = asker;
  if (!person) return strangerPage(strangerSentence(asker), reader);
  const { teams, name } = person;
  const found = await reads.cases({ teams, state: "open", limit: LOOKED_AT });
  const mine = found.cases.filter((c) => teams.includes(c.ball.team));
  const followed = found.cases.filter((c) => !teams.includes(c.ball.team));
  const unseen = found.total - found.cases.length;
  return homePage(
    {
      name,
      teams,
      mine: await shown(mine, unseen, reads),
      followed: await shown(followed, 0, reads),
    },
    reader,
  );
}

async function shown(cases: readonly Case[], unseen: number, reads: Reads): Promise<HomeCases> {
  const first = cases.slice(0, HOME_CARDS);
  const pictured = await Promise.all(
    first.map(async (c) => ({
      case: c,
      picture: c.group.type === "order" ? await reads.picture(c.group.id) : null,
    })),
  );
  return { cases: pictured, total: cases.length + unseen };
}
