import type { Team } from "../core/fact.ts";
import type { Lang } from "../text/format.ts";
import type { Channel, Directory, KnownPerson } from "./ports.ts";

export type DirectoryEntries = {
  readonly channels: readonly Channel[];
  readonly people: readonly KnownPerson[];
  readonly zone: string;
  readonly lang: Lang;
};

/** People and channels by what asks for them. */
export function createDirectory(entries: DirectoryEntries): Directory {
  const channels = new Map(entries.channels.map((one) => [`${one.platform} ${one.id}`, one]));
  const byTeam = Map.groupBy(entries.channels, (one) => one.team);
  const people = new Map<string, KnownPerson>();
  for (const person of entries.people) {
    for (const [platform, userId] of Object.entries(person.accounts)) {
      people.set(`${platform} ${userId}`, person);
    }
  }
  const decides = ({ roles }: KnownPerson) =>
    roles.includes("lead") || roles.includes("controller");
  const leads = (team: Team) =>
    entries.people.filter((one) => one.teams.includes(team) && decides(one));
  return {
    personOf: (platform, userId) => people.get(`${platform} ${userId}`) ?? null,
    channelsOf: (team) => byTeam.get(team) ?? [],
    channel: (platform, id) => channels.get(`${platform} ${id}`) ?? null,
    people: entries.people,
    leadsOf: leads,
    zone: entries.zone,
    lang: entries.lang,
  };
}
