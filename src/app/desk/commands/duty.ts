import { addDays, addHours, localDate, startOfDay } from "../../../core/calendar.ts";
import { decideDuty } from "../../../core/command-decisions.ts";
import { type Team, TEAMS } from "../../../core/fact.ts";
import { plainWord } from "../../../text/plain-word.ts";
import { textFor } from "../../../text/text.ts";
import { dutyNote } from "../../../view/duty-note.ts";
import type { KnownPerson, Reply } from "../../ports.ts";
import { say } from "../asker.ts";
import { type Commanding, doing, missing, type RunVerb } from "../command-context.ts";
import { conclude } from "../decided.ts";
import { isMention, personNamed } from "../people-named.ts";
import { fromIn, untilIn } from "../spans.ts";
import { type Clauses, clausesIn, isMode } from "../typed-words.ts";

const MORNING_HOUR = 8;

/** `duty`: who is on duty. `duty take [TEAM] …`, `duty @person [TEAM] …`: who shall be. */
export const duty: RunVerb = async (c) => {
  const clauses = clausesIn(c.words);
  const { head } = clauses;
  const mention = head.find(isMention);
  const takes = head.some((word) => isMode(word, "take"));
  if (mention === undefined && !takes) return list(c);
  const who = mention ? personNamed(mention, c.asker.who.platform, c.directory) : null;
  if (who && !("person" in who)) {
    return say(c.asker, c.asker.speech.text.act.noPerson(who.typed, who.similar));
  }
  const onDuty = who?.person ?? c.person;
  const team = head.map(teamNamed).find((one) => one !== null) ?? teamFor(onDuty, c);
  if (team === null) return missing("person", c);
  return arrange(c, onDuty, team, clauses);
};

async function list(c: Commanding): Promise<Reply> {
  const { now } = c.asker.reader;
  const office = await c.lookups.office();
  const teams = TEAMS.map((team) => ({ team, first: c.onDuty(team, office, now)[0] ?? null }));
  return { kind: "note", note: dutyNote(teams, office, c.asker.reader) };
}

async function arrange(
  c: Commanding,
  onDuty: KnownPerson,
  team: Team,
  said: Pick<Clauses, "from" | "until">,
): Promise<Reply> {
  const { text, f } = c.asker.speech;
  const { zone } = c.asker.reader;
  const from = fromIn(said.from, c);
  if (typeof from !== "string") return say(c.asker, text.act.badWhen(from.unread));
  const tomorrow = startOfDay(addDays(localDate(from, zone), 1), zone);
  const end = said.until
    ? untilIn(said.until, c)
    : { until: addHours(tomorrow, MORNING_HOUR), rest: [] };
  if ("unread" in end) return say(c.asker, text.act.badWhen(end.unread));
  const { until } = end;
  const decided = decideDuty({ ...doing(c), team, onDuty, from, until });
  const [begins, ends] = [f.when(from), f.when(until)];
  const done = text.office.dutyTaken(text.team[team], onDuty.name, begins, ends);
  return conclude(decided, done, onDuty.name, c);
}

/** A team by its name in either language, or by its id in remo.yaml. */
function teamNamed(word: string): Team | null {
  const plain = plainWord(word);
  const isCalled = (team: Team) =>
    team === plain ||
    (["es", "en"] as const).some((lang) => plainWord(textFor(lang).team[team]) === plain);
  return TEAMS.find(isCalled) ?? null;
}

/** The channel's team where the person is of it, else the first of theirs. */
function teamFor(person: KnownPerson, { asker: { who }, directory }: Commanding): Team | null {
  const channel = who.channelId === null ? null : directory.channel(who.platform, who.channelId);
  if (channel && person.teams.includes(channel.team)) return channel.team;
  return person.teams[0] ?? null;
}
