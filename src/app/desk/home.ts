import type { Home } from "../../view/card.ts";
import { homePage, type HomeCases, HOME_CARDS, strangerPage } from "../../view/home.ts";
import type { CaseQuery, Reads } from "../ports.ts";
import { type Asker, strangerSentence } from "./asker.ts";

/** A person's cases and those their teams follow, the highest amounts first. */
export async function homeOf(asker: Asker, reads: Reads): Promise<Home> {
  const { person, reader } = asker;
  if (!person) return strangerPage(strangerSentence(asker), reader);
  const { id, teams, name } = person;
  const [mine, followed] = await Promise.all([
    shown({ teams }, reads),
    shown({ followedBy: teams }, reads),
  ]);
  return homePage({ id, name, teams, mine, followed }, reader);
}

async function shown(whose: Omit<CaseQuery, "limit">, reads: Reads): Promise<HomeCases> {
  const { cases, total } = await reads.cases({ ...whose, state: "open", limit: HOME_CARDS });
  const pictured = await Promise.all(
    cases.map(async (c) => ({
      case: c,
      picture: await reads.picture(c.group),
    })),
  );
  return { cases: pictured, total };
}
