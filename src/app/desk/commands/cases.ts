import type { Team } from "../../../core/fact.ts";
import { CASES_SHOWN, casesNote } from "../../../view/cases-note.ts";
import type { Commanding, RunVerb } from "../command-context.ts";
import { isMode } from "../typed-words.ts";

/** `cases [team]`: mine, those given to me first; or those of the channel's team. */
export const cases: RunVerb = async (c) => {
  const { text } = c.asker.speech;
  const team = isMode(c.words[0], "team") ? teamOf(c) : null;
  const teams = team ? [team] : c.person.teams;
  const assignedTo = team ? {} : { assignedTo: c.person.id };
  const query = { teams, ...assignedTo, state: "open", limit: CASES_SHOWN } as const;
  const found = await c.reads.cases(query);
  const lastClosed = found.total === 0 ? await c.reads.lastClosed(teams) : null;
  const named = found.cases.filter(({ group }) => group.type === "customer");
  const names = await c.reads.customerNames(named.map(({ group }) => group.id));
  const scope = team ? text.team[team] : text.command.mine;
  return { kind: "note", note: casesNote(found, { scope, lastClosed, names }, c.asker.reader) };
};

/** The channel's team: there "team" means the people in the room. */
function teamOf({ person, asker: { who }, directory }: Commanding): Team | null {
  const channel = who.channelId === null ? null : directory.channel(who.platform, who.channelId);
  return channel?.team ?? person.teams[0] ?? null;
}
