import type { Instant } from "../core/calendar.ts";
import { dutyOrder, type Rotation } from "../core/duty.ts";
import type { Team } from "../core/fact.ts";
import type { OfficeState } from "../core/office.ts";
import type { TeamTime } from "../core/team-time.ts";
import type { Directory, KnownPerson } from "./ports.ts";

export type OnDuty = (team: Team, office: OfficeState, at: Instant) => readonly KnownPerson[];

/** Who is on duty by remo.yaml's rotations and by what people arranged; those who stand in after. */
export function createOnDuty(directory: Directory, duty: TeamTime["duty"]): OnDuty {
  return (team, office, at) => {
    const rotation = duty[team];
    const taken = office.duty.filter((one) => one.team === team);
    const named = rotation
      ? dutyOrder(withOverrides(rotation, taken), at)
      : taken
          .filter(({ from, until }) => from <= at && at < until)
          .map((one) => one.onDuty.personId)
          .toReversed();
    return named.flatMap((id) => directory.people.find((person) => person.id === id) ?? []);
  };
}

function withOverrides(rotation: Rotation, taken: OfficeState["duty"]): Rotation {
  const overrides = taken.map(({ onDuty, from, until }) => ({
    person: onDuty.personId,
    from,
    until,
  }));
  return { ...rotation, overrides: [...rotation.overrides, ...overrides] };
}
