import { createDirectory } from "../app/directory.ts";
import type { Channel, Directory, KnownPerson } from "../app/ports.ts";
import type { RemoYaml } from "../remo-yaml.ts";

/** remo.yaml's people and channels, as the application asks for them. */
export function directoryFrom(remo: RemoYaml): Directory {
  return createDirectory({
    channels: channelsFrom(remo),
    people: remo.people.map((one): KnownPerson => ({
      id: one.id,
      name: one.name,
      teams: one.teams,
      roles: one.roles,
      accounts: {
        ...(one.slack ? { slack: one.slack } : {}),
        ...(one.entra ? { teams: one.entra } : {}),
      },
      lang: one.language ?? null,
    })),
    zone: remo.timeZone,
    lang: remo.language,
  });
}

export function channelsFrom(remo: RemoYaml): readonly Channel[] {
  return remo.channels.flatMap(({ slack, teams, team, language }): readonly Channel[] => {
    const about = { team, lang: language ?? remo.language };
    return [
      ...(slack ? [{ platform: "slack", id: slack, ...about } as const] : []),
      ...(teams ? [{ platform: "teams", id: teams, ...about } as const] : []),
    ];
  });
}
