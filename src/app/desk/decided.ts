import type { Decided, Refused } from "../../core/command-decisions.ts";
import type { Reply } from "../ports.ts";
import { type Asker, say } from "./asker.ts";
import type { Commanding } from "./command-context.ts";

/** Records what was decided and says so, or says why it was not. */
export async function conclude(
  decided: Decided,
  done: string,
  about: string,
  { asker, tell }: Commanding,
): Promise<Reply> {
  if ("facts" in decided) await tell(decided.facts);
  return concluded(decided, done, about, asker);
}

/** Says that it is done, where what was decided is recorded already, or why it was not. */
export function concluded(decided: Decided, done: string, about: string, asker: Asker): Reply {
  if ("refused" in decided) return say(asker, refusedSentence(decided.refused, about, asker));
  return { kind: "done", note: { lang: asker.reader.lang, text: done } };
}

/** Why a command did nothing; `about` is what it was about, as its reader calls it. */
function refusedSentence(refused: Refused, about: string, { speech }: Asker): string {
  const { text, f } = speech;
  switch (refused.refused) {
    case "not-your-team":
      return text.office.needsTeam(f.list(refused.teams.map((team) => text.team[team])));
    case "needs-approver":
    case "needs-lead":
      return text.office.needsRole(f.list(refused.roles.map((role) => text.why.holders[role])));
    case "invoice-not-owed":
      return text.act.notOwed(about);
    case "already-disputed":
      return text.act.alreadyDisputed(about);
    case "more-than-owed":
      return text.act.moreThanOwed(f.money(refused.owed));
    case "day-past":
      return text.answer.pastDate(f.date(refused.on));
    case "past":
      return text.answer.pastInstant(f.when(refused.until));
    case "backwards":
      return text.office.backwards;
    case "too-long":
      return text.office.tooLong(refused.days);
    case "matches-all":
      return text.office.matchesAll;
    case "nothing-to-end":
      return text.office.nothingToEnd(about);
    case "own-delegate":
      return text.office.ownDelegate;
    case "not-of-team":
      return text.office.notOfTeam(about, text.team[refused.team]);
    default:
      return refused satisfies never;
  }
}
