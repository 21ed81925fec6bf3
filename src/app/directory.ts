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
  let known = entries.people;
  for (const person of entries.people) {
    for (const [platform, userId] of Object.entries(person.accounts)) {
      people.set(`${platform} ${userId}`, person);
    }
  }
  const decides = ({ roles }: KnownPerson) =>
    roles.includes("lead") || roles.includes("controller");
  const leads = (team: Team) => known.filter((one) => one.teams.includes(team) && decides(one));
  return {
    personOf: (platform, userId) => people.get(`${platform} ${userId}`) ?? null,
    channelsOf: (team) => byTeam.get(team) ?? [],
    channel: (platform, id) => channels.get(`${platform} ${id}`) ?? null,
    get people() {
      return known;
    },
    learn(accounts) {
      for (const { personId, platform, account } of accounts) {
        const person = known.find(({ id }) => id === personId);
        // What remo.yaml says stands: a link adds an account, and moves none.
        if (!person || people.has(`${platform} ${account}`)) continue;
        const own = { [platform]: account, ...person.accounts };
        const linked = { ...person, accounts: own };
        known = known.map((one) => (one.id === personId ? linked : one));
        people.set(`${platform} ${account}`, linked);
        for (const [other, id] of Object.entries(person.accounts))
          people.set(`${other} ${id}`, linked);
      }
    },
    leadsOf: leads,
    zone: entries.zone,
    lang: entries.lang,
  };
}
