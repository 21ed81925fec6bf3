import { addHours } from "../../../core/calendar.ts";
import { decideLink } from "../../../core/link-decision.ts";
import type { CodeOwner } from "../../lookups.ts";
import type { Reply, Who } from "../../ports.ts";
import { type Asker, say } from "../asker.ts";
import type { CommandNeeds } from "../command-context.ts";

const GOOD_FOR_MINUTES = 10;
const PLATFORMS = { slack: "Slack", teams: "Teams" } as const;

/**
 * `link`: shows a code. `link CODE`, on the other platform: both accounts are one person. Whoever
 * Remo does not know may do either: the code is how it gets to know them.
 */
export async function link(
  words: readonly string[],
  asker: Asker,
  { links, directory, tell, newId }: Pick<CommandNeeds, "links" | "directory" | "tell" | "newId">,
): Promise<Reply> {
  const { office } = asker.speech.text;
  const { now } = asker.reader;
  const { who } = asker;
  if (words.length === 0) {
    const expiresAt = addHours(now, GOOD_FOR_MINUTES / 60);
    const code = await links.issue(ownerOf(who), now, expiresAt);
    return say(asker, office.linkCode(code, GOOD_FOR_MINUTES));
  }
  const owner = await links.claim(words.join(""), who.platform, now);
  if (owner === "unknown") return say(asker, office.linkUnknown);
  if (owner === "same-platform") return say(asker, office.linkHere);
  const shown = { ...owner, person: directory.personOf(owner.platform, owner.userId) };
  const decided = decideLink(shown, { ...ownerOf(who), person: asker.person }, now, newId());
  if ("refused" in decided) {
    const why = {
      "nobody-known": office.linkNobody,
      "two-people": office.linkTwo,
      "linked-already": office.linkAlready,
    } as const;
    return say(asker, why[decided.refused]);
  }
  await tell(decided.facts);
  const { platform, userId } = decided.linked;
  const account = userId === who.userId ? who.userName : owner.userName;
  const text = office.linked(decided.person.name, account, PLATFORMS[platform]);
  return { kind: "done", note: { lang: asker.reader.lang, text } };
}

function ownerOf({ platform, userId, userName }: Who): CodeOwner {
  return { platform, userId, userName };
}
