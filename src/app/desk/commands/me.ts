import { TEAMS } from "../../../core/fact.ts";
import { MY_CASES, meNote } from "../../../view/me-note.ts";
import type { RunVerb } from "../command-context.ts";

/** `me`: who Remo thinks somebody is, and their cases. */
export const me: RunVerb = async (c) => {
  const { person, reads, lookups } = c;
  const { now } = c.asker.reader;
  const [office, cases] = await Promise.all([
    lookups.office(),
    reads.cases({ teams: person.teams, assignedTo: person.id, state: "open", limit: MY_CASES }),
  ]);
  const onDuty = TEAMS.filter((team) => c.onDuty(team, office, now)[0]?.id === person.id);
  return { kind: "note", note: meNote({ person, office, onDuty, cases }, c.asker.reader) };
};
