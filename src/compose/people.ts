import { createDirectory } from "../app/directory.ts";
import type { Channel, Directory, KnownPerson } from "../app/ports.ts";
import type { RemoYaml } from "../config.ts";

/** remo.yaml's people and channels, as the application asks for them. */
export function directoryFrom(remo: RemoYaml): Directory {
  return createDirectory({
    channels: channelsFrom(remo),
    people: remo.people.map((one): KnownPerson => ({
      id: one.id,
      name: one.name,
      teams: one.teams,
      roles: one.roles,
      accounts: one.slack ? { slack: one.slack } : {},
      lang: one.language ?? null,
    })),
    zone: remo.timeZone,
    lang: remo.language,
  });
}

export function channelsFrom(remo: RemoYaml): readonly Channel[] {
  return remo.channels.map((one) => ({
    platform: "slack",
    id: one.slack,
    team: one.team,
    lang: one.language ?? remo.language,
  }));
}
