import { involvedTeams } from "../../../core/may.ts";
import { say } from "../asker.ts";
import { assignable } from "../assignable.ts";
import { missing, type RunVerb, worded } from "../command-context.ts";
import { openCaseNamed } from "../named.ts";
import { isMention, personNamed } from "../people-named.ts";

/** `assign ID @person`, in either order: without a person, its dialog opens. */
export const assign: RunVerb = async (c) => {
  const { text, f } = c.asker.speech;
  const mention = c.words.find(isMention) ?? c.words[1];
  const typed = c.words.find((word) => word !== mention);
  if (typed === undefined) return missing("case", c);
  const named = await openCaseNamed(typed, c);
  if ("reply" in named) return named.reply;
  const press = { action: "assign", ...named.on } as const;
  if (mention === undefined) return c.press(press);
  const who = personNamed(mention, c.asker.who.platform, c.directory);
  if (!("person" in who)) return say(c.asker, text.act.noPerson(who.typed, who.similar));
  if (!assignable(named.case, c.directory).includes(who.person)) {
    const teams = involvedTeams(named.case).map((team) => text.team[team]);
    return say(c.asker, text.act.notInvolved(who.person.name, f.list(teams)));
  }
  const done = text.act.assigned(named.case.group.id, who.person.name);
  return worded(await c.submit(press, { person: who.person.id }), done);
};
