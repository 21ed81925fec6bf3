import type { Home } from "../../view/card.ts";
import { TEAMS } from "../../core/fact.ts";
import { homePage, type HomeCases, HOME_CARDS, strangerPage } from "../../view/home.ts";
import type { CaseQuery, Reads } from "../ports.ts";
import type { CommandNeeds } from "./command-context.ts";
import { type Asker, strangerSentence } from "./asker.ts";

type HomeNeeds = Pick<CommandNeeds, "reads" | "lookups" | "onDuty">;

/** A person's cases, those given to them first, and those their teams follow. */
export async function homeOf(asker: Asker, needs: HomeNeeds): Promise<Home> {
  const { reads, lookups } = needs;
  const { person, reader } = asker;
  if (!person) return strangerPage(strangerSentence(asker), reader);
  const { id, teams, name } = person;
  const [mine, followed, office] = await Promise.all([
    shown({ teams, assignedTo: id }, reads),
    shown({ followedBy: teams }, reads),
    lookups.office(),
  ]);
  const onDuty = TEAMS.filter((team) => needs.onDuty(team, office, reader.now)[0]?.id === id);
  return homePage({ id, name, teams, onDuty, mine, followed }, reader);
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
